"""The app as it is served, from a small study, so that its runs take seconds."""

import sys
from pathlib import Path

import streamlit as st

import simmodel.screens
from simmodel.screens import studies
from simmodel.screens.comparing import choices
from simmodel.screens.serve import served

PEOPLE = """
[site.people]
leaving_custody = { at_start = 40, arrivals_per_year = 10 }
homelessness = { at_start = 20, arrivals_per_year = 5 }
family_with_young_children = { at_start = 10, arrivals_per_year = 2 }
young_person = { at_start = 10, arrivals_per_year = 2 }
"""
STUDY = f"""\
name = "small"
title = "A small study"
[time]
warm_up_years = 1
horizon_years = 4
count_releases_weeks = 52
[site]
name = "Taree"
{PEOPLE}
[scenarios.current]
title = "Current"
base_case = true
buys = "nothing"
[scenarios.pull_in]
title = "Pull in"
buys = "coaches"
funding_per_year = 650000
"""

studies.shipped_text = lambda: STUDY
choices.presets = lambda: {"taree": Path("taree.toml")}
choices.read_text = lambda path: STUDY
app = st.App(Path(simmodel.screens.__file__).with_name("main.py"), **served())

if __name__ == "__main__":
    app.run(config={"server.port": int(sys.argv[1]), "server.headless": True})
