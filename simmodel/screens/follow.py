"""Follow one person: not built yet."""

from __future__ import annotations

import streamlit as st


def show_follow() -> None:
    """Draw the page."""
    st.title("Follow one person")
