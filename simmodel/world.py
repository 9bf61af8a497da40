"""The records of coach, service and site; a person has a page of its own. One source of field names and meanings.

Each class lists its fields once; `record_type` turns it into the numpy record that the batch driver holds, and
`simmodel.engine.agents` gives Mesa's agents the same attributes. Every state that is computed with is f8.
"""

from typing import Any

import numpy as np

from simmodel.chance import UNIT_PURPOSES
from simmodel.cost_items import COST_ITEMS
from simmodel.gauge import Gauge, Reference
from simmodel.person import Person
from simmodel.quantities import WEEKS_AHEAD
from simmodel.records import Field, address, code, real, record_type, whole, word
from simmodel.vocabulary import (
    COHORTS,
    CRISES,
    DOMAINS,
    JOINT_WORK,
    MECHANISMS,
    PARTNERSHIP_ROLES,
    PAYERS,
    REGIME_PARTS,
)

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


class Role:
    """One of the roles without which a partnership changes nothing: not a post, and held by whoever takes it up."""

    weeks_vacant: int = whole("weeks until somebody takes it up; 0 where it is filled")
    luck: list[int] = word("this week's luck of the role", UNIT_PURPOSES)


class Partnership:
    """The organisations of a site that work together, and what they have learned."""

    stage: int = code("a code of STAGES")
    stage_weeks: int = whole("weeks in this stage")
    weeks_without: int = whole("weeks for which a role has been empty")
    weeks_apart: int = whole("weeks without joint work")
    safety: float = real("how safe it is to speak openly of what does not work, 0..1")
    authorising: float = real("how far the roles and levels of governance stand behind change, 0..1")
    learning: float = real("what the site has learned to do differently, 0..1")


class Terms:
    """What the commissioning regime makes of the services' work this week; 0 under targets and activities."""

    hours_more: float = real("share of specialist hours on top, from reports that are not written")
    admin_less: float = real("share of a worker's administration that falls away")
    ceiling_more: float = real("further active needs with which a person is still accepted")
    threshold_more: float = real("how much heavier a need has to be, where light ones do not make up the numbers")
    longer: float = real("share by which episodes are longer")
    competition_less: float = real("share of the competition for funding that falls away")


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
    people_waiting: float = real("people with a biography waiting")
    oldest: int = whole("earliest week asked that may still wait")
    jumped: int = whole("latest week asked of those admitted out of turn this week, or NEVER")
    strain: float = real("strain of the service, 0..1: queues and crises wear it down")
    information: int = code("a code of INFORMATION_REGIMES")
    takes_part: int = code("1 if the service takes part in the partnership")
    bent: float = real("how slow the organisation is to take part, 0..1, its own luck")
    ending: list[float] = real("outside demand in service, by week ending (modulo WEEKS_AHEAD)", WEEKS_AHEAD)
    served_outside: float = real("outside demand in service now")
    luck: list[int] = word("this week's luck of the unit", UNIT_PURPOSES)


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
    hours_there: list[float] = real("specialist hours with people that there are, by unit", SERVICES)
    hours_used: list[float] = real("hours taken by unit, outside demand included", SERVICES)
    hours_of_others: list[float] = real("of them, hours that outside demand took, by unit", SERVICES)
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
    safety: float = real("safety of the partnership")
    authorising: float = real("authorising environment of the partnership")
    learning: float = real("what the site has learned")
    stage: float = real("stage of the partnership, a code of STAGES")
    taking_part: float = real("services that take part in the partnership")
    joint_hours: float = real("hours of services and coaches that joint work took")
    approvals: float = real("purchases that had to wait for approval")
    recorded: list[float] = real("needs written down this week, by domain", len(DOMAINS))
    out_of_turn: list[float] = real("people admitted before others who asked earlier, by unit", SERVICES)
    moved_back: float = real("people with a biography passed over this week")
    shared: float = real("stories passed on instead of told again")
    purchases: float = real("purchases from flexible funds")
    purchase_unmet: float = real("weeks in which the pool could not pay what somebody asked for")
    unspent_cents: float = real("cents of flexible funds left when their year ends")
    purchase_cents: float = real("cents spent from flexible funds")
    cost: list[float] = real("cents by payer, at the study's basis of unit costs", len(PAYERS))
    spent: list[float] = real("cents by item of COST_ITEMS, both bases of unit costs", len(COST_ITEMS))


class Plan:
    """What the scenario does at this site."""

    funded_from: int = whole("first week of funding")
    funded_until: int = whole("first week after funding")
    delivers_from: int = whole("first week in which coaches and bought hours are at work")
    yearly_cents: float = real("programme money a year, cents")
    set_up_cents: float = real("programme money spent on setting up, in the first funded week, cents")
    brokerage_year: float = real("flexible funds a year, cents")
    caseload: float = real("people per full-time coach")
    enrolment: int = code("a code of ENROLMENT_RULES")
    closed_to: list[int] = code("1 for each of COHORTS whom the programme is not for", len(COHORTS))
    reach_out: int = code("1 if coaches may enrol people who never asked for help")
    homes: float = real("homes a week that the money leases, for people without a home who have no coach too")
    extra_lettings: float = real("dwellings a week that come with the programme")
    priority: int = code("1 if people with a coach go to the head of the queue")
    link_sessions: int = whole("sessions that a link worker holds with a person; 0 where the workers are coaches")
    learning_regime: list[float] = real("how far learning replaces targets in REGIME_PARTS, 0..1", len(REGIME_PARTS))
    joint_hours: list[float] = real("hours a week of each of JOINT_WORK, of all who take part", len(JOINT_WORK))
    joint_always: list[float] = real("the same in weeks without the money, as in the base case", len(JOINT_WORK))
    joins_from: int = whole("first week of joint work")
    joins_until: int = whole("first week after joint work")
    levels: float = real("share of the levels of governance that are engaged")
    decides: int = code("a code of DECIDERS")
    pooled: float = real("share of specialist hours that the silos hold in common")
    fidelity_lost: float = real("share of workers' time in which the programme works as the system does")
    advantaged: int = code("1 if workers look for strengths and act on trust (advantaged thinking)")
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
    demand_growth: float = real("weekly growth of outside demand from week 0 on, log")
    brokerage_left: float = real("flexible funds left this year, cents")
    home_weeks: float = real("weeks of leased homes that are paid for and not yet lived in")
    custody_level: float = real("level of the new-sentence hazard, from the draw's solution")
    custody_curve: list[float] = real("weekly hazard by week since release, from the draw's solution", CURVE_WEEKS)
    numbers: Any = None
    plan: Any = None
    on: Any = None
    reference: Any = None
    gauge: Any = None
    tally: Any = None
    terms: Any = None
    partnership: Any = None
    role: Any = Field(None, "the roles in the partnership", len(PARTNERSHIP_ROLES))
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
        terms=record_type(Terms),
        partnership=record_type(Partnership),
        role=record_type(Role),
        service=record_type(Service),
        coach=record_type(Coach),
    )
