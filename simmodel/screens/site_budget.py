"""Site budget: not built yet."""

from __future__ import annotations

import streamlit as st


def show_site_budget() -> None:
    """Draw the page."""
    st.title("Site budget")
