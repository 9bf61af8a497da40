"""Why the model deserves to be believed, and where it does not: outside cases with known answers, and trials."""
