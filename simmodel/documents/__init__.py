"""Documents that people hand over: each made from the same findings."""
