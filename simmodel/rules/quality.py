"""Quality: what a week of service does to the need.

A week of service lowers the need by `effect`, times a quality that is 1 on average among people in service in the
reference community: match x presence x complement x dilution x calm, over the reference mean of that product.
So `effect` keeps its trial meaning, and a mechanism only redistributes around it.
"""

from typing import Any

from simmodel.compiled import helper, rule
from simmodel.felt import felt_agency, felt_strain, felt_trust
from simmodel.measures import DOMAIN_COUNT, has_coach, heaviest, logistic, organisations, unmet_links
from simmodel.quantities import Page, number, numbers
from simmodel.vocabulary import ACTIVE, DOMAINS, SERVED


class Quality(Page):
    """Numbers of the page."""

    name = "quality"
    effect: list[float] = numbers(
        DOMAINS,
        (0.0, 0.0054, 0.0048, 0.0058, 0.0040, 0.0048, 0.25, 0.0038),
        (0.0, 0.0015, 0.0013, 0.0016, 0.0011, 0.0013, 0.1, 0.0011),
        (0.01, 0.0135, 0.0120, 0.0146, 0.0100, 0.0120, 0.5, 0.0096),
        "share of the need a week",
        "SER003",
        "what a week of service takes off the need, on average: 0.18 standard deviations by the end of an episode "
        "(REF004)",
    )
    mismatch: float = number(
        0.5,
        0.0,
        0.9,
        "share of effect",
        "SER008",
        "effect lost when the service has nothing for the person's heaviest need",
    )
    presence: float = number(0.6, -0.5, 2.0, "log odds", "SER009", "keeping an appointment, at reference trust")
    presence_trust: float = number(1.0, 0.0, 2.5, "log odds per trust", "SER010", "trust brings people to appointments")
    presence_agency: float = number(1.0, 0.0, 2.5, "log odds per agency", "SER011", "agency brings people to them")
    presence_bond: float = number(0.8, 0.0, 2.0, "log odds per bond", "SER012", "a coach who comes along does so too")
    kappa: float = number(
        0.40,
        0.0,
        0.9,
        "share of effect",
        "SER013",
        "effect lost when all linked needs are unmet: one or two supports are not enough",
    )
    omega: float = number(
        0.20,
        0.0,
        0.8,
        "per further organisation",
        "SER014",
        "dilution by each further organisation involved; confounded with kappa, vary them together",
    )
    strain: float = number(
        0.3, 0.0, 0.8, "share of effect per strain", "SER016", "effect lost in a service under strain"
    )
    coordination: float = number(0.5, 0.0, 1.0, "share", "SER015", "dilution that a coach takes away")


@rule
def serve(person: Any, site: Any) -> None:
    """A week of service lowers the need, by how well it fits, whether the person is there, and what else is met."""
    for domain in range(DOMAIN_COUNT):
        if person.pathway[domain] == SERVED:
            quality = quality_of_service(person, site, domain)
            fall = min(site.numbers.quality.effect[domain] * quality, 0.9)
            person.need[domain] *= 1.0 - fall
            if domain == person.chosen and person.relationship == ACTIVE:
                person.progress += fall
            if site.week == person.due[domain]:
                person.met += 1.0


@helper
def quality_of_service(person: Any, site: Any, domain: int) -> float:
    """Match x presence x complement x dilution x calm, 1 on average in the reference community."""
    match = match_of(person, site, domain)
    presence = presence_of(person, site)
    complement = 1.0 - site.numbers.quality.kappa * unmet_links(person, site, domain)
    dilution = dilution_of(person, site)
    calm = 1.0 - site.numbers.quality.strain * felt_strain(site, domain)
    site.gauge.served += 1
    site.gauge.match += match
    site.gauge.presence += presence
    site.gauge.complement += complement
    site.gauge.dilution += dilution
    site.gauge.calm += calm
    site.gauge.quality += match * presence * complement * dilution * calm
    if site.on.mismatch == 0:
        match = site.reference.match
    if site.on.complementarity == 0:
        complement = site.reference.complement
    if site.on.dilution == 0:
        dilution = site.reference.dilution
    return match * presence * complement * dilution * calm / site.reference.quality


@helper
def match_of(person: Any, site: Any, domain: int) -> float:
    """Is this the need that the person has, or what the service has?"""
    most = heaviest(person)
    share = person.need[domain] / most if most > 0.0 else 1.0
    return 1.0 - site.numbers.quality.mismatch * (1.0 - share)


@helper
def presence_of(person: Any, site: Any) -> float:
    """The chance that an appointment is kept; a missed one wastes its hours."""
    return logistic(
        site.numbers.quality.presence
        + site.numbers.quality.presence_trust * (felt_trust(person, site) - site.reference.trust)
        + site.numbers.quality.presence_agency * (felt_agency(person, site) - site.reference.agency)
        + site.numbers.quality.presence_bond * person.bond
    )


@helper
def dilution_of(person: Any, site: Any) -> float:
    """More points of engagement, less effect of each; a coach holds them together."""
    held_together = site.numbers.quality.coordination if has_coach(person, site) else 0.0
    return 1.0 / (1.0 + site.numbers.quality.omega * (organisations(person) - 1) * (1.0 - held_together))
