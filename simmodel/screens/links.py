"""What a link may hold: a number without end, or far beyond any that a page asks for, is taken out of it first."""

from __future__ import annotations

import math

import streamlit as st

LARGEST = 1e12
"""No page asks for a larger number; a widget that is given one, or one without end, ends the page."""


def tidy_link() -> None:
    """Take such numbers out of the link that the page was opened by."""
    for name in list(st.query_params):
        if any(is_wild(value) for value in st.query_params.get_all(name)):
            del st.query_params[name]


def is_wild(value: str) -> bool:
    """Whether a value is a number that no page could mean."""
    try:
        number = float(value)
    except ValueError:
        return False
    return not math.isfinite(number) or abs(number) > LARGEST
