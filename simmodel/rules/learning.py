"""Learning: what a site does differently for everybody, because of what coached people's lives have shown.

Systems change as cases are made sense of together, where it is safe to say what does not work and somebody stands
behind changing it. What is learned lowers thresholds, shortens the way to an intake, finds a second provider and spares
people telling their story, with or without a coach; it fades when nobody keeps it up. No effect size exists (one
month's records of family violence, DIS003): every number is an assumption. Left out: learning the wrong thing.
"""

from collections.abc import Sequence
from typing import Any

from simmodel.compiled import helper, rule
from simmodel.felt import acting_safety, felt_authorising
from simmodel.hours import joint_hours_of, reflection_felt, working_jointly
from simmodel.measures import clamp, fourth_week
from simmodel.quantities import WEEKS_PER_MONTH, Page, number
from simmodel.vocabulary import OPERATIONAL, STRATEGIC


class Learning(Page):
    """Numbers of the page."""

    name = "learning"
    rate: float = number(
        0.10,
        0.02,
        0.3,
        "share of the gap in four weeks",
        "LRN001",
        "learning where nothing lacks",
    )
    half_cases: float = number(
        3.0, 1.0, 8.0, "active relationships per 100 people", "LRN002", "cases at which half of that is reached"
    )
    half_hours: float = number(
        2.0, 0.5, 6.0, "hours a month", "LRN003", "hours of making sense together at which half of that is reached"
    )
    fades: float = number(0.015, 0.003, 0.05, "share in four weeks", "LRN004", "what is learned and not kept up")
    threshold: float = number(0.08, 0.0, 0.2, "need", "LRN005", "entry thresholds lowered, by all there is to learn")
    transit: float = number(0.40, 0.0, 0.8, "share", "LRN006", "time to an intake saved, by all there is to learn")
    refer_on: float = number(0.30, 0.0, 0.6, "share", "LRN007", "more people for whom a second provider is found")
    story: float = number(0.40, 0.0, 0.8, "share", "LRN008", "stories that need not be told again")
    spread: float = number(
        0.05, 0.0, 0.2, "share of the gap in four weeks", "LRN009", "learning from a site that has learned more"
    )


@rule
def learn(site: Any) -> None:
    """What the site has learned grows with cases, time to make sense of them, safety and authority; and fades."""
    if fourth_week(site):
        group, numbers = site.partnership, site.numbers.learning
        found = numbers.rate * cases(site) * sense_making(site) * acting_safety(site) * felt_authorising(site)
        group.learning = clamp(group.learning + found * (1.0 - group.learning) - numbers.fades * group.learning)
    site.tally.learning = site.partnership.learning


@helper
def cases(site: Any) -> float:
    """What there is to learn from: people in an active relationship, per head, each adding less than the last."""
    people = max(site.tally.people, 1.0)
    active = 100.0 * site.tally.active / people
    return active / (active + site.numbers.learning.half_cases)


@helper
def sense_making(site: Any) -> float:
    """Hours in which partners make sense of cases together: operational and strategic meetings, and reflection."""
    hours = 0.0
    if working_jointly(site):
        hours += (joint_hours_of(site, OPERATIONAL) + joint_hours_of(site, STRATEGIC)) * WEEKS_PER_MONTH
        hours += site.numbers.workforce.reflection_hours * reflection_felt(site)
    return hours / (hours + site.numbers.learning.half_hours)


def spread(sites: Sequence[Any], neighbours: Sequence[Sequence[int]]) -> None:
    """Each site takes over a little of what each of those it learns from knows better; called every fourth week.

    `neighbours`: for each of `sites`, the places in that list of those it learns from.
    """
    known = [site.partnership.learning for site in sites]
    for site, own, others in zip(sites, known, neighbours, strict=True):
        if site.on.diffusion == 1 and len(others) > 0:
            better = sum(max(known[place] - own, 0.0) for place in others) / len(others)
            site.partnership.learning += site.numbers.learning.spread * better
