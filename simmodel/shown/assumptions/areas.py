"""The areas of the model's numbers, one for each page of rules, in words that people use."""

from __future__ import annotations

import inspect
import sys

from simmodel.rules import PAGES

AREAS = {
    "custody_level": "How many people return to prison today",
    "coaching": "What coaches do",
    "enrolment": "Whom coaches and link workers take on",
    "workforce": "Coaches and link workers: time, stress, leaving",
    "willingness": "Whether services come when a coach asks",
    "brokerage": "Flexible funds",
    "trust": "Trust, the bond with a coach, and agency",
    "custody": "Prison: going back, and time inside",
    "housing": "Homes: losing and finding them",
    "needs": "Needs, week by week",
    "crisis": "Crises",
    "work": "Paid work",
    "children": "Children (assumed link)",
    "prices": "Prices: what a day, a week or an hour costs",
    "seeking": "Asking for help",
    "referral": "Being referred out",
    "services": "Services: hours, places and waiting",
    "quality": "What a week of service does",
    "linking": "Link workers",
    "information": "Telling the story once or again",
    "disclosure": "Needs that are told and written down",
    "strain": "Services under strain",
    "partnership": "Working in partnership",
    "learning": "What a site learns",
    "regime": "How services are commissioned",
    "leasing": "Leased homes",
    "leaving": "Deaths and moving away",
    "community": "The place: who lives there, and its services",
}
"""Every area in the order in which it is shown, what bears most on the question first."""
LEVEL_TOLD = "What a study sets: the share of people leaving prison who are back under a new sentence."


def about(area: str) -> str:
    """What an area holds, as its page of rules says in its first sentence."""
    module = next((page.__module__ for page in PAGES if page.name == area), None)
    if module is None:
        return LEVEL_TOLD
    first = inspect.cleandoc(sys.modules[module].__doc__ or "").split("\n\n")[0]
    return " ".join(first.split())
