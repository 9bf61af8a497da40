"""Budget impact: who pays more and less in each year, real and nominal, and the reactive share."""

import numpy as np
import pytest

from simmodel.appraisal.money.budget_impact import ALL_PAYERS, budget_impact, reactive_share
from simmodel.appraisal.money.prices import index_of

EXTRA = {
    "justice": np.array([[[-10.0, -30.0], [-20.0, -40.0]], [[0.0, -50.0], [-30.0, -40.0]]]),
    "housing": np.full((2, 2, 2), 4.0),
}
"""Extra dollars of two payers in two draws of two runs over two years: justice saves, housing meets more demand."""


def test_each_payer_and_year_in_real_and_nominal_dollars() -> None:
    found = budget_impact(EXTRA, index_of([0.0475])).set_index(["payer", "year"])
    assert found.loc[("justice", 1), "mean"] == -15.0
    assert found.loc[("justice", 2), "mean"] == -40.0
    assert found.loc[("justice", 1), "nominal"] == -15.0
    assert found.loc[("justice", 2), "nominal"] == pytest.approx(-40 * 1.0475)
    assert found.loc[("housing", 2), "nominal"] == pytest.approx(4 * 1.0475)
    assert len(found) == 6


def test_all_payers_together_are_the_sum_of_each_with_bands_of_the_sum() -> None:
    found = budget_impact(EXTRA, [1.0, 1.0]).set_index(["payer", "year"])
    assert found.loc[(ALL_PAYERS, 2), "mean"] == -36.0
    together = (EXTRA["justice"] + EXTRA["housing"])[..., 0].ravel()
    assert found.loc[(ALL_PAYERS, 1), "low"] == pytest.approx(np.percentile(together, 5))
    assert found.loc[(ALL_PAYERS, 1), "mc_error"] is not None


def test_every_year_has_a_row_whatever_the_number_of_draws_and_runs() -> None:
    found = budget_impact({"justice": np.arange(30.0).reshape(2, 3, 5)}, np.ones(5))
    assert list(found[found.payer == "justice"].year) == [1, 2, 3, 4, 5]


def test_the_reactive_share_is_a_ratio_of_means() -> None:
    cost = {"custody": np.array([[[1.0, 0.0], [3.0, 0.0]]]), "services": np.array([[[1.0, 0.0], [11.0, 0.0]]])}
    found = reactive_share(cost, ["custody"])
    assert found[0] == pytest.approx(4 / 16)
    assert np.isnan(found[1])
    assert reactive_share(cost, [])[0] == 0.0
    assert reactive_share(cost, list(cost))[0] == 1.0


def test_an_account_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no cost of prisons; the accounts are justice, housing"):
        reactive_share(EXTRA, ["prisons"])
