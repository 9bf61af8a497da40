"""Means, ranges, Monte Carlo errors and paired differences, each re-derived by another road."""

import json
import math
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simmodel.appraisal.comparison import Comparison, summarise, to_frame, to_json
from simmodel.appraisal.estimates import Difference, tallied
from simmodel.appraisal.outcomes import OUTCOMES, outcome_named
from simmodel.appraisal.runs import COLUMNS, Runs
from simmodel.errors import SimmodelError

RETURNS = "return_to_custody_24m"
NAN = float("nan")
LEVEL = {"mean", "low", "high", "evidence_low", "evidence_high", "mc_error", "rests_on_assumed_link"}


def runs_of(rows: list[tuple], runs: int, draw: list[int] | None = None) -> Runs:
    """Runs from rows of (run, scenario, population, people, outcome, value); the base case is `current`.

    `draw`: the draw of each run; without it nothing is sampled.
    """
    table = pd.DataFrame([(row[0], draw[row[0]] if draw else 0, *row[1:]) for row in rows], columns=list(COLUMNS))
    return Runs("taree", "Taree", "0.1.0", 1, runs, "current", "digest", table, draws=len(set(draw or [])))


def counts(found: Difference) -> tuple[int | None, int | None, int | None]:
    return found.runs_better, found.runs_worse, found.runs_same


def paired(
    base: list[float],
    here: list[float],
    outcome: str,
    people: list[int] | None = None,
    draw: list[int] | None = None,
) -> Comparison:
    """A comparison of `pull_in` with `current` across the site, from one value a run."""
    people = people or [100] * len(base)
    rows = [(run, "current", "site", people[run], outcome, value) for run, value in enumerate(base)]
    rows += [(run, "pull_in", "site", people[run], outcome, value) for run, value in enumerate(here)]
    return summarise(runs_of(rows, len(base), draw))


values = st.floats(0, 1000, allow_nan=False)


@given(st.lists(st.tuples(values, values), min_size=2, max_size=30))
def test_with_as_many_people_in_every_run_the_mean_is_the_plain_mean_of_runs(pairs: list[tuple]) -> None:
    base, here = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    comparison = paired(base, here, "crises")
    level = comparison.scenarios["pull_in"]["site"]["crises"]
    assert level.mean == pytest.approx(statistics.fmean(here))
    assert level.mc_error == pytest.approx(statistics.stdev(here) / math.sqrt(len(here)), abs=1e-9)
    change = [b - a for a, b in pairs]
    difference = comparison.differences["pull_in"]["site"]["crises"]
    assert difference.mean == pytest.approx(statistics.fmean(change), abs=1e-9)
    assert difference.mc_error == pytest.approx(statistics.stdev(change) / math.sqrt(len(change)), abs=1e-9)


def test_a_share_weighs_each_run_by_the_releases_it_counted() -> None:
    comparison = paired([0.5, 0.0], [1.0, 0.0], RETURNS, people=[10, 30])
    assert comparison.scenarios["current"]["site"][RETURNS].mean == pytest.approx(5 / 40)
    assert comparison.differences["pull_in"]["site"][RETURNS].mean == pytest.approx(5 / 40)


def test_the_monte_carlo_error_of_a_share_is_about_how_much_the_share_scatters() -> None:
    luck = np.random.default_rng(1)

    def one_study() -> tuple[float, float]:
        people = luck.integers(5, 40, 60)
        value = [luck.binomial(n, 0.4) / n for n in people]
        rows = [(run, "current", "site", people[run], RETURNS, value[run]) for run in range(60)]
        found = summarise(runs_of(rows, 60)).scenarios["current"]["site"][RETURNS]
        return found.mean, found.mc_error

    means, errors = zip(*(one_study() for _ in range(300)), strict=True)
    assert statistics.fmean(errors) == pytest.approx(statistics.stdev(means), rel=0.15)


def test_the_range_is_the_5th_to_95th_percentile_of_paired_differences_not_of_levels() -> None:
    base = [float(value) for value in range(0, 2100, 100)]
    here = [value + step for step, value in enumerate(base)]
    found = paired(base, here, "crises").differences["pull_in"]["site"]["crises"]
    assert (found.low, found.high) == pytest.approx((1.0, 19.0))


def test_pairing_makes_the_error_of_a_difference_smaller_than_that_of_its_parts() -> None:
    base = [float(value) for value in range(40)]
    comparison = paired(base, [value + 1 for value in base], "crises")
    assert comparison.scenarios["pull_in"]["site"]["crises"].mc_error > 1
    assert comparison.differences["pull_in"]["site"]["crises"].mc_error == 0


@given(st.lists(st.tuples(values, st.integers(1, 500)), min_size=1, max_size=30))
def test_a_scenario_that_changes_nothing_differs_by_exactly_zero(rows: list[tuple]) -> None:
    same = [row[0] for row in rows]
    found = paired(same, same, "crises", [row[1] for row in rows]).differences["pull_in"]["site"]["crises"]
    assert (found.mean, found.low, found.high) == (0, 0, 0)
    assert counts(found) == (0, 0, len(rows))


@given(st.lists(st.integers(1, 500), min_size=1, max_size=40), values)
def test_runs_that_all_agree_have_exactly_their_value_as_mean(people: list[int], value: float) -> None:
    level = paired([value] * len(people), [value] * len(people), RETURNS, people).scenarios["current"]["site"]
    assert (level[RETURNS].mean, level[RETURNS].low, level[RETURNS].high) == (value, value, value)


@pytest.mark.parametrize(("outcome", "expected"), [("crises", (2, 1, 1)), ("weeks_in_work", (1, 2, 1))])
def test_better_follows_the_direction_of_the_outcome_and_a_tie_is_no_win(outcome: str, expected: tuple) -> None:
    found = paired([10.0, 10.0, 10.0, 10.0], [9.0, 8.0, 10.0, 13.0], outcome).differences["pull_in"]["site"]
    assert counts(found[outcome]) == expected


@given(st.lists(st.tuples(values, values), min_size=1, max_size=20))
def test_what_is_better_one_way_is_worse_the_other_and_all_runs_are_counted(pairs: list[tuple]) -> None:
    base, here = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    better, worse, same = counts(paired(base, here, "crises").differences["pull_in"]["site"]["crises"])
    assert counts(paired(here, base, "crises").differences["pull_in"]["site"]["crises"]) == (worse, better, same)
    assert better + worse + same == len(pairs)


def test_where_neither_way_is_better_no_run_is_counted_as_better() -> None:
    assert tallied(np.array([-1.0, 2.0]), None) == {}


def test_lower_cost_is_better_for_every_payer() -> None:
    assert all(outcome.better == "lower" for name, outcome in OUTCOMES.items() if name.startswith("cost_"))


def reached_rows() -> list[tuple]:
    """Run 0 reached 80 people, run 1 nobody, run 2 60 people of whom nobody has a counted release."""
    rows = [
        (run, name, "site", 900, "crises", 5.0) for run in range(3) for name in ("current", "more_places", "pull_in")
    ]
    for run, people in ((0, 80), (2, 60)):
        rows.append((run, "current", "reached:pull_in", people, "crises", 8.0))
        rows.append((run, "pull_in", "reached", people, "crises", 6.0))
    rows.append((0, "current", "reached:pull_in", 20, RETURNS, 0.5))
    rows.append((0, "pull_in", "reached", 20, RETURNS, 0.4))
    rows.append((2, "current", "reached:pull_in", 0, RETURNS, NAN))
    rows.append((2, "pull_in", "reached", 0, RETURNS, NAN))
    return rows


def test_reached_people_are_compared_with_themselves_in_the_base_case() -> None:
    found = summarise(runs_of(reached_rows(), 3)).differences["pull_in"]["reached"]
    assert found["crises"].mean == -2
    assert found[RETURNS].mean == pytest.approx(-0.1)


def test_a_run_without_a_counted_release_is_left_out_of_the_share() -> None:
    found = summarise(runs_of(reached_rows(), 3)).differences["pull_in"]["reached"][RETURNS]
    assert counts(found) == (1, 0, 0)
    assert found.mc_error is None


def test_n_counts_runs_that_reached_nobody_as_zero() -> None:
    assert summarise(runs_of(reached_rows(), 3)).people_reached == {"pull_in": pytest.approx(140 / 3)}


def test_json_holds_the_contract_and_nothing_else() -> None:
    told = to_json(summarise(runs_of(reached_rows(), 3)))
    assert list(told) == ["study", "version", "seed", "runs", "draws", "scenarios", "differences"]
    assert {name: set(by) for name, by in told["scenarios"].items()} == {
        "current": {"site"},
        "more_places": {"site"},
        "pull_in": {"site", "reached"},
    }
    assert {name: set(by) for name, by in told["differences"].items()} == {
        "more_places": {"site"},
        "pull_in": {"site", "reached"},
    }
    assert set(told["scenarios"]["pull_in"]["reached"]["crises"]) == LEVEL
    assert set(told["differences"]["pull_in"]["site"]["crises"]) == LEVEL | {"runs_better", "runs_worse", "runs_same"}
    assert told["differences"]["pull_in"]["reached"]["n"] == pytest.approx(140 / 3)
    assert "n" not in told["differences"]["pull_in"]["site"]


def test_a_programme_that_reached_nobody_has_no_reached_key() -> None:
    rows = [(0, name, "site", 900, "crises", 5.0) for name in ("current", "pull_in")]
    told = to_json(summarise(runs_of(rows, 1)))
    assert set(told["scenarios"]["pull_in"]) == {"site"}
    assert set(told["differences"]["pull_in"]) == {"site"}


def test_an_outcome_that_no_run_could_have_is_null_and_not_missing() -> None:
    told = to_json(paired([NAN, NAN], [NAN, NAN], RETURNS))
    for part, name in (("differences", "pull_in"), ("scenarios", "current")):
        found = told[part][name]["site"][RETURNS]
        assert {key for key, value in found.items() if value is not None} == {"rests_on_assumed_link"}


@given(st.lists(st.tuples(st.floats(), st.floats()), min_size=1, max_size=8))
@settings(max_examples=200)
def test_json_never_holds_a_number_that_json_does_not_know(pairs: list[tuple]) -> None:
    with np.errstate(all="ignore"):
        told = to_json(paired([pair[0] for pair in pairs], [pair[1] for pair in pairs], "crises"))
    json.dumps(told, allow_nan=False)


def test_one_run_has_a_mean_and_no_monte_carlo_error() -> None:
    found = paired([3.3], [1.1], "crises").differences["pull_in"]["site"]["crises"]
    assert found.mean == found.low == found.high == pytest.approx(-2.2)
    assert found.mc_error is None


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(luck: object) -> None:
    rows = reached_rows()
    shuffled = rows[:3] + luck.sample(rows[3:], len(rows) - 3)
    assert to_json(summarise(runs_of(shuffled, 3))) == to_json(summarise(runs_of(rows, 3)))


def test_only_runs_that_both_arms_have_are_paired() -> None:
    rows = [(0, "current", "site", 9, "crises", 5.0), (1, "current", "site", 9, "crises", 50.0)]
    rows.append((0, "pull_in", "site", 9, "crises", 4.0))
    assert summarise(runs_of(rows, 2)).differences["pull_in"]["site"]["crises"].mean == -1


def test_the_summary_table_holds_every_level_and_difference_once() -> None:
    frame = to_frame(summarise(runs_of(reached_rows(), 3)))
    assert not frame.duplicated(["kind", "scenario", "population", "outcome"]).any()
    assert (frame["kind"] == "difference").sum() == 4
    assert (frame["population"] == "reached:pull_in").sum() == 2


def test_an_unknown_outcome_names_the_nearest_right_one() -> None:
    with pytest.raises(SimmodelError, match="did you mean 'crises'"):
        outcome_named("crisis")
    with pytest.raises(SimmodelError, match="no outcome called 'joy'"):
        paired([1.0], [1.0], "joy")


def test_a_table_without_one_of_its_columns_is_refused() -> None:
    table = pd.DataFrame(columns=list(COLUMNS)).drop(columns="people")
    with pytest.raises(ValueError, match="lacks the columns people"):
        Runs("taree", "Taree", "0.1.0", 1, 1, "current", "digest", table)


DRAW = [1, 1, 2, 2, 3, 3, 4, 4]
BASE = [5.0, 7.0, 1.0, 2.0, 9.0, 8.0, 4.0, 4.5]
HERE = [4.0, 6.5, -1.0, 0.5, 9.0, 8.5, 1.0, 1.0]


def test_both_bands_the_error_and_the_share_of_luck_are_those_of_draws() -> None:
    """By hand: change by run, mean by draw, one-way analysis of variance."""
    comparison = paired(BASE, HERE, "crises", draw=DRAW)
    found = comparison.differences["pull_in"]["site"]["crises"]
    change = (np.array(HERE) - np.array(BASE)).reshape(4, 2)
    means, within = change.mean(axis=1), change.var(axis=1, ddof=1).mean()
    seen = means.var(ddof=1)
    between = seen - within / 2
    drawn_in = change.mean() + math.sqrt(between / seen) * (means - change.mean())
    assert between > 0
    assert [found.evidence_low, found.evidence_high] == pytest.approx(list(np.percentile(drawn_in, [5, 95])))
    assert [found.low, found.high] == pytest.approx(list(np.percentile(change, [5, 95])))
    assert found.mc_error == pytest.approx(math.sqrt(seen / 4))
    assert comparison.luck["pull_in"]["site"]["crises"] == pytest.approx(within / (within + between))
    assert (comparison.draws, comparison.runs) == (4, 8)


def test_levels_have_both_bands_as_well() -> None:
    level = paired(BASE, HERE, "crises", draw=DRAW).scenarios["current"]["site"]["crises"]
    by_draw = np.array(BASE).reshape(4, 2).mean(axis=1)
    assert level.mc_error == pytest.approx(by_draw.std(ddof=1) / 2)
    assert level.low < level.evidence_low < level.mean < level.evidence_high < level.high


@pytest.mark.parametrize(("draw", "error"), [(None, True), ([1] * 8, False), (list(range(1, 9)), True)])
def test_where_evidence_cannot_be_told_from_luck_its_band_is_null(draw: list[int] | None, error: bool) -> None:
    comparison = paired(BASE, HERE, "crises", draw=draw)
    found = to_json(comparison)["differences"]["pull_in"]["site"]["crises"]
    assert (found["evidence_low"], found["evidence_high"]) == (None, None)
    assert (found["mc_error"] is not None) == error
    assert comparison.luck["pull_in"]["site"]["crises"] is None


def test_a_draw_that_lost_a_run_still_counts() -> None:
    here = [NAN, *HERE[1:]]
    comparison = paired(BASE, here, "crises", draw=DRAW)
    found = comparison.differences["pull_in"]["site"]["crises"]
    assert found.low < found.evidence_low < found.evidence_high < found.high
    means, counts = np.array([-0.5, -1.75, 0.25, -3.25]), np.array([1, 2, 2, 2])
    assert found.mean == pytest.approx(means @ counts / 7)
    pulls = (means - found.mean) * counts / 7
    assert found.mc_error == pytest.approx(math.sqrt(4 / 3 * sum(p * p for p in pulls)))


@pytest.mark.slow
@pytest.mark.parametrize(("evidence", "luck"), [(1.0, 2.0), (0.5, 1.0), (2.0, 0.5)])
def test_over_many_ensembles_the_evidence_band_is_as_wide_as_the_evidence(evidence: float, luck: float) -> None:
    widths, chance, draw = [], np.random.default_rng(5), np.repeat(np.arange(1, 61), 4)
    for _ in range(150):
        change = chance.normal(0, evidence, 60)[draw - 1] + chance.normal(0, luck, len(draw))
        here = (20 + change).tolist()
        found = paired([20.0] * len(draw), here, "crises", draw=draw.tolist()).differences["pull_in"]["site"]["crises"]
        widths.append(found.evidence_high - found.evidence_low)
    assert np.mean(widths) == pytest.approx(2 * 1.6449 * evidence, rel=0.12)
