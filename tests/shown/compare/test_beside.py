"""Details: what stands beside every outcome so that nobody reads it as something else."""

from datetime import date

from synthetic_runs import made_up_runs

from simmodel.documents.findings import findings_of
from simmodel.shown.compare import money
from simmodel.shown.compare.beside import beside
from simmodel.shown.parts import Choice, Figure, Folded, Table

FINDINGS = findings_of(made_up_runs(runs=20, draws=10), "typed", date(2026, 11, 23))


def tables() -> list[Table]:
    folded = [each for each in beside(FINDINGS) if isinstance(each, Folded)]
    return [part for each in folded for part in each.parts if isinstance(part, Table)]


def test_wherever_costs_by_payer_stand_it_is_said_that_they_count_hours_used_and_not_hours_paid() -> None:
    with_costs = [each for each in tables() if any(row[0] == "Cost: Health" for row in each.rows)]
    assert len(with_costs) == 1 + 2 + 1
    assert all("whether these people use it or not" in each.note for each in with_costs)


def test_who_pays_and_who_saves_says_that_hours_are_no_payers_there() -> None:
    choice = next(each for each in money.money_tab(FINDINGS) if isinstance(each, Choice))
    figures = [part for option in choice.options for part in option.parts if isinstance(part, Figure)]
    payers = [each for each in figures if each.name.startswith("payers-")]
    assert payers
    assert all("no payer saves or pays by them" in each.note for each in payers)


def test_no_word_of_where_numbers_come_from_is_too_long_for_a_narrow_page_and_none_is_lost() -> None:
    (table,) = [each for each in beside(FINDINGS) if isinstance(each, Table) and each.title.startswith("Where the num")]
    told = dict(table.rows)
    assert told["Scenario hash"].replace(" ", "") == FINDINGS.runs.study_digest
    assert max(map(len, told["Scenario hash"].split())) == 16
