"""Sentences of a report that the terminal does not print: its title, what goes together, surprises, and the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from simmodel.calibration.checked import verdicts
from simmodel.calibration.conflict import prior_conflict
from simmodel.calibration.identified import WEIGHTY, Direction
from simmodel.calibration.lack import BEARABLE
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import told
from simmodel.calibration.told import of_targets

SYNTHETIC_LABEL = "SYNTHETIC DATA: made by the model itself, of no place and of no people."
ALONE, MOST_WEIGHTY = 0.9, 3
"""A number with so much weight stands for a combination; so many are named in one."""
LEAST_KNOWN = 2


def title(fit: Fit) -> str:
    """The finding of a fit in one line: that it is not to be relied on, or how many numbers it made surer."""
    checks, little = verdicts(fit), len(fit.checks.identified.hardly)
    return title_of(sum(not each.passed for each in checks), len(checks), little, len(fit.prior.names))


def title_of(failed: int, checks: int, little: int, numbers: int) -> str:
    """The finding of a fit that failed so many checks, or has learned almost nothing about so many numbers."""
    if failed:
        return f"Not to be relied on: this fit failed {failed} of {checks} checks"
    if not little:
        return f"The pilot makes us surer of all {numbers} numbers that were fitted"
    return f"The pilot makes us surer of {numbers - little} of {numbers} numbers and says almost nothing about {little}"


def not_apart(fit: Fit) -> list[str]:
    """Numbers that go together in the posterior, in words, with how closely; or that none do."""
    names, pairs = fit.prior.names, fit.checks.identified.pairs
    together = [
        f"Known only together: {', '.join(names[one] for one in members)}."
        for members in fit.checks.identified.only_together
    ]
    if not pairs:
        return ["No two numbers go together so closely that the data cannot tell them apart.", *together]
    return together + [
        f"{names[pair.one]} and {names[pair.other]}: correlation {pair.together:.2f}. "
        + (
            "More of both fits as well as less of both."
            if pair.together > 0
            else "More of one fits as well with less of the other."
        )
        for pair in pairs
    ]


def least_known(fit: Fit) -> Iterator[str]:
    """The combinations of numbers about which least was learned, and the one about which most was."""
    directions = fit.checks.identified.directions
    for each in reversed(directions[-LEAST_KNOWN:]):
        yield f"Least is known about {_combined(each, fit.prior.names)}: {_shrank(each)}."
    if len(directions) > LEAST_KNOWN:
        yield f"Most is known about {_combined(directions[0], fit.prior.names)}: {_shrank(directions[0])}."


def surprises(fit: Fit) -> Iterator[str]:
    """Whether the pilot saw what the model, before it learned, would hardly ever show."""
    fitted = fit.fitted
    found = prior_conflict(fit.step.emulator.of(fitted), fit.first.of(fitted), fit.observed.of(fitted))
    far = [told(fit.targets[place]) for place, outside in zip(fitted, found.outside, strict=True) if outside]
    yield surprise_told(len(fitted), far)
    if np.isfinite(found.together):
        yield (
            f"All targets together: of runs before the pilot {_often(found.together)} lie as far from the middle of "
            "all runs as the pilot does."
        )


def surprise_told(fitted: int, far: Sequence[str]) -> str:
    """Which of so many fitted targets lie where no run before the pilot does."""
    where = "where runs of the model hardly ever are before it learns from the pilot"
    if not far:
        return f"Of {of_targets(fitted)} none lies {where}."
    return (
        f"Of {of_targets(fitted)} {len(far)} lie {where}: {'; '.join(far)}. Either the ranges believed before are too "
        "narrow, or the model or the data miss something."
    )


def emulator_told(fit: Fit) -> str:
    """What the stand-in is, and how far it misses the model at worst."""
    worst = float(fit.step.emulator.lack[fit.fitted].max())
    return (
        "Chains walk on a stand-in for the model, a quadratic learned from its runs. Over the prior it misses the "
        f"model by at most {worst:.2g} of the luck of one run (allowed: {BEARABLE:g}); where the answer lies, runs of "
        "the model itself were played again and compared with it."
    )


def method_told(fit: Fit) -> str:
    """How the method was tried, and how often its ranges held the truth."""
    check = fit.checks.self_check
    return (
        f"{len(check.ranks)} runs of the model, whose numbers are known, were each fitted as if they were the pilot, "
        "of as many people as a run has (simulation-based calibration). Ranges that should hold the truth in 90 of 100 "
        f"held it in {100 * float(check.coverage().mean()):.0f}. Ranks of the truth should be even: a small figure "
        "says that they are not."
    )


def _combined(direction: Direction, names: Sequence[str]) -> str:
    weights = direction.weights
    order = np.argsort(-np.abs(weights))
    if abs(weights[order[0]]) >= ALONE:
        return names[order[0]]
    named = [one for one in order[:MOST_WEIGHTY] if abs(weights[one]) >= WEIGHTY] or [order[0]]
    parts = " with ".join(f"{'more' if weights[one] > 0 else 'less'} {names[one]}" for one in named)
    return f"the combination of {parts}"


def _shrank(direction: Direction) -> str:
    if direction.contraction <= 0.0:
        return "its uncertainty did not shrink"
    return f"its uncertainty shrank by {direction.contraction:.0%}"


def _often(share: float) -> str:
    return "fewer than 1 in 100" if share < 0.01 else f"{100 * share:.0f} in 100"
