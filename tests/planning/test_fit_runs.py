"""The runs of a fit are foretold, part by part, and those that are kept are taken off."""

from pathlib import Path

import pytest
from known_pilots import FakePlayers, targets
from planning.fit_to_come import SMALL, fitted, to_come

from simmodel.calibration.ledger import LEDGER
from simmodel.calibration.plan import OwnPrior
from simmodel.calibration.result import WHOLE
from simmodel.planning.fit_runs import ToCome
from simmodel.scenario import Study


def left(parts: ToCome, twice: bool = False) -> dict[str, tuple[int, int]]:
    return {part.name: part.left for part in parts.parts(twice)}


def unnamed(study: Study) -> Study:
    level = OwnPrior(number="custody_level.return_24_months", value=0.4, low=0.3, high=0.5, because="made up")
    plan = study.calibration
    assert plan is not None
    return study.model_copy(update={"calibration": plan.model_copy(update={"numbers": (), "prior": (level,)})})


def test_a_fit_of_named_numbers_has_no_screen_and_one_to_all_waves(tmp_path: Path) -> None:
    found = left(to_come(tmp_path), twice=True)
    assert found == {"over the prior": (200, 200), "again": (30, 30), "at draws of the posterior": (40, 80)}


@pytest.mark.parametrize("people", [60.0, 600.0])
def test_a_fit_plays_as_many_runs_as_were_foretold(tmp_path: Path, people: float) -> None:
    players = FakePlayers()
    before = to_come(tmp_path / "a", people=people).parts(twice=people > 60.0)
    fitted(tmp_path / "a", players, people)
    assert sum(part.least for part in before) <= len(players.played) <= sum(part.most for part in before)
    assert {part.name for part in before} >= {"over the prior"}


def test_runs_that_are_kept_are_taken_off_and_those_of_another_seed_are_not(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        fitted(tmp_path, FakePlayers(stop_after=150))
    assert left(to_come(tmp_path))["over the prior"] == (50, 50)
    assert left(to_come(tmp_path, seed=4))["over the prior"] == (200, 200)


def test_runs_at_the_posterior_that_are_kept_are_taken_off_the_least_alone(tmp_path: Path) -> None:
    fitted(tmp_path, FakePlayers())
    found = left(to_come(tmp_path))
    assert found == {"over the prior": (0, 0), "at draws of the posterior": (0, 80)}


def test_a_ledger_is_only_read(tmp_path: Path) -> None:
    fitted(tmp_path, FakePlayers())
    (tmp_path / LEDGER).write_bytes((tmp_path / LEDGER).read_bytes()[:-9])
    before = (tmp_path / LEDGER).read_bytes()
    to_come(tmp_path)
    to_come(tmp_path, seed=9)
    assert (tmp_path / LEDGER).read_bytes() == before
    to_come(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_where_a_screen_is_to_choose_the_fewest_and_the_most_numbers_are_foretold(tmp_path: Path) -> None:
    study = unnamed(to_come(tmp_path).study)
    before = ToCome(study, tuple(targets()), WHOLE, 3, {})
    assert before.numbers() == (2, 12)
    assert before.prior.names == ("custody_level.return_24_months",)
    assert left(before, twice=True) == {
        "screen": (400, 400),
        "over the prior": (300, 1000),
        "again": (300, 400),
        "at draws of the posterior": (400, 1200),
    }
    assert SMALL.screen == WHOLE.screen
