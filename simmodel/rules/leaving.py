"""Leaving: death and moving away. Both stay in every denominator.

Somebody in custody may move away too: they will not come back here. So when people leave does not hang on custody.
"""

from typing import Any

from simmodel.chance import DEATH, MOVES_AWAY, happens
from simmodel.compiled import rule
from simmodel.quantities import Page, number, numbers
from simmodel.vocabulary import COHORTS, IN_COMMUNITY


class Leaving(Page):
    """Numbers of the page."""

    name = "leaving"
    death: float = number(0.00025, 0.0001, 0.0005, "per week", "LEA001", "death (about 1.3% a year)")
    death_after_release: float = number(
        0.00165,
        0.0005,
        0.0025,
        "per week",
        "LEA002",
        "death in the four weeks after release: 0.66% in 28 days without support (EFF002)",
    )
    raised_weeks: float = number(
        4.0, 3.0, 8.0, "weeks", "LEA004", "weeks after release in which death is likelier (EFF002)"
    )
    moves: list[float] = numbers(
        COHORTS,
        (0.00185, 0.0044, 0.0036, 0.0045),
        (0.00115, 0.00225, 0.0018, 0.0023),
        (0.0046, 0.009, 0.0072, 0.0092),
        "per week",
        "LEA003",
        "moving away or no longer in scope",
    )


@rule
def leave(person: Any, site: Any) -> None:
    """Some die, most of all in the weeks after release; some move away."""
    if person.gone != 0:
        return
    just_released = person.custody == IN_COMMUNITY and 0 <= person.weeks_free <= site.numbers.leaving.raised_weeks
    hazard = site.numbers.leaving.death_after_release if just_released else site.numbers.leaving.death
    if happens(person, DEATH, hazard):
        person.gone = 1
        site.tally.deaths += 1
    elif happens(person, MOVES_AWAY, site.numbers.leaving.moves[person.cohort]):
        person.gone = 2
        site.tally.moves += 1
