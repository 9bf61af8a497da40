"""Leasing: homes that a programme rents for people without a home, each for so many weeks.

Rent is paid ahead. What was paid for a home that is lost early is let again; from the end of the money on, a part of a
home that is left is a whole one by chance, so that on average all of it is used. A lease that ends becomes the
person's own: no home leaves the social stock, and nobody has to move (leans for homes, since some could not pay the
rent). The case worker who comes with such a home is not in the model (leans against homes).
"""

import math
from typing import Any

from simmodel.chance import LAST_HOME, luck_of
from simmodel.compiled import helper, rule
from simmodel.quantities import ROUNDING, Page, number
from simmodel.vocabulary import LEASED, OWN
from simmodel.world import NEVER, PROGRAMME_DWELLINGS

WEEKS_PRICED = 104
"""Weeks of a home that its price pays for: Together Home leased for two years (HOM013)."""


class Leasing(Page):
    """Numbers of the page."""

    name = "leasing"
    weeks: float = number(104.0, 52.0, 156.0, "weeks", "COST017", "a lease that is paid for")


@rule
def pay_ahead(site: Any) -> None:
    """Each funded week pays for so many weeks of homes; what is promised to people is counted afresh."""
    site.service[PROGRAMME_DWELLINGS].promised = 0.0
    if site.plan.funded_from <= site.week < site.plan.funded_until:
        site.home_weeks += site.plan.homes * WEEKS_PRICED


@rule
def live_there(person: Any, site: Any) -> None:
    """A leased home uses up a week that was paid for, and the rest of the lease is promised; then it is one's own."""
    if person.gone != 0 or person.supported != LEASED:
        return
    if person.tenancy_weeks > lease(site):
        person.supported = OWN
        return
    site.home_weeks -= 1.0
    site.service[PROGRAMME_DWELLINGS].promised += lease(site) - person.tenancy_weeks


@rule
def open_homes(site: Any) -> None:
    """Homes are let once the programme is at work, as long as a whole lease is paid for."""
    if site.plan.homes == 0.0 or site.week < site.plan.delivers_from:
        return
    dwellings = site.service[PROGRAMME_DWELLINGS]
    spare = (site.home_weeks - dwellings.promised) / lease(site)
    whole = math.floor(spare + ROUNDING)
    if site.week >= site.plan.funded_until - 1:
        one_more = 1.0 if luck_of(dwellings, LAST_HOME) < spare - whole else 0.0
        site.home_weeks += (whole + one_more - spare) * lease(site)
        whole += one_more
    dwellings.free = max(whole, 0.0)


@rule
def note_reached(person: Any, site: Any) -> None:
    """Whoever lives in a home of the programme is reached by it."""
    if person.gone == 0 and person.supported == LEASED and person.enrolled == NEVER:
        person.enrolled = site.week
        site.tally.enrolled += 1


@helper
def lease(site: Any) -> int:
    """Whole weeks of a lease."""
    return int(site.numbers.leasing.weeks)
