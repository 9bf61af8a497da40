"""Who benefits: the group that gains most is one of those that clearly gain, and stands with its range."""

from dataclasses import replace
from datetime import date

from synthetic_runs import made_up_runs

from simmodel.appraisal.estimates import Estimate
from simmodel.documents.findings import Findings, findings_of
from simmodel.shown.compare.who import HOUSED, who
from simmodel.shown.parts import Choice, Figure

FINDINGS = findings_of(made_up_runs(runs=40, draws=20), "typed", date(2026, 11, 23))
WAY = "pull_in"
CLEAR, MORE, LOST = (
    Estimate(mean, low, high, low, high, 0.01) for mean, low, high in ((4, 3, 5), (6, 5, 8), (-7, -9, -6))
)
UNCLEAR = Estimate(30.0, -10.0, 70.0, -10.0, 70.0, 0.01)


def title_with(*changes: Estimate) -> str:
    """The title where the first groups have these changes, and every other an unclear one."""
    worth = FINDINGS.appraisal.scenarios[WAY]
    every = [*changes, *[UNCLEAR] * (len(worth.who_gains.gains) - len(changes))]
    gains = tuple(
        replace(gain, change={**gain.change, HOUSED: change})
        for gain, change in zip(worth.who_gains.gains, every, strict=True)
    )
    return figure_of(replace(worth.who_gains, gains=gains)).title


def figure_of(gains: object) -> Figure:
    worth = FINDINGS.appraisal.scenarios[WAY]
    ways = {**FINDINGS.appraisal.scenarios, WAY: replace(worth, who_gains=gains)}
    (choice,) = [each for each in who(with_ways(ways)) if isinstance(each, Choice)]
    parts = [part for option in choice.options for part in option.parts if isinstance(part, Figure)]
    return next(each for each in parts if each.name == f"who-{WAY}")


def with_ways(ways: dict) -> Findings:
    return replace(FINDINGS, appraisal=replace(FINDINGS.appraisal, scenarios=ways))


def test_who_gains_most_is_said_to_be_of_those_that_clearly_differ_and_has_its_range() -> None:
    groups = len(FINDINGS.appraisal.scenarios[WAY].who_gains.gains)
    told = title_with(CLEAR, MORE)
    assert f"2 of {groups} groups clearly differ in weeks in a stable home, and of these people" in told
    assert told.endswith(" gain most, 6.00 (5.00 to 8.00) each.")


def test_a_loss_is_told_as_a_loss_with_its_range() -> None:
    assert title_with(CLEAR, LOST).endswith(" lose most, 7.00 (6.00 to 9.00) each.")


def test_of_one_group_alone_nothing_is_said_to_be_most() -> None:
    assert "1 of " in title_with(CLEAR)
    assert title_with(CLEAR).endswith(" gain, 4.00 (3.00 to 5.00) each.")


def test_a_change_that_is_not_clear_is_said_to_be_so_in_the_table_too() -> None:
    worth = FINDINGS.appraisal.scenarios[WAY]
    first, second, *others = worth.who_gains.gains
    both = [
        replace(each, change={**each.change, HOUSED: change}) for each, change in ((first, CLEAR), (second, UNCLEAR))
    ]
    table = figure_of(replace(worth.who_gains, gains=(*both, *others))).table
    column = table.head.index("Weeks in a stable home")
    assert [row[column] for row in table.rows[:2]] == ["4.00 (3.00 to 5.00)", "30.0 (-10.0 to +70.0), not clear"]
