"""The page Site budget as a reader meets it: the band first, changes, faults, files, and the budget simulated."""

import io
import re

import openpyxl
import pytest
from budget_page import edit, opened
from docx import Document
from small_study import SMALL
from the_page import texts

from simmodel.budget.file import plan_as_toml
from simmodel.budget.totals import work_out
from simmodel.documents.budget_word import write_budget_table
from simmodel.documents.budget_workbook import write_budget_workbook
from simmodel.errors import SimmodelError, StudyError
from simmodel.screens.site_budget import start as starting
from simmodel.screens.site_budget.start import plan_in, shipped_plans
from simmodel.screens.site_budget.take_away import made

UNSAFE = re.compile(r"(?<!\\)\$")
TWO = "two_coaches"


# first visit


def test_the_first_thing_said_is_where_the_budget_lies_beside_the_band() -> None:
    at = opened()
    assert at.info[0].value.startswith("Every year lies within the band of")
    assert "Nothing is changed from the default" in " ".join(texts(at))
    assert not at.warning
    assert not at.error


def test_a_number_beyond_what_a_field_usually_allows_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = shipped_plans()[TWO]
    slow = slow.model_copy(update={"ramp": slow.ramp.model_copy(update={"new_people_a_month": 0.05})})
    monkeypatch.setattr(starting, "shipped_plans", lambda: {TWO: slow})
    assert opened().number_input(key="two_coaches_new_people_a_month").value == 0.05


def test_a_link_names_the_budget_and_a_number_of_it() -> None:
    at = opened(budget="Three coaches", three_coaches_years="5")
    assert at.number_input(key="three_coaches_years").value == 5
    assert "5 of 5 years lie outside" in at.warning[0].value


@pytest.mark.parametrize("value", ["nan", "1e9", "-3", "<script>", "'; --", "$x$", "=1+1"])
def test_a_link_that_makes_no_sense_breaks_nothing_and_lets_no_markup_through(value: str) -> None:
    at = opened(budget=value, two_coaches_years=value, two_coaches_title=value, site_budget_runs=value)
    assert not any(UNSAFE.search(text) for each in (at.info, at.warning, at.error) for text in [e.value for e in each])


def test_every_budget_that_ships_opens() -> None:
    for plan in shipped_plans().values():
        at = opened(budget=plan.title)
        assert plan.title in "".join(texts(at)).replace("\\", "")


def test_no_words_of_the_page_start_mathematics() -> None:
    at = opened(budget="Two sites with partners, in stages")
    assert [text for text in texts(at) if UNSAFE.search(text) and "\\$" not in text and text.count("$") > 1] == []


# changing


def test_a_dearer_team_leaves_the_band_at_once_in_words_above() -> None:
    at = edit(opened(), "sites", edited_rows={0: {"Coaches": 3}})
    assert at.warning[0].value.startswith("3 of 3 years lie outside the band")
    assert "1 thing is changed" in "".join(each.label for each in at.expander)


def test_what_was_typed_into_a_table_outlives_a_switch_of_pages() -> None:
    at = edit(opened(), "sites", edited_rows={0: {"Coaches": 3}})
    del at.session_state[f"site-budget-{TWO}-sites-0"]
    at.run()
    assert not at.exception
    assert at.warning[0].value.startswith("3 of 3 years lie outside the band")


def test_reset_puts_everything_back() -> None:
    at = edit(opened(), "sites", edited_rows={0: {"Coaches": 3}})
    at.number_input(key=f"{TWO}_years").set_value(7).run()
    assert at.warning[0].value.startswith("7 of 7 years")
    at.button(key=f"site-budget-{TWO}-reset").click().run()
    assert at.info[0].value.startswith("Every year lies within")
    assert at.number_input(key=f"{TWO}_years").value == 3
    assert "Nothing is changed from the default" in " ".join(texts(at))


def test_an_own_line_can_be_added_and_is_told_to_have_no_source() -> None:
    at = edit(opened(), "line", added_rows=[{"What": "A van", "Mode": 200_000, "Kind": "other"}])
    assert at.warning[0].value.startswith("3 of 3 years lie outside the band")
    assert any("No source is given for: A van" in each.value.replace("\\", "") for each in at.info)


def test_numbers_that_make_no_sense_are_one_message_and_nothing_typed_is_lost() -> None:
    at = edit(opened(), "prices", edited_rows={8: {"Low": 20_000}})
    at.text_input(key=f"{TWO}_wages").set_value("much").run()
    (error,) = at.error
    told = error.value.replace("\\", "")
    assert "Prices, Vehicles, Low is 20000; allowed: at most the mode, 14000; type 14000" in told
    assert 'Wages grow, % a year: "much" given' in told
    assert at.text_input(key=f"{TWO}_wages").value == "much"
    assert at.info[0].value.startswith("Every year lies within")
    at.text_input(key=f"{TWO}_wages").set_value("4").run()
    edit(at, "prices", edited_rows={8: {"Low": 10_000}})
    assert not at.error
    assert "2 things are changed" in "".join(each.label for each in at.expander)


def test_hostile_words_are_shown_as_they_stand() -> None:
    at = opened()
    at.text_input(key=f"{TWO}_description").set_value("$x$ <b>**[a](http://b)").run()
    at.text_input(key=f"{TWO}_title").set_value("<script>alert(1)</script>").run()
    (error,) = at.error
    assert "Title is" in error.value
    assert "<script>" not in error.value.replace("\\<script\\>", "")


# files


def test_a_budget_file_is_read_whole_and_a_study_gives_the_budget_of_its_team() -> None:
    plan = shipped_plans()["every_kind_of_line"]
    assert plan_in("mine.toml", plan_as_toml(plan).encode()) == plan
    assert plan_in("study.toml", SMALL.encode()).name == "pull_in"


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = 'name = "Bad Name"\ntitle = "x"\nyears = 99\n[sites.taree]\ncoaches = -1\n'
    with pytest.raises(StudyError) as caught:
        plan_in("mine.toml", text.encode())
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"x" * 300_000, b"[[[", b"a = 1", b"a." * 90 + b"a = 1"])
def test_a_file_that_is_no_budget_is_one_message(content: bytes) -> None:
    with pytest.raises(SimmodelError):
        plan_in("<b>.toml", content)


def test_without_a_file_the_page_waits_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    at = opened(budget="A budget file of your own")
    assert not at.error
    assert not at.number_input
    at.session_state[starting._FILE] = ("mine.toml", plan_as_toml(shipped_plans()["three_coaches"]).encode())
    at.run()
    assert at.warning[0].value.startswith("3 of 3 years lie outside the band")


def test_a_faulty_file_is_told_and_the_page_stands() -> None:
    at = opened(budget="A budget file of your own")
    at.session_state[starting._FILE] = ("mine.toml", b"years = 99")
    at.run()
    assert not at.exception
    assert "faults" in at.error[0].value


def test_what_is_taken_away_says_the_same_budget() -> None:
    found = work_out(shipped_plans()["every_kind_of_line"], 200, 1)
    book = openpyxl.load_workbook(io.BytesIO(made(write_budget_workbook, found, ".xlsx")), data_only=True)
    totals = {round(cell, 4) for (cell,) in book["1 Summary"].iter_rows(2, 30, 2, 2, True) if isinstance(cell, float)}
    assert {round(year.cost.mode, 4) for year in found.years} <= totals
    words = Document(io.BytesIO(made(write_budget_table, found, ".docx")))
    assert words.tables[0].rows[1].cells[4].text.startswith("Coaches who stay with people")
