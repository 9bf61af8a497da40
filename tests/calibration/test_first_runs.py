"""A fit keeps its first runs, by which a model that does something else is known."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from known_pilots import FakePlayers, a_study, targets

from simmodel.calibration import again
from simmodel.calibration.first_runs import KEPT, FirstRuns, first_runs_of, played_again
from simmodel.calibration.fit import calibrate
from simmodel.calibration.folder import FIT, MANIFEST, read_posterior, write_fit
from simmodel.calibration.result import Fit, Size
from simmodel.calibration.trusted import MODEL_AS_IT_WAS

SMALL = Size(screen=0, wave_least=60, wave=60, a_coefficient=1, near=20, waves=1, repeats=5, draws=50)


@dataclass(frozen=True)
class Otherwise(FakePlayers):
    """The same model, but for the last bit of what it writes down."""

    def each(self, *asked: Any, **how: Any) -> Any:
        for one in super().each(*asked, **how):
            yield type(one)(np.nextafter(one.values, 2.0), one.people)


@pytest.fixture(scope="module")
def fit(tmp_path_factory: pytest.TempPathFactory) -> Fit:
    return calibrate(a_study(), targets(), tmp_path_factory.mktemp("fit"), SMALL, seed=3, players=FakePlayers())


def test_the_model_that_made_a_fit_plays_its_first_runs_again_to_the_last_bit_and_no_other_does(fit: Fit) -> None:
    kept = first_runs_of(fit)

    assert len(kept.runs) == KEPT
    assert played_again(a_study(), targets(), kept, FakePlayers()) == kept
    assert played_again(a_study(), targets(), kept, Otherwise()) != kept


def test_a_run_without_a_custody_curve_is_kept_as_none(fit: Fit) -> None:
    less = Fit(**{**vars(fit), "first": fit.first.rows(range(1, len(fit.first)))})
    assert first_runs_of(less).runs == (None, *first_runs_of(fit).runs[1:])


def test_first_runs_are_read_as_they_were_written(fit: Fit, tmp_path: Path) -> None:
    write_fit(tmp_path / FIT, fit)
    told = json.loads((tmp_path / FIT / MANIFEST).read_text())["first_runs"]
    assert FirstRuns.model_validate(told) == first_runs_of(fit)


def test_a_fit_of_another_model_says_so_until_its_first_runs_are_found_the_same(
    fit: Fit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_fit(tmp_path / FIT, fit)
    assert MODEL_AS_IT_WAS not in read_posterior(tmp_path).failed
    path = tmp_path / FIT / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"model": "another"}))
    assert MODEL_AS_IT_WAS in read_posterior(tmp_path).failed

    monkeypatch.setattr(again, "is_the_same", lambda folder: False)
    assert again.main([tmp_path]) == 1
    assert f"type simmodel calibrate {tmp_path}" in capsys.readouterr().out
    assert MODEL_AS_IT_WAS in read_posterior(tmp_path).failed
    monkeypatch.setattr(again, "is_the_same", lambda folder: True)
    assert again.main([tmp_path]) == 0
    assert MODEL_AS_IT_WAS not in read_posterior(tmp_path).failed
