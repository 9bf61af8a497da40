"""Calibration: what a small pilot says about the numbers of the model, and what it cannot say."""
