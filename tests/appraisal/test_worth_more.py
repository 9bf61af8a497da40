"""What a scenario is worth where a slip would not show in round sums: beds by block and year, curves, set-up money."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_findings import made_up_findings
from money_runs import HOURS, RUNS, SAVED, money_runs

from simmodel.appraisal.worth import DAYS_PER_YEAR, WORTHS, Beds, appraise_runs
from simmodel.appraisal.worth_json import appraisal_to_json
from simmodel.appraisal.yearly import COUNTED

MID = [1.05**-0.5, 1.05**-1.5]
BED_A_YEAR = 150.0 * DAYS_PER_YEAR
"""Dollars of a bed and year at the mean of the made-up prices of a day."""


def beds_of(freed: list[float]) -> Beds:
    """What is said of beds where so many are not needed in each year."""
    runs = money_runs()
    days = runs.yearly["current"].counted.copy()
    days[..., COUNTED.index("custody_days")] -= np.array(freed) * DAYS_PER_YEAR
    yearly = runs.yearly | {"pull_in": replace(runs.yearly["pull_in"], counted=days)}
    return appraise_runs(money_runs(yearly=yearly)).scenarios["pull_in"].beds


@pytest.mark.parametrize(("freed", "blocks"), [([65.0, 45.0], 2), ([0.0, 95.0], 0), ([-35.0, 0.0], -1)])
def test_a_block_that_is_freed_is_banked_a_year_later_and_nothing_in_the_first_year(
    freed: list[float], blocks: int
) -> None:
    beds = beds_of(freed)

    assert beds.banked_dollars.mean == pytest.approx(blocks * 30 * BED_A_YEAR)
    assert beds.freed.mean == pytest.approx(np.mean(freed))


def test_at_each_worth_an_outcome_adds_just_that_worth_for_each_of_it_discounted() -> None:
    curve = appraise_runs(money_runs()).acceptable["weeks_stably_housed"]
    net = ((SAVED - HOURS) * sum(MID) - 50.0 * MID[0] - 5.0).mean()

    assert curve.net_benefit[:, 2] == pytest.approx(WORTHS["weeks_stably_housed"] * 2.0 * sum(MID) + net)
    assert np.all(curve.net_benefit[:, 0] == 0.0)


def test_setting_up_has_to_be_paid_back_too_before_a_draw_counts_as_paid_back() -> None:
    saved = np.repeat([26.0, 26.0, 40.0, 40.0], RUNS // 4)
    worth = appraise_runs(money_runs(spend=50.0, saved=saved)).scenarios["pull_in"]

    assert worth.pays_back == 0.5


def test_json_has_no_ratio_of_what_is_not_clear_and_a_word_in_its_place() -> None:
    clear, unclear = made_up_findings(), made_up_findings(spread=2.0)
    found, none = (
        appraisal_to_json(each.appraisal, each.comparison)["scenarios"]["pull_in"] for each in (clear, unclear)
    )
    assert (none["per_outcome"]["crises"]["dollars"], none["per_outcome"]["crises"]["word"]) == (None, "gain not clear")
    assert (none["break_even"]["custody_day"], none["break_even"]["custody_day_word"]) == (None, "gain not clear")
    assert found["per_outcome"]["crises"]["dollars"] > 0
    assert found["break_even"]["custody_day"] > 0
    assert found["break_even"]["custody_day_word"] == ""
