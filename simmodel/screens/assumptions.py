"""Assumptions and limits: not built yet."""

from __future__ import annotations

import streamlit as st


def show_assumptions() -> None:
    """Draw the page."""
    st.title("Assumptions and limits")
