"""The records of the model: person, coach, service, site. One source of field names and what they mean.

Each class lists its fields once; `record_type` turns it into the numpy record that the batch driver holds, and
`simmodel.engine.agents` gives Mesa's agents the same attributes. Every state that is computed with is f8.
"""

from typing import Any

import numpy as np

from simmodel.chance import PURPOSES, UNIT_PURPOSES
from simmodel.records import Field, address, code, real, record_type, whole, word
from simmodel.vocabulary import CRISES, DOMAINS, MECHANISMS, PAYERS

NEVER = -10_000
"""A week that has not come."""
MOST_COACHES = 64
"""Coaches that one site can hold."""
PATIENCE_WEEKS = 512
"""How far back a queue remembers its outside demand by the week it asked."""
CURVE_WEEKS = 1040
GENERAL_LIST = len(DOMAINS)
"""The unit behind the domains: the general housing list (unit 0, housing, is the priority list)."""
PROGRAMME_DWELLINGS = GENERAL_LIST + 1
"""The last unit: dwellings that come with the programme."""
SERVICES = PROGRAMME_DWELLINGS + 1


class Person:
    """One person, with what is fixed, what changes, this week's facts, and what has happened since week 0."""

    # fixed
    luck_number: int = word("address of this person's luck")
    cohort: int = code("why the person is in scope: a code of COHORTS")
    priority_case: int = code("1 if the person would be approved for priority housing when homeless")
    barred: int = code("1 if the person may not be enrolled in any programme (for tests of pairing)")
    arrives: int = whole("week in which the person comes into scope; before the warm-up for those there at its start")
    age: float = real("years, when coming into scope")
    priors: float = real("earlier convictions that led to custody")
    frailty: float = real("unmeasured risk of a new sentence, lognormal with mean 1")
    set_point: list[float] = real("level to which each need returns, 0..1", len(DOMAINS))
    # changing
    need: list[float] = real("how heavy each need is, 0..1", len(DOMAINS))
    known: list[int] = code("1 if anyone has heard of the need; hidden needs cannot be served", len(DOMAINS))
    trust: float = real("trust in services, 0..1")
    agency: float = real("sense of being able to change one's own life, 0..1")
    bond: float = real("strength of the relationship with the coach, 0..1")
    gone: int = code("0 in scope, 1 died, 2 moved away")
    has_sought: int = code("1 if the person ever asked for help")
    coach: int = code("which coach, or -1")
    relationship: int = code("0 none, 1 active, 2 quiet (not closed, and may become active again)")
    enrolled: int = whole("week first enrolled with a coach, or NEVER")
    chosen: int = code("the domain that the person wants to work on first, or -1")
    hours: float = real("hours with the coach this week")
    pathway: list[int] = code("where a request stands in each domain: a code of PATHWAY", len(DOMAINS))
    handed_on: list[int] = code(
        "1 if the first provider turned the person away and a second one is asked", len(DOMAINS)
    )
    by_coach: list[int] = code("1 if the coach asked, 0 if the person was referred", len(DOMAINS))
    asked: list[int] = whole("week of the request", len(DOMAINS))
    due: list[int] = whole("week of the intake, then the last week of the episode", len(DOMAINS))
    tenancy: int = code("a code of TENANCIES")
    supported: int = code("1 in a social tenancy that came through a letting")
    tenancy_weeks: int = whole("weeks in the present tenancy")
    custody: int = code("a code of CUSTODY")
    custody_weeks_left: int = whole("weeks until release")
    weeks_free: int = whole("weeks in the community since release from the last sentence; NEVER before any")
    parole_weeks: int = whole("weeks left on parole")
    at_work: int = code("1 in paid work")
    told: float = real("times the story was told to a new organisation, fading over a year")
    # this week's facts
    seeking: int = code("1 if the person asks for help this week")
    met: float = real("promises kept this week: a need met, a place given")
    refused: float = real("refusals this week: turned away, or waited beyond what was said")
    told_again: float = real("times the story had to be told this week")
    progress: float = real("share of the chosen need that work with the coach took off this week")
    asks_for_purchase: float = real("dollars asked of flexible funds this week, or 0")
    arrested_now: int = code(
        "1 if arrested this week: a new sentence, or remand (a sentence that follows it is the same arrest)"
    )
    crisis_now: int = code("0, or 1 + the kind of this week's crisis; the coach calls next week")
    risk: float = real("this week's hazard ratio of a new sentence without frailty, 0 when not at risk")
    # index release: the one release that return to custody is counted from
    serving_at_start: int = code("1 while a sentence that ran at week 0 still runs")
    index_release: int = whole("week of the release counted from, or NEVER")
    new_sentence_after: int = whole("weeks from index release to a new sentence, or NEVER")
    breach_after: int = whole("weeks from index release to a return for breach, or NEVER")
    remand_after: int = whole("weeks from index release to remand, or NEVER")
    # since week 0
    weeks_in_scope: float = real("weeks in scope since week 0")
    weeks_stably_housed: float = real("weeks in a stable home since week 0, custody excluded")
    weeks_in_work: float = real("weeks in paid work since week 0")
    custody_days: float = real("days in custody since week 0")
    crises: float = real("crises since week 0")
    times_told: float = real("times the story was told since week 0")
    cost: list[float] = real("cents since week 0 by payer", len(PAYERS))
    luck: list[int] = word("this week's luck, a 32-bit word for each purpose", PURPOSES)


class Coach:
    """A coach, or a part-time post: a head with a full-time equivalent."""

    fte: float = real("full-time equivalent, 0..1; 0 where there is no post")
    places: int = whole("people who can be active at once: floor(fte * caseload)")
    active: int = whole("people active now, recounted every week")


class Service:
    """A siloed service of one domain, or a list of people waiting for a letting."""

    hours: float = real("specialist hours a week, or lettings expected a week")
    bought_hours: float = real("further hours a week that the programme pays for while it is funded")
    taken: float = real("hours taken this week, by people and outside demand")
    free: float = real("hours not yet taken this week, or lettings to give")
    spare: int = code("1 if hours for one more place were left over last week")
    promised: float = real("hours a week held by people's episodes that run past the end of the programme's money")
    place: float = real("hours a week that one place takes; 1 for a letting")
    episode: int = whole("weeks of an episode; 0 for a letting, which is for good")
    leaving: float = real("weekly hazard with which outside demand leaves the queue")
    arrivals: float = real("outside demand: people a week who ask, without a biography")
    asked: list[float] = real("outside demand waiting, by week asked (modulo PATIENCE_WEEKS)", PATIENCE_WEEKS)
    waiting: float = real("outside demand waiting, in all")
    oldest: int = whole("earliest week asked that may still wait")
    ending: list[float] = real("outside demand in service, by week ending (modulo 128)", 128)
    served_outside: float = real("outside demand in service now")
    luck: list[int] = word("this week's luck of the unit", UNIT_PURPOSES)


class Reference:
    """Means of the reference community under the base case, on which factors are centred."""

    trust: float = real("trust of people in scope")
    agency: float = real("agency of people in scope")
    load: float = real("mean need of people in the community")
    need: list[float] = real("mean need by domain, people in the community", len(DOMAINS))
    match: float = real("match of people in service")
    presence: float = real("presence of people in service")
    complement: float = real("complement of people in service")
    dilution: float = real("dilution of people in service")
    quality: float = real("product of the four factors, people in service")
    told: float = real("times the story was told in the last year, people whose intake is due")
    retold: float = real("times the story is told a person-week in scope")
    attended: float = real("share of intakes attended")
    eligible: float = real("share of attended intakes found eligible")


class Gauge:
    """Sums from which a reference community's means are taken."""

    people: float = real("person-weeks in scope")
    trust: float = real("trust, summed over person-weeks in scope")
    agency: float = real("agency, summed over person-weeks in scope")
    community: float = real("person-weeks in the community")
    load: float = real("mean need, summed over person-weeks in the community")
    need: list[float] = real("need by domain, summed over person-weeks in the community", len(DOMAINS))
    served: float = real("person-weeks in service")
    match: float = real("match, summed over person-weeks in service")
    presence: float = real("presence, summed over person-weeks in service")
    complement: float = real("complement, summed over person-weeks in service")
    dilution: float = real("dilution, summed over person-weeks in service")
    quality: float = real("product of the four factors, summed over person-weeks in service")
    intakes: float = real("intakes due")
    told: float = real("times told, summed over intakes due")
    retold: float = real("times the story was told, summed over person-weeks in scope")
    seen: float = real("intakes attended")
    eligible: float = real("intakes attended by people found eligible")


class Tally:
    """What is counted in one week at the site."""

    people: float = real("people in scope")
    in_custody: float = real("people in custody")
    stably_housed: float = real("people in a stable home, custody excluded")
    homeless: float = real("people without a home, custody excluded")
    at_work: float = real("people in paid work")
    trust: float = real("sum of trust over people in scope")
    load: float = real("sum of mean need over people in scope")
    active: float = real("people in an active relationship with a coach")
    seeking: float = real("people who asked for help")
    referrals: float = real("referrals to treatment services, cold")
    attended: float = real("intakes attended at treatment services")
    turned_away: float = real("people turned away at intake")
    dropped_out: float = real("people who left a queue")
    admitted: list[float] = real("people admitted by unit", SERVICES)
    weeks_waited: list[float] = real("weeks waited, summed over those admitted by unit", SERVICES)
    waiting: list[float] = real("people waiting by unit", SERVICES)
    served: list[float] = real("people in service by unit", SERVICES)
    weeks_behind: list[float] = real(
        "weeks since the outside demand now at the head of each unit's queue asked", SERVICES
    )
    outside_served: list[float] = real("outside demand admitted by unit", SERVICES)
    hours_used: list[float] = real("hours taken by unit, outside demand included", SERVICES)
    new_sentences: float = real("new sentences")
    breaches: float = real("returns for breach of parole")
    remands: float = real("people remanded")
    releases: float = real("releases from a sentence")
    deaths: float = real("deaths")
    moves: float = real("people who moved away")
    crises: list[float] = real("crises by kind", len(CRISES))
    enrolled: float = real("people enrolled with a coach for the first time")
    purchases: float = real("purchases from flexible funds")
    purchase_unmet: float = real("weeks in which the pool could not pay what somebody asked for")
    purchase_cents: float = real("cents spent from flexible funds")
    cost: list[float] = real("cents by payer", len(PAYERS))


class Plan:
    """What the scenario does at this site."""

    funded_from: int = whole("first week of funding")
    funded_until: int = whole("first week after funding")
    delivers_from: int = whole("first week in which coaches and bought hours are at work")
    weekly_cents: float = real("programme money a week, cents")
    brokerage_year: float = real("flexible funds a year, cents")
    caseload: float = real("people per full-time coach")
    enrolment: int = code("a code of ENROLMENT_RULES")
    reach_out: int = code("1 if coaches may enrol people who never asked for help")
    extra_lettings: float = real("dwellings a week that come with the programme")
    priority: int = code("1 if people with a coach go to the head of the queue")
    average_cost: int = code("1 to price custody at average cost, 0 at avoidable cost")
    count_from: int = whole("first week in which an arrival by release is counted: 0, but in the reference community")
    count_releases: int = whole("first week in which an arrival by release is no longer counted")
    holding_off: int = code("1 in the reference community: counted releases meet no new sentence, risks are noted")


class Switches:
    """1 where a mechanism works, 0 where it is held at its reference."""


for _mechanism in MECHANISMS:
    setattr(Switches, _mechanism, code(f"1 if {_mechanism} works"))


class Site:
    """One community: its week, its numbers, its services and coaches, and what is counted."""

    week: int = whole("the week; 0 is the first week of funding and counting")
    luck_number: int = address("address of this site's luck")
    key: int = address("first word of the run's key")
    key_high: int = address("second word of the run's key")
    arrived: int = whole("people in the table who have arrived: the first so many rows")
    brokerage_left: float = real("flexible funds left this year, cents")
    custody_level: float = real("level of the new-sentence hazard, from the draw's solution")
    custody_curve: list[float] = real("weekly hazard by week since release, from the draw's solution", CURVE_WEEKS)
    numbers: Any = None
    plan: Any = None
    on: Any = None
    reference: Any = None
    gauge: Any = None
    tally: Any = None
    service: Any = Field(None, "services by domain, then the general housing list", SERVICES)
    coach: Any = Field(None, "coaches, posts without one left at 0", MOST_COACHES)


PERSON = record_type(Person)
TALLY = record_type(Tally)


def site_type(numbers: np.dtype) -> np.dtype:
    """The record of a site whose numbers have this type."""
    return record_type(
        Site,
        numbers=numbers,
        plan=record_type(Plan),
        on=record_type(Switches),
        reference=record_type(Reference),
        gauge=record_type(Gauge),
        tally=TALLY,
        service=record_type(Service),
        coach=record_type(Coach),
    )
