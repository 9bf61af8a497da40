"""Information: what one service passes on of a person's story, so that it need not be told again.

A service passes on nothing, what the person consents to, or everything (its regime). People consent the sooner the
more they trust. Where everything is passed on some find out, and that costs trust. A coach or link worker tells the
story with the person's consent. A service with a statutory duty may hold the right to be told: its own regime is
`full`. Left out: errors that travel with a record.
"""

from typing import Any

from simmodel.chance import CONSENT, FOUND_OUT, STORY_KNOWN, luck_of, turned
from simmodel.compiled import helper, rule
from simmodel.felt import felt_learning, felt_trust
from simmodel.measures import DOMAIN_COUNT, logistic
from simmodel.quantities import Page, number
from simmodel.vocabulary import ALL_SHARED, LINKED_BY_WORKER, NOTHING_SHARED


class Information(Page):
    """Numbers of the page."""

    name = "information"
    consent: float = number(1.1, 0.0, 2.2, "log odds", "INF001", "consenting to be spoken of, at reference trust")
    consent_trust: float = number(2.0, 0.0, 4.0, "log odds per trust", "INF002", "trust makes consent likelier")
    found_out: float = number(
        0.15, 0.02, 0.4, "share", "INF003", "stories passed on without asking of which the person finds out"
    )
    known_story: float = number(
        0.2, 0.05, 0.5, "times told", "INF004", "a story told at least this freshly is there to be passed on"
    )


@rule
def pass_on(person: Any, site: Any) -> None:
    """Where the story reached a service by another road, the person was spared telling it once more."""
    person.found_out = 0
    for domain in range(DOMAIN_COUNT):
        if person.told_to[domain] == 1 and (passed_on(person, site, domain) or need_not_ask(person, site, domain)):
            person.told_again -= 1.0
            site.tally.shared += 1


@helper
def passed_on(person: Any, site: Any, domain: int) -> bool:
    """Whether the service knows the story from a link worker or another service."""
    if site.on.consent == 0:
        return False
    if spoken_for(person, site, domain):
        return consents(person, site, domain)
    regime = site.service[domain].information
    if regime == NOTHING_SHARED or person.told < site.numbers.information.known_story:
        return False
    if regime == ALL_SHARED:
        if turned(luck_of(person, FOUND_OUT), domain) < site.numbers.information.found_out:
            person.found_out = 1
        return True
    return consents(person, site, domain)


@helper
def need_not_ask(person: Any, site: Any, domain: int) -> bool:
    """Whether the site has learned not to have this story told once more."""
    return turned(luck_of(person, STORY_KNOWN), domain) < site.numbers.learning.story * felt_learning(site)


@helper
def spoken_for(person: Any, site: Any, domain: int) -> bool:
    """Whether a worker who knows the person made the request: a link worker, or the coach who asked this service."""
    asked = person.relationship == LINKED_BY_WORKER or person.by_coach[domain] == 1
    return asked and site.coach[person.coach].weeks_vacant == 0


@helper
def consents(person: Any, site: Any, domain: int) -> bool:
    """Whether the person agrees that this service is told."""
    numbers = site.numbers.information
    willing = logistic(numbers.consent + numbers.consent_trust * (felt_trust(person, site) - site.reference.trust))
    return turned(luck_of(person, CONSENT), domain) < willing
