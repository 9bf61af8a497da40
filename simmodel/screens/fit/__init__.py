"""The page Fit to pilot data."""

from simmodel.screens.fit.page import show_fit

__all__ = ["show_fit"]
