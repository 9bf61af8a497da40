"""The money tab: a title names only what is clear, and a chance is told in the draws that were made."""

from collections.abc import Iterator, Sequence

import pytest
from made_up_findings import made_up_findings

from simmodel.appraisal.who_pays import gained_by, spent_more
from simmodel.documents.findings import Findings
from simmodel.documents.told import with_range
from simmodel.money_told import account_label
from simmodel.money_words import is_clear, negated
from simmodel.shown.compare.money import money_tab
from simmodel.shown.parts import Choice, Figure, Part

SIXTEEN = made_up_findings(draws=16, runs=32)


def figures(parts: Sequence[Part]) -> Iterator[Figure]:
    for part in parts:
        if isinstance(part, Figure):
            yield part
        if isinstance(part, Choice):
            for option in part.options:
                yield from figures(option.parts)


def titles(findings: Findings, begins: str) -> list[str]:
    return [each.title for each in figures(money_tab(findings)) if each.name.startswith(begins)]


def test_the_title_of_budgets_names_the_payer_who_clearly_pays_less_with_the_range() -> None:
    found = made_up_findings(spread=0.1)
    saved = with_range(negated(spent_more(found.runs, "pull_in")["justice"]), found)
    (told,) = titles(found, "budgets-pull_in")
    assert told.endswith(f"; where other budgets clearly change, most is taken off that of Justice, {saved}.")


@pytest.mark.parametrize("changes", [{"spread": 3.0}, {"draws": 4, "runs": 8}], ids=["too wide", "too few draws"])
def test_the_title_of_budgets_names_nobody_whose_budget_does_not_clearly_change(changes: dict[str, float]) -> None:
    (told,) = titles(made_up_findings(**changes), "budgets-pull_in")
    assert told == "Over all years “Title of pull_in” costs its funder $1.95m; no other budget clearly changes."


def test_chances_are_told_in_the_draws_that_were_made() -> None:
    shown = [each for each in figures(money_tab(SIXTEEN)) if each.name.startswith(("plane-", "best-"))]
    said = [text for each in shown for text in (each.title, each.table.note, str(each.chart))]
    assert not any("of 100" in text for text in said)
    cells = [cell for each in shown if each.name.startswith("best-") for row in each.table.rows for cell in row[1:]]
    assert cells
    assert all(cell.endswith("16 draws") for cell in cells)
    assert all("16 draws" in each.title for each in shown if each.name.startswith("plane-"))


def test_at_each_worth_the_draws_in_which_a_way_is_best_add_up_to_all_draws() -> None:
    chart = next(each.chart for each in figures(money_tab(SIXTEEN)) if each.name.startswith("best-"))
    points = chart["data"]["values"]
    least = min(each["worth"] for each in points)
    assert sum(each["best"] for each in points if each["worth"] == least) == pytest.approx(16)


def test_a_payer_for_whom_it_is_not_clear_is_said_to_be_so_in_the_table_too() -> None:
    for name, figure in ((each.name, each) for each in figures(money_tab(SIXTEEN)) if each.name.startswith("payers-")):
        gains = gained_by(SIXTEEN.runs, name.removeprefix("payers-"))
        told = {row[0]: row[1] for row in figure.table.rows}
        for account, gain in gains.items():
            unclear = told[account_label(account)].endswith(", not clear")
            assert unclear is not is_clear(gain, SIXTEEN.comparison)
