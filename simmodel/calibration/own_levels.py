"""Arms with a custody level of their own, for what a trial has changed and the model has no mechanism for.

Such an arm lives in a world of its own, in which so many people return within a year. Within two years as many do as
they would if the hazard were that of the study's own level times one factor throughout. Other numbers and luck are the
same for all arms.
"""

from __future__ import annotations

import math
from dataclasses import replace

from simmodel.calibration.plan import Calibration
from simmodel.draws import fitted_in
from simmodel.engine.start import rough_solution_of, solution_of
from simmodel.pool import Solve, ToPlay
from simmodel.posterior import levels_of_arms
from simmodel.scenario import CustodyLevel

MOST_ROUGH = 300
"""In a pilot of at most so many people in an arm luck is so much larger that a rough solution of a draw will do."""


def solver_of(plan: Calibration) -> Solve:
    """How closely the runs of this plan are to be solved."""
    return rough_solution_of if plan.people_in_arm <= MOST_ROUGH else solution_of


def worlds_of(run: ToPlay, plan: Calibration) -> dict[str, ToPlay]:
    """By arm the run that it lives in, where any arm has a level of its own; nothing where all live in this one.

    CustodyLevelError for a level that no curve gives.
    """
    own = levels_of_arms(fitted_in(run.study, run.draw))
    return {arm: _at_level(run, plan, own[arm]) if arm in own else run for arm in plan.arms} if own else {}


def at_12_months(level: CustodyLevel, share: float) -> CustodyLevel:
    """The same level with this share back within 12 months, and within 24 as proportional hazards have it.

    >>> round(at_12_months(CustodyLevel(return_12_months=0.2, return_24_months=0.36), 0.1).return_24_months, 2)
    0.19
    """
    not_back = (1.0 - share, 1.0 - level.at(12), 1.0 - level.at(24))
    at_24 = 1.0 - not_back[2] ** (math.log(not_back[0]) / math.log(not_back[1]))
    return level.model_copy(update={"return_12_months": share, "return_24_months": at_24})


def _at_level(run: ToPlay, plan: Calibration, share: float) -> ToPlay:
    level = at_12_months(run.study.custody_level, share)
    study = run.study.model_copy(update={"custody_level": level})
    return replace(run, study=study, solution=solver_of(plan)(study, run.solution))
