"""What the page Site budget shows and reads: tables that give the budget back, faults in its words, the band."""

from pathlib import Path

import pandas as pd
import pytest
from budgets import FULL_COST, SHIPPED, plan
from hypothesis import given, settings
from hypothesis import strategies as st

from simmodel.budget.plan import Plan, read_plan
from simmodel.budget.told import whole_told
from simmodel.budget.totals import Found, work_out
from simmodel.shown.parts import Figure, Words, from_json, to_json
from simmodel.shown.site_budget.charts import groups_title, totals_chart, totals_title
from simmodel.shown.site_budget.draft import Draft, Read, draft_of, in_page_words, read_draft
from simmodel.shown.site_budget.frames import NO_SOURCE
from simmodel.shown.site_budget.told import band_words, beside_band, budget_parts, lines_table, unsourced
from simmodel.words import dollars

EVERY = read_plan(SHIPPED / "every_kind_of_line.toml")


def found_of(budget: Plan) -> Found:
    return work_out(budget, 200, 1)


def read_with(budget: Plan, fields: dict | None = None, **frames: pd.DataFrame) -> Read:
    """A budget as somebody has changed it."""
    draft = draft_of(budget)
    return read_draft(Draft({**draft.fields, **(fields or {})}, {**draft.frames, **frames}), budget)


def prices(budget: Plan, line: str, **cells: object) -> pd.DataFrame:
    frame = draft_of(budget).frames["prices"].copy()
    row = frame.index[frame["Line"] == line][0]
    for column, value in cells.items():
        frame.loc[row, column] = value
    return frame


def own_lines(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=draft_of(plan()).frames["line"].columns)


# tables and fields give the budget back


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_what_nobody_touched_is_the_same_budget_to_the_last_bit(path: Path) -> None:
    read = read_with(read_plan(path))
    assert (read.plan, read.faults, read.changes) == (read_plan(path), (), ())


@given(st.floats(0, 0.6), st.lists(st.floats(-0.2, 0.5), max_size=3), st.floats(0.001, 30))
@settings(max_examples=40, deadline=None)
def test_numbers_that_no_field_shows_in_full_survive_untouched(rate: float, wages: list[float], pace: float) -> None:
    more = f'[indirect]\nmode = {rate!r}\nsource = "x"\n[indexation]\nwages = {wages!r}\n'
    budget = plan(more=f"{more}[ramp]\nnew_people_a_month = {pace!r}\n")
    assert read_with(budget).plan == budget


def test_a_changed_budget_does_not_go_by_the_name_of_the_one_it_was_made_of() -> None:
    read = read_with(plan(), {"years": 5})
    assert read.plan is not None
    assert (read.plan.name, read.plan.title, read.plan.years) == ("small_changed", "Small (changed)", 5)
    assert read.changes == (("Years", "3", "5"),)


def test_the_description_of_a_changed_budget_says_that_it_was_of_another() -> None:
    found = read_with(EVERY, {"years": 5}).plan
    assert found is not None
    assert found.description == f"Changed from: {EVERY.description}"
    again = read_with(found, {"years": 6}).plan
    assert again is not None
    assert again.description == found.description
    assert again.name == found.name == "every_kind_of_line_changed"


def test_percentages_become_shares_and_rates_for_each_year_are_read() -> None:
    found = read_with(plan(), {"indirect_mode": 20.0, "wages": "4.75, 3.5", "prices": ""}).plan
    assert found is not None
    assert found.indirect is not None
    assert found.indirect.mode == 0.2
    assert found.indexation.wages == (0.0475, 0.035)


# sources


def test_a_price_that_was_changed_without_a_source_is_grade_d_and_says_so() -> None:
    found = read_with(plan(), prices=prices(plan(), "Coaches", Mode=112_000.0)).plan
    assert found is not None
    assert (found.prices["coach_salary"].source, found.prices["coach_salary"].grade) == (NO_SOURCE, "D")
    assert unsourced(found) == ["Coaches"]
    told = [part for part in budget_parts(found_of(found)) if getattr(part, "title", "") == "Without a source"]
    assert "Coaches" in told[0].text


def test_a_price_with_a_source_of_its_own_keeps_its_grade() -> None:
    changed = prices(plan(), "Vehicles", Mode=12_000.0, Source="a quote of 3 June", Grade="C")
    found = read_with(plan(), prices=changed).plan
    assert found is not None
    assert (found.prices["vehicle"].source, found.prices["vehicle"].grade) == ("a quote of 3 June", "C")
    assert unsourced(found) == []


def test_an_own_line_without_a_source_is_grade_d_whatever_grade_was_chosen() -> None:
    found = read_with(plan(), line=own_lines({"What": "Desks", "Mode": 5000.0, "Grade": "A"})).plan
    assert found is not None
    (line,) = found.lines
    assert (line.grade, line.source, line.low, line.high) == ("D", NO_SOURCE, 5000.0, 5000.0)
    assert unsourced(found) == ["Desks"]


def test_an_own_indirect_rate_without_a_source_is_named_once_beside_own_lines() -> None:
    lines = own_lines(*({"What": what, "Mode": 5000.0, "Grade": "A"} for what in ("Desks", "Chairs")))
    found = read_with(plan(), {"indirect_mode": 20.0}, line=lines).plan
    assert found is not None
    assert unsourced(found) == ["Indirect cost", "Desks", "Chairs"]


def test_a_source_that_is_not_given_is_an_empty_cell_and_not_a_text() -> None:
    first = read_with(plan(), line=own_lines({"What": "Desks", "Mode": 5000.0})).plan
    assert first is not None
    assert draft_of(first).frames["line"]["Source"].tolist() == [""]
    assert read_with(first).plan == first


def test_an_empty_row_is_no_line_and_a_row_taken_out_is_told() -> None:
    frame = draft_of(EVERY).frames["line"].iloc[1:].reset_index(drop=True)
    read = read_with(EVERY, line=pd.concat([frame, own_lines({})], ignore_index=True))
    assert read.plan is not None
    assert [line.what for line in read.plan.lines] == [line.what for line in EVERY.lines[1:]]
    assert read.changes


# faults


def test_every_fault_is_told_in_the_words_of_the_page_with_its_repair() -> None:
    fields = {"wages": "much", "band_low": 900_000.0, "indirect_mode": 80.0}
    read = read_with(plan(), fields, prices=prices(plan(), "Vehicles", Low=20_000.0))
    assert read.plan is None
    assert read.faults == (
        'Wages grow, % a year: "much" given; allowed: numbers, with commas between them; type for example 4.75',
        "Prices, Vehicles, Low is 20000; allowed: at most the mode, 14000; type 14000",
        "Band, low end is 900000; allowed: less than the high end, 800000; type for example 500000",
        "Indirect cost, mode is 80%; allowed: 0% to 60%; type for example 15%",
    )


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1.0, 1e300])
def test_numbers_that_make_no_sense_are_told_and_never_worked_out(number: float) -> None:
    for name in ("band_high", "indirect_mode", "mean_stay_months"):
        read = read_with(plan(), {name: number})
        assert read.plan is None
        assert read.faults


def test_two_sites_of_one_short_name_are_refused_and_names_are_made_of_titles() -> None:
    sites = draft_of(plan()).frames["sites"]
    twice = read_with(plan(), sites=pd.concat([sites, sites], ignore_index=True))
    assert twice.faults == ("Two sites have the short name taree; allowed: one for each; change it or leave it empty",)
    more = pd.concat([sites, sites.assign(**{"Short name": None, "Site": "Taree"})], ignore_index=True)
    found = read_with(plan(), sites=more).plan
    assert found is not None
    assert list(found.sites) == ["taree", "taree_2"]


def test_no_site_at_all_is_told() -> None:
    assert read_with(plan(), sites=draft_of(plan()).frames["sites"].iloc[:0]).faults


def test_a_fault_of_no_field_stays_as_it_is() -> None:
    assert in_page_words("something else is wrong") == "something else is wrong"


# the band


def test_a_budget_that_leaves_the_band_says_so_before_anything_else() -> None:
    first = budget_parts(found_of(plan(more=FULL_COST)))[0]
    assert isinstance(first, Words)
    assert (first.tone, first.title) == ("warning", "This budget leaves the band")
    assert "3 of 3 years lie outside the band of $500,000 to $800,000" in first.text
    assert "$886,631, $86,631 above" in first.text
    assert "One draw in ten of 2026-27 is above $936,806." in first.text


def test_a_budget_within_the_band_says_so_and_in_how_many_draws_it_may_leave() -> None:
    found = found_of(plan(2.5))
    words = band_words(found)
    assert (words.tone, words.title) == ("finding", "Within the band")
    assert (
        ": $782,260, in the middle of draws of all prices. One draw in ten of 2026-27 is above $834,448." in words.text
    )
    assert "2026-27 lies outside the band in" in words.text


@given(st.floats(0, 2_000_000), st.floats(0, 900_000), st.floats(1, 900_000))
def test_within_above_and_below_agree_with_the_numbers(cost: float, low: float, width: float) -> None:
    band = plan().band.model_copy(update={"low": low, "high": low + width})
    told = beside_band(band, cost)
    assert (told == "within") == (low <= cost <= low + width)
    assert told.endswith("above") == (cost > low + width)
    assert told.endswith("below") == (cost < low)


# charts and tables


def test_the_parts_keep_as_json() -> None:
    parts = budget_parts(found_of(EVERY))
    assert from_json(to_json(parts)) == parts


def test_titles_state_the_finding_and_descriptions_the_numbers() -> None:
    found = found_of(EVERY)
    assert totals_title(found) == "3 of 7 sites and years lie within $500,000 to $800,000"
    described = totals_chart(found)["description"]
    assert all(dollars(year.cost.p50) in described for year in found.years)
    figures = [part for part in budget_parts(found) if isinstance(part, Figure)]
    assert [figure.title for figure in figures] == [totals_title(found), groups_title(found)]
    assert all(figure.table.rows for figure in figures)


@given(st.floats(0.2, 1) | st.integers(1, 64).map(float), st.floats(0, 0.6))
@settings(max_examples=30, deadline=None)
def test_the_cents_of_a_dollar_add_up_to_a_dollar(coaches: float, rate: float) -> None:
    title = groups_title(found_of(plan(coaches, more=f'[indirect]\nmode = {rate!r}\nsource = "x"\n')))
    cents = [float(word) for word in title.replace(",", "").split() if word.replace(".", "").isdigit()]
    assert sum(cents) == pytest.approx(100, abs=1e-9)


def test_lines_stand_with_number_price_amount_group_and_grade() -> None:
    table = lines_table(found_of(EVERY), "taree")
    rows = {row[0]: row for row in table.rows}
    assert rows["Coaches"][1:8] == ("2", "$110,000", "$104,000", "$118,000", "$220,000", "Service", "C")
    assert rows["Desks at a partner (in kind)"][6] == "in kind"


def test_the_sentences_are_those_of_the_command() -> None:
    found = found_of(plan())
    assert any(isinstance(part, Words) and whole_told(found) in part.text for part in budget_parts(found))
