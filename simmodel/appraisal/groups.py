"""Who gains: outcomes by cohort, and by how heavy people's needs are, from a fifth with the lightest on.

Groups are fixed before anything happens (a person's cohort, and the mean level to which needs return), so the same
people are in them in every scenario of a run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.measured import in_scope, reached
from simmodel.appraisal.money.distribution import concentration_index
from simmodel.appraisal.money.draws import estimate_ratio
from simmodel.vocabulary import COHORTS

FIFTHS = ("lightest needs", "second fifth", "third fifth", "fourth fifth", "heaviest needs")
GROUPS = (*COHORTS, *FIFTHS)
OF_GROUP = ("people", "reached", "weeks_stably_housed", "crises", "custody_days", "weeks_in_work")
TOLD = OF_GROUP[2:]


@dataclass(frozen=True)
class Gain:
    """What a scenario changes for a person of one group; `people` and `reached` of a mean run."""

    group: str
    people: float
    reached: float
    change: Mapping[str, Estimate]


@dataclass(frozen=True)
class Distribution:
    """Gains by group, and whether weeks in a stable home go to the heaviest needs (below 0) or the lightest (above)."""

    gains: tuple[Gain, ...]
    concentration: float | None


def by_group(people: np.recarray) -> np.ndarray:
    """Sums over each group of one scenario's people; shape (groups, counts of `OF_GROUP`)."""
    here = people[in_scope(people)]
    every = np.stack([np.ones(len(here)), reached(here), *(here[name] for name in TOLD)], axis=-1)
    of_cohort = [every[here.cohort == cohort].sum(axis=0) for cohort in range(len(COHORTS))]
    return np.array([*of_cohort, *(part.sum(axis=0) for part in np.array_split(every[_by_need(here)], len(FIFTHS)))])


def distribution(here: np.ndarray, base: np.ndarray) -> Distribution:
    """One scenario against the base case; both of shape (draws, runs, groups, counts)."""
    people = here[..., 0]
    gains = tuple(
        Gain(
            name,
            float(people[..., place].mean()),
            float(here[..., place, 1].mean()),
            {
                outcome: estimate_ratio((here - base)[..., place, OF_GROUP.index(outcome)], people[..., place])
                for outcome in TOLD
            },
        )
        for place, name in enumerate(GROUPS)
        if np.all(people[..., place] > 0)
    )
    return Distribution(gains, _concentration(here, base))


def added_groups(every: Sequence[np.ndarray]) -> np.ndarray:
    """Several sites of one run: each site's fifths are its own."""
    found: np.ndarray = np.sum(every, axis=0)
    return found


def _by_need(people: np.recarray) -> np.ndarray:
    """People in order of need, the lightest first; equals in order of their luck number."""
    return np.lexsort((people.luck_number, people.set_point.mean(axis=1)))


def _concentration(here: np.ndarray, base: np.ndarray) -> float | None:
    """Of weeks in a stable home that are gained, heaviest needs first; None where nothing is gained."""
    fifths = slice(len(COHORTS), None)
    place = OF_GROUP.index("weeks_stably_housed")
    people = here[..., fifths, 0].mean(axis=(0, 1))[::-1]
    gained = (here - base)[..., fifths, place].mean(axis=(0, 1))[::-1]
    if gained.sum() <= 0:
        return None
    return float(concentration_index(gained / people, people))
