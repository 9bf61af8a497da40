"""Custody: three routes back (new sentence, breach of parole, remand), spells, and release.

The hazard of a new sentence is level x h0(weeks free) x frailty x hazard ratios: proportional hazards on a
split-population log-normal curve, on which some never return (HAZ011, HAZ016). Level and shape come from the draw's
solution, so that the chosen definition is met at 12 and 24 months. The clock starts at release from a sentence and
stands still in custody. What relational support does to this hazard is an outcome, never an input.

A parole that is breached runs on after the weeks inside. Left out: community orders as an outcome; the effect of
supervision itself on offending (EFF001); a raised risk of death after remand or a breach.
"""

import math
from typing import Any

from simmodel.chance import (
    BREACH,
    NEW_SENTENCE,
    ON_PAROLE,
    REMAND,
    REMAND_LENGTH,
    REMAND_OUTCOME,
    SENTENCE_LENGTH,
    happens,
    luck_of,
)
from simmodel.compiled import helper, rule
from simmodel.measures import in_community, lognormal, weight
from simmodel.quantities import Page, number
from simmodel.vocabulary import (
    ALCOHOL_AND_OTHER_DRUGS,
    CONNECTION,
    IN_COMMUNITY,
    LEAVING_CUSTODY,
    MENTAL_HEALTH,
    ON_REMAND,
    RETURNED_FOR_BREACH,
    SENTENCED,
    STABLE,
)
from simmodel.world import CURVE_WEEKS, NEVER


class Custody(Page):
    """Numbers of the page."""

    name = "custody"
    sigma: float = number(
        1.183, 1.0, 1.4, "log sd of months to return", "HAZ011", "shape of the split-population curve"
    )
    ever: float = number(0.769, 0.6, 1.0, "share", "HAZ016", "people who ever return, on that curve")
    unstable_home: float = number(0.25, 0.0, 0.6, "log hazard ratio", "RF030", "homeless or insecurely housed")
    drugs: float = number(
        0.239,
        0.02,
        0.46,
        "log hazard ratio",
        "RF033",
        "active alcohol and other drug need: ln of 1.27, the middle of RF001-RF003",
    )
    distress: float = number(
        0.10, 0.0, 0.40, "log hazard ratio", "RF034", "active mental-health need (EFF014 and EFF015 disagree)"
    )
    no_work: float = number(0.20, 0.0, 0.5, "log hazard ratio", "RF031", "no work or learning")
    no_connection: float = number(0.10, 0.0, 0.4, "log hazard ratio", "RF032", "active need for connection")
    prior: float = number(0.0834, 0.0564, 0.1106, "log hazard ratio", "RF035", "each prior conviction: ln of HAZ012")
    age: float = number(
        -0.036,
        -0.06,
        -0.01,
        "log hazard ratio per year",
        "RF036",
        "each year of age: 12 x ln 0.997 (note to HAZ012)",
    )
    first_entry: float = number(
        0.00005, 0.00002, 0.0005, "per week", "CUS001", "first sentence of somebody who was never in custody"
    )
    parole_share: float = number(0.60, 0.4, 0.8, "share", "CUS002", "releases from a sentence that are on parole")
    parole_weeks: float = number(39.0, 26.0, 78.0, "weeks", "CUS003", "length of parole")
    breach: float = number(
        0.0029,
        0.0015,
        0.0045,
        "per week",
        "CUS004",
        "return for breach: 10.8% of people on parole (REC016) over parole_weeks",
    )
    breach_weeks: float = number(12.0, 6.0, 26.0, "weeks, mean", "CUS005", "time inside for a breach")
    remand: float = number(
        0.0015,
        0.0007,
        0.003,
        "per week",
        "CUS006",
        "remand of people with a prison history, before the hazard ratios (44% of people inside, POP001)",
    )
    remand_weeks: float = number(10.0, 5.0, 20.0, "weeks, mean", "CUS007", "time on remand")
    remand_to_sentence: float = number(0.45, 0.3, 0.7, "share", "CUS008", "remand that ends in a sentence")
    sentence_weeks: float = number(31.1, 20.0, 45.0, "weeks, mean", "COST015", "sentence: mean 218 days (COST009)")
    counts_from: float = number(
        0.25, 0.1, 0.4, "need", "CUS010", "need from which it raises the risk of a new sentence, little by little"
    )
    counts_fully: float = number(0.75, 0.6, 0.9, "need", "CUS011", "need from which it raises it in full")
    spread: float = number(0.9, 0.6, 1.2, "log sd", "CUS009", "spread of time inside")


@rule
def serve_parole(person: Any, site: Any) -> None:
    """A week of parole has passed in the community."""
    if person.parole_weeks > 0 and in_community(person):
        person.parole_weeks -= 1


@rule
def note_week_zero(person: Any, site: Any) -> None:
    """A sentence that runs at week 0 is noted: its end is a release that is counted."""
    if site.week == 0 and person.gone == 0 and person.custody == SENTENCED:
        person.serving_at_start = 1
    if site.week == person.arrives and person.cohort == LEAVING_CUSTODY:
        person.parole_weeks = length_of_parole(person, site)
        if site.plan.count_from <= site.week < site.plan.count_releases:
            person.index_release = site.week


@rule
def serve_time(person: Any, site: Any) -> None:
    """A week inside passes; at its end the door opens, or remand turns into a sentence."""
    if person.custody == IN_COMMUNITY or person.gone != 0:
        return
    person.custody_weeks_left -= 1
    if person.custody_weeks_left > 0:
        return
    convicted = luck_of(person, REMAND_OUTCOME) < site.numbers.custody.remand_to_sentence
    if person.custody == ON_REMAND and convicted and not held_off(person, site):
        sentence(person, site)
        return
    if person.custody == SENTENCED:
        person.weeks_free = 0
        person.parole_weeks = length_of_parole(person, site)
        site.tally.releases += 1
        if person.serving_at_start == 1 and site.week < site.plan.count_releases:
            person.index_release = site.week
        person.serving_at_start = 0
    person.custody = IN_COMMUNITY


@rule
def return_to_custody(person: Any, site: Any) -> None:
    """A week in the community: a new sentence, a breach of parole, or remand, each by its own luck."""
    person.arrested_now = 0
    person.risk = 0.0
    if not in_community(person):
        return
    ratio = math.exp(log_hazard_ratio(person, site))
    if person.weeks_free == NEVER:
        if happens(person, NEW_SENTENCE, site.numbers.custody.first_entry * ratio * person.frailty):
            person.arrested_now = 1
            sentence(person, site)
        return
    person.risk = ratio
    hazard = site.custody_level * site.custody_curve[min(person.weeks_free, CURVE_WEEKS - 1)]
    person.weeks_free += 1
    if not held_off(person, site) and happens(person, NEW_SENTENCE, hazard * ratio * person.frailty):
        person.arrested_now = 1
        sentence(person, site)
    elif person.parole_weeks > 0 and happens(person, BREACH, site.numbers.custody.breach):
        breach(person, site)
    elif happens(person, REMAND, site.numbers.custody.remand * ratio):
        person.arrested_now = 1
        go_on_remand(person, site)


@helper
def log_hazard_ratio(person: Any, site: Any) -> float:
    """What the person's life does to the hazard: each ratio as its source reports it."""
    unstable = 0.0 if person.tenancy == STABLE else 1.0
    return (
        site.numbers.custody.unstable_home * unstable
        + site.numbers.custody.drugs * weight(person.need[ALCOHOL_AND_OTHER_DRUGS], site)
        + site.numbers.custody.distress * weight(person.need[MENTAL_HEALTH], site)
        + site.numbers.custody.no_work * (1.0 - person.at_work)
        + site.numbers.custody.no_connection * weight(person.need[CONNECTION], site)
        + site.numbers.custody.prior * person.priors
        + site.numbers.custody.age * (person.age - 35.0)
    )


@helper
def held_off(person: Any, site: Any) -> bool:
    """In the reference community a counted release meets no new sentence; its hazards are noted instead."""
    return site.plan.holding_off == 1 and person.index_release > NEVER


@helper
def length_of_parole(person: Any, site: Any) -> int:
    """Weeks on parole after this release: none for some."""
    on_parole = luck_of(person, ON_PAROLE) < site.numbers.custody.parole_share
    return int(site.numbers.custody.parole_weeks) if on_parole else 0


@helper
def sentence(person: Any, site: Any) -> None:
    """A new sentence begins."""
    if person.index_release > NEVER and person.new_sentence_after == NEVER:
        person.new_sentence_after = site.week - person.index_release
    person.parole_weeks = 0
    person.serving_at_start = 0
    site.tally.new_sentences += 1
    go_inside(person, site, SENTENCED, luck_of(person, SENTENCE_LENGTH), site.numbers.custody.sentence_weeks)


@helper
def breach(person: Any, site: Any) -> None:
    """Parole is revoked: back inside under the old sentence."""
    if person.index_release > NEVER and person.breach_after == NEVER:
        person.breach_after = site.week - person.index_release
    site.tally.breaches += 1
    go_inside(person, site, RETURNED_FOR_BREACH, luck_of(person, SENTENCE_LENGTH), site.numbers.custody.breach_weeks)


@helper
def go_on_remand(person: Any, site: Any) -> None:
    """Bail is refused."""
    if person.index_release > NEVER and person.remand_after == NEVER:
        person.remand_after = site.week - person.index_release
    site.tally.remands += 1
    go_inside(person, site, ON_REMAND, luck_of(person, REMAND_LENGTH), site.numbers.custody.remand_weeks)


@helper
def go_inside(person: Any, site: Any, kind: int, luck: float, mean_weeks: float) -> None:
    """The person is in custody from now on, for a time that luck decides."""
    person.custody = kind
    person.custody_weeks_left = max(int(lognormal(luck, mean_weeks, site.numbers.custody.spread) + 0.5), 1)
    person.at_work = 0
