"""Puts this folder on the path, so that the pages of tests in its subfolders can import the helpers by name."""
