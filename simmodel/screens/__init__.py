"""One small file for each page of the app."""
