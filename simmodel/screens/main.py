"""The app from its first page on: six pages, and the way between them."""

from pathlib import Path

import streamlit as st

from simmodel.screens.as_asked import drawn_as_asked
from simmodel.screens.pages import every_page

WIDTH = 1080  # pixels at most; less where the window is narrower
ICON = Path(__file__).with_name("icon.png")  # a picture of ours: one by name would be fetched from another host


def show() -> None:
    """Draw the page that one reader is on."""
    st.set_page_config(page_title="Refer out or pull in? simmodel", page_icon=ICON, layout="wide")
    page = st.navigation(every_page(), position="top")
    with st.container(horizontal_alignment="center"), st.container(width=WIDTH):
        drawn_as_asked(page.run)


if __name__ == "__main__":
    show()
