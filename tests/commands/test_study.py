"""A study is not only well written: the model can be centred on what it says."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from made_up_posterior import folder_of, made_up

from simmodel.cli import main
from simmodel.commands.study import settled_study
from simmodel.errors import SimmodelError, StudyError

STUDY = """\
name = "pair"
title = "Two shares of return"
[site]
name = "Taree"
[custody_level]
return_12_months = 0.40
return_24_months = {second}
[scenarios.current]
title = "Current"
base_case = true
buys = "nothing"
"""


def written(tmp_path: Path, second: float) -> Path:
    path = tmp_path / "pair.toml"
    path.write_text(STUDY.format(second=second))
    return path


@pytest.mark.parametrize("command", ["check", "compare"])
def test_shares_of_return_that_no_curve_gives_are_a_fault_with_its_line(tmp_path: Path, command: str) -> None:
    result = CliRunner().invoke(main, [command, str(written(tmp_path, 0.41))])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "pair.toml has 1 fault:\n  line 7: no custody curve gives 40.0% after 12 months and 41.0% after" in (
        result.stderr
    )
    assert (
        "type under [custody_level] for example return_12_months = 0.25 and return_24_months = 0.425" in result.stderr
    )


def test_shares_of_return_that_a_curve_gives_pass(tmp_path: Path) -> None:
    assert settled_study(written(tmp_path, 0.6)).custody_level.return_24_months == 0.6


def test_a_posterior_at_whose_medians_there_is_no_curve_is_refused_by_its_folder(tmp_path: Path) -> None:
    fitted = made_up(draws=((made_up().draws[0][0], 0.41),))

    with pytest.raises(SimmodelError, match=r"with what was fitted in .*fit, at its medians: no custody curve gives"):
        settled_study(written(tmp_path, 0.6), folder_of(fitted, tmp_path / "fit"))


def test_a_study_with_faults_is_refused_before_anybody_lives(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"line 7: custody_level\.return_24_months is 3"):
        settled_study(written(tmp_path, 3))
