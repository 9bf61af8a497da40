"""The app from its first page on: Compare is the only page yet."""

import streamlit as st

from simmodel.screens.compare import show_compare


def show() -> None:
    """Draw the page for one reader."""
    st.set_page_config(page_title="Refer out or pull in? simmodel", layout="centered")
    show_compare()


if __name__ == "__main__":
    show()
