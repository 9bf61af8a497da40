"""Whether a programme pays: net present value, both benefit-cost ratios, fiscal return, the chance that it pays."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import binomtest

from simmodel.appraisal.money.draws import can_tell_evidence, without_luck

BENEFITS_OVER_COST = "benefits / cost to the programme's funder"
NET_OVER_COST = "(benefits - cost) / cost to the programme's funder"


CONFIDENCE = 0.95
"""How sure a limit or a range is that so few samples leave to a chance."""


@dataclass(frozen=True)
class Chance:
    """How likely something is, 0 to 1: over what is not known (`of_draws`), and for one site as it may turn out.

    `of_draws` counts draws without the luck of their runs, with its standard error; None where luck cannot be told.
    """

    of_draws: float | None
    error: float | None
    of_runs: float


def benefit_cost_ratio(benefits: ArrayLike, costs: ArrayLike) -> float | None:
    """Benefits for each dollar of cost: mean(benefits) / mean(costs), present values of one shape.

    None where the mean cost is not above 0: a programme that costs its funder nothing has no such ratio. With the
    benefits of NSW agencies alone this is the fiscal return.
    """
    gained, cost = (float(np.asarray(each, float).mean()) for each in (benefits, costs))
    return gained / cost if cost > 0 else None


def net_ratio(benefits: ArrayLike, costs: ArrayLike) -> float | None:
    """What is left of benefits for each dollar of cost: benefit-cost ratio - 1; None as there."""
    ratio = benefit_cost_ratio(benefits, costs)
    return None if ratio is None else ratio - 1


def chance_it_pays(net: ArrayLike) -> Chance:
    """How likely benefits exceed costs; `net`: net present values of shape (draws, runs). Nothing gained is no pay."""
    every = np.asarray(net, float)
    of_runs = float(np.mean(every > 0))
    if not can_tell_evidence(every):
        return Chance(None, None, of_runs)
    share = float(np.mean(without_luck(every[..., None]) > 0))
    return Chance(share, math.sqrt(share * (1 - share) / len(every)), of_runs)


def limit_of(samples: int) -> float:
    """The highest chance of which so many samples without it are not yet strange: 1 - 0.05^(1/samples)."""
    return float(1 - (1 - CONFIDENCE) ** (1 / samples))


def chance_range(share: float, samples: int) -> tuple[float, float]:
    """What so few samples leave open of a chance: Wilson's interval (1927, JASA 22:209-212) where some have it and
    some do not, and from none or to all of them `limit_of`."""
    count = round(share * samples)
    if count in (0, samples):
        return (0.0, limit_of(samples)) if count == 0 else (1 - limit_of(samples), 1.0)
    ends = binomtest(count, samples).proportion_ci(CONFIDENCE, "wilson")
    return float(ends.low), float(ends.high)
