"""The app from its first page on: six pages, and the way between them."""

from pathlib import Path

import streamlit as st

from simmodel.screens.assumptions import show_assumptions
from simmodel.screens.compare import show_compare
from simmodel.screens.fit import show_fit
from simmodel.screens.follow import show_follow
from simmodel.screens.site_budget import show_site_budget
from simmodel.screens.start import show_start

WIDTH = 1080  # pixels at most; less where the window is narrower
ICON = Path(__file__).with_name("icon.png")  # a picture of ours: one by name would be fetched from another host


def show() -> None:
    """Draw the page that one reader is on."""
    st.set_page_config(page_title="Refer out or pull in? simmodel", page_icon=ICON, layout="wide")
    page = st.navigation(
        [
            st.Page(show_start, title="Start", url_path="start", default=True),
            st.Page(show_compare, title="Compare", url_path="compare"),
            st.Page(show_site_budget, title="Site budget", url_path="site-budget"),
            st.Page(show_follow, title="Follow one person", url_path="follow"),
            st.Page(show_fit, title="Fit to pilot data", url_path="fit"),
            st.Page(show_assumptions, title="Assumptions and limits", url_path="assumptions"),
        ],
        position="top",
    )
    with st.container(horizontal_alignment="center"), st.container(width=WIDTH):
        page.run()


if __name__ == "__main__":
    show()
