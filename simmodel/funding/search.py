"""The best split of a site's money for one outcome: splits played side by side, a surface, and a check on fresh luck.

The best of many is partly the luckiest of many. So the split that the surface points at is played once more with a seed
of its own beside the study's own split, and only that second ensemble, which had no part in the choice, says by how
much it is better.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.flows import extra_of
from simmodel.appraisal.money.draws import estimate_amount
from simmodel.appraisal.runs import OfRuns, Runs, of_runs
from simmodel.ensemble import Progress, compare
from simmodel.errors import SimmodelError
from simmodel.funding.best import best_of, resampled_means, told_apart
from simmodel.funding.found import present
from simmodel.funding.gains import gain_named, gained
from simmodel.funding.levels import played_alone
from simmodel.funding.split import Split, Splits, split_of
from simmodel.funding.surface import Surface, cloud_of, highest, moved, spread_out, surface_of, weights_of
from simmodel.pool import Play
from simmodel.sampling import DEFAULT_RUNS, DEFAULT_SPLITS, FEWEST_SPLITS, MOST_LEVELS
from simmodel.scenario import Study
from simmodel.store.address import hash_of
from simmodel.store.shelves import Store

NET = "net_present_value"
RESAMPLES = 500
ENSEMBLES = 3
SEEDS = 2**64


@dataclass(frozen=True)
class Tried:
    """A split that was played: what it brings against the base case, and beyond the study's own split."""

    split: Split
    brings: Estimate
    beyond_own: Estimate
    clear: bool


@dataclass(frozen=True, kw_only=True)
class Found(OfRuns):
    """The best split of so much money for one outcome.

    `own`: the study's own split; `tried`: every split played, in order of what it brings; `open`: how many of them the
    best one is not clearly better than, itself among them. `best` and `again` are the surface's highest split and the
    study's own on fresh luck; `promised`: what the surface gave it beyond the study's own; `misses`: how far the
    surface lies from the splits played; `low`, `high`: 5th to 95th percentile of the highest point along `AXES` on
    draws drawn anew.
    """

    dollars: float
    scenario: str
    outcome: str
    own: Tried
    tried: tuple[Tried, ...]
    open: int
    best: Tried
    again: Tried
    promised: float
    misses: float
    low: np.ndarray
    high: np.ndarray


def best_split(
    splits: Splits,
    outcome: str,
    scenario: str,
    count: int = DEFAULT_SPLITS,
    runs: int = DEFAULT_RUNS,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
    draws: int | None = None,
    store: Store | None = None,
    play: Play | None = None,
) -> Found:
    """The best of all splits for `outcome` (a gain, or "net_present_value"), from `count` splits played side by side.

    Three ensembles of `runs` paired runs: splits all over, as many near the best of these with the same luck, and then
    the best one beside the study's own on the next seed. A `store` keeps each split as a study of its own; see
    `compare`.
    """
    check(outcome, count)
    done = _counting(progress, runs)
    ensemble = partial(compare, runs=runs, workers=workers, draws=draws, store=store, play=play, apart=True)

    def side_by_side(candidates: Sequence[Split], place: int, luck: int) -> tuple[Runs, np.ndarray]:
        return _played(splits, candidates, outcome, partial(ensemble, seed=luck, progress=done(place)))

    searched = _search(splits, count, seed, side_by_side)
    peak = highest(searched.surface, splits.near(searched.centre), searched.cloud)
    _, fresh = side_by_side([searched.candidates[0], peak], 2, (seed + 1) % SEEDS)
    return _put_together(splits.dollars, scenario, outcome, searched, peak, fresh)


@dataclass(frozen=True)
class _Searched:
    """Splits that were played, the study's own first, what they bring, and the surface through them."""

    first: Runs
    candidates: list[Split]
    brings: np.ndarray
    centre: Split
    points: np.ndarray
    weights: np.ndarray
    surface: Surface
    cloud: list[Split]


def _search(
    splits: Splits, count: int, seed: int, play: Callable[[Sequence[Split], int, int], tuple[Runs, np.ndarray]]
) -> _Searched:
    """Half of the splits all over, the others near the best of these, all with the same luck; and the surface."""
    wide = count // 2
    all_over = [split_of(splits.study, splits.own), *spread_out(splits, wide - 1, seed)]
    first, brings = play(all_over, 0, seed)
    centre = all_over[int(np.argmax(brings.mean(axis=(0, 1))))]
    closer = spread_out(splits.near(centre), count - wide, seed)
    _, more = play(closer, 1, seed)
    candidates, brings = all_over + closer, np.concatenate([brings, more], axis=-1)
    points = np.array([split.point for split in candidates])
    weights = weights_of(np.array([splits.where(split) for split in candidates]), splits.where(centre))
    surface, cloud = surface_of(points, brings.mean(axis=(0, 1)), weights), cloud_of(splits.near(centre))
    return _Searched(first, candidates, brings, centre, points, weights, surface, cloud)


def _put_together(
    dollars: float, scenario: str, outcome: str, searched: _Searched, peak: Split, fresh: np.ndarray
) -> Found:
    """What was found; `fresh`: what the study's own split and the highest bring on fresh luck."""
    first, brings = searched.first, searched.brings
    places = moved(searched.points, resampled_means(brings, first.seed, RESAMPLES), searched.weights, searched.cloud)
    low, high = np.percentile(places, [5, 95], axis=0)
    tried = [_tried(split, brings, place) for place, split in enumerate(searched.candidates)]
    heights = searched.surface.at(np.array([peak.point, searched.candidates[0].point]))
    return Found(
        **of_runs(first) | {"notes": tuple(note for note in first.notes if not note.startswith("under "))},
        dollars=dollars,
        scenario=scenario,
        outcome=outcome,
        own=tried[0],
        tried=tuple(sorted(tried, key=lambda one: -(one.brings.mean or 0.0))),
        open=len(best_of(brings, first.seed).open),
        best=_tried(peak, fresh, 1),
        again=_tried(searched.candidates[0], fresh, 0),
        promised=float(heights[0] - heights[1]),
        misses=searched.surface.misses,
        low=low,
        high=high,
    )


def check(outcome: str, count: int) -> None:
    """SimmodelError for an outcome that is not counted, or too few or too many splits."""
    if outcome != NET:
        gain_named(outcome, NET)
    if not FEWEST_SPLITS <= count <= MOST_LEVELS:
        raise SimmodelError(
            f"--splits is {count}; allowed: {FEWEST_SPLITS} to {MOST_LEVELS}; type --splits {DEFAULT_SPLITS}"
        )


def _played(
    splits: Splits, candidates: Sequence[Split], outcome: str, ensemble: Callable[[Study], Runs]
) -> tuple[Runs, np.ndarray]:
    """One ensemble of these splits, and what each brings against the base case; (draws, runs, splits)."""
    base, names = splits.study.base_case, [named(split) for split in candidates]
    scenarios = {name: split.scenario for name, split in zip(names, candidates, strict=True)}
    found = ensemble(played_alone(splits.study, {base: splits.study.scenarios[base]} | scenarios))
    return found, np.stack([brought(found, name, outcome) for name in names], axis=-1)


def named(split: Split) -> str:
    """A valid name of a scenario for a split: the same for the same split, wherever it is among others."""
    return f"split_{hash_of(split.scenario.model_dump(mode='json'))[:16]}"


def brought(runs: Runs, name: str, outcome: str) -> np.ndarray:
    """How much of an outcome a scenario brings against the base case; (draws, runs)."""
    if outcome == NET:
        benefits, costs = present(runs, name)
        return benefits - costs
    return gained(extra_of(runs, name), outcome)


def _tried(split: Split, brings: np.ndarray, place: int) -> Tried:
    """One split of several, the first of which is the study's own."""
    beyond = brings[..., place] - brings[..., 0]
    return Tried(split, estimate_amount(brings[..., place]), estimate_amount(beyond), told_apart(beyond))


def _counting(progress: Progress | None, runs: int) -> Callable[[int], Progress | None]:
    """Progress over the ensembles as one count."""

    def part(place: int) -> Progress | None:
        return None if progress is None else lambda done, of: progress(place * runs + done, ENSEMBLES * runs)

    return part
