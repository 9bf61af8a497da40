"""The table of worth: what a reader of a terminal sees, and that it fits."""

import re
from dataclasses import replace

import pytest
from made_up_findings import made_up_findings
from money_runs import money_runs, victims
from rich.console import Console

from simmodel.appraisal.worth import appraise_runs
from simmodel.documents.findings import Findings
from simmodel.worth_report import lines_of_worth, tables_of_worth


def shown(width: int = 80, **changes: object) -> str:
    runs = money_runs(**changes)
    console = Console(width=width, record=True, file=None, highlight=False, quiet=True)
    appraisal = appraise_runs(runs)
    with console.capture() as captured:
        console.quiet = False
        for table in tables_of_worth(appraisal, runs, width):
            console.print(table)
        for line in lines_of_worth(appraisal, runs):
            console.print(line)
    return captured.get()


def cost_of_a_crisis_in(findings: Findings) -> str:
    console = Console(width=120, highlight=False)
    with console.capture() as captured:
        console.print(tables_of_worth(findings.appraisal, findings.comparison, 120)[0])
    return captured.get().partition("Cost of a crisis avoided")[2].partition("Cost of a return")[0]


def test_the_headline_is_called_fiscal_until_victims_or_wellbeing_are_valued() -> None:
    assert "people of NSW (fiscal;" in shown()
    assert "people of NSW (social;" in shown(values=victims(700.0))


@pytest.mark.parametrize("told", ["at 3%", "at 7%", "average unit", "Commonwealth alone", "All governments"])
def test_other_rates_other_costs_and_other_governments_stand_beside_the_headline(told: str) -> None:
    assert told in shown()


def test_chances_are_told_in_the_draws_that_there_are() -> None:
    assert "in 1 of 4 draws" in shown(spend=60.0)
    assert "cannot be told" in shown(draws=0)


def test_a_ratio_without_cost_is_none_and_no_nan_is_shown() -> None:
    page = shown(spend=0.0)

    assert "none" in page
    assert "nan" not in page.lower().replace("dominant", "")


def test_of_a_gain_that_is_not_clear_no_cost_is_told() -> None:
    assert "$" in cost_of_a_crisis_in(made_up_findings())
    unclear = cost_of_a_crisis_in(made_up_findings(spread=2.0))
    assert "gain not clear" in unclear
    assert not re.search(r"\$|domina", unclear)


def test_every_line_fits_the_terminal() -> None:
    for width in (80, 120):
        assert max(map(len, shown(width).splitlines())) <= width


def test_nothing_is_told_where_there_is_only_a_base_case() -> None:
    assert shown(yearly={}) == ""


def test_what_is_not_known_and_what_varies_anyway_are_two_figures() -> None:
    runs = money_runs()
    told = lines_of_worth(replace(appraise_runs(runs), know_everything=20.0, with_luck=90.0), runs)

    assert "We do not know the numbers: to know all of them before choosing is worth $20." in told
    assert any(
        line.startswith("One site varies anyway: if that luck could be known too it would seem $90") for line in told
    )
    assert "varies anyway" not in shown(draws=0)


def test_where_no_run_has_another_best_scenario_one_sentence_says_that_knowing_is_worth_nothing() -> None:
    page = " ".join(shown(spend=5000.0).split())

    assert "In every run the same scenario is worth most: for that choice knowing more is worth nothing." in page
    assert "varies anyway" not in page
