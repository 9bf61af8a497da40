"""Referral-out: one silo takes a person in, sees its own need, and refers the rest on.

refer -> transit -> intake attended -> eligible -> queue -> admitted (page `services`). At every step some are
lost, most of them silently. Some workers in the silos work relationally despite the system: they ring ahead, and find
another provider for whoever is turned away. What is left out: a loss per further hand-off (no study measured one);
losses are shared over a person's hand-offs through that person's trust and agency.
"""

import math
from typing import Any

from simmodel.chance import ATTEND, REFERRED_ON, RELATIONAL, TRANSIT, WOULD_DROP_OUT, luck_of, turned
from simmodel.compiled import helper, rule
from simmodel.felt import felt_agency, felt_learning, felt_strain, felt_trust
from simmodel.measures import DOMAIN_COUNT, active_needs, in_community, logistic, worst_known
from simmodel.quantities import Page, number, numbers
from simmodel.vocabulary import DOMAINS, HOUSING, LINKED_BY_WORKER, NOT_ASKED, REFERRED, WAITING


class Referral(Page):
    """Numbers of the page."""

    name = "referral"
    attendance: float = number(
        -0.09,
        -0.4,
        0.2,
        "log odds",
        "REF013",
        "intercept of attending an intake, solved so that cold referral completes 39% (REF001)",
    )
    attendance_trust: float = number(1.5, 0.0, 3.0, "log odds per trust", "REF014", "trust makes attending likelier")
    attendance_agency: float = number(1.0, 0.0, 2.5, "log odds per agency", "REF015", "agency makes attending likelier")
    attendance_told: float = number(
        0.10,
        0.0,
        0.4,
        "log odds per telling",
        "REF016",
        "each time the story was told in the last year makes attending less likely",
    )
    attendance_wait: float = number(
        0.08,
        0.0,
        0.3,
        "log odds per week",
        "REF017",
        "each week between referral and intake makes attending less likely (HEA013)",
    )
    attendance_link: float = number(
        0.44,
        0.1,
        0.75,
        "log odds per log of 1 + sessions",
        "REF025",
        "a worker's sessions, net of telling one more person: 44.7% attend after one, 55.0% after five, 38.7% without "
        "(REF001, REF002, REF003)",
    )
    relational_share: float = number(
        0.15, 0.0, 0.4, "share", "REF026", "workers in the silos who work relationally despite the system"
    )
    strain: float = number(0.3, 0.0, 0.8, "need per strain", "REF027", "a strained service takes heavier needs only")
    transit_weeks: float = number(5.0, 1.0, 12.0, "weeks, at most", "REF018", "longest time from referral to intake")
    threshold: list[float] = numbers(
        DOMAINS,
        (0.50, 0.40, 0.40, 0.40, 0.30, 0.40, 0.30, 0.30),
        (0.38, 0.28, 0.28, 0.28, 0.18, 0.28, 0.18, 0.18),
        (0.62, 0.52, 0.52, 0.52, 0.42, 0.52, 0.42, 0.42),
        "need",
        "REF019",
        "entry threshold: a lighter need is turned away",
    )
    ceiling: list[float] = numbers(
        DOMAINS,
        (8.0, 5.0, 5.0, 7.0, 5.0, 5.0, 8.0, 6.0),
        (6.5, 3.5, 3.5, 5.5, 3.5, 3.5, 6.5, 4.5),
        (8.5, 6.5, 6.5, 8.5, 6.5, 6.5, 8.5, 7.5),
        "active needs",
        "REF020",
        "complexity ceiling: people with more active needs are turned away (REF006: 25% not eligible)",
    )
    worth_referring: float = number(0.45, 0.2, 0.7, "need", "REF022", "lightest other need that is referred out")
    refer_on: float = number(
        0.35, 0.1, 0.7, "share", "REF023", "people turned away whom a second provider is asked for"
    )
    second_provider: float = number(0.50, 0.2, 0.8, "share", "REF024", "people whom the second provider accepts")


@rule
def refer(person: Any, site: Any) -> None:
    """Whoever asks is taken in by the silo of the worst known need; it refers other needs out that are written down."""
    if person.seeking == 0:
        return
    worst = worst_known(person)
    if worst < 0:
        return
    send(person, site, worst)
    for domain in range(DOMAIN_COUNT):
        known = person.known[domain] == 1 and person.need[domain] >= site.numbers.referral.worth_referring
        if known and person.recorded[domain] == 1 and person.pathway[domain] == NOT_ASKED:
            send(person, site, domain)


@rule
def intake(person: Any, site: Any) -> None:
    """On the day of the intake some come and some do not; those who come tell their story again."""
    if not in_community(person):
        return
    for domain in range(DOMAIN_COUNT):
        due = person.pathway[domain] == REFERRED and person.due[domain] <= site.week
        if due and person.by_coach[domain] == 0:
            chance = attendance(person, site, domain)
            site.gauge.intakes += 1
            site.gauge.told += person.told
            site.gauge.weeks += site.week - person.asked[domain]
            luck = luck_of(person, ATTEND + domain)
            if luck < chance:
                be_assessed(person, site, domain, luck / chance)
            else:
                person.pathway[domain] = NOT_ASKED


@helper
def send(person: Any, site: Any, domain: int) -> None:
    """A cold referral: a letter, a number to ring, an appointment some weeks off."""
    quicker = 1.0 - site.numbers.learning.transit * felt_learning(site)
    delay = turned(luck_of(person, TRANSIT), domain) * site.numbers.referral.transit_weeks * quicker
    person.pathway[domain] = REFERRED
    person.by_coach[domain] = 0
    person.handed_on[domain] = 0
    person.relational[domain] = (
        1 if turned(luck_of(person, RELATIONAL), domain) < site.numbers.referral.relational_share else 0
    )
    person.asked[domain] = site.week
    person.due[domain] = site.week + 1 + int(delay)
    if domain != HOUSING:
        site.tally.referrals += 1


@helper
def attendance(person: Any, site: Any, domain: int) -> float:
    """The chance that the person comes to the intake of this domain."""
    if site.on.referral_loss == 0:
        return site.reference.attended
    told = person.told if site.on.retelling == 1 else site.reference.told
    weeks = (site.week - person.asked[domain]) * 1.0 if site.on.waiting == 1 else site.reference.weeks
    called = person.relational[domain] + (person.sessions if person.relationship == LINKED_BY_WORKER else 0.0)
    return logistic(
        site.numbers.referral.attendance
        + site.numbers.referral.attendance_trust * (felt_trust(person, site) - site.reference.trust)
        + site.numbers.referral.attendance_agency * (felt_agency(person, site) - site.reference.agency)
        - site.numbers.referral.attendance_told * told
        - site.numbers.referral.attendance_wait * weeks
        + site.numbers.referral.attendance_link * math.log(1.0 + called)
    )


@helper
def be_assessed(person: Any, site: Any, domain: int, luck: float) -> None:
    """The silo hears the story, looks at its own need, and puts the person in its queue or turns them away."""
    person.told_again += 1.0
    person.told_to[domain] = 1
    person.engaged += 1.0
    site.gauge.seen += 1
    if domain != HOUSING:
        site.tally.attended += 1
    if eligible(person, site, domain, luck):
        site.gauge.eligible += 1
        join_queue(person, site, domain)
        return
    person.refused += 1.0
    site.tally.turned_away += 1
    person.pathway[domain] = NOT_ASKED
    found = site.numbers.referral.refer_on + site.numbers.learning.refer_on * felt_learning(site)
    asks_another = turned(luck_of(person, REFERRED_ON), domain) < found
    hand_on = asks_another or person.relational[domain] == 1
    if hand_on and person.handed_on[domain] == 0:
        send(person, site, domain)
        person.handed_on[domain] = 1


@helper
def join_queue(person: Any, site: Any, domain: int) -> None:
    """Accepted; with waiting switched off the usual share is lost here, and nobody later."""
    if domain != HOUSING:
        site.gauge.accepted += 1
    lost = site.on.waiting == 0 and turned(luck_of(person, WOULD_DROP_OUT), domain) < site.reference.dropped
    person.pathway[domain] = NOT_ASKED if lost and domain != HOUSING else WAITING


@helper
def eligible(person: Any, site: Any, domain: int, luck: float) -> bool:
    """Heavy enough for the threshold and not too complex for the ceiling, unless hours would stand idle."""
    if site.on.eligibility == 0:
        return luck < site.reference.eligible
    if person.handed_on[domain] == 1:
        return luck < site.numbers.referral.second_provider
    most = site.numbers.referral.ceiling[domain] + site.terms.ceiling_more
    fits = person.need[domain] >= threshold(site, domain) and active_needs(person, site) <= most
    return fits or site.service[domain].spare == 1


@helper
def threshold(site: Any, domain: int) -> float:
    """The lightest need that the silo takes in: heavier under strain, lighter where the site has learned."""
    strain = felt_strain(site, domain) - site.reference.strain[domain]
    bar = site.numbers.referral.threshold[domain] + site.numbers.referral.strain * strain + site.terms.threshold_more
    return bar - site.numbers.learning.threshold * felt_learning(site)
