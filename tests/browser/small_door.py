"""The app as it is served, from a small study and with small fits, so that long work takes seconds."""

import sys
from pathlib import Path

import streamlit as st

import simmodel.screens
from simmodel.calibration import result
from simmodel.screens import studies
from simmodel.screens.comparing import choices
from simmodel.screens.serve import served
from tests.browser.small_files import FEW_RUNS, FOUR_WAYS

studies.shipped_text = lambda: FOUR_WAYS
choices.presets = lambda: {"taree": Path("taree.toml")}
choices.read_text = lambda path: FOUR_WAYS
result.QUICK = FEW_RUNS
app = st.App(Path(simmodel.screens.__file__).with_name("main.py"), **served())

if __name__ == "__main__":
    app.run(config={"server.port": int(sys.argv[1]), "server.headless": True})
