"""What was observed of a pilot: one number, of whom, by when, how sure it is, and what it is used for.

A target is a count of people put together, never a record of one person.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from simmodel.quantities import WEEKS_PER_MONTH
from simmodel.validation.counted import FOLLOWED
from simmodel.words import dollars

CUMULATIVE, STATE, RATE, MEAN, COST, SURVIVAL = KINDS = ("cumulative", "state", "rate", "mean", "cost", "survival")
"""How an outcome is counted: met by a time, in a state at a time, so many a person and year, so many a person or a
share of time, dollars a person, not met by a time."""
FIT, HOLDOUT, CHECK = USES = ("fit", "holdout", "check")
"""What a target is for: the fit, a test of the fit by what came later, or a look at what was seen elsewhere."""
AT_A_TIME = (CUMULATIVE, STATE, SURVIVAL)
"""Kinds of a share of people; they begin with each person's own first week."""
_STATES = ("housed", "homeless", "at_work")
SHARES_OF_TIME = ("time_housed", "appointments_kept")
COUNTED_IN_N = ("appointments_kept",)
"""Outcomes of which `n` counts something else than people: first appointments that fell due."""
ALL_PEOPLE = "all"


def _kinds_of(outcome: str) -> tuple[str, ...]:
    if FOLLOWED[outcome].once:
        return CUMULATIVE, SURVIVAL
    if outcome in _STATES:
        return (STATE,)
    if outcome in SHARES_OF_TIME:
        return (MEAN,)
    return (COST,) if outcome == "justice_cost" else (MEAN, RATE)


KINDS_OF: Mapping[str, tuple[str, ...]] = {outcome: _kinds_of(outcome) for outcome in FOLLOWED}
"""By outcome, the kinds it may be counted as."""


@dataclass(frozen=True)
class Target:
    """One observed number of a pilot: what happened to how many people of an arm by a time, and how sure it is.

    `row`: the line of its file. `outcome`: a name of `simmodel.validation.counted.FOLLOWED`; `kind`: one of `KINDS`.
    `since`, `until`: months since each person's own first week; a share of people has `since` 0. `group`: a cohort, or
    "" for all. `arm`: a name of the plan's. Either `value` with `n` (of how many) or `se` (its standard error), or
    `lower` and `upper`, between which it lies: a suppressed or banded cell. Shares are 0 to 1. `use`: one of `USES`.
    """

    row: int
    outcome: str
    kind: str
    since: float
    until: float
    group: str
    arm: str
    value: float | None
    n: float | None
    se: float | None
    lower: float | None
    upper: float | None
    use: str
    source: str
    note: str


def is_share(outcome: str, kind: str) -> bool:
    """Whether a target of this kind is a share, 0 to 1: of people, of their time, or of appointments.

    >>> is_share("any_custody", "cumulative"), is_share("custody_days", "mean")
    (True, False)
    """
    return kind in AT_A_TIME or outcome in SHARES_OF_TIME


def told(target: Target) -> str:
    """What was observed, in words: "back in custody, remand included, within 12 months: 31% of 58 people (pilot arm)".

    >>> told(Target(2, "housed", "state", 0, 12, "", "aid", 0.6, None, 0.05, None, None, "fit", "", ""))
    'stably housed at 12 months: 60%, standard error 5 points (aid arm)'
    """
    return f"{_what(target)}: {_how_much(target)}{_whom(target)}"


def named(target: Target, with_arm: bool = True) -> str:
    """What was counted of whom, without what was observed: "stably housed at 12 months (aid arm)".

    >>> named(Target(2, "housed", "state", 0, 12, "", "aid", 0.6, None, 0.05, None, None, "fit", "", ""))
    'stably housed at 12 months (aid arm)'
    """
    return f"{_what(target)}{_whom(target, with_arm)}"


def amount_told(target: Target) -> str:
    """What was observed, of how many, without what was counted: "31% of 58 people"."""
    return _how_much(target)


def _whom(target: Target, with_arm: bool = True) -> str:
    whom = [target.group.replace("_", " ")] if target.group else []
    whom += [f"{target.arm.replace('_', ' ')} arm"] if target.arm and with_arm else []
    return f" ({', '.join(whom)})" if whom else ""


def _what(target: Target) -> str:
    label, until = FOLLOWED[target.outcome].label, _months_told(target.until)
    if target.kind == STATE:
        return f"{label.removesuffix(' at the end')} at {until}"
    if target.kind == CUMULATIVE:
        return f"{label}, within {until}" if "," in label else f"{label} within {until}"
    if target.kind == SURVIVAL:
        return f"{label}, not within {until}"
    return f"{label}, {f'months {target.since:.4g} to {target.until:.4g}' if target.since else f'over {until}'}"


def _how_much(target: Target) -> str:
    people = "" if target.n is None else f"{target.n:,.0f} {_counted_in_n(target)}"
    if target.value is None:
        return f"{_amount(target, target.lower)} to {_amount(target, target.upper)}{_of(target, people)}"
    if target.se is not None:
        error = f"{100 * target.se:.3g} points" if is_share(target.outcome, target.kind) else _number(target, target.se)
        return f"{_amount(target, target.value)}, standard error {error}"
    return _amount(target, target.value) + _of(target, people)


def _counted_in_n(target: Target) -> str:
    one, many = ("first appointment", "first appointments") if target.outcome in COUNTED_IN_N else ("person", "people")
    return one if target.n == 1 else many


def _of(target: Target, people: str) -> str:
    if not people:
        return ""
    of_whom = is_share(target.outcome, target.kind) and target.outcome != "time_housed"
    return f" of {people}" if of_whom else f", {people}"


def between(target: Target, low: float, high: float) -> str:
    """From where to where runs lie, without the unit; "unknown" where no run counted anything.

    >>> between(Target(2, "housed", "state", 0, 12, "", "aid", 0.6, 30, None, None, None, "fit", "", ""), 0.4, 0.754)
    '40 to 75%'
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return "unknown"
    if is_share(target.outcome, target.kind):
        return f"{100 * low:.2g} to {100 * high:.2g}%" if high < 0.995 else f"{100 * low:.2g} to 100%"
    return f"{_short(target, low)} to {_short(target, high)}"


def _short(target: Target, value: float) -> str:
    return dollars(value) if target.kind == COST else f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def _amount(target: Target, value: float | None) -> str:
    """A figure with its unit: 31%, 43 days a person, $12,300 a person, 4.1 a person and year."""
    unit = FOLLOWED[target.outcome].unit
    if value is None:
        return "unknown"
    if is_share(target.outcome, target.kind):
        return f"{100 * value:.3g}%" + (" of the time" if target.outcome == "time_housed" else "")
    unit = unit.removeprefix("dollars ") + (" and year" if target.kind == RATE else "")
    return f"{_number(target, value)} {unit}"


def _number(target: Target, value: float) -> str:
    return dollars(value) if target.kind == COST else f"{value:,.4g}"


def _months_told(months: float) -> str:
    """So many months in words; whole weeks where they are no whole months.

    >>> _months_told(1), _months_told(13.5), _months_told(10 * 12 / 52)
    ('1 month', '13.5 months', '10 weeks')
    """
    weeks = months * WEEKS_PER_MONTH
    if math.isclose(weeks, round(weeks)) and not math.isclose(months, round(months)):
        return "1 week" if round(weeks) == 1 else f"{weeks:.0f} weeks"
    return "1 month" if months == 1 else f"{months:.3g} months"
