"""One person's dated events in two scenarios, side by side: recorded, derived and told without changing anything."""
