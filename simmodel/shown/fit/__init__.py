"""What the page Fit to pilot data shows: faults, targets, beliefs, and what a fit found, as plain parts."""
