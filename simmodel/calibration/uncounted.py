"""Targets that hardly any run counts: told by their rows, as soon as a few runs show it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simmodel.calibration.measure import Written
from simmodel.calibration.pool import Pool
from simmodel.calibration.quadratic import coefficients_of
from simmodel.calibration.targets import Target, named
from simmodel.errors import SimmodelError

SPARE = 2
"""Runs that an emulator needs beyond its coefficients."""


def none_counted(targets: Sequence[Target], written: Sequence[Written | None]) -> None:
    """SimmodelError for targets that none of so many runs has counted."""
    counted = np.array([np.isfinite(one.values) for one in written if one is not None])
    if len(counted):
        _tell(targets, counted.sum(axis=0), len(counted), 1)


def enough_counted(targets: Sequence[Target], pool: Pool) -> None:
    """SimmodelError for targets that too few of the runs of the first wave have counted."""
    _tell(targets, np.isfinite(pool.seen).sum(axis=0), len(pool), coefficients_of(pool.places.shape[1]) + SPARE)


def _tell(targets: Sequence[Target], counted: np.ndarray, runs: int, needed: int) -> None:
    told = [
        f"  row {each.row}, {named(each)}: counted in {seen:,} of {runs:,} runs"
        for each, seen in zip(targets, counted.tolist(), strict=True)
        if seen < needed
    ]
    if told:
        needs = f"allowed: targets that {needed:,} of them count at least"
        raise SimmodelError(
            "in the model's own pilot there is hardly anybody of whom these targets could be counted:\n"
            + "\n".join(told)
            + f"\n{needs}; delete the rows, or follow more people, for longer, or of another group"
        )
