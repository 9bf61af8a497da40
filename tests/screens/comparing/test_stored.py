"""Results that ship: each is what its name says, can be read, and says everything that a page shows of it."""

from dataclasses import replace
from datetime import date

import pytest

from simmodel.commands.compare import cores
from simmodel.documents.findings import findings_of
from simmodel.ensemble import compare
from simmodel.scenario import Study
from simmodel.screens.comparing.stored import FOLDER, file_name, stored
from simmodel.shown.compare import tabs
from simmodel.shown.compare.tabs import Shown, packed, shown_of, unpacked
from simmodel.shown.parts import Words
from simmodel.shown.stored.make import GRID, RUNS, SEED, asked

EVERY = [study for _, study in asked()]


def test_every_study_that_is_to_be_stored_is_there_and_nothing_else() -> None:
    wanted = {file_name(study.digest()) for _, study in asked()}
    assert {path.name for path in FOLDER.glob("*.json.gz")} == wanted
    assert len(wanted) >= len(GRID)


@pytest.mark.parametrize("study", EVERY, ids=lambda study: f"{study.name}-{study.digest()[:6]}")
def test_a_stored_result_is_of_its_study_with_a_sentence_and_every_tab(study: Study) -> None:
    found = stored(study)
    assert found is not None
    assert (found.digest, found.runs, found.seed) == (study.digest(), RUNS, SEED)
    first = found.tabs["In short"][0]
    assert isinstance(first, Words)
    assert first.tone == "finding"
    assert {"Over time", "Money", "Who benefits", "Where people are lost", "What would change my mind"} <= set(
        found.tabs
    )


def test_another_sum_of_money_has_no_stored_result_between_those_that_ship() -> None:
    _, usual = next(asked())
    assert stored(usual.with_funding(512_500)) is None


def test_a_result_is_kept_and_comes_back_the_same() -> None:
    shown = Shown("taree", "abc", 8, 1, "0.1.0", "e", "2026-01-01", {"In short": [Words("x", "finding")]})
    assert unpacked(packed(shown)) == shown


def test_a_result_of_another_model_is_not_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = stored(EVERY[0])
    assert kept is not None
    now = replace(kept, engine=tabs.engine_now())
    assert now.is_of_today
    monkeypatch.setattr(tabs, "engine_now", lambda: "another")
    assert not now.is_of_today


@pytest.mark.slow
def test_what_is_stored_is_what_compare_says_of_the_same_runs() -> None:
    """Where the model has changed: `python -m simmodel.shown.stored.make`."""
    (command, study), kept = next(asked()), stored(EVERY[0])
    assert kept is not None
    findings = findings_of(compare(study, RUNS, SEED, cores()), command, date.fromisoformat(kept.made))
    assert shown_of(findings).tabs == kept.tabs
