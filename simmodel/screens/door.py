"""The door to the app where it is installed, without app.py beside it: `simmodel app`."""

from pathlib import Path

import streamlit as st

from simmodel.screens.serve import served

app = st.App(Path(__file__).with_name("main.py"), **served())
