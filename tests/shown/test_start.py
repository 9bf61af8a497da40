"""What the Start page says is what was run: stored with version, runs and seed, and checked against a new run."""

from datetime import date

import pytest
from synthetic_runs import made_up_runs

from simmodel.caveats import caveats
from simmodel.documents.findings import findings_of
from simmodel.money_told import answer
from simmodel.scenario import read_study
from simmodel.shipped import shipped
from simmodel.shown.parts import Figure, Words, to_json
from simmodel.shown.start import stored as page
from simmodel.shown.start.gallery import DOORS, HOW_IT_WORKS, first_sentence, programmes, scenarios
from simmodel.shown.start.result import parts_of

FINDINGS = findings_of(made_up_runs(draws=20), "", date(2026, 11, 23))


def test_the_answer_comes_first_and_is_that_of_the_command_line() -> None:
    first = parts_of(FINDINGS)[0]
    assert isinstance(first, Words)
    assert first.text == answer(FINDINGS)


def test_three_caveats_and_one_picture_with_its_numbers_stand_below() -> None:
    parts = parts_of(FINDINGS)
    told = [part.text for part in parts if isinstance(part, Words)]
    for place, caveat in enumerate(caveats(FINDINGS), start=1):
        assert f"{place}. {caveat}" in told
    (figure,) = [part for part in parts if isinstance(part, Figure)]
    assert figure.chart["description"]
    assert figure.table.rows


def test_the_stored_result_says_of_which_runs_it_is_and_is_small() -> None:
    found = page.stored()
    for told in (f"{found.runs} paired runs", f"seed {found.seed}", f"simmodel {found.version}", found.made):
        assert told in found.label
    assert (found.runs, found.seed) == (page.RUNS, page.SEED)
    assert len(page.STORED.read_bytes()) < 100_000


def test_a_result_of_another_model_or_another_study_is_not_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = page.stored()
    now = page.Stored(kept.parts, "0", page.engine_now(), page.the_study().digest(), 32, 16, 1, "2026-11-23")
    assert now.is_of_today
    monkeypatch.setattr(page, "engine_now", lambda: "another")
    assert not now.is_of_today


def test_what_is_kept_comes_back_as_it_was() -> None:
    found = page.stored_of(made_up_runs(draws=20), date(2026, 11, 23))
    again = parts_of(findings_of(made_up_runs(draws=20), page.COMMAND, date(2026, 11, 23)))
    assert to_json(found.parts) == to_json(again)


@pytest.mark.slow
def test_what_is_stored_is_what_compare_says_of_the_same_runs() -> None:
    """Where the model has changed: `python -m simmodel.shown.start.stored`."""
    kept = page.stored()
    assert to_json(page.played().parts) == to_json(kept.parts)


def test_the_gallery_shows_every_scenario_and_programme_that_ships_by_its_file() -> None:
    assert {each.name for each in scenarios()} == {path.stem for path in shipped("scenarios").glob("*.toml")}
    folder = shipped("scenarios/programmes")
    assert [each.name for each in programmes()] == sorted(path.stem for path in folder.glob("*.toml"))
    assert scenarios()[0].name == "taree"
    for each in (*scenarios(), *programmes()):
        assert each.told.endswith((".", "?", "!"))
    taree = read_study(shipped("scenarios/taree.toml"))
    assert scenarios()[0].told == first_sentence(taree.description)


def test_there_are_three_doors_and_five_sentences() -> None:
    assert len(DOORS) == 3
    assert len(HOW_IT_WORKS) == 5
    assert all(told.endswith(".") for told in HOW_IT_WORKS)
