"""`simmodel calibrate --plan`: the plan of a fit, and nothing is written."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from made_up_fits import FOLDER

from simmodel.cli import main
from simmodel.planning import fit_plan
from simmodel.planning.fit_runs import ToCome
from simmodel.players import Players


def test_a_fit_is_planned_with_its_own_options_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[ToCome]()

    def paced(to_come: ToCome, players: Players) -> fit_plan.Paced:
        asked.append(to_come)
        return fit_plan.Paced(np.ones(5), 1.0, 1_000_000, 100_000_000, [None] * 5)

    monkeypatch.setattr(fit_plan, "paced_by", paced)
    options = ["--plan", "--quick", "--seed", "7", "--workers", "1", "--out", str(tmp_path / "fit"), "--json"]
    result = CliRunner().invoke(main, ["calibrate", str(FOLDER), *options])
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["seed"], found["workers"], found["numbers"]) == (7, 1, {"low": 2, "high": 12})
    assert [part["runs"]["high"] for part in found["parts"]] == [150, 273, 60]
    assert asked[0].seed == 7
    assert not (tmp_path / "fit").exists()
