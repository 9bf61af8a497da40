"""Ranges of the tabs of Compare: a band that luck alone has made a point is never shown as if nothing were open."""

from dataclasses import replace
from datetime import date

import pytest
from made_up_levels import made_up as funded
from synthetic_runs import made_up_runs

from simmodel.appraisal.estimates import Estimate
from simmodel.documents.findings import Findings, findings_of
from simmodel.shown.compare import in_short, sweep, who
from simmodel.shown.parts import Choice, Figure, Table

FINDINGS = findings_of(made_up_runs(runs=40, draws=20), "typed", date(2026, 11, 23))
WAY, OUTCOME = "pull_in", "crises"


def with_crises(**changes: object) -> Findings:
    """The findings with another range of the difference that a way makes in crises of the people reached."""
    comparison = FINDINGS.comparison
    of_way = comparison.differences[WAY]
    crises = replace(of_way["reached"][OUTCOME], **changes)
    reached = {**of_way["reached"], OUTCOME: crises}
    differences = {**comparison.differences, WAY: {**of_way, "reached": reached}}
    return replace(FINDINGS, comparison=replace(comparison, differences=differences))


def cell_of(findings: Findings) -> str:
    (table,) = [each for each in in_short.in_short(findings) if isinstance(each, Table) and "reached" in each.title]
    row = next(row for row in table.rows if row[0] == "Crises, crises per person")
    return row[1 + list(table.head[1:]).index(f"Title of {WAY}")]


@pytest.mark.parametrize(
    ("low", "high", "evidence_low", "evidence_high", "told"),
    [
        (-1.2, 0.3, -0.5, -0.5, "-0.50 (-1.20 to +0.30 by luck); "),
        (-1.2, 0.3, -0.7, -0.4, "-0.50 (-0.70 to -0.40); "),
        (-1.2, 0.3, None, None, "-0.50 (-1.20 to +0.30); "),
        (-0.5, -0.5, -0.5, -0.5, "-0.50; "),
        (-0.503, -0.498, -0.501, -0.499, "-0.50; "),
        (0.0, 0.0, None, None, "-0.50 (0.00 in nine runs of ten); "),
        (0.0, 0.0, -0.5, -0.5, "-0.50 (0.00 in nine runs of ten); "),
        (-0.2, 0.0, None, None, "-0.50 (-0.20 to 0.00 in nine runs of ten); "),
    ],
    ids=[
        "a point by luck",
        "evidence",
        "no draws",
        "every run alike",
        "alike as printed",
        "a mean that few runs move",
        "a mean that few runs move, without a band of evidence",
        "a mean beyond most runs",
    ],
)
def test_what_differs_has_the_range_that_decides(
    low: float, high: float, evidence_low: float | None, evidence_high: float | None, told: str
) -> None:
    bands = {"low": low, "high": high, "evidence_low": evidence_low, "evidence_high": evidence_high}
    assert cell_of(with_crises(mean=-0.5, **bands)).startswith(told)


def test_a_single_run_has_no_range() -> None:
    single = findings_of(made_up_runs(runs=1), "typed", date(2026, 11, 23))
    assert "(no range)" in cell_of(single)


LUCK = Estimate(4e6, 1e6, 9e6, 4e6, 4e6, 5e5)


def test_a_bar_of_a_group_spans_what_runs_show_where_luck_explains_it() -> None:
    worth = FINDINGS.appraisal.scenarios[WAY]
    first, *rest = worth.who_gains.gains
    lucky = replace(first, change={**first.change, who.HOUSED: Estimate(4.0, 1.0, 9.0, 4.0, 4.0, 0.5)})
    ways = {
        **FINDINGS.appraisal.scenarios,
        WAY: replace(worth, who_gains=replace(worth.who_gains, gains=(lucky, *rest))),
    }
    shown = who.who(replace(FINDINGS, appraisal=replace(FINDINGS.appraisal, scenarios=ways)))
    (choice,) = [each for each in shown if isinstance(each, Choice)]
    figures = [part for option in choice.options for part in option.parts if isinstance(part, Figure)]
    figure = next(each for each in figures if each.name == f"who-{WAY}")
    bar = figure.chart["data"]["values"][0]
    assert (bar["low"], bar["high"]) == (1.0, 9.0)


def test_a_level_of_funding_spans_what_runs_show_where_luck_explains_it() -> None:
    found = funded((2e6, 1e6, -1e6, -2e6), noise=300_000.0)
    way = found.scenarios[0]
    lucky = replace(way, levels=(replace(way.levels[0], net=LUCK), *way.levels[1:]))
    (figure,) = [each for each in sweep.parts_of(replace(found, scenarios=(lucky,))) if isinstance(each, Figure)]
    point = figure.chart["data"]["values"][0]
    assert (point["low"], point["high"]) == (1.0, 9.0)
    assert figure.table.rows[0][1].startswith("4.00 (1.00 to 9.00 by luck); ")
