"""Fit to pilot data: not built yet."""

from __future__ import annotations

import streamlit as st


def show_fit() -> None:
    """Draw the page."""
    st.title("Fit to pilot data")
