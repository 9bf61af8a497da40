"""Every number is shown with range, grade and source; filters only leave out; what is stored is what the code has."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.carried import known_numbers
from simmodel.documents.limits import NOT_MODELLED
from simmodel.evidence import GRADE_WORDS, ledger
from simmodel.mechanisms import CATALOGUE
from simmodel.rules import PAGES
from simmodel.scenario import read_study
from simmodel.screens.assumed_numbers import STUDIES, csv_of
from simmodel.shipped import shipped
from simmodel.shown.assumptions import keep
from simmodel.shown.assumptions.areas import AREAS, about
from simmodel.shown.assumptions.evidence import evidence
from simmodel.shown.assumptions.figures import KINDS, grades_figure, resting_told, strip_figure
from simmodel.shown.assumptions.keep import is_kept
from simmodel.shown.assumptions.limits import limits, switches
from simmodel.shown.assumptions.matter import what_matters
from simmodel.shown.assumptions.numbers import Wanted, by_area, chosen, every_number, frame_of, told
from simmodel.shown.assumptions.proved import proved
from simmodel.shown.assumptions.tables import HEAD, label_of, table_of, team_table
from simmodel.shown.assumptions.words import citation, glossary
from simmodel.shown.parts import Folded, Table, Words, from_json, to_json

EVERY = every_number()
WORDS = st.sampled_from(["trust", "coach", "week", "prison", "REC001", "zebra"])
WANTED = st.builds(
    Wanted,
    st.lists(st.sampled_from(sorted(GRADE_WORDS)), max_size=2).map(tuple),
    st.sampled_from(["", *AREAS]),
    st.lists(WORDS, max_size=2).map(" ".join),
    st.booleans(),
)


def test_every_value_that_the_model_knows_is_shown_once() -> None:
    assert sorted(value.name for each in EVERY for value in each.values) == sorted(known_numbers())


def test_every_page_of_rules_with_numbers_is_an_area_that_says_what_it_holds() -> None:
    assert {page.name for page in PAGES} | {"custody_level"} == set(AREAS)
    assert all(len(about(area)) > 15 for area in AREAS)


def test_a_value_its_range_its_grade_and_its_source_stand_in_one_row() -> None:
    shown = next(each for each in EVERY if each.name == "crisis.weekly_rate")
    row = dict(zip(HEAD, table_of("crisis", [shown]).rows[0], strict=True))
    number, value, low, high = known_numbers()["crisis.weekly_rate"]
    assert row["Value used"] == told(value)
    assert row["What evidence leaves open"] == f"{told(low)} to {told(high)}"
    assert row["Grade"] == ledger()[number.evidence].grade
    assert ledger()[number.evidence].source in row["Source"]


@given(WANTED)
def test_whoever_filters_gets_what_was_asked_for_and_leaves_out_nothing_else(wanted: Wanted) -> None:
    found = chosen(EVERY, wanted)
    assert all(not wanted.grades or each.grade in wanted.grades for each in found)
    assert all(not wanted.area or each.area == wanted.area for each in found)
    assert found == [each for each in EVERY if each in found]
    assert [each for _, within in by_area(found) for each in within] == found
    assert chosen(EVERY, Wanted()) == EVERY


def test_what_a_study_changes_is_marked_and_nothing_else() -> None:
    study = read_study(shipped("scenarios/sceptical.toml"))
    changed = chosen(every_number(study), Wanted(changed=True))
    assert {v.name for each in changed for v in each.values if v.is_changed} == {a.number for a in study.assumptions}
    assert chosen(EVERY, Wanted(changed=True)) == []
    assert "changed by the study" in label_of(changed[0].area, changed[:1])


@pytest.mark.parametrize("name", STUDIES)
def test_every_study_of_the_filter_ships(name: str) -> None:
    assert every_number(read_study(shipped(f"scenarios/{name}.toml")))


def test_the_picture_counts_every_number_once_and_says_so_to_those_who_cannot_see_it() -> None:
    figure = grades_figure(EVERY)
    assert sum(row["numbers"] for row in figure.chart["data"]["values"]) == len(EVERY)
    assert all(f"{kind} " in figure.chart["description"] for kind in KINDS)
    assert figure.table.rows[-1][-1] == str(len(EVERY))
    measured = sum(each.grade in "ABC" for each in EVERY)
    assert f"{measured} are measured" in resting_told(EVERY)


def test_a_strip_reaches_from_low_to_high_around_the_value_that_is_used() -> None:
    for area, within in by_area(EVERY):
        figure = strip_figure(area, within)
        assert (figure is None) == (area == "custody_level")
        for row in figure.chart["data"]["values"] if figure else ():
            assert row["low"] <= 1 <= row["high"]


def test_the_csv_holds_every_value_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(EVERY).decode("utf-8-sig"))))
    assert len(rows) == len(known_numbers())
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    frame = frame_of(EVERY).set_index("name")
    assert frame.loc["custody_level.return_24_months", "value"] == 0.425


@given(st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: float(f"{value:.5g}")))
def test_a_number_is_told_without_powers_of_ten_and_reads_back(value: float) -> None:
    assert "e" not in told(value)
    assert float(told(value).replace(",", "")) == pytest.approx(value, abs=1e-9)


def test_everything_that_is_left_out_and_every_switch_is_listed() -> None:
    assert [table.rows for table in limits() if isinstance(table, Table)] == [tuple(tuple(e) for e in NOT_MODELLED)]
    (table,) = [each for each in switches() if isinstance(each, Table)]
    assert [row[1:] for row in table.rows] == [(each.does, each.off) for each in CATALOGUE]


def test_every_row_of_the_ledger_is_shown_under_its_grade_and_a_search_leaves_out_the_rest() -> None:
    rows = [row for fold in evidence() if isinstance(fold, Folded) for row in fold.parts[0].rows]
    assert sorted(row[0] for row in rows) == sorted(ledger())
    found = [row for fold in evidence(search="REC001") if isinstance(fold, Folded) for row in fold.parts[0].rows]
    assert all("REC001" in " ".join(row) for row in found)
    assert found
    assert not [fold for fold in evidence(search="zebra crossing") if isinstance(fold, Folded)]


def test_what_matters_names_numbers_that_the_model_still_has() -> None:
    (numbers, _) = [part for part in what_matters() if isinstance(part, Table)]
    names = {name for row in numbers.rows for name in row[-1].split(", ")}
    assert names
    assert names <= {each.name for each in EVERY}


def test_the_words_of_the_page_keep_as_json() -> None:
    parts = [*glossary(), *citation(), team_table(), *limits()]
    assert from_json(to_json(parts)) == parts
    assert not any("offender" in cell for row in glossary()[0].rows for cell in row)


@pytest.mark.parametrize("page", [what_matters, proved])
def test_what_was_found_with_another_model_is_said_to_be(page, monkeypatch: pytest.MonkeyPatch) -> None:
    name = {what_matters: "sensitivity", proved: "validation"}[page]
    if not is_kept(name):
        pytest.fail(f"nothing is kept of {name}")
    monkeypatch.setattr(keep, "engine_now", lambda: str(keep.kept(name).get("engine")))
    assert Words(keep.CHANGED, "warning") not in page()
    monkeypatch.setattr(keep, "engine_now", lambda: "another")
    assert page()[0] == Words(keep.CHANGED, "warning")


def test_what_is_kept_says_with_which_model_it_was_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keep, "STORED", tmp_path)
    monkeypatch.setattr(keep, "engine_now", lambda: "this model")
    keep.keep("validation", '{"seed": 1}')
    assert json.loads((tmp_path / "validation.json").read_text())["engine"] == "this model"
