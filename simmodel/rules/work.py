"""Work: finding paid work and losing it."""

import math
from typing import Any

from simmodel.chance import FINDS_WORK, LOSES_WORK, happens
from simmodel.compiled import rule
from simmodel.felt import felt_agency
from simmodel.measures import in_community, load
from simmodel.quantities import Page, number
from simmodel.vocabulary import SERVED, WORK_AND_LEARNING


class Work(Page):
    """Numbers of the page."""

    name = "work"
    finds: float = number(0.0045, 0.0015, 0.01, "per week", "WOR001", "finding work, at reference needs and agency")
    agency: float = number(1.0, 0.0, 2.5, "log hazard per agency", "WOR002", "agency finds work")
    need: float = number(1.5, 0.0, 3.0, "log hazard per need", "WOR003", "need for work and learning stands in the way")
    service: float = number(
        0.20,
        0.0,
        0.6,
        "log hazard",
        "WOR004",
        "an employment service at work with the person (EFF016-EFF019 disagree)",
    )
    loses: float = number(0.0120, 0.005, 0.025, "per week", "WOR005", "losing work, at the reference load")
    load: float = number(1.5, 0.0, 3.0, "log hazard per load", "WOR006", "heavy needs cost work")


@rule
def work(person: Any, site: Any) -> None:
    """Agency and an employment service find work; heavy needs cost it."""
    if not in_community(person):
        return
    if person.at_work == 1:
        burden = site.numbers.work.load * (load(person) - site.reference.load)
        if happens(person, LOSES_WORK, site.numbers.work.loses * math.exp(burden)):
            person.at_work = 0
        return
    served = 1.0 if person.pathway[WORK_AND_LEARNING] == SERVED else 0.0
    chance = (
        site.numbers.work.agency * (felt_agency(person, site) - site.reference.agency)
        - site.numbers.work.need * (person.need[WORK_AND_LEARNING] - site.reference.need[WORK_AND_LEARNING])
        + site.numbers.work.service * served
    )
    if happens(person, FINDS_WORK, site.numbers.work.finds * math.exp(chance)):
        person.at_work = 1
