"""What a reader chose, kept while they are on another page."""

from __future__ import annotations

from typing import Any

import streamlit as st


def begin(key: str, usual: Any) -> str:
    """Let the control with this key begin where the reader left it, else as usual; gives the key."""
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(f"{key}-kept", usual)
    return key


def keep[Value](key: str, value: Value) -> Value:
    """Keep what the control holds now; gives it."""
    st.session_state[f"{key}-kept"] = value
    return value


def forget(*keys: str) -> None:
    """Let controls begin as usual again."""
    for key in keys:
        st.session_state.pop(key, None)
        st.session_state.pop(f"{key}-kept", None)
