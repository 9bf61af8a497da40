"""What the children page does within the whole model: no adult's life hangs on it, and it does what it says.

Sources (evidence ledger): CHI003 (24 to 30% developmentally vulnerable, assumed for Taree and chosen here: no test of
the model), CHI004 (reported again, held by `tests/test_contrasts.py`).
"""

import numpy as np
import pytest
from towns import differing, some_solution, town

from simmodel.appraisal.comparison import summarise, to_json
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play
from simmodel.engine.start import solution_of
from simmodel.ensemble import compare
from simmodel.parameters import catalogue
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.scenario import parse_study
from simmodel.vocabulary import CHILD_PROTECTION
from simmodel.world import NEVER

TAREE = """\
name = "taree"
title = "Taree"
[site]
name = "Taree"
[scenarios.current]
title = "Current"
base_case = true
buys = "nothing"
"""
OFF = "[mechanisms]\nchild_development = false\n"
CHILDRENS = {"born", "in_care", "last_report", "exposure", "school", "reported_now", "child_reports"}
CHILDRENS |= {"child_care_weeks", "cost"}
EXTREME = "".join(
    f'[[assumption]]\nnumber = "{name}"\nvalue = {high}\nbecause = "an extreme"\n'
    for name, (_, _, _, high) in catalogue().items()
    if name.startswith("children.")
)


def counted(text, runs=16):
    """Weekly counts of the base case, one after the other, shape (runs, weeks)."""
    study = parse_study(text)
    lived = [play(study, solution_of(study), 3, run, compiled_driver())["current"] for run in range(runs)]
    return {name: np.array([one.weekly[name] for one in lived]) for name in lived[0].weekly.dtype.names}


@pytest.fixture(scope="module")
def base_case():
    return counted(TAREE)


@pytest.fixture(scope="module")
def switched_off():
    return counted(TAREE + OFF)


def reports_per_100(counts):
    return 100 * WEEKS_PER_YEAR * counts["child_reports"].sum() / counts["children"].sum()


def share_vulnerable(counts):
    return counts["starts_vulnerable"].sum() / counts["school_starts"].sum()


def share_in_care(counts):
    return counts["children_in_care"].sum() / counts["children"].sum()


@pytest.mark.slow
def test_in_the_base_case_24_to_30_per_cent_start_school_vulnerable(base_case):
    assert 0.24 <= share_vulnerable(base_case) <= 0.30


@pytest.mark.parametrize("name", ["children", "children_in_care", "child_reports", "school_starts"])
def test_in_the_base_case_children_hold_still(base_case, name):
    by_run = base_case[name]
    first, last = (by_run[:, weeks].sum(axis=1) for weeks in (slice(0, 104), slice(-104, None)))
    error = np.std(last - first, ddof=1) / len(by_run) ** 0.5
    assert abs((last - first).mean()) <= 0.05 * first.mean() + 2 * error


def test_switched_off_nobody_is_better_or_worse_off_in_the_base_case(base_case, switched_off):
    assert reports_per_100(switched_off) == pytest.approx(reports_per_100(base_case), rel=0.05)
    assert share_in_care(switched_off) == pytest.approx(share_in_care(base_case), rel=0.05)
    assert share_vulnerable(switched_off) == pytest.approx(share_vulnerable(base_case), abs=0.015)


def test_no_adults_life_hangs_on_what_happens_to_children():
    played = [
        play(
            town(more=more),
            some_solution(child_exposure=0.53, child_risk=1.1, child_return=0.9),
            5,
            0,
            compiled_driver(),
        )
        for more in ("", EXTREME, OFF)
    ]
    usual = played[0]["pull_in"].people
    for other in played[1:]:
        changed = set(differing(usual, other["pull_in"].people))
        assert changed <= CHILDRENS
        assert {"last_report", "in_care"} <= changed
        payers = usual.cost.shape[1]
        rest = [payer for payer in range(payers) if payer != CHILD_PROTECTION]
        assert np.array_equal(usual.cost[:, rest], other["pull_in"].people.cost[:, rest])


@pytest.fixture(scope="module")
def families():
    """A town of families, and the same with the link switched off: nearly everybody with a coach."""
    make = {"at_start": (0, 0, 120, 0), "a_year": (0.5, 0.5, 20.0, 0.5), "warm_up": 2, "years": 8, "funded": 6}
    levers = "reach_out = true\ncaseload = 12"
    solution = some_solution(child_exposure=0.53, child_risk=1.15, child_return=0.86)
    linked, unlinked = (
        [
            play(town(**make, funding=3_000_000, levers=levers, more=more), solution, 5, run, compiled_driver())
            for run in range(6)
        ]
        for more in ("", OFF)
    )
    return linked, unlinked


def total(played, scenario, what):
    return sum(float(what(one[scenario].people)) for one in played)


@pytest.mark.parametrize(
    "what",
    [
        lambda people: people.exposure.sum(),
        lambda people: people.child_reports.sum(),
        lambda people: people.child_care_weeks.sum(),
        lambda people: people.cost[:, CHILD_PROTECTION].sum(),
    ],
    ids=["exposure", "reports", "weeks in care", "cost to child protection"],
)
def test_a_coach_who_lightens_a_parents_life_lightens_a_childs_through_the_assumed_link(families, what):
    linked, _ = families
    assert total(linked, "pull_in", what) < total(linked, "current", what)


def test_switched_off_nothing_that_coaches_do_reaches_a_child(families):
    _, unlinked = families
    for one in unlinked:
        base, coached = one["current"].people, one["pull_in"].people
        as_long = (base.gone == coached.gone) & (base.weeks_in_scope == coached.weeks_in_scope)
        assert as_long.mean() > 0.95
        assert (coached.enrolled[as_long] > NEVER).sum() > 40
        for name in ("child_reports", "child_care_weeks", "school", "in_care", "last_report"):
            assert np.array_equal(base[name][as_long], coached[name][as_long]), name
        assert not np.array_equal(base.exposure, coached.exposure)


@pytest.mark.slow
def test_a_place_without_children_compares_all_the_same():
    nobody = "".join(
        f'[[assumption]]\nnumber = "community.has_children.{cohort}"\nvalue = {low}\nbecause = "few"\n'
        for cohort, low in (("leaving_custody", 0.1), ("homelessness", 0.1), ("young_person", 0.05))
    )
    study = town((0, 3, 0, 0), a_year=(0.0, 0.0, 0.0, 0.0), more=nobody)
    found = None
    for seed in range(1, 9):
        runs = compare(study, runs=1, seed=seed, draws=0)
        if runs.table.query("outcome == 'child_reports'").people.max() == 0:
            found = to_json(summarise(runs))
            break
    assert found is not None
    for outcome in ("child_reports", "child_care_weeks", "children_vulnerable"):
        assert found["scenarios"]["current"]["site"][outcome]["mean"] is None
    assert found["scenarios"]["current"]["site"]["cost_child_protection"]["mean"] == 0.0
