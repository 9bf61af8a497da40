"""Site budget: what one site costs a year beside the band, line by line; then simulate it, and take it away."""

from simmodel.screens.site_budget.page import show_site_budget

__all__ = ["show_site_budget"]
