"""Which numbers a fit moves: those that its plan names, else those that a screen of runs chooses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simmodel.calibration.measure import Written
from simmodel.calibration.plan import Calibration, is_level
from simmodel.calibration.screen import FEWEST_NUMBERS, Screened, chosen, screened
from simmodel.calibration.targets import Target
from simmodel.draws import numbers_of_draws
from simmodel.scenario import Study


def numbers_named(plan: Calibration) -> tuple[str, ...]:
    """The numbers that a plan itself names, and every level that it gives a prior."""
    return tuple(dict.fromkeys((*plan.numbers, *(each.number for each in plan.prior if is_level(each.number)))))


def numbers_chosen(
    study: Study, plan: Calibration, targets: Sequence[Target], written: Sequence[Written | None], seed: int
) -> tuple[tuple[str, ...], tuple[Screened, ...]]:
    """The numbers that a screen chooses beside those with a prior of the plan, and what it found of all."""
    lived = {place + 1: one.values for place, one in enumerate(written) if one is not None}
    numbers = numbers_of_draws(study, seed, list(lived))
    found = screened(numbers, np.array(list(lived.values())), [each.kind for each in targets])
    own = tuple(each.number for each in plan.prior)
    picked = chosen(found, plan.most_numbers - len(own))
    return tuple(dict.fromkeys((*own, *picked))), tuple(found)


def fewest_and_most(plan: Calibration) -> tuple[int, int]:
    """How many numbers a screen leaves in the fit, at least and at most."""
    own = len(plan.prior)
    return max(own, min(FEWEST_NUMBERS, plan.most_numbers - own)), max(own, plan.most_numbers)
