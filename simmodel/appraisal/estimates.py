"""One outcome over paired runs: its mean, ranges and error, and its difference from the base case. Pure functions.

How a mean over runs is taken. Every value in the table is a ratio: something per person, or a share of
people. The mean shown is the ratio of sums (the people of all runs pooled: each run weighs as many people as
it counted), never the mean of ratios, so a run with two releases does not weigh as much as one with forty.
Where every run counts equally many people it is the plain mean of runs. Its Monte Carlo error is that of a
ratio of sums by the delta method, with draws as clusters: the runs of a draw share its values. Ranges, the evidence
band and how many runs are better are about single runs and draws (one site as it may turn out, one set of values) and
weigh every run alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simmodel.appraisal.spread import evidence_band, monte_carlo_error, pooled, spread, variance


@dataclass(frozen=True)
class Estimate:
    """A mean over runs with its two bands and its Monte Carlo error; None where there is none.

    `low` to `high`: one site as it may turn out, evidence and luck. `evidence_low` to `evidence_high`: what is not
    known about the numbers of the model, without the luck of runs.
    """

    mean: float | None
    low: float | None
    high: float | None
    evidence_low: float | None
    evidence_high: float | None
    mc_error: float | None


@dataclass(frozen=True)
class Difference(Estimate):
    """A scenario minus the base case, paired run by run, and in how many runs it is better, worse and the same.

    The three add up to the runs that have a value in both; None where neither more nor less is better.
    """

    runs_better: int | None = None
    runs_worse: int | None = None
    runs_same: int | None = None


def is_all_luck(found: Estimate) -> bool:
    """Whether the luck of runs explains all that was seen: the evidence band is a point, and runs differ.

    They also differ where nine in ten are alike and a few others move the mean away from them.
    """
    if found.evidence_low is None or found.evidence_low != found.evidence_high:
        return False
    return found.low != found.high or found.mean != found.low


def deciding_ends(found: Estimate) -> tuple[float | None, float | None]:
    """The ends of the range that decides: evidence; one site where there is no such band, or it is a point by luck."""
    if found.evidence_low is None or is_all_luck(found):
        return found.low, found.high
    return found.evidence_low, found.evidence_high


@dataclass(frozen=True)
class Values:
    """One outcome of one population under one scenario, in the runs that have a value; `draw` is None for no draws."""

    run: np.ndarray
    draw: np.ndarray | None
    value: np.ndarray
    people: np.ndarray

    def at(self, runs: np.ndarray) -> Values:
        """The same in these runs only."""
        draw = None if self.draw is None else self.draw[runs]
        return Values(self.run[runs], draw, self.value[runs], self.people[runs])

    @property
    def cluster(self) -> np.ndarray:
        """What is independent of one another: draws, or runs where there are none."""
        return self.run if self.draw is None else self.draw


@dataclass(frozen=True)
class Change:
    """What two arms of the same runs differ by, in numbers of which each adds up over parts of a difference.

    `mean` is the difference of ratios of sums, `pull` how far each run pulls it and `by_run` each run's own, both of
    shape (runs,); for several differences at once each has one axis more, before that of the runs.
    """

    mean: np.ndarray | float
    pull: np.ndarray
    by_run: np.ndarray


def estimate(here: Values) -> Estimate:
    """The mean of values per person, one for each run, where each run counted so many people."""
    if not len(here.value):
        return Estimate(None, None, None, None, None, None)
    mean, pull = pooled(here.value, here.people)
    return Estimate(mean, *_bands(here.value, here.draw, mean), monte_carlo_error(pull, here.cluster))


def difference(here: Values, base: Values, better: str | None) -> Difference:
    """One scenario minus the base case in the runs that have a value in both."""
    here, base = _in_both(here, base)
    if not len(here.run):
        return Difference(None, None, None, None, None, None)
    found = change_between(here, base)
    return Difference(**vars(estimate_of(found, here)), **tallied(found.by_run, better))


def change_between(here: Values, base: Values) -> Change:
    """One arm minus the other, of the same runs."""
    (mean_here, pull_here), (mean_base, pull_base) = (pooled(s.value, s.people) for s in (here, base))
    return Change(mean_here - mean_base, pull_here - pull_base, here.value - base.value)


def estimate_of(found: Change, runs: Values) -> Estimate:
    """A change, or a part of one, with its ranges and its error; `runs` says to which draws its runs belong."""
    mean = float(found.mean)
    return Estimate(mean, *_bands(found.by_run, runs.draw, mean), monte_carlo_error(found.pull, runs.cluster))


def luck_share(here: Values, base: Values) -> float | None:
    """Of the variance of a difference between single runs, the share that is luck; None where it cannot be told."""
    here, base = _in_both(here, base)
    parts = None if here.draw is None else variance(here.value - base.value, here.draw)
    return None if parts is None else parts.luck


def tallied(change: np.ndarray, better: str | None) -> dict[str, int]:
    """In how many paired runs the change is for the better, for the worse, and nothing.

    >>> tallied(np.array([-1.0, -2.0, 0.0, 3.0]), "lower")
    {'runs_better': 2, 'runs_worse': 1, 'runs_same': 1}
    """
    if better is None or not len(change):
        return {}
    less, more = int((change < 0).sum()), int((change > 0).sum())
    good, bad = (less, more) if better == "lower" else (more, less)
    return {"runs_better": good, "runs_worse": bad, "runs_same": len(change) - good - bad}


def _in_both(here: Values, base: Values) -> tuple[Values, Values]:
    _, left, right = np.intersect1d(here.run, base.run, return_indices=True)
    return here.at(left), base.at(right)


def _bands(value: np.ndarray, draw: np.ndarray | None, mean: float) -> tuple[float, float, float | None, float | None]:
    """One site as it may turn out, and evidence alone around the mean."""
    parts = None if draw is None else variance(value, draw)
    return *spread(value), *evidence_band(parts, mean)
