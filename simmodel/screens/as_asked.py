"""Whether a page shows what its link asks for: a number beyond what is allowed is left out, and that is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from simmodel.screens.plain import plain


def drawn_as_asked(draw: Callable[[], None]) -> None:
    """Draw a page, and above it every number of its link that it does not show, when it is opened."""
    asked = {name: value for name, value in st.query_params.items() if name not in st.session_state}
    above = st.empty()
    draw()
    shown = {name: st.session_state[name] for name in asked if name in st.session_state}
    if said := not_shown(asked, shown):
        above.warning(plain(" ".join(said)), title="Not all that the link asks for is allowed")


def not_shown(asked: Mapping[str, str], shown: Mapping[str, object]) -> list[str]:
    """A sentence for each number that a link asks for where the page shows another.

    >>> not_shown({"funding": "-1", "runs": "8", "by": "me"}, {"funding": 650000, "runs": 8})
    ['The link asks for -1 as “funding”; this page shows 650,000 instead.']
    """
    return [
        f"The link asks for {asked[name][:20]} as “{_told(name)}”; this page shows {value:,.10g} instead."
        for name, value in shown.items()
        if isinstance(value, int | float) and not isinstance(value, bool) and _number(asked[name]) not in (None, value)
    ]


def _told(name: str) -> str:
    return name.replace("_", " ").replace(".", ": ")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
