"""simmodel."""
