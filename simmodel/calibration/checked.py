"""Whether a fit may be used: each check with its figure, its limit and a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simmodel.calibration.lack import BEARABLE
from simmodel.calibration.predictive import UNLIKELY
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import FIT, named, told

MOST_R_HAT, LEAST_BULK = 1.05, 400.0
COVERED = 0.90
UNEVEN = 0.01
"""Ranks as uneven as this in one of all columns are no luck."""
MOST_WITHOUT_CURVE = 0.2


@dataclass(frozen=True)
class Verdict:
    """One check: what it is called, its figure, the limit in words, whether it passed, and what that means."""

    name: str
    figure: float
    limit: str
    passed: bool
    told: str


def verdicts(fit: Fit) -> list[Verdict]:
    """Every check of a fit, in the order in which to read them."""
    return [*_chains(fit), *_emulator(fit), *_against_data(fit), *_self_check(fit), *_kept_aside(fit), *_curve(fit)]


def _chains(fit: Fit) -> Iterator[Verdict]:
    worst, fewest = (
        float(fit.step.chains.r_hat.max()),
        float(min(fit.step.chains.bulk.min(), fit.step.chains.tail.min())),
    )
    yield Verdict(
        "chains agree", worst, f"at most {MOST_R_HAT}", worst <= MOST_R_HAT,
        "Walks from different starts end in the same place (R-hat, the worst parameter).",
    )  # fmt: skip
    yield Verdict(
        "draws are enough", fewest, f"at least {LEAST_BULK:.0f}", fewest >= LEAST_BULK,
        "Draws are worth so many independent ones (effective sample size, the worst parameter).",
    )  # fmt: skip


def _emulator(fit: Fit) -> Iterator[Verdict]:
    lack, where = fit.step.emulator.lack[fit.fitted], fit.checks.after
    worst = float(lack.max())
    yield Verdict(
        "emulator fits", worst, f"at most {BEARABLE:g} of one run's luck", worst <= BEARABLE,
        "What the quick stand-in for the model misses where it was last learned from, the worst target.",
    )  # fmt: skip
    off = float(np.nanmax(np.abs(where.off_by[fit.fitted])))
    again = bool(where.learn_again[fit.fitted].any())
    yield Verdict(
        "emulator fits near the answer", off, "no target off beyond chance", not again,
        "Runs of the whole model at draws of the posterior lie where the stand-in expects them.",
    )  # fmt: skip


def _against_data(fit: Fit) -> Iterator[Verdict]:
    for name, check, what in (
        ("prior allows the data", fit.checks.before, "before the pilot"),
        ("model shows the data", fit.checks.after, "after it"),
    ):
        fitted = fit.fitted
        looked_at = max(int(np.isfinite(check.chance[fitted]).sum()), 1)
        least = float(np.nanmin(check.chance[fitted]))
        far = [told(fit.targets[place]) for place in fitted if check.chance[place] < UNLIKELY / looked_at]
        passed = not far and not check.together < UNLIKELY
        sentence = f"With what was believed {what}, runs show what was observed"
        yield Verdict(
            name, least, f"no target rarer than {UNLIKELY:g} in all, nor all together", passed,
            f"{sentence}." if passed else f"{sentence} hardly ever: {'; '.join(far) or 'all targets together'}.",
        )  # fmt: skip


def _self_check(fit: Fit) -> Iterator[Verdict]:
    check = fit.checks.self_check
    covered, repeats = float(check.coverage().mean()), len(check.ranks)
    error = np.sqrt(COVERED * (1 - COVERED) / repeats)
    low, high = (float(COVERED + side * (0.03 + 2 * error / np.sqrt(2))) for side in (-1, 1))
    off = check.off()
    yield Verdict(
        "ranges hold the truth", covered, f"{low:.2f} to {min(high, 1.0):.2f}, and no number off beyond chance",
        bool(low <= covered <= high) and not off.any(),
        f"Of {repeats} made-up pilots with known numbers, nine ranges in ten should hold them{_held(fit, off)}.",
    )  # fmt: skip
    least = float(check.evenness(fit.seed).min())
    limit = UNEVEN / check.ranks.shape[1]
    yield Verdict(
        "truth is nowhere in particular", least, f"at least {limit:.2g}", least >= limit,
        "The known numbers lie anywhere within their ranges, in no part of them too often (Kolmogorov-Smirnov).",
    )  # fmt: skip


def _held(fit: Fit, off: np.ndarray) -> str:
    """Whose ranges hold the truth too seldom or too often; `off` (columns,) of the self-check."""
    aside = [named(each) for each in fit.targets if each.use != FIT]
    covered, names = fit.checks.self_check.coverage(), [*fit.prior.names, *aside]
    told = [f"{names[one]} {covered[one]:.0%}" for one in np.flatnonzero(off)]
    return f"; these are off: {', '.join(told)}" if told else ""


def _kept_aside(fit: Fit) -> Iterator[Verdict]:
    check = fit.checks.self_check.foretold
    if not check.counted.any():
        return
    low, high = check.limits()
    yield Verdict(
        "bands hold what was kept aside", check.in_all(), f"{low:.2f} to {high:.2f}", check.passed,
        f"Of what {int(check.counted.max())} made-up pilots saw and their fits did not, nine tenths should lie in the "
        "90% bands.",
    )  # fmt: skip


def _curve(fit: Fit) -> Iterator[Verdict]:
    points = len(fit.step.pool) + len(fit.near) + fit.without_curve
    share = fit.without_curve / max(points, 1)
    yield Verdict(
        "custody levels can be met", share, f"at most {MOST_WITHOUT_CURVE:.0%} of points left out",
        share <= MOST_WITHOUT_CURVE, "For points left out no custody curve gives the level, so the prior is narrower.",
    )  # fmt: skip
