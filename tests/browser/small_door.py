"""The app as it is served, from a small study, so that its runs take seconds."""

import sys
from pathlib import Path

import streamlit as st

import simmodel.screens
from simmodel.screens import studies
from simmodel.screens.comparing import choices
from simmodel.screens.serve import served
from tests.small_study import SHORT

studies.shipped_text = lambda: SHORT
choices.presets = lambda: {"taree": Path("taree.toml")}
choices.read_text = lambda path: SHORT
app = st.App(Path(simmodel.screens.__file__).with_name("main.py"), **served())

if __name__ == "__main__":
    app.run(config={"server.port": int(sys.argv[1]), "server.headless": True})
