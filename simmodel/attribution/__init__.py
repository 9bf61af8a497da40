"""What drives the difference between two scenarios: shares of it by group of mechanisms."""
