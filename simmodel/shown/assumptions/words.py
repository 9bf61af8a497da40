"""Words of the model as people use them, and how to cite it."""

from __future__ import annotations

import re

from simmodel import __version__
from simmodel.errors import SimmodelError
from simmodel.shipped import shipped
from simmodel.shown.parts import Folded, Part, Table, Words

GLOSSARY = (
    ("person, people", "whoever lives a life in the model; official words stand only in quotations"),
    ("referred out", "the person is sent on to another service, and asks, waits and tells the story again there"),
    ("pulled in", "a coach brings the specialist to the person"),
    ("coach", "a generalist who stays with the person and finds the way through services with them"),
    ("link worker", "meets a person a few times, comes along to first appointments, and leaves"),
    ("silo", "a service that sees one need"),
    ("caseload", "how many people a full-time worker supports at a time"),
    ("flexible funds", "money for what people themselves name: a fridge, a bond, a phone"),
    ("hand-off", "a change of who supports the person"),
    ("need", "how heavy something weighs on a person, from 0 to 1, as the person would say it"),
    ("bond", "trust in one worker, which grows with time together"),
    ("agency", "a person's sense of being able to change something"),
    (
        "new sentence",
        "back in prison under a new sentence; not the same as being held on remand or for breach of parole",
    ),
    ("remand", "held in prison while a court decides"),
    ("without a home", "rough sleeping, staying with others for lack of a home, or in crisis accommodation"),
    ("scenario", "one way of spending the money"),
    ("base case", "today's services and no new money; every other scenario is compared with it"),
    ("run", "one way in which the same place may turn out"),
    ("paired runs", "the same people with the same luck under each scenario, so that only the scenario differs"),
    ("draw", "one set of values for all numbers that evidence leaves open, shared by two runs"),
    ("evidence range", "where nine draws in ten lie: what is not known, without luck"),
    ("one site", "where nine single runs in ten lie: what is not known, and luck"),
    ("no clear difference", "the range holds zero, or lies too near it to tell from so few runs"),
    ("net present value", "what people of NSW gain less what they pay, in present dollars"),
    ("avoidable cost", "what would really be saved; average cost shares out all costs and is an upper bound"),
    ("cashable", "a budget falls; what is not cashable is capacity that is freed"),
    ("payer", "who pays: justice, health, housing, community services, child protection, Commonwealth, the programme"),
    ("assumed link", "that help for a parent changes what happens to a child: no study has shown it"),
    ("lever", "what somebody decides: money, sites, caseload"),
    ("belief", "what nobody decides and can only be found out: how strong an effect is"),
    ("mechanism", "a part of the model that can be switched off"),
    ("outside case", "a number that is known without the model, beside what the model gives"),
    ("grade", "how sure a number is, from A (official statistic or trial) to D (assumption); M is from memory"),
)
CITATION = "CITATION.cff"


def glossary() -> list[Part]:
    """Words with what they mean here."""
    return [Table("Words", ("Word", "What it means here"), GLOSSARY, "", "words")]


def citation() -> list[Part]:
    """How to cite the model, and the citation file."""
    told = f"The simmodel authors. simmodel, version {__version__}. {_abstract()}".strip()
    ask = "Cite it with the version and the study file; a result's file names its study, seed and runs."
    parts: list[Part] = [Words(told, "finding", "To cite"), Words(ask)]
    text = _file()
    return [*parts, Folded(f"The citation file ({CITATION})", (Words(text),))] if text else parts


def _abstract() -> str:
    found = re.search(r"^abstract: >-\n((?:  .*\n)+)", _file(), re.MULTILINE)
    return " ".join(found.group(1).split()) if found else ""


def _file() -> str:
    try:
        return shipped(CITATION).read_text(encoding="utf-8")
    except SimmodelError:
        return ""
