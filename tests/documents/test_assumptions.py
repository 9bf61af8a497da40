"""The assumptions log holds every number of the model, and says which the study set and which are assumptions."""

from dataclasses import replace
from datetime import date

import pytest
from made_up_posterior import LEVEL_24
from synthetic_runs import made_up_runs

from simmodel.appraisal.runs import Fitted
from simmodel.appraisal.worth import BEDS_A_BLOCK, YEARS_TO_BANK
from simmodel.documents.assumptions import COLUMNS, DEFAULT, DRAWN, FITTED, SET, assumptions_of, conventions_of
from simmodel.documents.findings import Findings, findings_of
from simmodel.evidence import UNSURE, cited, ledger
from simmodel.money_terms import PRICES_GROW
from simmodel.parameters import catalogue


def test_every_number_of_the_model_is_in_the_log_once_with_its_source() -> None:
    log = assumptions_of(made_up_runs(runs=4, draws=2))

    assert sorted(log["name"]) == sorted(catalogue())
    assert list(log.columns) == list(COLUMNS)
    assert all(ledger()[row.evidence].source == row.source for row in log.itertuples())
    assert log["unit"].str.strip().all()


def test_the_log_says_which_numbers_the_study_set_which_are_drawn_and_which_stand() -> None:
    status = assumptions_of(made_up_runs(runs=4, draws=2)).set_index("name")["status"]

    assert status["prices.court"] == SET
    assert status["prices.custody_day_avoidable"] == DRAWN
    assert status["prices.police"] == DEFAULT


def test_numbers_that_the_study_sets_come_first_and_assumptions_next() -> None:
    log = assumptions_of(made_up_runs(runs=4, draws=2))
    rest = log[log["status"] != SET]["assumption"].astype(bool).tolist()

    assert log["name"][0] == "prices.court"
    assert rest == sorted(rest, reverse=True)
    assert set(log[log["assumption"].astype(bool)]["grade"]) == set(UNSURE)


def test_the_range_drawn_is_told_beside_the_range_of_the_evidence() -> None:
    row = assumptions_of(made_up_runs(runs=4, draws=2)).set_index("name").loc["prices.custody_day_avoidable"]

    assert (row["least_drawn"], row["most_drawn"], row["value"]) == (150.0, 151.0, 150.5)
    assert (row["low"], row["high"]) == (90.0, 220.0)


def found(**changes: object) -> Findings:
    """Findings of made-up runs."""
    return findings_of(made_up_runs(runs=2, **changes), "typed", date(2026, 1, 1))


def test_how_money_is_counted_is_logged_with_its_grade() -> None:
    told = conventions_of(found())

    assert ("Real discount rates a year", "5%, 3%, 7%") in [each[:2] for each in told]
    assert any("M: from memory" in source for _, _, source in told)


def test_conventions_that_are_numbers_are_those_of_the_ledger_and_a_studys_own_growth_is_its_own() -> None:
    rows = {what: (value, source) for what, value, source in conventions_of(found(prices_grow=PRICES_GROW))}
    cells = {
        "ECO007": (str(BEDS_A_BLOCK), rows["Beds that open and close together"]),
        "ECO008": (str(PRICES_GROW), rows["Growth of prices a year, in budgets alone"]),
        "ECO009": (str(YEARS_TO_BANK), rows["Years until a budget falls"]),
    }

    assert {row: value for row, (value, _) in cells.items()} == {row: ledger()[row].value for row in cells}
    assert [row for row, (_, (_, source)) in cells.items() if not source.startswith(cited(row))] == []
    assert rows["Growth of prices a year, in budgets alone"][0] == "2.5%"
    own = {what: (value, source) for what, value, source in conventions_of(found(prices_grow=0.04))}
    assert own["Growth of prices a year, in budgets alone"] == ("4.0%", "the study")


def test_what_was_fitted_says_so_and_a_level_of_return_has_a_row() -> None:
    runs = made_up_runs(runs=4, draws=2)
    names = ("prices.custody_day_avoidable", LEVEL_24)
    fitted = replace(
        runs, numbers=runs.numbers.assign(**{LEVEL_24: [0.44, 0.46]}), fitted=Fitted("a", "b", "", names, 9, ())
    )
    log = assumptions_of(fitted).set_index("name")

    assert log.loc[list(names), "status"].tolist() == [FITTED, FITTED]
    assert log.loc[LEVEL_24, ["value", "default"]].tolist() == pytest.approx([0.45, 0.425])
