"""Children: what they live with at home, reports to child protection, out-of-home care, and starting school.

THE LINK IS ASSUMED. How often children are reported again is measured (CHI004), and so is how many start school
developmentally vulnerable (CHI003); no study has linked help for a parent to either. Whatever is told of children, and
child protection's costs, rests on this page's link from a carer's life to a child's, and says so. A coach does not act
on children: only through the carer's needs, home, crises and time in custody.

The chance that a child starts school vulnerable is centred on what the reference community's children live with, so
that the base case gives about the share of the town: chosen, not tested. What is lived with adds up over five years;
weeks that are not seen (before the family comes into scope, in out-of-home care, with the carer in custody) count as
the reference, which leans against any effect. Reports are counted from one report to the next, not from the closing
of a case. Children are reported one by one: not two of a family in one week.

Left out: births (against what helps families); any effect of children on the adults' lives, so that no adult's life
hangs on this page (against what helps families); what care itself does to a child, and schools and services for
children (unclear); that workers who visit see and report more (for whoever visits). Children of people who died or
moved away are no longer followed.
"""

import math
from typing import Any

from simmodel.chance import CHILD_HOME, CHILD_REPORTED, CHILD_TO_CARE, SCHOOL_ENTRY, luck_of, turned
from simmodel.compiled import helper, rule
from simmodel.measures import SCHOOL_AGE, in_community, is_child, load, logistic
from simmodel.person import MOST_CHILDREN
from simmodel.quantities import WEEKS_PER_YEAR, Page, number
from simmodel.vocabulary import DEVELOPMENTALLY_VULNERABLE, ON_TRACK, STABLE


class Children(Page):
    """Numbers of the page."""

    name = "children"
    unstable_home: float = number(
        0.15, 0.0, 0.3, "load", "CLD001", "what living without a stable home adds to a carer's load, for a child"
    )
    crisis: float = number(0.5, 0.0, 1.0, "load", "CLD002", "what the week of a carer's crisis adds to it")
    reported: float = number(
        0.003, 0.0015, 0.005, "per week", "CLD003", "a report, none lately before, at the reference exposure"
    )
    per_exposure: float = number(
        1.5, 0.0, 3.0, "log hazard per load", "CLD004", "what a child lives with brings reports, and keeps it from home"
    )
    again: float = number(
        3.0, 1.5, 4.5, "hazard ratio", "CLD005", "after an earlier report (with it 36.5 to 41.5% in a year: CHI004)"
    )
    again_weeks: float = number(104.0, 52.0, 156.0, "weeks", "CLD006", "how long an earlier report makes one likelier")
    carer_inside: float = number(
        2.0, 1.0, 4.0, "hazard ratio", "CLD007", "a report while the carer is in custody and others care for the child"
    )
    to_care: float = number(0.05, 0.02, 0.12, "share", "CLD008", "reports that lead to out-of-home care")
    home: float = number(
        0.004, 0.001, 0.01, "per week", "CLD009", "coming home from out-of-home care, at the reference exposure"
    )
    vulnerable: float = number(
        0.27,
        0.22,
        0.36,
        "share",
        "CLD010",
        "developmentally vulnerable at the start of school, at the reference exposure (24-30% assumed: CHI003)",
    )
    per_five_years: float = number(
        2.0, 0.0, 4.0, "log odds per load", "CLD011", "five years of what a child lives with tell at school (CHI003)"
    )


@rule
def live_at_home(person: Any, site: Any) -> None:
    """What a child lives with adds up until school; who is eighteen is no longer in care."""
    if person.gone != 0:
        return
    for child in range(MOST_CHILDREN):
        if not is_child(person, site, child):
            person.in_care[child] = 0
        elif person.in_care[child] == 0 and site.week - person.born[child] < SCHOOL_AGE and in_community(person):
            site.gauge.young_children += 1
            site.gauge.child_exposure += lived_with(person, site)
            person.exposure[child] += lived_with(person, site) - site.reference.child_exposure


@rule
def come_home(person: Any, site: Any) -> None:
    """Some children come home from care, likelier the lighter the carer's life; nobody comes home to an empty house."""
    if person.gone != 0:
        return
    for child in range(MOST_CHILDREN):
        if person.in_care[child] == 1:
            site.gauge.children_in_care += 1
            site.gauge.child_return += homecoming(person, site)
            usual = site.on.child_development == 0
            ratio = site.reference.child_return if usual else homecoming(person, site)
            if child_meets(person, CHILD_HOME, child, site.numbers.children.home * ratio):
                person.in_care[child] = 0


@rule
def report(person: Any, site: Any) -> None:
    """What a child lives with brings reports to child protection; a child reported before is reported sooner."""
    person.reported_now = 0
    if person.gone != 0:
        return
    for child in range(MOST_CHILDREN):
        if is_child(person, site, child) and person.in_care[child] == 0:
            before = earlier_report(person, site, child)
            site.gauge.children_at_home += before
            site.gauge.child_risk += before * danger(person, site)
            usual = site.on.child_development == 0
            ratio = site.reference.child_risk if usual else danger(person, site)
            if child_meets(person, CHILD_REPORTED, child, site.numbers.children.reported * before * ratio):
                look_into(person, site, child)


@rule
def start_school(person: Any, site: Any) -> None:
    """At five a child starts school: the heavier what it lived with, the likelier developmentally vulnerable."""
    if person.gone != 0:
        return
    for child in range(MOST_CHILDREN):
        if site.week - person.born[child] == SCHOOL_AGE:
            lived = person.exposure[child] / SCHOOL_AGE if site.on.child_development == 1 else 0.0
            share = site.numbers.children.vulnerable
            chance = logistic(math.log(share / (1.0 - share)) + site.numbers.children.per_five_years * lived)
            vulnerable = turned(luck_of(person, SCHOOL_ENTRY), child) < chance
            person.school[child] = DEVELOPMENTALLY_VULNERABLE if vulnerable else ON_TRACK
            site.tally.school_starts += 1
            site.tally.starts_vulnerable += 1 if vulnerable else 0


@helper
def lived_with(person: Any, site: Any) -> float:
    """What a child at home lives with this week: the carer's load of needs, no stable home, a crisis."""
    home = site.numbers.children.unstable_home if person.tenancy != STABLE else 0.0
    crisis = site.numbers.children.crisis if person.crisis_now > 0 else 0.0
    return load(person) + home + crisis


@helper
def danger(person: Any, site: Any) -> float:
    """Hazard ratio of a report: by what the child lives with, or with the carer in custody."""
    if not in_community(person):
        return site.numbers.children.carer_inside
    over = lived_with(person, site) - site.reference.child_exposure
    return math.exp(site.numbers.children.per_exposure * over)


@helper
def homecoming(person: Any, site: Any) -> float:
    """Hazard ratio of coming home: by what there is to come home to; none while the carer is in custody."""
    if not in_community(person):
        return 0.0
    over = lived_with(person, site) - site.reference.child_exposure
    return math.exp(-site.numbers.children.per_exposure * over)


@helper
def earlier_report(person: Any, site: Any, child: int) -> float:
    """Hazard ratio of a report: higher for some time after an earlier one."""
    since = site.week - person.last_report[child]
    return site.numbers.children.again if since <= site.numbers.children.again_weeks else 1.0


@helper
def look_into(person: Any, site: Any, child: int) -> None:
    """The report is counted and looked into; some children go into out-of-home care."""
    person.reported_now += 1
    site.tally.child_reports += 1
    if site.week - person.last_report[child] <= WEEKS_PER_YEAR:
        site.tally.child_reports_again += 1
    person.last_report[child] = site.week
    if turned(luck_of(person, CHILD_TO_CARE), child) < site.numbers.children.to_care:
        person.in_care[child] = 1


@helper
def child_meets(person: Any, purpose: int, child: int, hazard: float) -> bool:
    """Whether an event of this weekly hazard happens to this child this week."""
    return turned(luck_of(person, purpose), child) < 1.0 - math.exp(-hazard)
