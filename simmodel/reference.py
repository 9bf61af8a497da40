"""The draw's solution: everything that centres the model, found once per set of parameters.

A reference community (Taree's recipe, several times its size, with luck of its own) lives under the base case for
three years of warm-up and three more. From it come the means on which factors are centred, and the custody curve:
new sentences of its counted releases are held off while each week's multiplier of the hazard is noted, and the level
and mu of the curve are then solved together, by discrete sums over competing risks, so that the chosen definition of
return is met at 12 and 24 months. Nobody in a study depends on who else is in it, since these are plain numbers.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm

from simmodel.chance import key_of
from simmodel.engine.batch import advance, compiled_driver
from simmodel.errors import SimmodelError
from simmodel.parameters import Parameters
from simmodel.population import Place, people_of
from simmodel.quantities import WEEKS_PER_MONTH, WEEKS_PER_YEAR
from simmodel.site import Solution, Supply, flat_curve, site_of
from simmodel.vocabulary import DOMAINS, LEAVING_CUSTODY
from simmodel.world import CURVE_WEEKS, NEVER

SIZE = 3
"""The reference community is this many Tarees, so that some 400 releases are counted."""
WEEKS = 3 * WEEKS_PER_YEAR
COUNTED = WEEKS_PER_YEAR
FOLLOW_UP = 2 * WEEKS_PER_YEAR
PASSES = 3
MOST_PASSES = 5
LEVELS = (0.05, 25.0)
SHAPES = (1.0, 6.0)
MISS = 0.005
FRAILTY_NODES = (np.arange(15) + 0.5) / 15

FIRST_GUESS: Mapping[str, float | tuple[float, ...]] = {
    "trust": 0.47, "agency": 0.37, "load": 0.50, "need": (0.50, 0.55, 0.57, 0.37, 0.56, 0.48, 0.55, 0.46),
    "match": 0.85, "presence": 0.65, "complement": 0.85, "dilution": 0.93, "quality": 0.44, "told": 0.8, "retold": 0.013,
    "attended": 0.39, "eligible": 0.76,
}  # fmt: skip


@dataclass(frozen=True)
class Target:
    """The share of counted releases that have returned after 12 and 24 months, by a named definition."""

    definition: str
    at_12_months: float
    at_24_months: float


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


def solve(parameters: Parameters, target: Target, counted_weeks: int) -> Solution:
    """The solution for these parameters and this target; kept, so that it is found once per process."""
    return _solve(json.dumps(dict(parameters.values)), target, counted_weeks)


@lru_cache(maxsize=256)
def _solve(values: str, target: Target, counted_weeks: int) -> Solution:
    parameters = Parameters(json.loads(values))
    record = parameters.record()["custody"]
    sigma, ever = float(record["sigma"]), float(record["ever"])
    mu = 3.021
    solution = Solution(1.0, curve(mu, sigma, ever), FIRST_GUESS)
    for attempt in range(MOST_PASSES):
        risks, means = live(parameters, solution, target.definition, counted_weeks)
        missed = miss(risks, solution, target)
        if attempt >= PASSES - 1 and missed <= MISS:
            break
        level, mu = fit(risks, target, sigma, ever)
        solution = Solution(level, curve(mu, sigma, ever), means)
    return solution


def digest(solution: Solution) -> str:
    """A hash of the solution's numbers."""
    content = json.dumps([solution.level, solution.curve, sorted((k, v) for k, v in solution.means.items())])
    return hashlib.sha256(content.encode()).hexdigest()


def curve(mu: float, sigma: float, ever: float) -> tuple[float, ...]:
    """Weekly hazard of the split-population log-normal curve, months to return ~ LN(mu, sigma), `ever` who return.

    S(t) = 1 - ever * Phi((ln t - mu) / sigma), t in months; the hazard of week w is ln S(w) - ln S(w + 1).
    """
    months = np.arange(1, CURVE_WEEKS + 1) / WEEKS_PER_MONTH
    log_survival = np.log1p(-ever * norm.cdf((np.log(months) - mu) / sigma))
    return tuple((-np.diff(log_survival, prepend=0.0)).tolist())


def live(
    parameters: Parameters, solution: Solution, definition: str, counted_weeks: int
) -> tuple[Risks, dict[str, float | tuple[float, ...]]]:
    """Let the reference community live under this solution: risks of its counted releases, and its means."""
    people, sites = community(parameters, solution)
    run = compiled_driver()
    advance(people, sites, WEEKS, run)
    sites[0].gauge = np.zeros(1, sites.dtype["gauge"])[0]
    diary = {name: np.zeros((len(people), WEEKS)) for name in ("risk", "weeks_free", "parole_weeks")}
    for week in range(WEEKS):
        diary["weeks_free"][:, week] = people.weeks_free
        diary["parole_weeks"][:, week] = people.parole_weeks
        advance(people, sites, 1, run)
        diary["risk"][:, week] = people.risk
    return risks_of(people, diary, parameters, definition, counted_weeks), means_of(sites[0].gauge)


def community(parameters: Parameters, solution: Solution) -> tuple[np.recarray, np.recarray]:
    """The reference community at the start of its warm-up: people and site."""
    recipe, key = parameters.record()["community"], key_of(0, 0, 0)
    at_start = tuple(int(count) * SIZE for count in recipe["people_at_start"])
    arriving = tuple(float(count) * SIZE for count in recipe["arrivals_per_year"])
    place = Place(0, at_start, arriving, -WEEKS, WEEKS)
    supply = Supply(
        tuple(float(hours) * SIZE for hours in recipe["hours_per_week"]),
        float(recipe["lettings_priority"]) * SIZE,
        float(recipe["lettings_general"]) * SIZE,
    )
    sites = site_of(supply, parameters, solution, 0, key, -WEEKS, COUNTED, False, {})
    sites[0].plan.holding_off = 1
    return people_of(place, parameters, key), sites


def risks_of(
    people: np.recarray,
    diary: Mapping[str, np.ndarray],
    parameters: Parameters,
    definition: str,
    counted_weeks: int,
) -> Risks:
    """Line the counted releases up by week since release."""
    counted = np.flatnonzero((people.index_release > NEVER) & (people.index_release < COUNTED))
    since = people.index_release[counted][:, None] + np.arange(FOLLOW_UP)
    row, column = counted[:, None], np.minimum(since, WEEKS - 1)
    ratio = diary["risk"][row, column] * (since < WEEKS)
    on_parole = (diary["parole_weeks"][row, column] > 0) & (ratio > 0)
    by_release = (people.cohort[counted] == LEAVING_CUSTODY) & (
        people.arrives[counted] == people.index_release[counted]
    )
    spread = np.quantile(people.frailty[people.cohort == LEAVING_CUSTODY], FRAILTY_NODES)
    frailty = np.where(by_release[:, None], spread / spread.mean(), people.frailty[counted][:, None])
    return Risks(
        ratio,
        diary["weeks_free"][row, column].astype(np.int64),
        other_routes(ratio, on_parole, parameters, definition),
        frailty,
        np.where(by_release, counted_weeks / COUNTED, 1.0),
    )


def other_routes(
    ratio: np.ndarray, on_parole: np.ndarray, parameters: Parameters, definition: str
) -> np.ndarray:
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
        by_week = hazards(mu)

        def gap(log_level: float) -> float:
            return returned(risks, math.exp(log_level), by_week, WEEKS_PER_YEAR) - target.at_12_months

        low, high = math.log(LEVELS[0]) - 3.0, math.log(LEVELS[1]) + 3.0
        if gap(low) > 0 or gap(high) < 0:
            return math.exp(low) if gap(low) > 0 else math.exp(high)
        return math.exp(brentq(gap, low, high, xtol=1e-10))

    def gap_24(mu: float) -> float:
        return returned(risks, level_for(mu), hazards(mu), FOLLOW_UP) - target.at_24_months

    if gap_24(SHAPES[0]) * gap_24(SHAPES[1]) > 0:
        raise _refuse(target)
    mu = brentq(gap_24, *SHAPES, xtol=1e-10)
    level = level_for(mu)
    if not LEVELS[0] <= level <= LEVELS[1]:
        raise _refuse(target)
    return level, mu


def miss(risks: Risks, solution: Solution, target: Target) -> float:
    """The larger of the two gaps between what this solution gives and the target."""
    hazards = np.asarray(solution.curve)[np.clip(risks.weeks_free, 0, CURVE_WEEKS - 1)]
    at_12 = returned(risks, solution.level, hazards, WEEKS_PER_YEAR)
    at_24 = returned(risks, solution.level, hazards, FOLLOW_UP)
    return max(abs(at_12 - target.at_12_months), abs(at_24 - target.at_24_months))


def means_of(gauge: np.record) -> dict[str, float | tuple[float, ...]]:
    """The reference means from a community's sums."""
    served, intakes = max(float(gauge.served), 1.0), max(float(gauge.intakes), 1.0)
    means: dict[str, float | tuple[float, ...]] = {
        name: float(gauge[name]) / served
        for name in ("match", "presence", "complement", "dilution", "quality")
    }
    means["trust"] = float(gauge.trust) / float(gauge.people)
    means["agency"] = float(gauge.agency) / float(gauge.people)
    means["load"] = float(gauge.load) / float(gauge.community)
    means["need"] = tuple(
        float(gauge.need[domain]) / float(gauge.community) for domain in range(len(DOMAINS))
    )
    means["retold"] = float(gauge.retold) / float(gauge.people)
    means["told"] = float(gauge.told) / intakes
    means["attended"] = float(gauge.seen) / intakes
    means["eligible"] = float(gauge.eligible) / max(float(gauge.seen), 1.0)
    return means


def _refuse(target: Target) -> SimmodelError:
    return SimmodelError(
        f"no custody curve gives {target.at_12_months:.1%} after 12 months and {target.at_24_months:.1%} after 24 "
        f"months by the definition {target.definition!r}; check that both points use the same definition and "
        "population (custody_level in the study file)"
    )


__all__ = ["Target", "curve", "digest", "flat_curve", "solve"]
