"""The page Compare: what a reader chooses, what is known of it, and what they take away."""
