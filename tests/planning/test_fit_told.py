"""The plan of a fit in words and as JSON: what docs/commands.md promises, nothing more."""

import json
from pathlib import Path

from known_pilots import FakePlayers
from planning.fit_to_come import to_come
from planning.test_fit_plan import PACED, planned
from promised import keys, promised_of

from simmodel.planning.fit_plan import plan_of_fit
from simmodel.planning.fit_runs import Part
from simmodel.planning.fit_told import as_json, told


def test_a_plan_names_its_parts_what_is_kept_of_them_and_what_is_left(tmp_path: Path) -> None:
    text = "\n".join(told(planned(tmp_path, Part("over the prior", 200, 200, 150, 150), Part("near", 40, 80))))
    assert "made_up: 3 numbers, 3 targets" in text
    assert "200 runs; 150 kept already" in text
    assert "90 to 130 runs" in text
    assert f"{PACED.busy:.1f} times slower" in text


def test_the_contract_of_the_plan_of_a_fit_is_written_down(tmp_path: Path) -> None:
    found = as_json(plan_of_fit(to_come(tmp_path), 1, 1, FakePlayers()))
    assert promised_of("calibrate --plan") == keys(json.dumps(found, allow_nan=False))
    assert found["runs_left"] == {"low": 240, "high": 280}
    assert found["named"] == list(to_come(tmp_path).names)
