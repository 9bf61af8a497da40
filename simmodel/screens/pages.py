"""The pages of the app: one list for the way between them and for links from page to page."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

TITLES = {
    "start": ("start", "Start"),
    "compare": ("compare", "Compare"),
    "site-budget": ("site_budget", "Site budget"),
    "follow": ("follow", "Follow one person"),
    "fit": ("fit", "Fit to pilot data"),
    "assumptions": ("assumptions", "Assumptions and limits"),
}
"""By the path of each page its module, in which `show_<module>` draws it, and its title."""


def page_of(path: str) -> StreamlitPage:
    """A page by its path."""
    module, title = TITLES[path]
    return st.Page(_drawn_by(module), title=title, url_path=path, default=path == next(iter(TITLES)))


def every_page() -> list[StreamlitPage]:
    """All pages, in order."""
    return [page_of(path) for path in TITLES]


def load_pages() -> None:
    """Import every page now, so that no reader waits for it."""
    for module, _ in TITLES.values():
        import_module(f"simmodel.screens.{module}")


def _drawn_by(module: str) -> Callable[[], None]:
    """A function that imports its page when it is drawn: pages link to one another."""

    def draw_page() -> None:
        getattr(import_module(f"simmodel.screens.{module}"), f"show_{module}")()

    return draw_page
