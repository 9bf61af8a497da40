"""Which assumption matters: what moves a result most, how much of it nobody has measured, what to find out first."""
