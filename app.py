"""The door to the app: `streamlit run app.py`."""

import sys

import streamlit as st

from simmodel.screens.serve import served

app = st.App("simmodel/screens/main.py", **served())

if __name__ == "__main__":
    app.run(config={"server.port": int(sys.argv[1]), "server.headless": True} if sys.argv[1:] else None)
