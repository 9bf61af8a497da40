"""Strain of services: queues and crises wear a service down, and a worn-down service helps less.

"Traumatised organisations": strain raises the entry threshold (page `referral`), makes services slower to come to a
person (page `willingness`) and lowers the quality of a week of service (page `quality`), all over the strain of the
reference community under the base case. No study measured the curve: every number is an assumption. Left out: leaving
and vacancies among specialists.
"""

from typing import Any

from simmodel.compiled import rule
from simmodel.measures import clamp
from simmodel.quantities import Page, number


class Strain(Page):
    """Numbers of the page."""

    name = "strain"
    from_queue: float = number(0.5, 0.1, 0.9, "strain", "STR001", "strain of an endless queue")
    long_wait: float = number(12.0, 4.0, 26.0, "weeks", "STR002", "wait at which half of that is reached (HEA011)")
    from_crises: float = number(
        4.0, 0.0, 10.0, "strain per crisis a person a week", "STR003", "crises in the community land on every service"
    )
    pace: float = number(0.04, 0.01, 0.15, "share of the gap a week", "STR004", "how fast strain builds and eases")


@rule
def wear_down(service: Any, site: Any) -> None:
    """Strain moves towards what the wait at the head of the queue and this week's crises set."""
    if service.episode == 0:
        return
    wait = max(site.week - service.oldest, 0) * 1.0
    crises = 0.0
    for kind in range(len(site.tally.crises)):
        crises += site.tally.crises[kind]
    queue = site.numbers.strain.from_queue * wait / (wait + site.numbers.strain.long_wait)
    level = clamp(queue + site.numbers.strain.from_crises * crises / max(site.tally.people, 1.0))
    service.strain += site.numbers.strain.pace * (level - service.strain)


@rule
def gauge_strain(site: Any) -> None:
    """Strain of each silo, from which a reference community's means are taken."""
    site.gauge.weeks_counted += 1
    for domain in range(len(site.gauge.strain)):
        site.gauge.strain[domain] += site.service[domain].strain
