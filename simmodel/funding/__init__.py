"""The inverse question: what each sum of money brings, where the next dollar stops paying, and how best to split it."""
