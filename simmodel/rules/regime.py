"""Regime: how services are commissioned, from targets and activities to relationships and learning.

A regime of targets has workers write reports, prefers people who are easily counted as done (creaming), keeps episodes
short, and has organisations compete for funding. A scenario moves all of it, or part by part; 0 is today's regime.
Competition acts through the safety of a partnership (page `partnership`). What a regime of learning changes was never
measured: every number is an assumption.
"""

from typing import Any

from simmodel.compiled import rule
from simmodel.quantities import Page, number
from simmodel.vocabulary import REGIME_PARTS

SERVICES_ADMIN, WORKERS_ADMIN, CREAMING, EPISODES, COMPETITION = range(len(REGIME_PARTS))


class Regime(Page):
    """Numbers of the page."""

    name = "regime"
    hours: float = number(
        0.12, 0.03, 0.25, "share of hours", "REG001", "specialist hours on top once nobody writes reports on targets"
    )
    admin: float = number(
        0.33, 0.0, 0.67, "share of admin", "REG002", "a worker's admin that falls away: from 0.30 to 0.20 (WF009)"
    )
    ceiling: float = number(
        1.5, 0.0, 3.0, "active needs", "REG003", "more complex lives accepted once nobody counts cases closed (REF011)"
    )
    threshold: float = number(
        0.03, 0.0, 0.10, "need", "REG004", "light needs no longer taken in to make up the numbers"
    )
    longer: float = number(
        0.25, 0.0, 0.6, "share of the episode", "REG005", "episodes are longer where nobody has to close them"
    )


@rule
def commission(site: Any) -> None:
    """What the regime makes of reports, of who is accepted, of the length of episodes and of competition."""
    numbers, moved = site.numbers.regime, site.plan.learning_regime
    site.terms.hours_more = numbers.hours * moved[SERVICES_ADMIN] * site.on.admin_burden
    site.terms.admin_less = numbers.admin * moved[WORKERS_ADMIN] * site.on.admin_burden
    site.terms.ceiling_more = numbers.ceiling * moved[CREAMING] * site.on.creaming
    site.terms.threshold_more = numbers.threshold * moved[CREAMING] * site.on.creaming
    site.terms.longer = numbers.longer * moved[EPISODES]
    site.terms.competition_less = moved[COMPETITION] * 1.0
