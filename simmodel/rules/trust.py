"""Trust in services, the bond with a coach, and agency.

What services do moves trust, not contact as such: a promise kept (an hour with the coach that was agreed, a week of
service) builds it, a refusal or a story told again costs
more than a promise kept gains (people who use services trust them more, TRU005). Trust and agency drift back to the
person's community. No study measured these curves: every number here is an assumption with a wide range (TRU004).
"""

from typing import Any

from simmodel.compiled import helper, rule
from simmodel.measures import clamp, has_coach, met_by_worker, organisations
from simmodel.quantities import Page, number
from simmodel.vocabulary import NO_WORKER


class Trust(Page):
    """Numbers of the page."""

    name = "trust"
    gain: float = number(0.05, 0.01, 0.15, "share of the gap", "TRU010", "trust won when a promise is kept")
    loss: float = number(0.10, 0.02, 0.30, "share of trust", "TRU011", "trust lost when a person is refused")
    loss_retelling: float = number(
        0.03, 0.0, 0.10, "share of trust", "TRU012", "trust lost when the story is told again"
    )
    gain_service: float = number(
        0.005, 0.0, 0.02, "share of the gap a week", "TRU013", "trust won in a week of service"
    )
    gain_coach: float = number(
        0.006, 0.0, 0.02, "share of the gap an hour", "TRU014", "trust won in an hour with a coach"
    )
    default: float = number(
        0.45,
        0.3,
        0.61,
        "trust",
        "TRU015",
        "trust that the community starts from and drifts back to (general public 0.56-0.61, TRU005)",
    )
    default_sway: float = number(
        0.5, 0.0, 0.9, "share", "TRU026", "how far what happens to its people moves the trust a community starts from"
    )
    default_pace: float = number(0.01, 0.003, 0.03, "share of the gap a week", "TRU027", "how fast it moves")
    loss_shared: float = number(
        0.15, 0.02, 0.4, "share of trust", "TRU028", "trust lost on finding out that the story was passed on unasked"
    )
    drift: float = number(0.006, 0.002, 0.02, "share of the gap a week", "TRU016", "drift back to it")
    bond_gain: float = number(0.060, 0.02, 0.12, "share of the gap an hour", "TRU017", "growth of the bond by contact")
    bond_fade: float = number(0.010, 0.003, 0.03, "share a week", "TRU018", "fading of a quiet relationship")
    carry_over: float = number(
        0.5, 0.2, 0.9, "share of the bond", "TRU025", "bond that a warm hand-over to the next coach carries over"
    )
    bond_loss: float = number(0.05, 0.02, 0.15, "share a week", "TRU019", "fading when the coach has gone")
    agency_default: float = number(0.40, 0.25, 0.55, "agency", "TRU020", "agency people come with and drift back to")
    agency_drift: float = number(0.005, 0.002, 0.02, "share of the gap a week", "TRU021", "drift back to it")
    agency_gain: float = number(
        1.0,
        0.2,
        2.5,
        "share of the gap per progress and bond",
        "TRU022",
        "agency won through progress within a relationship",
    )
    agency_loss: float = number(0.05, 0.01, 0.15, "share of agency", "TRU023", "agency lost when a person is refused")
    jargon: float = number(
        0.001, 0.0, 0.005, "share of agency a week", "TRU029", "agency lost to the jargon of each organisation"
    )
    plain_words: float = number(
        0.6, 0.2, 0.9, "share", "TRU030", "jargon that services can do without, if they mean to"
    )
    advantaged_gain: float = number(
        0.25, 0.0, 0.6, "share", "TRU031", "more agency won where workers look for strengths (advantaged thinking)"
    )
    advantaged_relief: float = number(
        0.30, 0.0, 0.6, "share", "TRU032", "less agency lost in a refusal by workers who act on trust"
    )
    told_fades: float = number(0.98, 0.96, 0.99, "kept a week", "TRU024", "memory of telling the story (about a year)")


@rule
def encounters(person: Any, site: Any) -> None:
    """Kept promises build trust, refusals and telling the story again cost it; and it drifts back."""
    if person.gone != 0:
        return
    retold = person.told_again if site.on.retelling == 1 else site.reference.retold
    gained = (
        site.numbers.trust.gain * person.met
        + site.numbers.trust.gain_service * organisations(person)
        + site.numbers.trust.gain_coach * person.hours
    )
    lost = (
        site.numbers.trust.loss * person.refused
        + site.numbers.trust.loss_retelling * retold
        + site.numbers.trust.loss_shared * person.found_out
    )
    back = site.numbers.trust.drift * (site.default_trust - person.trust)
    person.trust = clamp(person.trust + gained * (1.0 - person.trust) - lost * person.trust + back)
    person.told = person.told * site.numbers.trust.told_fades + person.told_again


@rule
def bond(person: Any, site: Any) -> None:
    """The bond grows with time together where people start from trust; it fades otherwise, fastest without a coach."""
    if person.gone != 0:
        return
    person.changed_coach = site.coach[person.coach].left_now if person.coach >= 0 else 0
    if person.changed_coach == 1:
        person.bond *= site.numbers.trust.carry_over
    if met_by_worker(person) and person.hours > 0.0:
        grown = site.numbers.trust.bond_gain * person.hours * site.default_trust
        person.bond = clamp(person.bond + grown * (1.0 - person.bond))
    elif person.relationship != NO_WORKER and site.coach[person.coach].weeks_vacant == 0:
        person.bond *= 1.0 - site.numbers.trust.bond_fade
    else:
        person.bond *= 1.0 - site.numbers.trust.bond_loss


@rule
def agency(person: Any, site: Any) -> None:
    """Progress within a relationship builds agency; refusals and jargon take it away."""
    if person.gone != 0:
        return
    numbers, advantaged = site.numbers.trust, site.plan.advantaged * 1.0
    gain = numbers.agency_gain * (1.0 + numbers.advantaged_gain * advantaged)
    gained = gain * person.bond * person.progress * (1.0 - person.agency)
    loss = numbers.agency_loss * (1.0 - numbers.advantaged_relief * advantaged)
    lost = (loss * person.refused + jargon(person, site)) * person.agency
    back = site.numbers.trust.agency_drift * (site.numbers.trust.agency_default - person.agency)
    person.agency = clamp(person.agency + gained - lost + back)


@rule
def move_default_trust(site: Any) -> None:
    """Default trust is a slow state of the community, fed by what happens to its people: a loop that feeds itself."""
    numbers, moved = site.numbers.trust, 0.0
    if site.on.trust == 1 and site.tally.people > 0:
        moved = numbers.default_sway * (site.tally.trust_parts / 1e6 / site.tally.people - site.reference.trust)
    site.default_trust += numbers.default_pace * (clamp(numbers.default + moved) - site.default_trust)
    site.tally.default_trust = site.default_trust


@helper
def jargon(person: Any, site: Any) -> float:
    """Agency lost this week to words that are not the person's own; a coach translates some of them."""
    said = site.numbers.trust.jargon * organisations(person)
    if site.plan.plain_words == 1:
        said *= 1.0 - site.numbers.trust.plain_words
    return said * (1.0 - site.numbers.quality.coordination if has_coach(person, site) else 1.0)
