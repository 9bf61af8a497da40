"""Fits of the example pilot to runs that are made up: straight in the numbers, with luck of their own, in a second."""

from functools import cache
from pathlib import Path

import numpy as np
from made_up_pilots import even_places

from simmodel.calibration.fit import checks_of, look, observed_in, what_it_hangs_on
from simmodel.calibration.observed import Observed
from simmodel.calibration.pool import Pool
from simmodel.calibration.prior import prior_of
from simmodel.calibration.result import Fit, Size
from simmodel.calibration.scales import off_scale, on_scale
from simmodel.calibration.target_file import read_targets
from simmodel.calibration.waves import plan_of
from simmodel.scenario import read_study

FOLDER = Path(__file__).parents[1] / "calibration/example_pilot"
SEED = 1
SIZE = Size(wave_least=300, wave=300, near=60, repeats=8, draws=400)
TWELVE = (
    "custody_level.return_24_months",
    "housing.loss",
    "referral.attendance",
    "crisis.weekly_rate",
    "trust.gain",
    "custody.unstable_home",
    "trust.loss",
    "work.finds",
    "trust.agency_gain",
    "crisis.per_bond",
    "housing.lost_inside",
    "custody.drugs",
)
"""As many numbers as a fit usually has; the first two move the same targets the same way."""


@cache
def a_fit(numbers: tuple[str, ...] = TWELVE) -> Fit:
    """A fit of these numbers that passes its checks."""
    study = read_study(FOLDER / "study.toml")
    plan = plan_of(study)
    targets = tuple(read_targets(FOLDER / "targets.csv", tuple(plan.arms), 48.0))
    prior, seen = prior_of(numbers, plan), observed_in(targets, plan)
    first = _runs(seen, even_places(SIZE.wave, len(numbers)), 5)
    step = look(first, prior, targets, seen, SIZE, SEED)
    near = _runs(seen, step.draws[: SIZE.near], 6)
    checks = checks_of(first, step, near, targets, seen, SIZE, SEED)
    hangs_on = what_it_hangs_on(study, targets, SEED)
    return Fit(
        study, targets, seen, prior, (), first, step, near, checks, 1, 0, SIZE, SEED, hangs_on, (90.0, 2.0), (360, 360)
    )


def _runs(seen: Observed, places: np.ndarray, seed: int) -> Pool:
    """Runs about what was observed: each number moves its own targets, the first two the same ones."""
    chance = np.random.default_rng(seed)
    luck = 0.5 / np.sqrt(seen.n)
    fades = 0.6 ** np.arange(places.shape[1])
    moves = np.random.default_rng(4).normal(0.0, 1.0, (places.shape[1], len(seen.n))) * fades[:, None]
    moves[1] = moves[0] + 0.2 * moves[1]
    on = on_scale(seen.kinds, seen.value) + 3.0 * luck * ((places - 0.5) @ moves)
    shown = off_scale(seen.kinds, on + luck * chance.normal(size=on.shape))
    return Pool(places, shown, np.broadcast_to(seen.n, shown.shape).copy())
