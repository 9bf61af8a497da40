"""What a run will take on this machine, found by playing a little of it."""
