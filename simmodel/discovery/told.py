"""When the answer flips, how sure that is, and what choosing wrongly loses, in sentences."""

from __future__ import annotations

from simmodel.discovery.found import FEWEST
from simmodel.discovery.result import Bound, Discovered, Found
from simmodel.funding.told import percent
from simmodel.money_words import draws_told, limit_told

SELDOM = 0.5
"""A limit that fewer halves of the draws pick again is told as unsure."""


def sentences(found: Discovered) -> list[str]:
    """The answer, when it flips, how often that is found again, and what is lost by choosing each scenario."""
    told = [_answer(found), *_when(found), _again(found), _regret(found)]
    return [sentence for sentence in told if sentence]


def _answer(found: Discovered) -> str:
    what = found.question.shown(found.amount.mean or 0.0)
    link = " (it rests on an assumed link)" if found.question.assumed_link else ""
    said = f"On the whole {_says(found, found.more)}: {found.question.label} {what}{link} against the base case"
    often = f"the answer flips in {found.flips} of {found.draws:,} draws, the luck of runs taken out"
    return f"{said}; {often}."


def _says(found: Discovered, more: bool) -> str:
    """The answer one way or the other, "pull_in does not pay"."""
    name = found.question.scenario
    if found.question.in_dollars and found.gain == 0:
        return f"{name} {'pays' if more else 'does not pay'}"
    return f"{name} brings {'more' if more else 'no more'} than {found.question.shown(found.gain)}"


def _when(found: Discovered) -> list[str]:
    if found.nearest:
        few = (
            f"It flips {draws_told(0.0, found.draws)}{limit_told(0.0, found.draws)}{_beyond(found)}"
            if not found.flips
            else f"Too few draws flip (or stay) to say when: {FEWEST} of each are needed, so more runs."
        )
        where = f"the fifth of draws that come nearest to it ({'below' if found.more else 'above'} "
        lead = f"{few} What tells {where}{found.question.shown(found.edge)}) from the others: "
        each = "nearest"
    else:
        lead, each = "The answer flips ", "flip"
    if not found.boxes:
        return [f"{lead if found.nearest else ''}no box is told: no number stands out and narrows it down."]
    return [_box(found, box, lead if place == 0 else "Or ", each) for place, box in enumerate(found.boxes)]


def _beyond(found: Discovered) -> str:
    """Where to look for what lies outside the ranges."""
    return "; `simmodel compare` says where it breaks even." if found.question.in_dollars else "."


def _box(found: Discovered, box: Found, lead: str, each: str) -> str:
    which = "those draws" if each == "nearest" else "the draws where it flips"
    are = "are of them" if each == "nearest" else "flip"
    limits = " and ".join(bound_told(bound) for bound in box.bounds)
    return (
        f"{lead}if {limits}: covers {percent(box.coverage)} of {which}; "
        f"of the {box.draws} draws within, {percent(box.density)} {are} (of all draws {percent(found.share)})."
    )


def bound_told(bound: Bound) -> str:
    """One limit in words, "“crises of a person” (crisis.weekly_rate) is above 0.03 per week"."""
    name = f"“{bound.number.meaning}” ({bound.number.name})"
    unit = bound.number.number.unit
    ends = (("above", bound.low), ("below", bound.high))
    values = [f"{word} {value:,.3g} {unit}" for word, value in ends if value is not None]
    return f"{name} is {' and '.join(values) if values else _along(bound.low_place, bound.high_place)}"


def _along(low: float | None, high: float | None) -> str:
    """Where along its range a number of several values lies."""
    if low is None or high is None:
        return (
            f"in the lowest {percent(high or 0.0)} of its range"
            if low is None
            else f"in the highest {percent(1 - low)} of its range"
        )
    return f"between {percent(low)} and {percent(high)} along its range"


def _again(found: Discovered) -> str:
    bounds = {bound.number.name: bound.picked_again for box in found.boxes for bound in box.bounds}
    if not bounds:
        return ""
    told = ", ".join(f"{name} in {percent(share)}" for name, share in bounds.items())
    unsure = [name for name, share in bounds.items() if share < SELDOM]
    beware = f"; fewer draws would not show {', '.join(unsure)}: take it as a hint" if unsure else ""
    return f"Sought again in 50 random halves of the draws, a box limits {told}{beware}."


def _regret(found: Discovered) -> str:
    least = min(found.regret, key=lambda name: found.regret[name].mean)
    worst, shown = found.regret[least], found.question.shown
    if worst.most == 0:
        limit = limit_told(1.0, found.draws)
        return (
            f"Nothing is lost by choosing {least} in these draws: it brings most {draws_told(1.0, found.draws)}{limit}."
        )
    return (
        f"Least is lost by choosing {least}: {shown(worst.mean)} on average against the best of each draw, "
        f"{shown(worst.p95)} at the 95th percentile, {shown(worst.most)} at most."
    )
