"""Questions over draws as somebody types them, with made-up runs in place of played ones."""

from dataclasses import dataclass, field

import pytest
from click.testing import CliRunner, Result
from made_up_matter import mattering_runs
from towns import town

from simmodel.appraisal.runs import Runs
from simmodel.cli import main
from simmodel.scenario import Study
from simmodel.store.shelves import Store


@dataclass
class Played:
    """What was asked to be played: runs, seed, workers and draws; and into which folder they were to be kept."""

    asked: list[tuple[object, ...]] = field(default_factory=list)
    kept_in: list[object] = field(default_factory=list)


def in_place_of_playing(monkeypatch: pytest.MonkeyPatch, luck: float = 10_000.0) -> Played:
    """A town and its runs, whose luck has this standard deviation, wherever a question over draws is asked."""
    played, study = Played(), town()

    def compare(study: Study, *sampling: object, draws: int | None, store: Store | None, **_: object) -> Runs:
        played.asked.append((*sampling[:3], draws))
        played.kept_in.append(None if store is None else store.folder)
        return mattering_runs(draws=40, luck=luck)

    monkeypatch.setattr("simmodel.commands.over_draws.settled_study", lambda path, posterior: study)
    monkeypatch.setattr("simmodel.commands.over_draws.asked_study", lambda path, posterior: study)
    monkeypatch.setattr("simmodel.commands.sensitivity.read_study", lambda path: study)
    monkeypatch.setattr("simmodel.ensemble.compare", compare)
    return played


def type_in(command: str, *words: str) -> Result:
    return CliRunner().invoke(main, [command, "town.toml", *words])
