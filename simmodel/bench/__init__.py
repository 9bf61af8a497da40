"""Benchmarks: how fast this machine runs the model, as ratios within one run."""
