"""What must follow when a study is changed in a way whose answer is known: nothing, the double, or never more.

Conservation, and one person barred, stand in `engine/test_conservation.py`; order and names of sites in
`engine/test_together.py`; mechanisms that are off in `test_traces.py`.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from towns import LINKS, alone, differing, some_solution, town, towns

from simmodel import pool
from simmodel.appraisal.comparison import summarise
from simmodel.engine.batch import advance, compiled_driver, plain_driver
from simmodel.engine.paired import play, play_all
from simmodel.engine.start import delivery_of, start
from simmodel.ensemble import compare
from simmodel.parameters import catalogue
from simmodel.rules import ledger
from simmodel.scenario import Assumption, Scenario, Study
from simmodel.site import deliver
from simmodel.vocabulary import DOMAINS, PROGRAMME, SENTENCED
from simmodel.world import NEVER, PERSON

SEEDS = st.integers(0, 2**32)
few = settings(max_examples=3, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
OTHERS = f"""\
{LINKS}\
[scenarios.homes]
title = "Homes"
buys = "homes"
funding_per_year = 900000
funded_years = 2
"""


@pytest.fixture(autouse=True, scope="module")
def _centred() -> Iterator[None]:
    """No reference community need live: what is claimed here holds wherever the model is centred."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "solution_of", lambda study, near=None: some_solution())
        yield


def renamed(study: Study, **changes: Any) -> Study:
    return study.model_copy(update=changes)


# zero effect and equal cost


@few
@given(seed=SEEDS, draws=st.sampled_from([0, 1]))
def test_a_scenario_that_does_the_same_at_the_same_cost_differs_by_exactly_nothing(seed: int, draws: int) -> None:
    study = town((20, 12, 8, 6), levers="reach_out = true")
    coaches = study.scenarios["pull_in"]
    twins = {
        "pull_in": coaches.model_copy(update={"base_case": True, "title": "A"}),
        "again": coaches.model_copy(update={"title": "B"}),
    }
    told = summarise(compare(renamed(study, scenarios=twins), runs=2, seed=seed, draws=draws))
    for population, by_outcome in told.differences["again"].items():
        for outcome, found in by_outcome.items():
            numbers = {found.mean, found.low, found.high, found.mc_error} - {None}
            assert numbers <= {0.0}, (population, outcome, found)
            assert found.runs_better in (None, 0)
            assert found.runs_worse in (None, 0)


def test_a_programme_for_people_who_are_not_there_changes_its_cost_and_nothing_else() -> None:
    study = town((20, 12, 8, 0), (4.0, 3.0, 2.0, 1e-6), levers='reach_out = true\nfor_cohorts = ["young_person"]')
    told = summarise(compare(study, runs=2, seed=3, draws=0)).differences["pull_in"]["site"]
    paid = {name for name, found in told.items() if found.mean not in (0.0, None)}
    assert paid == {"cost_total", "cost_programme"}
    assert told["cost_total"].mean == pytest.approx(told["cost_programme"].mean, rel=1e-12)
    assert told["cost_programme"].mean > 0


# doubled prices

PRICES = {name for name, (number, *_) in catalogue().items() if name.startswith("prices.") and number.unit[0] == "$"}


def priced(study: Study, times: float) -> Study:
    """The same study at so many times each price, and the same homes and hours bought for so many times the money.

    No evidence allows such prices: they are put behind the study's checks. A team's budget lines are no numbers of the
    model, so what coaches and link workers cost stays.
    """
    beliefs = [
        Assumption(number=name, value=times * catalogue()[name][1], because="doubled") for name in sorted(PRICES)
    ]
    scenarios = {
        name: one.model_copy(update={"funding_per_year": times * one.funding_per_year})
        if one.buys in ("places", "homes")
        else one
        for name, one in study.scenarios.items()
    }
    return renamed(study, assumptions=tuple(beliefs), scenarios=scenarios)


def test_prices_in_dollars_are_all_prices_and_no_quantities() -> None:
    rest = {name for name in catalogue() if name.startswith("prices.")} - PRICES
    assert rest == {"prices.admission_days", "prices.crisis_bed_nights"}


@few
@given(seed=SEEDS)
def test_doubled_prices_leave_every_life_as_it_is_and_double_costs_within_a_cent_an_entry(seed: int) -> None:
    study = town((25, 15, 10, 6), levers="reach_out = true", more=OTHERS)
    usual, dear = (play(priced(study, times), some_solution(), seed, 0, compiled_driver()) for times in (1.0, 2.0))
    entries = 12  # at most in a week of one person: custody, arrest, crisis, tenancy, reports, care, seven services
    for name, one in usual.items():
        assert set(differing(one.people, dear[name].people)) <= {"cost"}
        off = np.abs(2 * one.people.cost - dear[name].people.cost)
        assert np.all(off <= entries * one.people.weeks_in_scope[:, None])
        assert one.people.cost.sum() == 0 or off.sum() < 1e-5 * one.people.cost.sum()
        times = 2 if study.scenarios[name].buys in ("places", "homes") else 1
        money = [played.weekly.cost[:, PROGRAMME].sum() for played in (one, dear[name])]
        assert money[1] == times * money[0]


@pytest.mark.slow
def test_every_single_entry_doubles_within_a_cent(monkeypatch: pytest.MonkeyPatch) -> None:
    entries: list[tuple[int, int, float]] = []

    def noting(person: Any, site: Any, item: int, dollars: float) -> None:
        before = float(site.tally.spent[item])
        posted(person, site, item, dollars)
        entries.append((int(person.luck_number), item, float(site.tally.spent[item]) - before))

    posted, books = ledger.post, []
    monkeypatch.setattr(ledger, "post", noting)
    for times in (1.0, 2.0):
        entries.clear()
        begin = start(priced(town((6, 6, 4, 3), warm_up=0), times), some_solution(), 2, 0)
        advance(begin.people, begin.sites, 15, plain_driver())
        books.append(list(entries))
    assert len(books[0]) > 20
    assert [entry[:2] for entry in books[0]] == [entry[:2] for entry in books[1]]
    assert all(abs(2 * one[2] - other[2]) <= 1 for one, other in zip(*books, strict=True))


# labels

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)


@few
@given(names=st.lists(NAMES, min_size=3, max_size=3, unique=True), seed=SEEDS)
def test_what_studies_scenarios_and_sites_are_called_changes_nothing(names: list[str], seed: int) -> None:
    study = town((12, 8, 5, 4), levers="reach_out = true")
    called = dict(zip(study.scenarios, names, strict=True))
    titled: dict[str, Scenario] = {
        called[name]: one.model_copy(update={"title": f"Another {place}"})
        for place, (name, one) in enumerate(study.scenarios.items())
    }
    other = renamed(study, name="other", title="O", scenarios=titled, site=study.site.model_copy(update={"name": "O"}))
    one, two = (compare(each, runs=1, seed=seed, draws=0).table for each in (study, other))
    population = one.population.replace({f"reached:{name}": f"reached:{new}" for name, new in called.items()})
    assert one.assign(scenario=one.scenario.map(called), population=population).equals(two)


@few
@given(seed=SEEDS, turned=st.permutations(["alder", "birch", "cedar"]))
def test_what_several_sites_are_called_and_in_which_order_they_stand_changes_nothing(seed: int, turned: Any) -> None:
    study = towns({"alder": 4, "birch": 1, "cedar": 9}, levers="reach_out = true")
    sites = {name.upper(): study.sites[name].model_copy(update={"name": name}) for name in turned}
    one, two = (compare(each, runs=1, seed=seed, draws=0) for each in (study, renamed(study, sites=sites)))
    assert one.table.drop(columns="value").equals(two.table.drop(columns="value"))
    assert np.allclose(one.table.value, two.table.value, rtol=1e-12, atol=0, equal_nan=True)
    for name in turned:
        assert one.by_site[name].value.equals(two.by_site[name.upper()].value)


LEVERS = st.sampled_from(
    [
        "reach_out = true\npriority = true",
        'enrol = "worst_first"\ncaseload = 3\nextra_lettings_per_year = 9',
        "reach_out = true\npooled_hours = 0.5\njoint_work = { operational = 8, strategic = 4 }",
    ]
)


@few
@given(seed=SEEDS, levers=LEVERS, scenario=st.sampled_from(["more_places", "pull_in", "links", "homes"]))
def test_in_which_row_of_the_table_people_stand_changes_nobody(seed: int, levers: str, scenario: str) -> None:
    study, lives = town((30, 20, 10, 8), levers=levers, more=OTHERS), []
    for shuffled in (False, True):
        begin = start(study, some_solution(), seed, 0)
        deliver(begin.sites[0], delivery_of(study, study.scenarios[scenario]))
        if shuffled:
            chance = np.random.default_rng(seed).random(len(begin.people))
            begin.people[:] = begin.people[np.lexsort((chance, begin.people.arrives))]
        advance(begin.people, begin.sites, 156, compiled_driver())
        lives.append(np.sort(begin.people, order="luck_number"))
    assert differing(lives[0], lives[1]) == []


# sites


@few
@given(
    seed=SEEDS,
    numbers=st.lists(st.integers(1, 40), min_size=2, max_size=4, unique=True),
    linked=st.booleans(),
)
def test_with_diffusion_off_several_sites_are_as_many_studies_of_one(
    seed: int, numbers: list[int], linked: bool
) -> None:
    names = {f"town_{number}": number for number in numbers}
    links = [[*names][:2]] if linked else None
    levers = "reach_out = true\njoint_work = { operational = 8, strategic = 4 }"
    study = towns(names, links, levers=levers, more="[mechanisms]\ndiffusion = false")
    together = {
        (one.site, one.scenario): one.here for one in play_all(study, some_solution(), seed, 1, compiled_driver())
    }
    for name in names:
        for scenario, one in play(alone(study, name), some_solution(), seed, 1, compiled_driver()).items():
            here = together[name, scenario]
            assert differing(here.people, one.people) == differing(here.weekly, one.weekly) == []
            assert differing(here.sites, one.sites) == []


# queues


DEMAND_STAYS = "[mechanisms]\n" + "\n".join(
    f"{name} = false" for name in ("trust", "agency", "eligibility", "referral_loss", "retelling", "strain", "learning")
)
"""With these off, and nobody asking anew, nothing that services give comes back as demand for them."""


def after_asking_ends(study: Study, scenario: str, seed: int) -> np.recarray:
    """The weeks from week 0 on, where people asked during the warm-up and nobody does any more."""
    begin = start(study, some_solution(), seed, 0)
    begin.sites[0].numbers.seeking.rate = 0.2
    advance(begin.people, begin.sites, begin.warm_up_weeks, compiled_driver())
    begin.sites[0].numbers.seeking.rate = 0.0
    deliver(begin.sites[0], delivery_of(study, study.scenarios[scenario]))
    return advance(begin.people, begin.sites, begin.weeks, compiled_driver())


@settings(few, max_examples=6)
@given(seed=SEEDS, funding=st.integers(150_000, 3_000_000))
def test_more_places_never_lengthen_that_services_queue_while_nobody_asks_anew(seed: int, funding: int) -> None:
    # a place is whole, so one person more may stand there while the hours of part of a place are left
    study = town((150, 80, 40, 30), (20.0, 15.0, 9.0, 9.0), funding=650_000, more=DEMAND_STAYS)
    bought = study.scenarios["more_places"].model_copy(update={"funding_per_year": float(funding)})
    study = renamed(study, scenarios=study.scenarios | {"more_places": bought})
    base, more = (after_asking_ends(study, name, seed) for name in ("current", "more_places"))
    assert base.waiting[0, 1:3].sum() > 5
    for name in bought.places:
        unit = DOMAINS.index(name)
        assert np.all(more.waiting[:, unit] <= base.waiting[:, unit] + 1)
        assert np.all(more.weeks_behind[:, unit] <= base.weeks_behind[:, unit] + 1)
    assert base.weeks_behind[:, 1:3].sum() > more.weeks_behind[:, 1:3].sum()


# an extra person

EASED = "[mechanisms]\ntrust = false\nstrain = false\nlearning = false\n"
"""Else whoever is there is one of the people over whom trust, crises and cases are averaged."""


def with_one_more(study: Study, seed: int, scenario: str, **fields: Any) -> tuple[np.ndarray, np.ndarray]:
    """People after three years without, and with one more person there from the start (who is left out again)."""
    lives = []
    for more in (False, True):
        begin = start(study, some_solution(), seed, 0)
        people, number = begin.people, 0
        if more:
            extra = people[:1].copy()
            number = int(people.luck_number.max()) + 1
            extra.luck_number, extra.arrives = number, people.arrives[0]
            for name, value in fields.items():
                extra[name] = value
            both = np.zeros(len(people) + 1, PERSON).view(np.recarray)
            both[:1], both[1:] = extra, people
            people = both
        deliver(begin.sites[0], delivery_of(study, study.scenarios[scenario]))
        advance(people, begin.sites, 156, compiled_driver())
        lives.append(people[people.luck_number != number] if more else people)
    return lives[0], lives[1]


INSIDE = {"custody": SENTENCED, "custody_weeks_left": 5000, "in_care": 0, "born": NEVER, "barred": 1, "pathway": 0}
CHOICES = st.sampled_from(["current", "more_places", "pull_in", "links", "homes"])


@few
@given(seed=SEEDS, scenario=CHOICES)
def test_an_extra_person_who_uses_nothing_changes_nobody(seed: int, scenario: str) -> None:
    study = town((25, 15, 10, 8), levers="reach_out = true", more=OTHERS + EASED)
    assert differing(*with_one_more(study, seed, scenario, **INSIDE)) == []


@few
@given(seed=SEEDS, scenario=CHOICES)
def test_somebody_who_has_moved_away_changes_nobody_whatever_is_on(seed: int, scenario: str) -> None:
    study = town((25, 15, 10, 8), levers="reach_out = true", more=OTHERS)
    assert differing(*with_one_more(study, seed, scenario, gone=2)) == []


def test_an_extra_person_who_does_use_services_is_noticed() -> None:
    study = town((25, 15, 10, 8), levers="reach_out = true", more=OTHERS + EASED)
    changed = [with_one_more(study, seed, "current", need=1.0, known=1, set_point=1.0, trust=1.0) for seed in range(4)]
    assert any(differing(*lives) for lives in changed)
