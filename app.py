"""The door to the app: `streamlit run app.py`."""

from simmodel.screens.main import show

show()
