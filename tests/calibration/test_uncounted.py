"""A target of which the model's own pilot has nobody is told by its row, before hours of runs."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from known_pilots import FakePlayers, a_study, targets

from simmodel.calibration.fit import calibrate
from simmodel.calibration.measure import Written
from simmodel.calibration.result import Size
from simmodel.calibration.waves import TRIED
from simmodel.errors import SimmodelError

SMALL = Size(screen=0, wave_least=120, wave=120, a_coefficient=1, near=20, waves=1, repeats=5, draws=50)


@dataclass(frozen=True)
class Seldom(FakePlayers):
    """A model whose pilot counts the last target in one run of so many; 0 for none."""

    one_in: int = 0

    def each(self, *asked: Any, **how: Any) -> Generator[Any, None, None]:
        for place, one in enumerate(super().each(*asked, **how)):
            counted = bool(self.one_in) and place % self.one_in == 0
            yield one if counted else Written(np.array([*one.values[:-1], np.nan]), one.people)


def test_a_target_that_no_run_counts_ends_the_fit_after_a_few_runs(tmp_path: Path) -> None:
    players = Seldom()
    with pytest.raises(SimmodelError) as error:
        calibrate(a_study(), targets(), tmp_path, SMALL, players=players)

    assert len(players.played) == TRIED
    assert f"row {targets()[-1].row}, days in custody, over" in str(error.value)
    assert f"counted in 0 of {TRIED} runs" in str(error.value)
    assert "delete the rows, or follow more people" in str(error.value)


def test_a_target_that_too_few_runs_count_is_told_by_its_row_after_the_first_wave(tmp_path: Path) -> None:
    players = Seldom(one_in=30)
    with pytest.raises(SimmodelError, match=r"row 4, .*counted in 4 of 120 runs(.|\n)*that 12 of them count at least"):
        calibrate(a_study(), targets(), tmp_path, SMALL, players=players)
    assert len(players.played) == 120


def test_a_target_that_many_runs_count_is_fitted(tmp_path: Path) -> None:
    assert len(calibrate(a_study(), targets(), tmp_path, SMALL, players=Seldom(one_in=2)).targets) == 3
