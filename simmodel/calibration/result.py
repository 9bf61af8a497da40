"""What a fit comes to: its runs, its posterior, and everything that says how far to trust it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simmodel.calibration.chains import Chains
from simmodel.calibration.conflict import Conflict
from simmodel.calibration.emulator import Emulator
from simmodel.calibration.identified import Identified
from simmodel.calibration.likelihood import Likelihood
from simmodel.calibration.next_datum import NextDatum
from simmodel.calibration.observed import Observed
from simmodel.calibration.plan import Calibration
from simmodel.calibration.pool import Pool
from simmodel.calibration.predictive import PredictiveCheck
from simmodel.calibration.prior import Prior
from simmodel.calibration.sbc import SelfCheck
from simmodel.calibration.screen import Screened
from simmodel.calibration.second_opinion import SecondOpinion
from simmodel.calibration.targets import FIT, HOLDOUT, Target
from simmodel.calibration.waves import plan_of
from simmodel.posterior import Posterior
from simmodel.scenario import Study
from simmodel.store.address import hash_of


@dataclass(frozen=True)
class Size:
    """How many runs each part of a fit plays, and how many draws of the posterior it gives.

    Over the prior `a_coefficient` runs for each coefficient of a quadratic, at least `wave_least`, and from there to
    `wave` as many as serve well; `near`: at draws of the posterior, in each of at most `waves` further waves; `twice`:
    points of the prior that are played twice, where targets are of many more people than a run has; `repeats`: pilots
    with known numbers that are fitted.
    """

    screen: int = 400
    wave_least: int = 300
    wave: int = 1000
    a_coefficient: int = 6
    near: int = 400
    waves: int = 3
    twice: int = 400
    repeats: int = 200
    draws: int = 1000


WHOLE = Size()
QUICK = Size(screen=150, wave_least=150, wave=250, a_coefficient=3, near=60, waves=1, twice=120, repeats=30, draws=400)


@dataclass(frozen=True)
class Step:
    """One look at the posterior: the runs and the emulator that it was found with, and its draws, (draws, parameters),
    as places."""

    pool: Pool
    emulator: Emulator
    likelihood: Likelihood
    chains: Chains
    draws: np.ndarray


@dataclass(frozen=True)
class Checks:
    """What says how far to trust a fit; columns of `self_check` are the parameters, then targets that were not fitted.

    `before`: what was observed beside runs of the prior; `after`: beside runs at draws of the posterior;
    `second_opinion`: of the fitted targets, None where too few runs have counted them all.
    """

    identified: Identified
    before: Conflict
    after: PredictiveCheck
    self_check: SelfCheck
    next_data: tuple[NextDatum, ...]
    second_opinion: SecondOpinion | None


@dataclass(frozen=True)
class Fit:
    """A fit of a study to the targets of its file, in their order.

    `screen`: what a screen found, where the plan names no numbers; `first` and `near`: runs over the prior and at draws
    of the last posterior; `waves`: how many near ones; `without_curve`: points without a custody curve, left out;
    `seconds`: of processor time, in runs and in all else; `runs`: how many were played in that time, and of how many
    in all, the others having been kept from before.
    """

    study: Study
    targets: tuple[Target, ...]
    observed: Observed
    prior: Prior
    screen: tuple[Screened, ...]
    first: Pool
    step: Step
    near: Pool
    checks: Checks
    waves: int
    without_curve: int
    size: Size
    seed: int
    hangs_on: Mapping[str, object]
    seconds: tuple[float, float]
    runs: tuple[int, int]

    @property
    def plan(self) -> Calibration:
        """Its plan."""
        return plan_of(self.study)

    @property
    def fitted(self) -> list[int]:
        """The places, among the targets, of those that were fitted."""
        return fitted_of(self.targets)

    @property
    def kept_aside(self) -> list[int]:
        """The places of those that were kept aside, to see whether they are foretold."""
        return kept_aside_of(self.targets)

    @property
    def posterior(self) -> Posterior:
        """The draws as a study carries them."""
        rows = self.prior.rows(self.step.draws)
        digest = hash_of({"hangs_on": dict(self.hangs_on), "draws": rows})
        return Posterior(fitted=self.study.name, digest=digest, numbers=self.prior.dotted, draws=rows)


def fitted_of(targets: tuple[Target, ...]) -> list[int]:
    """The places of the targets that are for the fit."""
    return [place for place, each in enumerate(targets) if each.use == FIT]


def kept_aside_of(targets: tuple[Target, ...]) -> list[int]:
    """The places of the targets that were kept aside: of the same people, and not fitted."""
    return [place for place, each in enumerate(targets) if each.use == HOLDOUT]
