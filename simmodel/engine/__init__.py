"""The two drivers of the week: Mesa agents, and compiled records."""
