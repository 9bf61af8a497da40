"""The doors of the Start page, the gallery of shipped studies, and the model in five sentences."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from simmodel.scenario import read_study
from simmodel.shipped import STUDY, shipped


class Door(NamedTuple):
    """A way on from the Start page: to which page, for whom, and what they take away."""

    page: str
    label: str
    told: str


DOORS = (
    Door(
        "compare",
        "I am comparing ways to spend money",
        "For policymakers: set the money and up to four ways of spending it, and take away a brief, a workbook "
        "and the command that repeats it.",
    ),
    Door(
        "site-budget",
        "I am writing a proposal",
        "For proposal writers: lay out what a site costs line by line beside the $500,000 to $800,000 band, and take "
        "away a workbook with live formulas and a table of justifications.",
    ),
    Door(
        "fit",
        "I have pilot data",
        "For analysts: see what your data can and cannot tell the model, and take away a fitted study and a report.",
    ),
)
HOW_IT_WORKS = (
    "It lives through the weeks of some hundreds of made-up people in one place: needs, homes, work, crises, time "
    "in prison, and the services they meet.",
    "When people are referred out they ask, wait, tell their story again and are sometimes turned away; when help is "
    "pulled in a coach stays with them and asks the same services to come.",
    "Hours of services and homes are finite, so what one person gets another does not.",
    "The same people live with the same luck under each way of spending, so only the spending differs.",
    "It does so many times with numbers drawn from all that evidence leaves open, so every result has a range.",
)
WHAT_IT_IS_NOT = (
    "It is no forecast for any place or person, no evaluation of a programme, and no proof: most of its numbers are "
    "assumptions, which Assumptions and limits lists one by one."
)


class Picture(NamedTuple):
    """A shipped study in the gallery: its file's stem, its title, and the question it asks."""

    name: str
    title: str
    told: str


@cache
def scenarios() -> tuple[Picture, ...]:
    """The shipped studies, the base case first."""
    folder, first = shipped("scenarios"), Path(STUDY).stem
    return tuple(sorted(map(_picture, folder.glob("*.toml")), key=lambda each: (each.name != first, each.name)))


@cache
def programmes() -> tuple[Picture, ...]:
    """Programmes that somebody ran, as the model sees them."""
    return tuple(map(_picture, sorted(shipped("scenarios/programmes").glob("*.toml"))))


def _picture(path: Path) -> Picture:
    study = read_study(path)
    return Picture(path.stem, study.title, first_sentence(study.description))


def first_sentence(text: str) -> str:
    """The first sentence of a description, its lines joined.

    >>> first_sentence("One key worker\\nfor each. More.")
    'One key worker for each.'
    """
    joined = " ".join(text.split())
    return re.split(r"(?<=[.?!])\s+(?=[A-Z])", joined, maxsplit=1)[0]
