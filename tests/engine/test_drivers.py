"""One set of rules, two drivers: equal to the last bit, in any order, on any number of threads."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import differing, some_solution, town

from simmodel.appraisal.comparison import summarise, to_json
from simmodel.chance import CRISIS, luck_of
from simmodel.compiled import rule
from simmodel.engine import model as model_page
from simmodel.engine.batch import advance, compiled_driver, plain_driver
from simmodel.engine.model import SiteModel
from simmodel.engine.paired import play
from simmodel.engine.start import delivery_of, start
from simmodel.ensemble import compare
from simmodel.errors import SimmodelError
from simmodel.site import Delivery
from simmodel.vocabulary import LEASED
from simmodel.week import WEEK

SCENARIOS = st.sampled_from(["current", "more_places", "pull_in"])
NETWORKED = """\
reach_out = true
joint_work = { operational = 8, strategic = 4, hot_desks = 4 }
levels_engaged = ["practitioners", "managers", "executives"]
learning_regime = 1.0
decides = "jointly"
advantaged_thinking = true
plain_words = true
reflection_every_weeks = 4
information_at = { family_and_safety = "full" }
"""
LEVERS = st.sampled_from(
    [
        "",
        "reach_out = true\npriority = true",
        'enrol = "worst_first"\ncaseload = 2',
        "extra_lettings_per_year = 20",
        NETWORKED,
    ]
)
OFF = st.sampled_from(
    [
        "",
        "[mechanisms]\ntrust = false\nretelling = false",
        "[mechanisms]\neligibility = false",
        "[mechanisms]\npartnership_safety = false\nadmin_burden = false",
        "[mechanisms]\nroles = false\nlearning = false\ncreaming = false",
    ]
)


def compiled_run(study, scenario, seed, run=0, weeks=None):
    """One scenario by the compiled driver: people, site and weekly tallies from the first week of the warm-up."""
    return driven(study, scenario, seed, run, weeks, compiled_driver())


def driven(study, scenario, seed, run, weeks, driver):
    from simmodel.site import deliver

    begin = start(study, some_solution(), seed, run)
    count = begin.warm_up_weeks + begin.weeks if weeks is None else weeks
    before = min(count, begin.warm_up_weeks)
    weekly = [advance(begin.people, begin.sites, before, driver)]
    if count > before:
        deliver(begin.sites[0], delivery_of(study, study.scenarios[scenario]))
        weekly.append(advance(begin.people, begin.sites, count - before, driver))
    return begin.people, begin.sites, np.concatenate(weekly).view(np.recarray)


def mesa_run(study, scenario, seed, run=0, weeks=None, model=SiteModel):
    begin = start(study, some_solution(), seed, run)
    town_model = model.from_records(begin, delivery_of(study, study.scenarios[scenario]))
    weekly = town_model.run_weeks(weeks)
    return *town_model.records(), weekly


def differences(one, other):
    return [field for mine, theirs in zip(one, other, strict=True) for field in differing(mine, theirs)]


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 2**64 - 1),
    run=st.integers(0, 10_000),
    scenario=SCENARIOS,
    at_start=st.tuples(*[st.integers(0, 9)] * 4),
    a_year=st.tuples(*[st.floats(0.5, 20)] * 4),
    levers=LEVERS,
    more=OFF,
)
def test_mesa_and_compiled_runs_are_equal_to_the_last_bit(seed, run, scenario, at_start, a_year, levers, more):
    study = town(at_start, a_year, funded=1, levers=levers, more=more)
    assert differences(mesa_run(study, scenario, seed, run), compiled_run(study, scenario, seed, run)) == []


@pytest.mark.slow
def test_mesa_lives_through_the_warm_up_of_the_base_case_as_a_comparison_does():
    study = town((20, 20, 10, 10), levers=NETWORKED)
    here = play(study, some_solution(), 5, 2, compiled_driver())["pull_in"]
    people, sites, weekly = mesa_run(study, "pull_in", 5, 2)
    assert differences((people, sites, weekly[-len(here.weekly) :]), (here.people, here.sites, here.weekly)) == []


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**64 - 1), scenario=SCENARIOS)
def test_the_batch_driver_in_plain_python_is_equal_to_the_last_bit(seed, scenario):
    study = town((2, 2, 1, 1), warm_up=0, set_up=1, levers="reach_out = true")
    plain = driven(study, scenario, seed, 0, 25, plain_driver())
    assert differences(plain, driven(study, scenario, seed, 0, 25, compiled_driver())) == []


@pytest.mark.parametrize("week", [40, 130])
def test_a_partnership_and_homes_that_the_money_buys_are_equal_to_the_last_bit_while_and_after_they_last(week):
    homes = '[scenarios.homes]\ntitle = "Homes"\nbuys = "homes"\nfunding_per_year = 900000\nfunded_years = 2\n'
    study = town((10, 40, 5, 5), levers=NETWORKED, more=homes, years=3)
    for scenario in ("pull_in", "homes"):
        people, sites, weekly = compiled_run(study, scenario, 5, weeks=52 + week)
        assert differences(mesa_run(study, scenario, 5, weeks=52 + week), (people, sites, weekly)) == []
        assert (weekly.joint_hours.sum() > 0) == (weekly.learning.max() > 0) == (scenario == "pull_in")
        assert np.any(people.supported == LEASED) == (scenario == "homes")


def test_a_programme_reaches_people_in_these_towns():
    people, _, weekly = compiled_run(town(levers="reach_out = true"), "pull_in", seed=1)
    assert np.sum(people.enrolled >= 0) >= 3
    assert weekly.admitted.sum() > 10
    assert weekly.new_sentences.sum() > 0
    assert weekly.purchases.sum() > 0


def test_results_are_identical_for_one_and_for_many_workers():
    study = town()
    one, many = (compare(study, runs=5, seed=7, workers=workers) for workers in (1, 4))
    assert one.table.equals(many.table)
    assert to_json(summarise(one)) == to_json(summarise(many))


def test_more_runs_begin_with_the_same_runs():
    study = town()
    few, many = (compare(study, runs=runs, seed=7) for runs in (2, 4))
    assert few.table.equals(many.table[many.table.run < 2])


def test_the_order_in_which_people_stand_in_the_table_does_not_matter():
    study, driver = town((20, 10, 5, 5), levers="reach_out = true"), compiled_driver()
    lives = []
    for shuffled in (False, True):
        begin = start(study, some_solution(), seed=3, run=0)
        from simmodel.site import deliver

        deliver(begin.sites[0], delivery_of(study, study.scenarios["pull_in"]))
        if shuffled:
            chance = np.random.default_rng(1).random(len(begin.people))
            begin.people[:] = begin.people[np.lexsort((chance, begin.people.arrives))]
        advance(begin.people, begin.sites, 156, driver)
        lives.append(np.sort(begin.people, order="luck_number"))
    assert differing(lives[0], lives[1]) == []


@rule
def calm(person, site):
    """A town without crises."""
    person.crisis_now = 0


@rule
def stormy(person, site):
    """A town in which luck alone decides."""
    person.crisis_now = 1 if luck_of(person, CRISIS) < 0.5 else 0


class CalmTown(SiteModel):
    """A few of the model's rules with one that is changed; a whole week with another is compiled in the slow suite."""

    rules = WEEK.only(
        "census.clean_sheet",
        "needs.drift",
        "custody.serve_time",
        "crisis.crisis",
        "ledger.post_costs",
        "census.count_week",
    ).swap("crisis.crisis", calm)


class StormyTown(SiteModel):
    """The model with one changed rule."""

    rules = WEEK.swap("crisis.crisis", stormy)


@pytest.mark.parametrize("changed", [CalmTown, pytest.param(StormyTown, marks=pytest.mark.slow)])
def test_a_subclass_with_one_changed_rule_works_in_both_drivers(changed):
    study = town(funded=1, warm_up=0)
    batch = driven(study, "current", 2, 0, 30, compiled_driver(changed.rules))
    assert differences(mesa_run(study, "current", 2, 0, 30, changed), batch) == []
    assert (batch[0].crises.sum() > 0) == (changed is StormyTown)


def test_an_ensemble_plays_a_changed_week():
    table = compare(town(), runs=1, seed=1, week=CalmTown.rules).table
    assert (table[table.outcome == "crises"].value == 0).all()


def test_site_model_is_an_ordinary_mesa_model():
    import mesa

    model = SiteModel.from_records(
        start(town(), some_solution(), 1, 0), delivery_of(town(), town().scenarios["pull_in"])
    )
    model.step()
    assert isinstance(model, mesa.Model)
    assert all(isinstance(person, mesa.Agent) for person in model.agents)
    assert len(model.agents) == model.arrived == len(model.agents.select(lambda person: 0 <= person.trust <= 1))
    model.step()
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame.week) == [-52, -51]
    assert frame.people.iloc[0] == model.arrived
    counts = {name: getattr(model.tally, name) for name in ("people", "in_custody", "stably_housed", "active")}
    assert dict(frame.iloc[-1]) == {"week": -51} | counts


@pytest.mark.parametrize(("asked", "played"), [("pull_in", "pull_in"), (None, "current")])
def test_a_model_made_from_a_study_plays_the_scenario_the_seed_and_the_run_that_are_named(monkeypatch, asked, played):
    monkeypatch.setattr(model_page, "solution_of", lambda study: some_solution())
    model = SiteModel(town(), asked, seed=5, run=2)
    weekly = model.run_weeks(5)
    assert differences((*model.records(), weekly), compiled_run(town(), played, 5, 2, weeks=5)) == []


def test_playing_from_the_middle_goes_on_as_if_never_stopped():
    study, driver = town(), compiled_driver()
    whole = driven(study, "current", 5, 0, 80, driver)
    begin = start(study, some_solution(), 5, 0)
    advance(begin.people, begin.sites, 50, driver)
    model = SiteModel.from_records(begin, delivery_of(study, study.scenarios["current"]))
    model.run_weeks(30)
    assert differences(model.records(), whole[:2]) == []


def test_every_scenario_starts_from_the_same_warm_up():
    played = play(town(funded=0), some_solution(), 1, 0, compiled_driver())
    first, *others = played.values()
    for other in others:
        assert differing(first.people, other.people) == []


def test_a_model_ends_with_its_study():
    model = SiteModel.from_records(start(town(), some_solution(), 1, 0), Delivery())
    model.run_model()
    assert (model.running, model.week) == (False, 156)
    with pytest.raises(SimmodelError, match="the study ends with week 155"):
        model.step()
