"""Services: specialist hours, and who waits for them.

Capacity is hours: a place is some hours a week, for people with and without a biography alike. Everyone who
waits is served by date asked, then by luck; a person whom a coach brings in stands in the same list. What a
week of service does is on the page `quality`.

Left out: no-shows free no hours (leans against services people do not trust); outside demand is a fluid of
expected numbers, so queues vary a little less than real ones.
"""

import math
from typing import Any

from simmodel.chance import DROP_OUT, luck_of, turned
from simmodel.compiled import helper, rule
from simmodel.felt import felt_trust
from simmodel.hours import episode_now, hours_now, outlasts_money, usual_hours
from simmodel.measures import DOMAIN_COUNT, housing_list, in_community
from simmodel.quantities import WEEKS_AHEAD, Page, number, numbers
from simmodel.vocabulary import ACTIVE, DOMAINS, HOUSING, NOT_ASKED, SERVED, WAITING
from simmodel.world import NEVER, PATIENCE_WEEKS


class Services(Page):
    """Numbers of the page."""

    name = "services"
    place_hours: list[float] = numbers(
        DOMAINS,
        (1.0, 0.8, 1.0, 0.6, 0.7, 1.0, 0.5, 0.6),
        (0.6, 0.48, 0.6, 0.36, 0.42, 0.6, 0.3, 0.36),
        (1.6, 1.28, 1.6, 0.96, 1.12, 1.6, 0.8, 0.96),
        "hours a week",
        "SER001",
        "specialist hours that one place takes (housing: one letting)",
    )
    episode_weeks: list[float] = numbers(
        DOMAINS,
        (0.0, 14.0, 16.0, 12.0, 20.0, 16.0, 2.0, 20.0),
        (0.0, 8.4, 9.6, 7.2, 12.0, 9.6, 1.2, 12.0),
        (1.0, 22.4, 25.6, 19.2, 32.0, 25.6, 3.2, 32.0),
        "weeks",
        "SER002",
        "length of an episode",
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


@rule
def open_week(service: Any, site: Any) -> None:
    """Outside demand finishes episodes, loses patience and asks; the hours not taken are counted afresh."""
    ended = service.ending[site.week % WEEKS_AHEAD]
    service.ending[site.week % WEEKS_AHEAD] = 0.0
    service.served_outside -= ended
    if service.arrivals == 0.0:
        service.oldest = site.week
    staying, waiting = math.exp(-service.leaving), 0.0
    for week in range(service.oldest, site.week):
        service.asked[week % PATIENCE_WEEKS] *= staying
        waiting += service.asked[week % PATIENCE_WEEKS]
    asking = service.arrivals * math.exp(site.demand_growth * max(site.week, 0))
    service.asked[site.week % PATIENCE_WEEKS] = asking
    service.waiting = waiting + asking
    service.jumped = NEVER
    service.people_waiting = 0.0
    if service.episode > 0:
        service.taken = service.served_outside * service.place
        service.free = hours_now(service, site) - service.taken
        service.promised = promised_outside(service, site) * service.place if service.bought_hours > 0.0 else 0.0


@rule
def hold_place(person: Any, site: Any) -> None:
    """People in service keep their hours; what is left is there to give."""
    for domain in range(DOMAIN_COUNT):
        if person.pathway[domain] == SERVED:
            site.service[domain].free -= hours_taken(person, site, domain)
            site.service[domain].taken += hours_taken(person, site, domain)
            if person.due[domain] >= site.plan.funded_until:
                site.service[domain].promised += hours_taken(person, site, domain)
        elif person.pathway[domain] == WAITING:
            site.service[domain].people_waiting += 1.0


@rule
def hold_back(service: Any, site: Any) -> None:
    """Hours bought for a time are not promised beyond it: an episode that outlasts the money must fit without it."""
    if outlasts_money(service, site):
        service.free = min(service.free, usual_hours(service, site) - service.promised)


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

    A request that a coach made waits until it is granted, and its wait too may be longer than was said.
    """
    if site.on.waiting == 0:
        person.refused += site.reference.long_waits if person.gone == 0 else 0.0
        return
    for domain in range(DOMAIN_COUNT):
        if person.pathway[domain] == WAITING and domain != HOUSING:
            weeks = site.week - person.asked[domain]
            if weeks > 0 and weeks % int(site.numbers.services.said_weeks) == 0:
                person.refused += 1.0
                site.gauge.long_waits += 1
            if person.by_coach[domain] == 1 and person.relationship == ACTIVE:
                continue
            lean = site.numbers.services.drop_out_trust * (site.reference.trust - felt_trust(person, site))
            hazard = site.numbers.services.drop_out * math.exp(lean)
            if turned(luck_of(person, DROP_OUT), domain) < 1.0 - math.exp(-hazard):
                person.pathway[domain] = NOT_ASKED
                site.tally.dropped_out += 1
                site.gauge.dropped += 1


@rule
def waits_for_place(person: Any, site: Any, unit: int) -> bool:
    """In the community, accepted or asked for by a coach, and not yet admitted."""
    return person.pathway[unit] == WAITING and in_community(person)


@rule
def week_asked(person: Any, site: Any, unit: int) -> float:
    """First come, first served; with priority, people whom a coach brings in stand before the others."""
    ahead = 100_000.0 if site.plan.priority == 1 and person.by_coach[unit] == 1 else 0.0
    return person.asked[unit] - ahead


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
    note_turn(person, site, unit)
    site.service[unit].free -= taken
    site.service[unit].taken += taken
    site.tally.admitted[unit] += 1
    site.tally.weeks_waited[unit] += site.week - person.asked[unit]
    person.pathway[unit] = SERVED
    person.due[unit] = site.week + episode_now(site.service[unit], site) - 1
    person.met += 1.0
    if site.week >= 0:
        person.admissions += 1


@rule
def note_moved_back(person: Any, site: Any) -> None:
    """Somebody who asked later, and has priority, was admitted this week; this person still waits."""
    if not in_community(person):
        return
    queues = 0
    for domain in range(DOMAIN_COUNT):
        unit = housing_list(person) if domain == HOUSING else domain
        cold = person.pathway[domain] == WAITING and person.by_coach[domain] == 0
        if cold and person.asked[domain] < site.service[unit].jumped:
            queues += 1
    if queues > 0:
        person.moved_back = 1
        site.tally.moved_back += 1


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
            service.taken += taken * service.place
            service.ending[(site.week + episode_now(service, site)) % WEEKS_AHEAD] += taken
        if taken < asking:
            service.free = 0.0
        else:
            week += 1
    service.oldest = max(week, site.week - PATIENCE_WEEKS + 1)


@helper
def hours_taken(person: Any, site: Any, domain: int) -> float:
    """Hours a week that this person's place takes; more where the specialist comes to the person.

    With displacement switched off those hours come on top, and nobody else waits longer for them.
    """
    if person.by_coach[domain] == 1 and site.on.displacement == 0:
        return 0.0
    visit = site.numbers.services.visit if person.by_coach[domain] == 1 else 1.0
    return site.service[domain].place * visit


@helper
def note_turn(person: Any, site: Any, unit: int) -> None:
    """With priority, an admission before outside demand that asked earlier is counted; whoever waits is passed over."""
    service = site.service[unit]
    if site.plan.priority == 1 and person.by_coach[unit] == 1:
        service.jumped = max(service.jumped, person.asked[unit])
        if service.oldest < person.asked[unit]:
            site.tally.out_of_turn[unit] += 1


@helper
def promised_outside(service: Any, site: Any) -> float:
    """Outside demand in service whose episodes run past the end of the programme's money."""
    beyond = 0.0
    for week in range(max(site.plan.funded_until, site.week) + 1, site.week + WEEKS_AHEAD):
        beyond += service.ending[week % WEEKS_AHEAD]
    return beyond
