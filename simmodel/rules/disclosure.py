"""Disclosure: telling somebody of a need, and the need being written down where other services see it.

A hidden need cannot be served; one that is not written down is not passed on by an intake that looks for its own need.
Reflective practice changes what workers notice and write: in a month after one session family-violence alerts rose by
33%, and nobody had been directed to add one. That is recording: the harm is the same.
"""

from typing import Any

from simmodel.chance import DISCLOSE, RECORD, happens, luck_of, turned
from simmodel.compiled import helper, rule
from simmodel.felt import confidence
from simmodel.hours import weeks_since_reflection
from simmodel.measures import DOMAIN_COUNT, in_community
from simmodel.quantities import Page, number


class Disclosure(Page):
    """Numbers of the page."""

    name = "disclosure"
    disclose: float = number(
        0.02, 0.005, 0.06, "per week at full trust or bond", "SEE004", "telling somebody of a need so far hidden"
    )
    record: float = number(0.03, 0.01, 0.08, "per week", "DIS001", "a known need being written down")
    lapse: float = number(
        0.03, 0.01, 0.08, "per week", "DIS002", "a record that nobody reads any more: a closed file, another system"
    )
    reflection: float = number(
        4.5, 1.0, 8.0, "times the hazard", "DIS003", "writing down in the weeks after a session: alerts +33% in a month"
    )
    reflection_weeks: float = number(4.0, 2.0, 8.0, "weeks", "DIS004", "how long a session is felt")


@rule
def disclose(person: Any, site: Any) -> None:
    """A hidden need becomes known to somebody the person trusts: one need at a time, the heaviest first."""
    if not in_community(person):
        return
    felt = confidence(person, site) if site.on.disclosure == 1 else site.reference.confidence
    if happens(person, DISCLOSE, site.numbers.disclosure.disclose * felt):
        hidden, heaviest = -1, 0.0
        for domain in range(DOMAIN_COUNT):
            if person.known[domain] == 0 and person.need[domain] > heaviest:
                hidden, heaviest = domain, person.need[domain]
        if hidden >= 0:
            person.known[hidden] = 1


@rule
def write_down(person: Any, site: Any) -> None:
    """Known needs get written down, and records lapse; reflective practice makes writing down likelier."""
    if not in_community(person):
        return
    hazard, lapse = recording_hazard(site), site.numbers.disclosure.lapse
    luck = luck_of(person, RECORD)
    for domain in range(DOMAIN_COUNT):
        lot = turned(luck, domain)
        if person.recorded[domain] == 0 and person.known[domain] == 1 and lot < hazard:
            person.recorded[domain] = 1
            site.tally.recorded[domain] += 1
        elif person.recorded[domain] == 1 and lot > 1.0 - lapse:
            person.recorded[domain] = 0


@helper
def recording_hazard(site: Any) -> float:
    """Weekly chance that a known need is written down."""
    weeks = weeks_since_reflection(site)
    felt = 0 <= weeks < site.numbers.disclosure.reflection_weeks and site.on.disclosure == 1
    return site.numbers.disclosure.record * (site.numbers.disclosure.reflection if felt else 1.0)
