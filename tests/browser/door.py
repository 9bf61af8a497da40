"""The app as it ships, on a port of the tests' own."""

import sys
from pathlib import Path

import streamlit as st

import simmodel.screens
from simmodel.screens.serve import served

app = st.App(Path(simmodel.screens.__file__).with_name("main.py"), **served())

if __name__ == "__main__":
    app.run(config={"server.port": int(sys.argv[1]), "server.headless": True})
