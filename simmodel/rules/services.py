"""Services: specialist hours, who waits for them, and what a week of service does.

Capacity is hours: a place is some hours a week, for people with and without a biography alike. Everyone who
waits is served by date asked, then by luck; a person whom a coach brings in stands in the same list. A week of
service lowers the need by `effect`, times a quality that is 1 on average among people in service in the reference
community: so `effect` keeps its trial meaning and a mechanism only redistributes around it.

Left out: no-shows free no hours (leans against services people do not trust); outside demand is a fluid of
expected numbers, so queues vary a little less than real ones.
"""

import math
from typing import Any

from simmodel.chance import DROP_OUT, luck_of, turned
from simmodel.compiled import helper, rule
from simmodel.measures import (
    DOMAIN_COUNT,
    delivering,
    felt_agency,
    felt_trust,
    heaviest,
    hours_now,
    in_community,
    logistic,
    organisations,
    unmet_links,
)
from simmodel.quantities import Page, number, numbers
from simmodel.vocabulary import DOMAINS, HOUSING, NOT_ASKED, SERVED, WAITING
from simmodel.world import PATIENCE_WEEKS


class Services(Page):
    """Numbers of the page."""

    name = "services"
    place_hours: list[float] = numbers(
        DOMAINS,
        (1.0, 0.8, 1.0, 0.6, 0.7, 1.0, 0.5, 0.6),
        0.2,
        4.0,
        "hours a week",
        "SER001",
        "specialist hours that one place takes (housing: one letting)",
    )
    episode_weeks: list[float] = numbers(
        DOMAINS,
        (0.0, 14.0, 16.0, 12.0, 20.0, 16.0, 2.0, 20.0),
        0.0,
        60.0,
        "weeks",
        "SER002",
        "length of an episode",
    )
    effect: list[float] = numbers(
        DOMAINS,
        (0.0, 0.009, 0.009, 0.009, 0.008, 0.009, 0.25, 0.008),
        0.0,
        0.5,
        "share of the need a week",
        "SER003",
        "what a week of service takes off the need, on average (trials: REF004, REF005)",
    )
    visit: float = number(
        1.25,
        1.0,
        2.0,
        "times place hours",
        "SER004",
        "hours that a specialist who comes to the person takes, travel included",
    )
    drop_out: float = number(0.020, 0.005, 0.06, "per week", "SER005", "leaving a queue, at reference trust (HEA013)")
    drop_out_trust: float = number(1.0, 0.0, 2.5, "log hazard per trust", "SER006", "trust keeps people in a queue")
    said_weeks: float = number(12.0, 4.0, 26.0, "weeks", "SER007", "wait that people are told to expect (HEA011)")
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
    presence_bond: float = number(0.5, 0.0, 2.0, "log odds per bond", "SER012", "a coach who comes along does so too")
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
    coordination: float = number(0.5, 0.0, 1.0, "share", "SER015", "dilution that a coach takes away")


@rule
def open_week(service: Any, site: Any) -> None:
    """Outside demand finishes episodes, loses patience and asks; the hours not taken are counted afresh."""
    ended = service.ending[site.week % 128]
    service.ending[site.week % 128] = 0.0
    service.served_outside -= ended
    if service.arrivals == 0.0:
        service.oldest = site.week
    staying, waiting = math.exp(-service.leaving), 0.0
    for week in range(service.oldest, site.week):
        service.asked[week % PATIENCE_WEEKS] *= staying
        waiting += service.asked[week % PATIENCE_WEEKS]
    service.asked[site.week % PATIENCE_WEEKS] = service.arrivals
    service.waiting = waiting + service.arrivals
    if service.episode > 0:
        service.free = hours_now(service, site) - service.served_outside * service.place
        service.promised = promised_outside(service, site) * service.place if service.bought_hours > 0.0 else 0.0


@rule
def hold_place(person: Any, site: Any) -> None:
    """People in service keep their hours; what is left is there to give."""
    for domain in range(DOMAIN_COUNT):
        if person.pathway[domain] == SERVED:
            site.service[domain].free -= hours_taken(person, site, domain)
            if person.due[domain] >= site.plan.funded_until:
                site.service[domain].promised += hours_taken(person, site, domain)


@rule
def hold_back(service: Any, site: Any) -> None:
    """Hours bought for a time are not promised beyond it: an episode that outlasts the money must fit without it."""
    outlasts = site.week + service.episode > site.plan.funded_until
    if service.bought_hours > 0.0 and delivering(site) and outlasts:
        service.free = min(service.free, service.hours - service.promised)


@rule
def note_spare(service: Any, site: Any) -> None:
    """Whether hours for one more are left over: then nobody is turned away next week."""
    service.spare = 1 if service.episode > 0 and service.free >= service.place else 0


@rule
def discharge(person: Any, site: Any) -> None:
    """An episode that has run its weeks is over; the place is free this week."""
    for domain in range(DOMAIN_COUNT):
        if person.pathway[domain] == SERVED and site.week > person.due[domain]:
            person.pathway[domain] = NOT_ASKED


@rule
def stop_in_custody(person: Any, site: Any) -> None:
    """In custody referrals, queues and services stop; a place on the housing list is kept."""
    if person.gone == 0 and in_community(person):
        return
    for domain in range(DOMAIN_COUNT):
        if person.gone != 0 or domain != HOUSING or person.pathway[domain] != WAITING:
            person.pathway[domain] = NOT_ASKED


@rule
def wait(person: Any, site: Any) -> None:
    """People who wait leave the queue, the sooner the less they trust; a wait longer than was said is a refusal.

    A request that a coach made waits until it is granted.
    """
    for domain in range(DOMAIN_COUNT):
        with_coach = person.by_coach[domain] == 1 and person.relationship == 1
        if person.pathway[domain] == WAITING and domain != HOUSING and not with_coach:
            weeks = site.week - person.asked[domain]
            if weeks > 0 and weeks % int(site.numbers.services.said_weeks) == 0:
                person.refused += 1.0
            lean = site.numbers.services.drop_out_trust * (site.reference.trust - felt_trust(person, site))
            hazard = site.numbers.services.drop_out * math.exp(lean)
            if turned(luck_of(person, DROP_OUT), domain) < 1.0 - math.exp(-hazard):
                person.pathway[domain] = NOT_ASKED
                site.tally.dropped_out += 1


@rule
def waits_for_place(person: Any, site: Any, unit: int) -> bool:
    """In the community, accepted or asked for by a coach, and not yet admitted."""
    return person.pathway[unit] == WAITING and in_community(person)


@rule
def week_asked(person: Any, site: Any, unit: int) -> float:
    """First come, first served; with priority, people whom a coach brings in stand before the others."""
    if site.plan.priority == 1 and person.by_coach[unit] == 1:
        return site.week - 100_000.0 + (person.asked[unit] - site.week) * 1.0
    return person.asked[unit] * 1.0


@rule
def has_hours(site: Any, unit: int) -> bool:
    """Whether the service has hours for one more."""
    return site.service[unit].free >= site.service[unit].place


@rule
def admit(person: Any, site: Any, unit: int) -> None:
    """The next person is admitted for an episode, if the hours reach; nobody is passed over for being costly."""
    taken = hours_taken(person, site, unit)
    if site.service[unit].free < taken:
        site.service[unit].free = 0.0
        return
    site.service[unit].free -= taken
    site.tally.admitted[unit] += 1
    site.tally.weeks_waited[unit] += site.week - person.asked[unit]
    person.pathway[unit] = SERVED
    person.due[unit] = site.week + site.service[unit].episode - 1
    person.met += 1.0


@rule
def admit_outside(site: Any, unit: int, before: float) -> None:
    """Outside demand that asked before this week is admitted in the order it asked, while hours last."""
    service = site.service[unit]
    week = service.oldest
    while week < before and week <= site.week and service.free > 0.0:
        asking = service.asked[week % PATIENCE_WEEKS]
        taken = min(asking, service.free / service.place)
        service.asked[week % PATIENCE_WEEKS] = asking - taken
        service.waiting -= taken
        service.free -= taken * service.place
        site.tally.outside_served[unit] += taken
        if service.episode > 0:
            service.served_outside += taken
            service.ending[(site.week + service.episode) % 128] += taken
        if taken == asking:
            week += 1
    service.oldest = max(week, site.week - PATIENCE_WEEKS + 1)


@rule
def serve(person: Any, site: Any) -> None:
    """A week of service lowers the need, by how well it fits, whether the person is there, and what else is met."""
    for domain in range(DOMAIN_COUNT):
        if person.pathway[domain] == SERVED:
            quality = quality_of_service(person, site, domain)
            fall = min(site.numbers.services.effect[domain] * quality, 0.9)
            person.need[domain] *= 1.0 - fall
            if site.week == person.due[domain]:
                person.met += 1.0


@helper
def quality_of_service(person: Any, site: Any, domain: int) -> float:
    """Match x presence x complement x dilution, 1 on average in the reference community."""
    match = match_of(person, site, domain)
    presence = presence_of(person, site)
    complement = 1.0 - site.numbers.services.kappa * unmet_links(person, domain)
    dilution = dilution_of(person, site)
    site.gauge.served += 1
    site.gauge.match += match
    site.gauge.presence += presence
    site.gauge.complement += complement
    site.gauge.dilution += dilution
    site.gauge.quality += match * presence * complement * dilution
    if site.on.mismatch == 0:
        match = site.reference.match
    if site.on.complementarity == 0:
        complement = site.reference.complement
    if site.on.dilution == 0:
        dilution = site.reference.dilution
    return match * presence * complement * dilution / site.reference.quality


@helper
def match_of(person: Any, site: Any, domain: int) -> float:
    """Is this the need that the person has, or what the service has?"""
    most = heaviest(person)
    share = person.need[domain] / most if most > 0.0 else 1.0
    return 1.0 - site.numbers.services.mismatch * (1.0 - share)


@helper
def presence_of(person: Any, site: Any) -> float:
    """The chance that an appointment is kept; a missed one wastes its hours."""
    return logistic(
        site.numbers.services.presence
        + site.numbers.services.presence_trust * (felt_trust(person, site) - site.reference.trust)
        + site.numbers.services.presence_agency * (felt_agency(person, site) - site.reference.agency)
        + site.numbers.services.presence_bond * person.bond
    )


@helper
def dilution_of(person: Any, site: Any) -> float:
    """More points of engagement, less effect of each; a coach holds them together."""
    held_together = site.numbers.services.coordination if person.relationship == 1 else 0.0
    return 1.0 / (1.0 + site.numbers.services.omega * (organisations(person) - 1) * (1.0 - held_together))


@helper
def hours_taken(person: Any, site: Any, domain: int) -> float:
    """Hours a week that this person's place takes; more where the specialist comes to the person."""
    visit = site.numbers.services.visit if person.by_coach[domain] == 1 else 1.0
    return site.service[domain].place * visit


@helper
def promised_outside(service: Any, site: Any) -> float:
    """Outside demand in service whose episodes run past the end of the programme's money."""
    beyond = 0.0
    for week in range(max(site.plan.funded_until, site.week) + 1, site.week + service.episode + 1):
        beyond += service.ending[week % 128]
    return beyond
