"""The workbook of a budget: another engine works it out alike, and changes carry through to Python's figures."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from budgets import FULL_COST, SHIPPED, plan
from recalculated import cells_of, formulas_of, recalculated

from simmodel.budget.groups import all_years, by_group
from simmodel.budget.plan import Plan, read_plan
from simmodel.budget.totals import Found, work_out
from simmodel.documents.budget_workbook import write_budget_workbook

HOSTILE = '=HYPERLINK("http://example.org","x")'
INDEXED = "[indexation]\nwages = [0.0475]\nfunding = [0.0275]\n"


def written(budget: Plan, path: Path) -> Found:
    found = work_out(budget, 200, 1)
    write_budget_workbook(found, "simmodel budget x.toml", date(2026, 11, 23), path)
    return found


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The workbook of two coaches for three years, open in another engine."""
    path = tmp_path_factory.mktemp("book") / "two.xlsx"
    found = written(plan(more=INDEXED), path)
    return SimpleNamespace(path=path, budget=found, **vars(recalculated(path)))


def cell(book: SimpleNamespace, sheet: str, label: str, column: str) -> tuple[str, str]:
    """The cell of this column in the first line whose label begins so."""
    rows = sorted(
        int(at[1:])
        for (name, at), text in book.kept.items()
        if name == sheet and at[0] == "A" and str(text).startswith(label)
    )
    return sheet, f"{column}{rows[0]}"


def totals(book: SimpleNamespace, given: dict[tuple[str, str], object]) -> list[float]:
    """What each year comes to on sheet 1 once these cells are changed."""
    found = book.found(given)
    first = int(cell(book, "1 Summary", "Taree, 2026-27", "B")[1][1:])
    return [float(found["1 Summary", f"B{first + year}"]) for year in range(3)]


def costs(budget: Plan) -> list[float]:
    return [year.cost.mode for year in work_out(budget, 100, 1).years]


@pytest.mark.parametrize("name", ["every_kind_of_line", "two_coaches_full_cost"])
def test_another_engine_works_out_every_formula_as_python_did(name: str, tmp_path: Path) -> None:
    written(read_plan(SHIPPED / f"{name}.toml"), tmp_path / "book.xlsx")
    book = recalculated(tmp_path / "book.xlsx")
    assert len(book.formulas) > 150
    for where, value in book.found().items():
        kept = book.kept[where]
        assert value == (kept if isinstance(kept, str) else pytest.approx(kept, rel=1e-9, abs=1e-6)), where


def test_three_coaches_in_the_sheet_cost_what_three_coaches_cost(two: SimpleNamespace) -> None:
    changed = {cell(two, "2 Choices", "Taree", "B"): 3.0}
    assert totals(two, changed) == pytest.approx(costs(plan(3, more=INDEXED)))


def test_indirect_cost_of_the_whole_at_33_per_cent_is_what_python_finds(two: SimpleNamespace) -> None:
    changed = {cell(two, "2 Choices", "Indirect cost is", "B"): "total", cell(two, "3 Prices", "Indirect", "B"): 0.33}
    assert totals(two, changed) == pytest.approx(costs(plan(more=FULL_COST + INDEXED)))


def test_a_government_employer_and_a_later_start_carry_through(two: SimpleNamespace) -> None:
    assert totals(two, {cell(two, "2 Choices", "Taree", "D"): "government"}) == pytest.approx(
        costs(plan(site='employs = "government"', more=INDEXED))
    )
    late = totals(two, {cell(two, "2 Choices", "Taree", "E"): 2.0})
    assert late[0] == 0.0
    assert late[1:] == pytest.approx(costs(plan(more=INDEXED))[1:])


def test_growth_of_wages_carries_through_to_every_later_year(two: SimpleNamespace) -> None:
    changed = {cell(two, "2 Choices", "Wages", column): 0.10 for column in "CD"}
    assert totals(two, changed) == pytest.approx(costs(plan(more=INDEXED.replace("0.0475", "0.1"))))


def test_leaving_the_band_is_said_in_the_sheet(two: SimpleNamespace) -> None:
    where = cell(two, "1 Summary", "Taree, 2026-27", "C")
    assert two.found()[where] == "within"
    assert two.found({cell(two, "2 Choices", "Taree", "B"): 3.0})[where] == "above"


def test_dollars_by_group_are_those_of_python(two: SimpleNamespace) -> None:
    row = int(cell(two, "1 Summary", "Service:", "A")[1][1:]) - 1
    found = [two.kept["1 Summary", f"{column}{row}"] for column in "BCD"]
    expected = by_group(two.budget.plan, all_years(two.budget, "taree"))
    assert found == pytest.approx(list(expected.values()))


def test_no_text_of_a_reader_becomes_a_formula(tmp_path: Path) -> None:
    line = f"[[line]]\nwhat = \"x\"\nlow = 1\nmode = 1\nhigh = 1\nsource = '{HOSTILE}'\n"
    written(plan(more=line), tmp_path / "book.xlsx")
    assert HOSTILE in cells_of(tmp_path / "book.xlsx").values()
    live = cells_of(tmp_path / "book.xlsx", values=False)
    assert not any("HYPERLINK" in str(live[where]) for where in formulas_of(tmp_path / "book.xlsx"))


def test_the_first_sheet_holds_the_middle_of_draws_that_the_page_tells(two: SimpleNamespace) -> None:
    year = two.budget.years[0]
    likely, middle, low, high = (float(two.kept[cell(two, "1 Summary", "Taree, 2026-27", column)]) for column in "BDEF")
    assert (middle, low, high) == pytest.approx((year.cost.p50, year.cost.p10, year.cost.p90))
    assert likely == pytest.approx(year.cost.mode)
    assert middle > likely
