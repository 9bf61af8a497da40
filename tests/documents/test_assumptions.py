"""The assumptions log holds every number of the model, and says which the study set and which are assumptions."""

from datetime import date

from synthetic_runs import made_up_runs

from simmodel.documents.assumptions import COLUMNS, DEFAULT, DRAWN, SET, assumptions_of, conventions_of
from simmodel.documents.findings import findings_of
from simmodel.evidence import UNSURE, ledger
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


def test_how_money_is_counted_is_logged_with_its_grade() -> None:
    told = conventions_of(findings_of(made_up_runs(runs=2), "typed", date(2026, 1, 1)))

    assert ("Real discount rates a year", "5%, 3%, 7%") in [each[:2] for each in told]
    assert any("M: from memory" in source for _, _, source in told)
