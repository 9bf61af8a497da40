"""What an outcome costs: cost per outcome in words or a number, and which options are worth looking at.

A ratio of two differences means nothing by itself: where an option is better and cheaper, or worse and dearer, a word
stands in its place (dominant, dominated).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

Quadrant = Literal["NE", "SE", "NW", "SW", "axis"]
Status = Literal["ND", "ED", "D"]

WHOLE_COST = "whole cost attributed to this outcome"
"""Printed with every cost per outcome: each of several outcomes bears the whole cost, so they must not be added."""
WORDS: dict[Quadrant, str] = {
    "NE": "cost per outcome gained",
    "SE": "dominant: better and cheaper",
    "NW": "dominated: worse and dearer",
    "SW": "saving per outcome forgone",
    "axis": "undefined: no difference in the outcome, or none in cost",
}


@dataclass(frozen=True)
class CostPerOutcome:
    """Extra cost per extra unit of an outcome, or the word that stands in its place; `share` of draws by quadrant."""

    quadrant: Quadrant
    word: str
    ratio: float | None
    share: dict[Quadrant, float]


@dataclass(frozen=True)
class Option:
    """One option of an incremental analysis: against the next cheaper one that is worth looking at.

    `status`: ND not dominated, D dominated (another is at least as good and no dearer), ED extendedly dominated (a mix
    of two others is).
    """

    name: str
    cost: float
    effect: float
    extra_cost: float | None
    extra_effect: float | None
    ratio: float | None
    status: Status


def quadrant_of(cost: float, effect: float) -> Quadrant:
    """Where a difference lies on the cost-effectiveness plane: north is dearer, east is better."""
    if cost == 0 or effect == 0:
        return "axis"
    if effect > 0:
        return "NE" if cost > 0 else "SE"
    return "NW" if cost > 0 else "SW"


def cost_per_outcome(cost: ArrayLike, effect: ArrayLike) -> CostPerOutcome:
    """Extra cost per extra outcome: mean(cost) / mean(effect), or a word.

    `cost`: dollars more than in the base case; `effect`: outcomes gained (returns to custody avoided count upward);
    both paired and of shape (draws, runs). A ratio is given where both rise or both fall.
    """
    costs, effects = np.asarray(cost, float), np.asarray(effect, float)
    mean_cost, mean_effect = float(costs.mean()), float(effects.mean())
    quadrant = quadrant_of(mean_cost, mean_effect)
    by_draw = [quadrant_of(*each) for each in zip(costs.mean(axis=1), effects.mean(axis=1), strict=True)]
    return CostPerOutcome(
        quadrant=quadrant,
        word=WORDS[quadrant],
        ratio=mean_cost / mean_effect if quadrant in ("NE", "SW") else None,
        share={each: by_draw.count(each) / len(by_draw) for each in WORDS},
    )


def incremental_analysis(cost: dict[str, float], effect: dict[str, float]) -> list[Option]:
    """Options worth looking at from the cheapest up, each against the one before, then the others.

    `cost` and `effect`: means by option; more effect is better. First those that are extendedly dominated, then those
    that are dominated, each in the order given, close the list (Drummond; dampack and hesim do the same).
    """
    names = list(cost)
    standing = [name for name in names if not _is_dominated(name, cost, effect)]
    frontier = _frontier(sorted(standing, key=lambda name: cost[name]), cost, effect)
    found = [_against(name, before, cost, effect) for before, name in zip([None, *frontier], frontier, strict=False)]
    beaten: list[tuple[str, Status]] = [(name, "ED") for name in standing if name not in frontier]
    beaten += [(name, "D") for name in names if name not in standing]
    return found + [Option(name, cost[name], effect[name], None, None, None, status) for name, status in beaten]


def _is_dominated(name: str, cost: dict[str, float], effect: dict[str, float]) -> bool:
    """Whether another option is no dearer and no worse; of two equal ones the first stands."""
    mine, order = (cost[name], effect[name]), list(cost)
    for other in order:
        theirs = (cost[other], effect[other])
        no_worse = theirs[0] <= mine[0] and theirs[1] >= mine[1]
        if other != name and no_worse and (theirs != mine or order.index(other) < order.index(name)):
            return True
    return False


def _frontier(rising: list[str], cost: dict[str, float], effect: dict[str, float]) -> list[str]:
    """Options whose cost per further outcome rises from one to the next; one equal to the next step stays."""
    kept: list[str] = []
    for name in rising:
        while len(kept) > 1 and _ratio(kept[-2], kept[-1], cost, effect) > _ratio(kept[-1], name, cost, effect):
            kept.pop()
        kept.append(name)
    return kept


def _ratio(before: str, name: str, cost: dict[str, float], effect: dict[str, float]) -> float:
    return (cost[name] - cost[before]) / (effect[name] - effect[before])


def _against(name: str, before: str | None, cost: dict[str, float], effect: dict[str, float]) -> Option:
    if before is None:
        return Option(name, cost[name], effect[name], None, None, None, "ND")
    extra_cost, extra_effect = cost[name] - cost[before], effect[name] - effect[before]
    ratio = _ratio(before, name, cost, effect)
    return Option(name, cost[name], effect[name], extra_cost, extra_effect, ratio, "ND")
