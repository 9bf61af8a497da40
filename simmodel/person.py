"""The record of a person: every field once, with what it means.

To add one, write it here; give it its first value in `simmodel.population` if that is not 0.
"""

from simmodel.chance import PURPOSES
from simmodel.records import bits, code, real, whole, word
from simmodel.vocabulary import DOMAINS, PAYERS

MOST_CHILDREN = 4
"""Children of one person whose lives are followed."""


class Person:
    """One person, with what is fixed, what changes, this week's facts, and what has happened since week 0."""

    # fixed
    luck_number: int = word("address of this person's luck")
    cohort: int = code("why the person is in scope: a code of COHORTS")
    priority_case: int = code("1 if the person would be approved for priority housing when homeless")
    barred: int = code("1 if the person may not be enrolled in any programme, nor get a home of it")
    arrives: int = whole("week in which the person comes into scope; before the warm-up for those there at its start")
    age: float = real("years, when coming into scope")
    priors: float = real("earlier convictions that led to custody")
    frailty: float = real("unmeasured risk of a new sentence, lognormal with mean 1")
    set_point: list[float] = real("level to which each need returns, 0..1", len(DOMAINS))
    born: list[int] = whole(
        "week of birth of each child in the person's care, or NEVER where there is none", MOST_CHILDREN
    )
    # changing
    need: list[float] = real("how heavy each need is, 0..1", len(DOMAINS))
    known: list[int] = code("1 if anyone has heard of the need; hidden needs cannot be served", len(DOMAINS))
    recorded: list[int] = code("1 if the need is written down where other services see it", len(DOMAINS))
    trust: float = real("trust in services, 0..1")
    agency: float = real("sense of being able to change one's own life, 0..1")
    bond: float = real("strength of the relationship with the coach, 0..1")
    gone: int = code("0 in scope, 1 died, 2 moved away")
    has_sought: int = code("1 if the person ever asked for help")
    first_sought: int = whole("week in which the person first asked for help")
    coach: int = code("which coach, or -1")
    relationship: int = code("a code of RELATIONSHIPS; a quiet one is not closed, and may become active again")
    enrolled: int = whole("week first enrolled with a coach or link worker, or housed in a leased home, or NEVER")
    quiet_from: int = whole("week in which the active relationship becomes quiet")
    linked_weeks: int = whole("weeks since a link worker took the person on")
    sessions: float = real("sessions held by that link worker")
    chosen: int = code("the domain that the person wants to work on first, or -1")
    hours: float = real("hours with the coach or link worker this week")
    skill: float = real("skill of the coach met this week, 0..1; 0 if none was met")
    pathway: list[int] = code("where a request stands in each domain: a code of PATHWAY", len(DOMAINS))
    handed_on: list[int] = code(
        "1 if the first provider turned the person away and a second one is asked", len(DOMAINS)
    )
    by_coach: list[int] = code("1 if the coach asked, 0 if the person was referred", len(DOMAINS))
    relational: list[int] = code("1 if the worker at the service that refers works relationally", len(DOMAINS))
    asked: list[int] = whole("week of the request", len(DOMAINS))
    due: list[int] = whole("week of the intake, then the last week of the episode", len(DOMAINS))
    tenancy: int = code("a code of TENANCIES")
    supported: int = code("a code of TENURES: let for good, or leased with the programme's money; 0 if neither")
    tenancy_weeks: int = whole("weeks in the present tenancy")
    custody: int = code("a code of CUSTODY")
    custody_weeks_left: int = whole("weeks until release")
    weeks_free: int = whole("weeks in the community since release from the last sentence; NEVER before any")
    parole_weeks: int = whole("weeks left on parole")
    at_work: int = code("1 in paid work")
    told: float = real("times the story was told to a new organisation, fading over a year")
    off_course: int = code("1 from a shock until needs are back at their level before it")
    load_on_course: float = real("mean need before the shock")
    moved_back: int = code("1 if ever passed over by somebody with priority while waiting for a service")
    in_care: list[int] = code("1 while the child is in out-of-home care", MOST_CHILDREN)
    last_report: list[int] = whole("week of the child's latest report to child protection, or NEVER", MOST_CHILDREN)
    exposure: list[float] = real(
        "what the child lived with before school, over the reference, summed over weeks", MOST_CHILDREN
    )
    school: list[int] = code("how the child started school while in scope: a code of SCHOOL", MOST_CHILDREN)
    # this week's facts
    seeking: int = code("1 if the person asks for help this week")
    met: float = real("promises kept this week: a need met, a place given")
    refused: float = real("refusals this week: turned away, or waited beyond what was said")
    told_again: float = real("times the story had to be told this week")
    told_to: list[int] = code("1 if the story was told to this service this week", len(DOMAINS))
    found_out: int = code("1 if the person found out this week that the story was passed on without asking")
    engaged: float = real("new organisations to deal with this week")
    progress: float = real("share of the chosen need that the coach's work and a service took off this week")
    asks_for_purchase: float = real("dollars asked of flexible funds this week, or 0")
    pending: float = real("dollars of a purchase that waits for approval or money, or 0")
    decided: int = whole("week in which it is decided")
    bought: float = real("cents of flexible funds spent for the person this week")
    changed_coach: int = code("1 in the week in which the person's coach leaves")
    arrested_now: int = code(
        "1 if arrested this week: a new sentence, or remand (a sentence that follows it is the same arrest)"
    )
    crisis_now: int = code("0, or 1 + the kind of this week's crisis; the coach calls next week")
    reported_now: int = code("children reported to child protection this week")
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
    points_of_engagement: float = real("organisations newly dealt with since week 0, workers included")
    weeks_waited: float = real("weeks of waiting for services since week 0, summed over needs; homes not counted")
    shocks: float = real("shocks since week 0")
    weeks_off_course: float = real("weeks off course after shocks since week 0")
    admissions: float = real("admissions to services since week 0")
    child_reports: float = real("reports of the person's children to child protection since week 0")
    child_care_weeks: float = real("weeks of the person's children in out-of-home care since week 0, summed over them")
    funnel: list[int] = bits("how far each need came since week 0: bits in the order of FUNNEL", len(DOMAINS))
    cost: list[float] = real("cents since week 0 by payer", len(PAYERS))
    luck: list[int] = word("this week's luck, a 32-bit word for each purpose", PURPOSES)
