"""Refer out, or pull help in?: not built yet."""

from __future__ import annotations

import streamlit as st


def show_start() -> None:
    """Draw the page."""
    st.title("Refer out, or pull help in?")
