"""Ensembles: what is kept of paired runs, and the summary that is made of it."""

import numpy as np
import pytest
from towns import some_solution, town

from simmodel import ensemble
from simmodel.appraisal.capacity import capacity_of
from simmodel.appraisal.comparison import summarise, to_json
from simmodel.appraisal.measured import enrolled_in_time
from simmodel.appraisal.outcomes import COSTS_BY_PAYER, OUTCOMES
from simmodel.checks import base_counts
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play
from simmodel.ensemble import OneRun, compare, facts_of, keep
from simmodel.errors import SimmodelError


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
    for outcome in OUTCOMES:
        with_coach, without = (values(runs, *arm, outcome).people for arm in ARMS)
        assert with_coach.equals(without)


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
    assert runs.facts["unit_costs"] == "custody is priced at avoidable cost"


def test_average_cost_prices_the_same_days_higher():
    average = town((20, 0, 0, 0), more='[money]\nunit_costs = "average"')
    both = [compare(study, runs=1, seed=1) for study in (town((20, 0, 0, 0)), average)]
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
    played = play(study, some_solution(), 3, 0, compiled_driver())
    base, coached = played["current"], played["pull_in"]
    coached.people.new_sentence_after[:] = 1
    kept = keep(study, played)
    assert kept.in_time["pull_in"] == enrolled_in_time(coached.people) != (0, 0) == kept.in_time["current"]
    assert kept.base == base_counts(base.people, base.weekly, "new_sentence")
    for name, one in played.items():
        assert kept.capacity[name] == capacity_of(one.sites[0], one.weekly, base.weekly)
    assert kept.capacity["more_places"]["usual_others"] != kept.capacity["more_places"]["others"]


def test_the_share_enrolled_in_time_is_of_all_runs_together():
    hours = {"hours": 1.0, "used": 1.0, "others": 0.0, "homes": 0.0, "usual_others": 0.0, "usual_homes": 0.0}
    nobody = dict.fromkeys(("current", "more_places", "pull_in"), (0, 0))
    kept = [OneRun([], {}, {}, nobody | {"pull_in": counts}, {"current": hours}) for counts in ((1, 4), (4, 6))]
    (said,) = (fact for name, fact in facts_of(town(), kept, []).items() if "enrolled before release" in name)
    assert said == "50% of those with a counted release"


def test_misfits_of_the_base_case_and_people_displaced_are_told_with_the_result(monkeypatch):
    monkeypatch.setattr(ensemble, "notes_of", lambda checks: ("a misfit",))
    monkeypatch.setattr(ensemble, "displaced", lambda runs: ("fewer people",))
    assert compare(town(), runs=1, seed=1).notes == ("a misfit", "fewer people")


def test_the_json_of_an_ensemble_keeps_the_contract(runs):
    found = to_json(summarise(runs))
    assert set(found) == {"study", "version", "seed", "runs", "scenarios", "differences"}
    assert set(found["differences"]) == {"more_places", "pull_in"}
    assert "reached" not in found["scenarios"]["current"]
    assert set(found["scenarios"]["current"]["site"]["crises"]) == {"mean", "low", "high", "mc_error"}
    reached = found["differences"]["pull_in"]["reached"]
    assert reached["n"] > 10
    assert set(reached["cost_total"]) == {"mean", "low", "high", "mc_error", "better_in"}


def test_a_town_where_nobody_can_be_reached_still_compares():
    found = to_json(summarise(compare(town((0, 0, 0, 1), a_year=(0, 0, 0, 0)), runs=2, seed=1)))
    assert found["scenarios"]["current"]["site"]["return_to_custody_24m"]["mean"] is None


@pytest.mark.parametrize(("asked", "said"), [({"runs": 0}, "runs is 0"), ({"seed": -1}, "seed is -1")])
def test_what_no_ensemble_can_be_is_refused_in_one_sentence(asked, said):
    with pytest.raises(SimmodelError, match=said):
        compare(town(), **{"runs": 2} | asked)
