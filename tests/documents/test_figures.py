"""Money of a result by item, account and year adds up, and is the appraisal's."""

import numpy as np
import pytest
from synthetic_runs import made_up_runs

from simmodel.appraisal.flows import effects_of, extra_of
from simmodel.appraisal.money.views import FUNDER
from simmodel.appraisal.runs import Value
from simmodel.appraisal.yearly import COUNTED
from simmodel.documents.figures import ACCOUNT_WORDS, COUNT_WORDS, accounts_of, by_account, extra_yearly, money_lines

RUNS = made_up_runs(
    runs=8,
    draws=4,
    values=(Value("victims", "new_sentences", 15_000.0, "so"), Value("health", "weeks_in_work", -50.0, "so")),
)


@pytest.mark.parametrize("basis", ["avoidable", "average"])
def test_each_account_is_what_the_appraisal_counts(basis: str) -> None:
    accounts = accounts_of(RUNS)
    found = by_account(money_lines(RUNS, extra_yearly(RUNS, "pull_in")), accounts, basis)
    effects = effects_of(RUNS, "pull_in", basis)

    for account, dollars in zip(accounts, found[:, 1:], strict=True):
        expected = effects.cost[account] if account in effects.cost else -effects.layers[account]
        np.testing.assert_allclose(dollars, expected.mean(axis=(0, 1)), rtol=1e-12, atol=1e-9)


def test_setting_up_stands_at_the_start_and_in_no_year() -> None:
    accounts = accounts_of(RUNS)
    found = by_account(money_lines(RUNS, extra_yearly(RUNS, "pull_in")), accounts, "avoidable")

    assert found[accounts.index(FUNDER), 0] == extra_of(RUNS, "pull_in").set_up.mean() == 50_000
    assert found[accounts.index(FUNDER), 1] == 650_000


def test_every_account_and_count_has_words() -> None:
    assert set(accounts_of(RUNS)) <= set(ACCOUNT_WORDS)
    assert set(COUNT_WORDS) == set(COUNTED)


def test_an_own_value_is_said_as_what_one_more_costs_or_gains() -> None:
    labels = [line.label for line in money_lines(RUNS, extra_yearly(RUNS, "pull_in"))][-2:]

    assert labels[0].endswith(", costs $15,000 for each")
    assert labels[1].endswith(", gains $50 for each")
