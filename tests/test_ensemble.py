"""Ensembles: what is kept of paired runs, and the summary that is made of it."""

from pathlib import Path

import numpy as np
import pytest
from towns import alone, some_solution, town, towns

from simmodel import ensemble, pool, sampling
from simmodel.appraisal.capacity import capacity_of, funded_weeks
from simmodel.appraisal.comparison import summarise, to_json
from simmodel.appraisal.measured import enrolled_in_time
from simmodel.appraisal.outcomes import ASSUMED_LINK, BY_SITE, COSTS_BY_PAYER, OUTCOMES
from simmodel.appraisal.packed import packed
from simmodel.appraisal.precision import precision_of
from simmodel.checks import base_counts
from simmodel.draws import study_of_draw
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play, play_all
from simmodel.engine.start import delivery_of, solution_of
from simmodel.ensemble import RUNS_FOR_A_TABLE, compare, table_misses
from simmodel.errors import CustodyLevelError, SimmodelError
from simmodel.facts import facts_of
from simmodel.kept import OneRun, keep
from simmodel.places import CohortPeople
from simmodel.scenario import read_study
from simmodel.vocabulary import COHORTS
from simmodel.week import WEEK


@pytest.fixture(scope="module")
def runs():
    return compare(town((30, 20, 10, 10), levers="reach_out = true"), runs=4, seed=3, workers=2)


def values(runs, scenario, population, outcome):
    table = runs.table
    chosen = (table.scenario == scenario) & (table.population == population) & (table.outcome == outcome)
    return table[chosen].set_index("run")


def test_every_outcome_of_the_catalogue_is_counted_for_the_site_in_every_run(runs):
    for scenario in ("current", "more_places", "pull_in"):
        for outcome in OUTCOMES:
            assert len(values(runs, scenario, "site", outcome)) == 4


def test_only_a_scenario_with_coaches_has_people_reached(runs):
    by_scenario = runs.table.groupby("scenario").population.unique()
    assert set(by_scenario["pull_in"]) == {"site", "reached"}
    assert set(by_scenario["current"]) == {"site", "reached:pull_in"}
    assert set(by_scenario["more_places"]) == {"site"}


def test_the_people_reached_are_the_same_people_in_both_arms(runs):
    for outcome in (name for name, each in OUTCOMES.items() if each.unit != "weeks per shock"):
        with_coach, without = (values(runs, *arm, outcome).people for arm in ARMS)
        assert with_coach.equals(without)


LEVEL = {"mean", "low", "high", "evidence_low", "evidence_high", "mc_error", "rests_on_assumed_link"}
ARMS = (("pull_in", "reached"), ("current", "reached:pull_in"))


def test_costs_by_payer_add_up_to_the_total(runs):
    for arm in (*ARMS, ("current", "site"), ("more_places", "site")):
        parts = sum(values(runs, *arm, payer).value for payer in COSTS_BY_PAYER)
        assert np.allclose(parts, values(runs, *arm, "cost_total").value)


def test_the_programmes_money_is_counted_once_whoever_it_is_spread_over(runs):
    for scenario, population in (("pull_in", "site"), ("pull_in", "reached"), ("more_places", "site")):
        spent = values(runs, scenario, population, "cost_programme")
        assert np.allclose(spent.value * spent.people, 2 * 650_000)
    assert (values(runs, "current", "reached:pull_in", "cost_programme").value == 0).all()


def test_progress_is_told_after_every_run():
    told = []
    compare(town(), runs=3, seed=1, workers=2, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_other_seeds_are_other_lives():
    one, other = (compare(town(), runs=1, seed=seed).table.value for seed in (1, 2))
    assert not one.equals(other)


def test_the_result_says_what_the_money_buys_and_how_unsure_the_prices_are(runs):
    assert runs.money["pull_in"]["heads"] == [1.0, 1.0]
    assert runs.money["more_places"]["specialist hours a week"]["mental_health"] > 0
    assert "heads" not in runs.money["more_places"]
    (priced,) = (by for name, by in runs.money["more_places"].items() if name.startswith("price of"))
    assert set(priced) == {"mental_health", "alcohol_and_other_drugs"}
    prices = runs.facts["prices that are assumptions or from memory"]
    assert not any(row["value"].startswith("0 ") for row in prices)
    assert any("D: assumption" in row["evidence"] for row in prices)
    assert any("M: from memory" in row["evidence"] for row in prices)
    assert runs.facts["unit_costs"] == "custody and out-of-home care are priced at avoidable cost"


def test_average_cost_prices_the_same_days_higher():
    average = town((20, 0, 0, 0), more='[money]\nunit_costs = "average"')
    both = [compare(study, runs=1, seed=1, draws=0) for study in (town((20, 0, 0, 0)), average)]
    days, same = (values(one, "current", "site", "custody_days").value[0] for one in both)
    avoidable, dearer = (values(one, "current", "site", "cost_justice").value[0] for one in both)
    assert days == same > 0
    assert dearer - avoidable == pytest.approx(days * (298 - 150), rel=1e-6)


def test_weekly_series_begin_in_the_first_funded_week(runs):
    assert runs.weekly["pull_in"]["active"].shape == (4, 3 * 52)
    assert (runs.weekly["pull_in"]["active"][:, :4] == 0).all()
    assert runs.weekly["pull_in"]["active"][:, 10:100].max() > 5
    assert (runs.weekly["pull_in"]["active"][:, 104:] == 0).all()


@pytest.mark.parametrize(("series", "outcome"), [("crises", "crises"), ("cost", "cost_total")])
def test_weekly_series_add_up_to_what_is_counted_person_by_person(runs, series, outcome):
    for scenario in ("current", "pull_in"):
        by_person = values(runs, scenario, "site", outcome)
        by_week = runs.weekly[scenario][series].sum(axis=1)
        assert by_week == pytest.approx((by_person.value * by_person.people).to_numpy(), rel=1e-4)


def test_what_is_kept_of_a_run_is_each_scenarios_own_beside_the_base_case_of_the_same_weeks():
    study = town((30, 20, 10, 10), levers="reach_out = true")
    lived = list(play_all(study, some_solution(), 3, 0, compiled_driver()))
    played = {one.scenario: one.here for one in lived}
    base, coached = played["current"], played["pull_in"]
    coached.people.new_sentence_after[:] = 1
    kept = keep(0, study, iter(lived))
    assert kept.in_time["pull_in"] == enrolled_in_time(coached.people) != (0, 0) == kept.in_time["current"]
    assert kept.base == base_counts(base.people, base.weekly, "new_sentence")
    for name, one in played.items():
        weeks = funded_weeks(delivery_of(study, scenario) for scenario in study.scenarios.values())
        assert weeks == slice(4, 104)
        assert kept.capacity[name] == capacity_of(one.sites[0], one.weekly, base.weekly, weeks)
    assert kept.capacity["more_places"]["usual_others"] != kept.capacity["more_places"]["others"]


def test_the_share_enrolled_in_time_is_of_all_runs_together():
    hours = {
        "hours": 1.0,
        "joint": 0.0,
        "used": 1.0,
        "others": 0.0,
        "homes": 0.0,
        "usual_others": 0.0,
        "usual_homes": 0.0,
    }
    nobody = dict.fromkeys(("current", "more_places", "pull_in"), (0, 0))
    kept = [
        OneRun(0, packed(()), {}, {}, nobody | {"pull_in": counts}, {"current": hours}, {"current": {}}, {}, {})
        for counts in ((1, 4), (4, 6))
    ]
    (said,) = (fact for name, fact in facts_of(town(), kept, []).items() if "enrolled before release" in name)
    assert said == "50% of those with a counted release"


def test_misfits_of_the_base_case_and_people_displaced_are_told_with_the_result(monkeypatch):
    monkeypatch.setattr(ensemble, "notes_of", lambda checks, draws: ("a misfit",))
    monkeypatch.setattr(ensemble, "displaced", lambda runs: ("fewer people",))
    assert compare(town(), runs=1, seed=1, draws=0).notes == ("a misfit", "fewer people", ASSUMED_LINK)


def test_the_json_of_an_ensemble_keeps_the_contract(runs):
    found = to_json(summarise(runs))
    assert set(found) == {"study", "version", "seed", "runs", "draws", "scenarios", "differences"}
    assert set(found["differences"]) == {"more_places", "pull_in"}
    assert "reached" not in found["scenarios"]["current"]
    assert set(found["scenarios"]["current"]["site"]["crises"]) == LEVEL
    reached = found["differences"]["pull_in"]["reached"]
    assert reached["n"] > 10
    assert set(reached["cost_total"]) == LEVEL | {"runs_better", "runs_worse", "runs_same"}


def test_a_town_where_nobody_can_be_reached_still_compares():
    found = to_json(summarise(compare(town((0, 0, 0, 1), a_year=(0, 0, 0, 0)), runs=2, seed=1)))
    assert found["scenarios"]["current"]["site"]["return_to_custody_24m"]["mean"] is None


def test_runs_come_in_draws_of_two_each_with_values_of_its_own(runs):
    assert runs.draws == 2
    assert list(runs.table.columns) == ["run", "draw", "scenario", "population", "people", "outcome", "value"]
    assert runs.table.groupby("run").draw.unique().explode().tolist() == [1, 1, 2, 2]


def test_the_luck_and_the_values_of_a_draw_are_those_of_the_study_of_that_draw(runs):
    study = town((30, 20, 10, 10), levers="reach_out = true")
    believed = study_of_draw(study, 3, 2)
    solution = solution_of(believed, solution_of(study))
    people = play(believed, solution, 3, 1, compiled_driver(), draw=2)["current"].people
    crises = people.crises[people.weeks_in_scope > 0].mean()
    assert values(runs, "current", "site", "crises").value[3] == pytest.approx(crises, rel=1e-12)


def test_no_draws_is_every_number_at_its_default():
    study = town()
    one = compare(study, runs=2, seed=3, draws=0)
    people = play(study, solution_of(study), 3, 1, compiled_driver())["pull_in"].people
    assert one.draws == 0
    assert set(one.table.draw) == {0}
    crises = people.crises[people.weeks_in_scope > 0].mean()
    assert values(one, "pull_in", "site", "crises").value[1] == pytest.approx(crises, rel=1e-12)
    assert summarise(one).differences["pull_in"]["site"]["crises"].evidence_low is None


def test_any_number_of_workers_gives_the_same_result():
    one, two, three = (compare(town(), runs=6, seed=2, workers=workers) for workers in (1, 2, 3))
    assert one.table.equals(two.table)
    assert one.table.equals(three.table)
    assert all((one.weekly["pull_in"][name] == two.weekly["pull_in"][name]).all() for name in one.weekly["pull_in"])


def test_the_first_runs_of_a_longer_ensemble_are_those_of_a_shorter_one():
    short, long = (compare(town(), runs=runs, seed=2, workers=2) for runs in (3, 6))
    assert long.table[long.table.run < 3].reset_index(drop=True).equals(short.table)


def without_a_curve(monkeypatch, *draws):
    """No custody curve for these draws, whatever their values."""
    real, lost = pool.solution_of, [study_of_draw(town(), 2, draw).digest() for draw in draws]

    def solve(study, near=None):
        if near is not None and study.digest() in lost:
            raise CustodyLevelError("no custody curve")
        return real(study, near)

    monkeypatch.setattr(pool, "solution_of", solve)


def test_a_draw_without_a_custody_curve_is_left_out_counted_and_told(monkeypatch):
    whole = compare(town(), runs=6, seed=2)
    without_a_curve(monkeypatch, 2)
    found = compare(town(), runs=6, seed=2, workers=2)
    assert (found.runs, found.draws) == (4, 2)
    assert found.table.groupby("run").draw.unique().explode().tolist() == [1, 1, 3, 3]
    assert found.weekly["current"]["people"].shape[0] == 4
    assert [note for note in found.notes if note.startswith("1 of 3 draws is left out")]
    assert not [note for note in whole.notes if "left out" in note]
    kept = whole.table[whole.table.draw != 2].drop(columns="run").reset_index(drop=True)
    assert kept.equals(found.table.drop(columns="run"))


def test_where_no_draw_has_a_custody_curve_there_is_no_result(monkeypatch):
    without_a_curve(monkeypatch, 1, 2)
    with pytest.raises(CustodyLevelError, match="in any of 2 draws"):
        compare(town(), runs=4, seed=2)


def a_town_that_changes():
    return town((300, 10, 0, 0), a_year=(200, 0, 0, 0), funding=4_000_000, levers="reach_out = true")


@pytest.mark.slow
def test_runs_are_added_in_whole_draws_until_the_error_is_small_enough():
    study = a_town_that_changes()
    least = compare(study, runs=20, seed=2)
    error = precision_of(least.table, "current", 2, 1.0).error
    told = []
    more = compare(study, 20, 2, 2, lambda *at: told.append(at), until_error=0.8 * error)
    assert error > 0
    assert more.runs > 20
    assert more.runs % 2 == 0
    assert told[-1] == (more.runs, more.runs)
    assert [done for done, _ in told] == list(range(1, more.runs + 1))
    assert f"it took {more.runs} paired runs" in more.notes[-1]
    assert precision_of(more.table, "current", 2, 1.0).error <= 0.8 * error
    assert more.table.equals(compare(study, runs=more.runs, seed=2).table)


@pytest.mark.slow
def test_no_runs_are_added_where_the_error_is_small_enough_already():
    assert compare(town(), runs=20, seed=2, until_error=100).runs == 20


def test_adding_runs_ends_at_the_most_there_can_be(monkeypatch):
    monkeypatch.setattr(sampling, "MOST_RUNS", 6)
    found = compare(town(), runs=4, seed=2, until_error=1e-6)
    assert found.runs == 6
    assert "the most there can be" in found.notes[-1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [({"draws": 3}, "draws is 3 and runs 2"), ({"runs": 0}, "runs is 0"), ({"seed": -1}, "seed is -1")],
)
def test_what_no_ensemble_can_be_is_refused_in_one_sentence(asked, said):
    with pytest.raises(SimmodelError, match=said):
        compare(town(), **{"runs": 2} | asked)


SCENARIOS = Path(__file__).parents[1] / "scenarios"


def test_several_sites_are_compared_together_and_each_as_in_a_study_of_its_own():
    study = towns({"alder": 4, "birch": 1}, levers="reach_out = true")
    whole = compare(study, runs=2, seed=3, workers=2, draws=0)
    assert whole.sites == {"alder": "Town 1", "birch": "Town 2"}
    found = summarise(whole).sites
    for name in whole.sites:
        one = compare(alone(study, name), runs=2, seed=3, draws=0).table
        assert whole.by_site[name].equals(one[one.outcome.isin(BY_SITE)].reset_index(drop=True))
        level = summarise(compare(alone(study, name), runs=2, seed=3, draws=0)).scenarios["pull_in"]["site"]["crises"]
        assert found[name].scenarios["pull_in"]["site"]["crises"] == level


def test_the_money_is_told_per_site_and_in_all():
    money = compare(towns({"alder": 4, "birch": 1}), runs=1, seed=1, draws=0).money["pull_in"]
    assert (money["funding_per_year"], money["funding per year, all 2 sites together"]) == (650_000, 1_300_000)
    assert not any("together" in key for key in compare(town(), runs=1, seed=1, draws=0).money["pull_in"])


def test_an_ensemble_plays_the_exchange_of_its_week():
    def meeting(sites, neighbours):
        for site in sites:
            site.default_trust = 0.9

    study = towns({"alder": 4, "birch": 1})
    one, other = (compare(study, runs=1, seed=1, draws=0, week=week) for week in (WEEK, WEEK.exchanging(meeting)))
    assert not one.table.equals(other.table)


def small_version(name, people):
    """A study that ships, over three years and with so many people a cohort where it says how many."""
    study = read_study(SCENARIOS / f"{name}.toml")
    time = study.time.model_copy(update={"warm_up_years": 1, "horizon_years": 3, "count_releases_weeks": 52})
    few = CohortPeople(at_start=people, arrivals_per_year=2.0)
    sites = {key: site.model_copy(update={"people": dict.fromkeys(COHORTS, few)}) for key, site in study.sites.items()}
    made = study.generated and study.generated.model_copy(update={"size": 0.03})
    paid = {key: each.model_copy(update={"funded_years": 2}) for key, each in study.scenarios.items()}
    return study.model_copy(update={"time": time, "sites": sites, "generated": made, "scenarios": paid})


@pytest.mark.parametrize(
    ("name", "sites"),
    [("three_communities", 3), pytest.param("hundred_communities", 100, marks=pytest.mark.slow)],
)
def test_the_studies_of_several_sites_run(name, sites):
    found = summarise(compare(small_version(name, 10), runs=2, seed=1, workers=2, draws=0))
    assert len(found.sites) == sites
    assert found.people_reached["pull_in"] > sites
    assert found.differences["pull_in"]["site"]["crises"].mean is not None


# a table of returns


def test_a_table_that_the_base_case_misses_is_told_ahead_in_the_words_of_a_comparison(monkeypatch) -> None:
    monkeypatch.setattr(pool, "solution_of", lambda study, near=None: some_solution())
    months = [0.001 * month for month in range(1, 13)] + [0.9] * 12
    table = f"[custody_level]\nreturned_by_month = {months}"
    study = town((30, 5, 5, 5), (30.0, 1.0, 1.0, 1.0), years=4, more=table)
    told = table_misses(study, seed=3, workers=2)
    assert [words.partition(" (new_sentence)")[0].rpartition(" on ")[2] for words in told] == [
        "back within 12 months",
        "back within 24 months",
    ]
    assert set(told) < set(compare(study, runs=RUNS_FOR_A_TABLE, seed=3, draws=0).notes)


def test_without_a_table_nobody_lives_to_see_whether_it_is_met(monkeypatch) -> None:
    monkeypatch.setattr(pool, "solution_of", lambda study, near=None: pytest.fail("somebody lived"))
    assert table_misses(town()) == ()
