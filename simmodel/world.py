"""The records of coach, service and site; a person has a page of its own. One source of field names and meanings.

Each class lists its fields once; `record_type` turns it into the numpy record that the batch driver holds, and
`simmodel.engine.agents` gives Mesa's agents the same attributes. Every state that is computed with is f8.
"""

from typing import Any

import numpy as np

from simmodel.chance import UNIT_PURPOSES
from simmodel.person import Person
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


class Coach:
    """A coach or link worker, or a part-time post: a head with a full-time equivalent."""

    fte: float = real("full-time equivalent, 0..1; 0 where there is no post")
    places: int = whole("people who can be active at once: floor(fte * caseload)")
    active: int = whole("people active now, recounted every week")
    to_meet: int = whole("of a link worker, people with whom sessions are still to be held")
    crises: float = real("last week's crises among them")
    stress: float = real("stress, 0..1")
    skill: float = real("skill, 0..1, grown by doing the work")
    weeks_vacant: int = whole("weeks until somebody new starts; 0 where the post is filled")
    left_now: int = code("1 in the week in which somebody leaves the post")
    luck: list[int] = word("this week's luck of the post", UNIT_PURPOSES)


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
    jumped: int = whole("latest week asked of those admitted out of turn this week, or NEVER")
    strain: float = real("strain of the service, 0..1: queues and crises wear it down")
    information: int = code("a code of INFORMATION_REGIMES")
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
    calm: float = real("calm of the service, people in service")
    quality: float = real("product of the five factors, people in service")
    told: float = real("times the story was told in the last year, people whose intake is due")
    weeks: float = real("weeks from referral to intake, people whose intake is due")
    retold: float = real("times the story is told a person-week in scope")
    attended: float = real("share of intakes attended")
    eligible: float = real("share of attended intakes found eligible")
    dropped: float = real("share of people accepted who leave the queue before they are admitted")
    long_waits: float = real("refusals by waits longer than was said, a person-week in scope")
    confidence: float = real("the larger of trust and bond, people in the community")
    strain: list[float] = real("strain by service", len(DOMAINS))
    child_exposure: float = real("what children under five live with, at home with a carer in the community")
    child_risk: float = real("hazard ratio of a report by what children live with, children at home")
    child_return: float = real("hazard ratio of coming home by what is to come home to, children in care")


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
    calm: float = real("calm of the service, summed over person-weeks in service")
    quality: float = real("product of the five factors, summed over person-weeks in service")
    intakes: float = real("intakes due")
    told: float = real("times told, summed over intakes due")
    weeks: float = real("weeks since the referral, summed over intakes due")
    retold: float = real("times the story was told, summed over person-weeks in scope")
    seen: float = real("intakes attended")
    eligible: float = real("intakes attended by people found eligible")
    accepted: float = real("people put into a service's queue after an intake")
    dropped: float = real("of them, people who left it")
    long_waits: float = real("refusals by waits longer than was said")
    confidence: float = real("the larger of trust and bond, summed over person-weeks in the community")
    weeks_counted: float = real("weeks")
    strain: list[float] = real("strain by service, summed over weeks", len(DOMAINS))
    young_children: float = real("weeks of children under five at home with a carer in the community")
    child_exposure: float = real("what they live with, summed over those weeks")
    children_at_home: float = real("weeks of children at home, weighed by how an earlier report tells")
    child_risk: float = real("hazard ratio of a report by what they live with, summed over those weeks")
    children_in_care: float = real("weeks of children in out-of-home care")
    child_return: float = real("hazard ratio of coming home, summed over those weeks")


class Tally:
    """What is counted in one week at the site."""

    people: float = real("people in scope")
    in_custody: float = real("people in custody")
    stably_housed: float = real("people in a stable home, custody excluded")
    homeless: float = real("people without a home, custody excluded")
    at_work: float = real("people in paid work")
    trust: float = real("sum of trust over people in scope")
    trust_parts: float = real("the same in whole millionths, which add up alike in any order")
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
    children: float = real("children of people in scope")
    children_in_care: float = real("children in out-of-home care")
    child_reports: float = real("children reported to child protection")
    child_reports_again: float = real("of them, children whose last report was at most a year ago")
    school_starts: float = real("children who start school")
    starts_vulnerable: float = real("of them, children who are developmentally vulnerable")
    enrolled: float = real("people enrolled with a coach or link worker for the first time")
    coach_hours: float = real("hours that coaches or link workers spent with people")
    workers_left: float = real("coaches or link workers who left")
    posts_vacant: float = real("posts vacant, in full-time equivalents")
    stress: float = real("stress, summed over filled posts")
    posts_filled: float = real("filled posts")
    default_trust: float = real("trust that the community starts from")
    recorded: list[float] = real("needs written down this week, by domain", len(DOMAINS))
    out_of_turn: list[float] = real("people admitted before others who asked earlier, by unit", SERVICES)
    moved_back: float = real("people with a biography passed over this week")
    shared: float = real("stories passed on instead of told again")
    purchases: float = real("purchases from flexible funds")
    purchase_unmet: float = real("weeks in which the pool could not pay what somebody asked for")
    unspent_cents: float = real("cents of flexible funds left when their year ends")
    purchase_cents: float = real("cents spent from flexible funds")
    cost: list[float] = real("cents by payer", len(PAYERS))


class Plan:
    """What the scenario does at this site."""

    funded_from: int = whole("first week of funding")
    funded_until: int = whole("first week after funding")
    delivers_from: int = whole("first week in which coaches and bought hours are at work")
    yearly_cents: float = real("programme money a year, cents")
    brokerage_year: float = real("flexible funds a year, cents")
    caseload: float = real("people per full-time coach")
    enrolment: int = code("a code of ENROLMENT_RULES")
    reach_out: int = code("1 if coaches may enrol people who never asked for help")
    extra_lettings: float = real("dwellings a week that come with the programme")
    priority: int = code("1 if people with a coach go to the head of the queue")
    link_sessions: int = whole("sessions that a link worker holds with a person; 0 where the workers are coaches")
    plain_words: int = code("1 if services speak in plain words")
    reflection_every: int = whole("weeks from one reflective session to the next; 0 for none")
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
    posts: int = whole("posts of coaches or link workers")
    default_trust: float = real("trust that the community starts from and drifts back to, 0..1")
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
