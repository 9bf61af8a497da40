"""The door to the app: `streamlit run app.py`."""

import streamlit as st

from simmodel.screens.serve import served

app = st.App("simmodel/screens/main.py", **served())
