"""The custody curve: from the noted risks of counted releases to the level and shape that meet the target.

Return is summed over competing routes, week by week: a new sentence at level x h0(weeks free) x ratio x frailty, and
the other routes at hazards that do not depend on the curve. `fit` finds level and mu so that both points are met.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm

from simmodel.errors import CustodyLevelError
from simmodel.parameters import Parameters
from simmodel.quantities import WEEKS_PER_MONTH, WEEKS_PER_YEAR
from simmodel.vocabulary import LEAVING_CUSTODY
from simmodel.world import CURVE_WEEKS, NEVER

COUNT_FROM, COUNT_UNTIL = -WEEKS_PER_YEAR, WEEKS_PER_YEAR
"""Arrivals by release are counted in these weeks, and all are followed for two years."""
FOLLOW_UP = 2 * WEEKS_PER_YEAR
LEVELS = (0.05, 25.0)
SHAPES = (1.0, 6.0)
FRAILTY_NODES = (np.arange(15) + 0.5) / 15


@dataclass(frozen=True)
class Target:
    """The share of counted releases that have returned after 12 and 24 months, by a named definition."""

    definition: str
    at_12_months: float
    at_24_months: float
    returned: tuple[float, ...] = ()
    """Where the study tabulates the curve: the share under a new sentence by the end of month 1, 2, ..."""


@dataclass(frozen=True)
class Risks:
    """Counted releases, one row each, by week since release (104 columns).

    `ratio`: hazard ratio of a new sentence without frailty, 0 when not at risk, shape (people, 104). `weeks_free`:
    the clock of the curve, same shape. `other`: hazard of a return by another route that counts under the definition,
    same shape. `frailty`, shape (people, nodes): people who arrive by release stand for the whole spread of frailty,
    at equal chances; those whose sentence ran at week 0 were selected by their own. `weight` makes up for the shorter
    time in which arrivals by release were counted.
    """

    ratio: np.ndarray
    weeks_free: np.ndarray
    other: np.ndarray
    frailty: np.ndarray
    weight: np.ndarray


def pooled(risks: Sequence[Risks]) -> Risks:
    """The risks of several communities as one."""
    return Risks(*(np.concatenate([getattr(one, field.name) for one in risks]) for field in fields(Risks)))


def curve(mu: float, sigma: float, ever: float) -> tuple[float, ...]:
    """Weekly hazard of the split-population log-normal curve, months to return ~ LN(mu, sigma), `ever` who return.

    S(t) = 1 - ever * Phi((ln t - mu) / sigma), t in months; the hazard of week w is ln S(w) - ln S(w + 1).
    """
    months = np.arange(1, CURVE_WEEKS + 1) / WEEKS_PER_MONTH
    log_survival = np.log1p(-ever * norm.cdf((np.log(months) - mu) / sigma))
    return tuple((-np.diff(log_survival, prepend=0.0)).tolist())


def tabulated(returned: Sequence[float]) -> tuple[float, ...]:
    """Weekly hazard of a curve given as the cumulative share that has returned by the end of month 1, 2, ...

    Within a month the hazard is constant, so each month's share is met to the last digit. Beyond the table the mean
    hazard of its last twelve months goes on.
    """
    monthly = -np.diff(np.log1p(-np.asarray(returned)), prepend=0.0)
    later = np.full(math.ceil(CURVE_WEEKS / WEEKS_PER_MONTH) + 1, monthly[-12:].mean())
    summed = np.cumsum(np.concatenate([[0.0], monthly, later]))
    by_week = np.interp(np.arange(CURVE_WEEKS + 1) / WEEKS_PER_MONTH, np.arange(len(summed)), summed)
    return tuple(np.diff(by_week).tolist())


def risks_of(
    people: np.recarray,
    diary: Mapping[str, np.ndarray],
    parameters: Parameters,
    target: Target,
    counted_weeks: int,
) -> Risks:
    """Line the counted releases up by week since release."""
    counted = np.flatnonzero((people.index_release > NEVER) & (people.index_release < COUNT_UNTIL))
    since = people.index_release[counted][:, None] + np.arange(FOLLOW_UP)
    row, column = counted[:, None], since - COUNT_FROM
    ratio = diary["risk"][row, column]
    on_parole = (diary["parole_weeks"][row, column] > 0) & (ratio > 0)
    by_release = (people.cohort[counted] == LEAVING_CUSTODY) & (
        people.arrives[counted] == people.index_release[counted]
    )
    spread = np.quantile(people.frailty[people.cohort == LEAVING_CUSTODY], FRAILTY_NODES)
    frailty = np.where(by_release[:, None], spread / spread.mean(), people.frailty[counted][:, None])
    return Risks(
        ratio,
        diary["weeks_free"][row, column].astype(np.int64),
        other_routes(ratio, on_parole, parameters, target.definition),
        frailty,
        np.where(by_release, counted_weeks / (COUNT_UNTIL - COUNT_FROM), 1.0),
    )


def other_routes(ratio: np.ndarray, on_parole: np.ndarray, parameters: Parameters, definition: str) -> np.ndarray:
    """Weekly hazard of a return that counts and is not a new sentence from the community; shape of `ratio`.

    A sentence that follows remand is dated when remand ends, so remand is spread over the weeks it may last.
    """
    custody = parameters.record()["custody"]
    remand = float(custody["remand"]) * ratio
    if definition == "any_custody":
        return remand + float(custody["breach"]) * on_parole
    sigma, mean = float(custody["spread"]), float(custody["remand_weeks"])
    longest = norm.cdf((np.log((np.arange(FOLLOW_UP) + 0.5) / mean) + 0.5 * sigma**2) / sigma)
    ends = np.diff(np.where(np.arange(FOLLOW_UP) == 0, 0.0, longest), prepend=0.0)
    sentenced = np.apply_along_axis(lambda week: np.convolve(week, ends)[:FOLLOW_UP], 1, remand)
    sentenced *= float(custody["remand_to_sentence"])
    return sentenced + float(custody["breach"]) * on_parole * (definition == "return_to_prison")


def returned(risks: Risks, level: float, hazards: np.ndarray, weeks: int) -> float:
    """Expected share back within `weeks`: 1 - exp(-sum of hazards), over the spread of frailty."""
    new_sentence = np.sum(risks.ratio[:, :weeks] * hazards[:, :weeks], axis=1) * level
    other = np.sum(risks.other[:, :weeks], axis=1)
    not_back = np.mean(np.exp(-new_sentence[:, None] * risks.frailty), axis=1) * np.exp(-other)
    return float(np.average(1.0 - not_back, weights=risks.weight))


def fit(risks: Risks, target: Target, sigma: float, ever: float) -> tuple[float, float]:
    """Level and mu with which both points of the target are met; a pair that none can meet is refused by name."""

    def hazards(mu: float) -> np.ndarray:
        return np.asarray(curve(mu, sigma, ever))[np.clip(risks.weeks_free, 0, CURVE_WEEKS - 1)]

    def level_for(mu: float) -> float:
        return level_at(risks, hazards(mu), WEEKS_PER_YEAR, target.at_12_months)

    def gap_24(mu: float) -> float:
        return returned(risks, level_for(mu), hazards(mu), FOLLOW_UP) - target.at_24_months

    if gap_24(SHAPES[0]) * gap_24(SHAPES[1]) > 0:
        raise _refuse(target)
    mu = brentq(gap_24, *SHAPES, xtol=1e-10)
    level = level_for(mu)
    if not LEVELS[0] <= level <= LEVELS[1]:
        raise _refuse(target)
    return level, mu


def level_at(risks: Risks, hazards: np.ndarray, weeks: int, share: float) -> float:
    """The level at which `share` is back within `weeks`, as near as levels that can be meant allow; `hazards` are by
    person and week, shape of `risks.ratio`."""

    def gap(log_level: float) -> float:
        return returned(risks, math.exp(log_level), hazards, weeks) - share

    low, high = math.log(LEVELS[0]) - 3.0, math.log(LEVELS[1]) + 3.0
    if gap(low) > 0 or gap(high) < 0:
        return math.exp(low) if gap(low) > 0 else math.exp(high)
    return math.exp(brentq(gap, low, high, xtol=1e-10))


def fit_table(risks: Risks, target: Target) -> tuple[float, tuple[float, ...]]:
    """Level and hazards of a curve that a study tabulates: its shape as it stands, its level such that on the whole as
    many are back after 24 months as the table says, with the lives that people lead."""
    hazards = tabulated(target.returned)
    by_week = np.asarray(hazards)[np.clip(risks.weeks_free, 0, CURVE_WEEKS - 1)]
    level = level_at(risks, by_week, FOLLOW_UP, target.at_24_months)
    if not LEVELS[0] <= level <= LEVELS[1]:
        raise _refuse(target)
    return level, hazards


def miss(risks: Risks, level: float, hazards: Sequence[float], target: Target) -> float:
    """The larger of the two gaps between what this curve gives and the target; a table has the one at 24 months."""
    by_week = np.asarray(hazards)[np.clip(risks.weeks_free, 0, CURVE_WEEKS - 1)]
    at_12 = returned(risks, level, by_week, WEEKS_PER_YEAR)
    at_24 = returned(risks, level, by_week, FOLLOW_UP)
    gap_12 = 0.0 if target.returned else abs(at_12 - target.at_12_months)
    return max(gap_12, abs(at_24 - target.at_24_months))


def _refuse(target: Target) -> CustodyLevelError:
    return CustodyLevelError(
        f"no custody curve gives {target.at_12_months:.1%} after 12 months and {target.at_24_months:.1%} after 24 "
        f"months by the definition {target.definition!r}; check that both points use the same definition and "
        "population; type under [custody_level] for example return_12_months = 0.25 and return_24_months = 0.425, "
        "in place of any table"
    )
