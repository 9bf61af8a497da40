"""What is told of a scenario's worth: nothing that luck explains, and nothing whose sign is not clear."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_findings import made_up_findings
from rich.console import Console

from simmodel.appraisal.estimates import Estimate, is_all_luck
from simmodel.appraisal.money.draws import estimate_amount
from simmodel.appraisal.money.ratios import Chance
from simmodel.documents.findings import Findings
from simmodel.documents.told import at_a_glance
from simmodel.money_charts import account_title
from simmodel.money_told import best_told, facts_told
from simmodel.turning import what_would_change
from simmodel.worth_report import tables_of_worth
from simmodel.worth_words import even_custody_day, luck_hides_best, often_best, tells_payback

LUCK = np.tile([9.0, -7.0], (10, 1))
"""Ten draws of one mean, 1, whose runs differ by luck alone; shape (draws, runs)."""


def by_luck(net: np.ndarray = LUCK) -> Findings:
    """Findings in which pull_in brings a million dollars times `net`, and the other way the base case alone."""
    findings = made_up_findings()
    worth, dollars = findings.appraisal.scenarios["pull_in"], 1e6 * net
    amount = estimate_amount(dollars)
    rows = [replace(row, net=amount, pays=Chance(1.0, 0.0, float((net > 0).mean()))) for row in worth.table]
    costs = {count: replace(each, spent=estimate_amount(-dollars)) for count, each in worth.per_outcome.items()}
    changed = replace(worth, table=tuple(rows), net=dollars, in_the_end=amount, per_outcome=costs, pays_back_after=6.7)
    best = {"current": 0.0, "pull_in": 1.0}
    return replace(findings, appraisal=replace(findings.appraisal, scenarios={"pull_in": changed}, best=best))


def table_in(findings: Findings) -> dict[str, str]:
    """The cell of pull_in in the table of a terminal, by label."""
    console = Console(width=200, highlight=False)
    with console.capture() as captured:
        console.print(tables_of_worth(findings.appraisal, findings.comparison, 200)[0])
    lines = [line.strip().partition("   ") for line in captured.get().splitlines()]
    return {label.strip(): cell.strip() for label, _, cell in lines}


def glance_in(findings: Findings) -> dict[str, str]:
    return {row[0].partition(" (")[0]: row[1] for row in at_a_glance(findings, ["pull_in"]).rows}


def test_these_runs_differ_by_luck_alone() -> None:
    assert is_all_luck(by_luck().appraisal.headline("pull_in").net)


def test_the_table_counts_no_draws_where_luck_explains_all_that_was_seen() -> None:
    found = table_in(by_luck())
    assert found["Benefits exceed costs"] == found["Highest worth of all"] == "luck hides it"
    assert found["Pays back"] == "not clear"
    assert found["Cost of a crisis avoided"] == "cost not clear"


def test_the_brief_says_the_same_as_the_table() -> None:
    found = glance_in(by_luck())
    assert found["Benefits exceed costs"] == found["Worth most of all"] == "luck hides it"
    assert found["  cost of each"] == "cost not clear"
    assert "Whether the money is paid back within eight years is not clear." in facts_told(by_luck(), "pull_in")
    assert best_told(by_luck()).endswith("has the highest mean; how likely it is the best cannot be told from luck.")
    assert (
        account_title(by_luck(), "pull_in") == "Whether “Title of pull_in” is paid back within eight years is not clear"
    )


def test_what_knowing_is_worth_is_not_told_where_luck_hides_what_is_best() -> None:
    told = " ".join(what_would_change(by_luck()))
    assert "cannot be told from luck" in told
    assert "worth most in all" not in told
    assert "is worth $" not in told


def test_luck_hides_nothing_that_all_runs_agree_on() -> None:
    agreed = by_luck(LUCK + 20.0)
    assert not luck_hides_best(agreed.appraisal, "pull_in")
    assert often_best(agreed.appraisal, "pull_in") == "in all 10 draws"
    assert often_best(agreed.appraisal, "current") == "in none of 10 draws"
    assert table_in(agreed)["Benefits exceed costs"] == "in all 20 runs"
    assert table_in(agreed)["Pays back"] == "after 6.7 years"


def test_the_base_case_is_hidden_as_well_as_its_rival() -> None:
    assert [often_best(by_luck().appraisal, name) for name in ("current", "pull_in")] == ["luck hides it"] * 2


def test_payback_is_told_where_nothing_spreads_and_not_from_few_draws() -> None:
    findings = made_up_findings()
    worth = findings.appraisal.scenarios["pull_in"]
    still = replace(worth, in_the_end=Estimate(0.0, 0.0, 0.0, 0.0, 0.0, 0.0))
    assert tells_payback(worth, findings.comparison)
    assert tells_payback(still, findings.comparison)
    assert not tells_payback(worth, replace(findings.comparison, runs=8, draws=4))


@pytest.mark.parametrize(("spread", "told"), [(0.2, True), (2.0, False)])
def test_a_price_of_a_day_inside_is_told_only_where_days_are_clearly_avoided(spread: float, told: bool) -> None:
    findings = made_up_findings(spread=spread)
    worth = findings.appraisal.scenarios["pull_in"]
    assert worth.break_even.custody_day is not None
    assert (even_custody_day(worth, findings.comparison) is not None) == told
