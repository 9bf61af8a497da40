"""The tables of a result in money: what a range holds is said, and a cell never claims what its range does not hold."""

from dataclasses import replace
from functools import cache

import pytest
from made_up_findings import made_up_findings

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.money.effectiveness import cost_per_outcome
from simmodel.appraisal.money.ratios import Chance
from simmodel.documents.findings import Findings
from simmodel.documents.told import at_a_glance, glance_note, with_range

LUCK = Estimate(10.0, 2.0, 15.0, 10.0, 10.0, 1.0)


@cache
def findings_with(**changes: object) -> Findings:
    return made_up_findings(**changes)


def rows_of(findings: Findings) -> dict[str, str]:
    return {label.strip(): cell for label, cell in at_a_glance(findings, ["pull_in"]).rows}


def with_headline(chance: Chance) -> Findings:
    """Findings whose spread luck explains, and whose headline pays in this share of runs."""
    findings = findings_with()
    worth = findings.appraisal.scenarios["pull_in"]
    first, *rest = worth.table
    worths = {
        **findings.appraisal.scenarios,
        "pull_in": replace(worth, table=(replace(first, net=LUCK, pays=chance), *rest)),
    }
    return replace(findings, appraisal=replace(findings.appraisal, scenarios=worths))


def test_a_spread_that_luck_explains_is_said_to_be_luck_and_no_other_is() -> None:
    assert with_range(LUCK, findings_with()) == "$10 ($2 to $15 by luck)"
    assert with_range(replace(LUCK, evidence_low=4.0), findings_with()) == "$10 ($4 to $10)"
    one_run_a_draw = findings_with(runs=10, draws=10)
    assert with_range(replace(LUCK, evidence_low=None, evidence_high=None), one_run_a_draw) == "$10 ($2 to $15)"
    assert not any("luck" in cell for cell in rows_of(one_run_a_draw).values())


@pytest.mark.parametrize(
    ("changes", "holds"),
    [({"draws": 0}, "one site, luck only"), ({"runs": 10}, "one site, evidence and luck")],
)
def test_what_the_range_of_a_place_holds_is_said(changes: dict[str, int], holds: str) -> None:
    assert holds in rows_of(findings_with(**changes))
    assert f"In brackets: {holds}," in glance_note(findings_with(**changes), 1)


@pytest.mark.parametrize(
    ("share", "told"), [(1.0, "in all 20 runs"), (0.0, "in none of 20 runs"), (0.6, "luck hides it")]
)
def test_luck_hides_a_chance_only_where_runs_disagree(share: float, told: str) -> None:
    assert rows_of(with_headline(Chance(share, 0.0, share)))["Benefits exceed costs"] == told


def test_an_outcome_clearly_forgone_is_told_by_what_is_saved_for_each() -> None:
    findings = findings_with()
    worth = findings.appraisal.scenarios["pull_in"]
    forgone = replace(
        worth.per_outcome["crises"],
        cost=cost_per_outcome([[-9.0, -9.0]], [[-3.0, -3.0]]),
        gained=Estimate(-3.0, -4.0, -2.0, -4.0, -2.0, 0.0),
    )
    worths = {"pull_in": replace(worth, per_outcome={**worth.per_outcome, "crises": forgone})}
    told = at_a_glance(replace(findings, appraisal=replace(findings.appraisal, scenarios=worths)), ["pull_in"]).rows
    place = next(place for place, row in enumerate(told) if row[0] == "Crises avoided")
    assert told[place + 1] == ("  cost of each", "$3 saved for each forgone")


def test_the_commonwealth_apart_is_the_commonwealth_and_not_all_governments() -> None:
    findings = findings_with()
    worth, basis = findings.appraisal.scenarios["pull_in"], findings.appraisal.basis
    apart, every = (worth.at(view, basis).net for view in ("commonwealth", "all_governments"))
    told = rows_of(findings)["Commonwealth, apart from NSW"]
    assert told == with_range(apart, findings)
    assert told != with_range(every, findings)
