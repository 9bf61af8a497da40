"""Results that ship with the package, and how they are made: `python -m simmodel.shown.stored.make`."""
