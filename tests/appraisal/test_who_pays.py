"""Who pays and who saves: parts add up to the whole, the Commonwealth stands apart, the account ends where it must."""

import numpy as np
import pytest
from made_up_findings import made_up_findings

from simmodel.appraisal.runs import Value
from simmodel.appraisal.who_pays import account_after, custody_alone, gained_by, minus, spent_more, without

SET_UP = 50_000.0
VALUES = (Value("victims", "new_sentences", 9.0, "a"), Value("health", "deaths", 5.0, "b"))
FINDINGS = made_up_findings(set_up=SET_UP, values=VALUES)
WORTH = FINDINGS.appraisal.scenarios["pull_in"]


def test_what_payers_and_layers_gain_adds_up_to_the_net_present_value_without_the_commonwealth() -> None:
    gains = gained_by(FINDINGS.runs, "pull_in")
    assert "victims" in gains
    whole = sum(gain.mean or 0.0 for account, gain in gains.items() if account != "commonwealth")
    assert whole == pytest.approx(FINDINGS.appraisal.headline("pull_in").net.mean)
    assert gains["commonwealth"].mean == pytest.approx(WORTH.at("commonwealth", "avoidable").net.mean)


def test_at_average_cost_justice_gains_more() -> None:
    average, avoidable = (
        gained_by(FINDINGS.runs, "pull_in", basis)["justice"].mean for basis in ("average", "avoidable")
    )
    assert (average or 0.0) == pytest.approx(1.9 * (avoidable or 0.0))


def test_without_child_protection_that_made_no_difference_the_net_present_value_stays() -> None:
    assert without(FINDINGS.runs, "pull_in", "child_protection").mean == pytest.approx(WORTH.net.mean())


def test_without_an_account_is_what_the_others_add_up_to_alone_and_beside_another_scenario() -> None:
    gains, rival = (gained_by(FINDINGS.runs, name) for name in ("pull_in", "more_places"))
    alone, beside = without(FINDINGS.runs, "pull_in", "justice"), without(FINDINGS.runs, "more_places", "justice")
    assert alone.mean == pytest.approx(WORTH.net.mean() - (gains["justice"].mean or 0.0))
    assert beside.mean != pytest.approx(alone.mean)
    gap = without(FINDINGS.runs, "pull_in", "justice", "more_places").mean
    assert gap == pytest.approx((alone.mean or 0.0) - (beside.mean or 0.0))
    assert (rival["justice"].mean or 0.0) != 0.0


def test_custody_alone_is_what_is_saved_there_at_average_cost_less_the_programme() -> None:
    gains = gained_by(FINDINGS.runs, "pull_in", "average")
    expected = (gains["justice"].mean or 0.0) + (gains["programme"].mean or 0.0)
    assert custody_alone(FINDINGS.runs, "pull_in").mean == pytest.approx(expected)


def test_one_scenario_minus_another_is_paired() -> None:
    other = FINDINGS.appraisal.scenarios["more_places"]
    assert minus(WORTH, other).mean == pytest.approx(np.mean(WORTH.net - other.net))
    assert minus(WORTH, WORTH).low == minus(WORTH, WORTH).high == 0


def test_the_account_begins_with_setting_up_and_ends_with_all_years() -> None:
    course = account_after(FINDINGS.runs, "pull_in")
    assert len(course) == 9
    assert course[0].mean == -SET_UP
    assert course[-1].mean == pytest.approx(WORTH.by_year.sum())


def test_what_a_payer_spends_more_in_all_years_is_what_its_budget_shows_year_by_year() -> None:
    by_year = WORTH.impact.groupby("payer")["mean"].sum()
    spent = spent_more(FINDINGS.runs, "pull_in")
    assert {payer: found.mean for payer, found in spent.items()} == pytest.approx(by_year.drop("all").to_dict())
    assert spent["programme"].mean == pytest.approx(3 * 650_000.0 + SET_UP)
