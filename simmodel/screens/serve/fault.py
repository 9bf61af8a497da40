"""What a reader is told where a page breaks off through a fault of ours."""

from __future__ import annotations

import logging

import streamlit as st

FAULT = (
    "This page broke off because of a fault in the app, not because of anything you chose. Nothing that was finished "
    "is lost. Load the page again; if that does not help, tell whoever runs this server what you chose and when."
)


def told_of_fault(fault: Exception) -> bool:
    """A plain sentence in place of a traceback, which goes to the server's log alone."""
    logging.getLogger(__name__).error("a page broke off", exc_info=fault)
    st.error(FAULT)
    return True
