"""Money by year: the same cents whether they are added up by person, by payer, by item or by week."""

from typing import Any

import numpy as np
import pytest
from towns import some_solution, town, towns

from simmodel.appraisal.yearly import COUNTED, Yearly, in_runs, joined, together, yearly_of
from simmodel.cost_items import COST_ITEMS, HOURS_FOR_OTHERS
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import Lived, play_all
from simmodel.kept import keep
from simmodel.vocabulary import CONNECTION, DOMAINS, MENTAL_HEALTH, PAYERS, PROGRAMME, WORK_AND_LEARNING
from simmodel.world import TALLY

YEARS = 3


def lived_at(unit_costs: str) -> list[Lived]:
    study = towns({"alder": 4, "birch": 9}, levers="reach_out = true\nset_up_cost = 40000.5")
    money = study.money.model_copy(update={"unit_costs": unit_costs})
    return list(play_all(study.model_copy(update={"money": money}), some_solution(), 3, 0, compiled_driver()))


@pytest.fixture(scope="module")
def lived() -> list[Lived]:
    return lived_at("avoidable")


@pytest.fixture(scope="module")
def at_average() -> list[Lived]:
    return lived_at("average")


def yearly(one: Lived, times: float = 1.0) -> Yearly:
    """What is kept of one scenario at one site, its hours at so many times their price."""
    return yearly_of(one.here.weekly, times * one.here.sites[0].numbers.prices.specialist_hour)


def of_items(spent: np.ndarray, average: bool) -> np.ndarray:
    """Cents by payer, of what counts at a basis of unit costs."""
    found = np.zeros(len(PAYERS))
    for item, cents in zip(COST_ITEMS, spent, strict=True):
        found[item.payer] += cents if average or not item.beyond_avoidable else 0.0
    return found


@pytest.mark.parametrize("basis", ["avoidable", "average"])
def test_the_ledger_adds_up_to_the_same_cents_by_person_by_payer_by_item_and_by_week(
    basis: str, request: pytest.FixtureRequest
) -> None:
    for one in request.getfixturevalue("lived" if basis == "avoidable" else "at_average"):
        people, weekly = one.here.people.cost, one.here.weekly
        by_payer = weekly.cost.sum(axis=0)
        without_programme = np.delete(by_payer, PROGRAMME)

        assert np.array_equal(people, np.floor(people))
        assert np.array_equal(np.delete(people.sum(axis=0), PROGRAMME), without_programme)
        assert np.array_equal(of_items(weekly.spent.sum(axis=0), basis == "average"), by_payer)
        assert people.sum() + by_payer[PROGRAMME] == weekly.cost.sum(axis=1).sum() == by_payer.sum()


def test_both_bases_of_unit_costs_come_from_one_life(lived: list[Lived], at_average: list[Lived]) -> None:
    for avoidable, average in zip(lived, at_average, strict=True):
        assert np.array_equal(avoidable.here.weekly.spent, average.here.weekly.spent)
        assert average.here.weekly.cost.sum() > avoidable.here.weekly.cost.sum()


def test_what_becomes_of_requests_is_counted_at_services_that_have_hours(lived: list[Lived]) -> None:
    for one in lived:
        found, weekly = yearly(one), one.here.weekly
        of_services = [unit for unit, name in enumerate(DOMAINS) if name != "housing"]

        assert found.of("referrals").sum() == weekly.referrals.sum() > found.of("intakes").sum()
        assert found.of("intakes").sum() == weekly.attended.sum() > 0
        assert found.of("turned_away").sum() == weekly.turned_away.sum()
        assert found.of("left_queue").sum() == weekly.dropped_out.sum()
        assert found.of("admitted").sum() == weekly.admitted[:, of_services].sum() > 0
        assert found.of("weeks_waited").sum() == weekly.weeks_waited[:, of_services].sum()
    assert any(one.here.weekly.weeks_waited[:, DOMAINS.index("housing")].sum() for one in lived)


def test_years_hold_all_weeks_in_dollars(lived: list[Lived]) -> None:
    for one in lived:
        found = yearly(one)

        assert found.spent.shape == (YEARS, len(COST_ITEMS))
        assert found.counted.shape == (YEARS, len(COUNTED))
        assert found.spent.sum() * 100 == pytest.approx(one.here.weekly.spent.sum(), rel=1e-12)
        assert found.spent[1].sum() * 100 == pytest.approx(one.here.weekly.spent[52:104].sum(), rel=1e-12)
        assert found.of("custody_days").sum() == 7 * one.here.weekly.in_custody.sum()
        assert found.of("weeks_stably_housed").sum() == one.here.people.weeks_stably_housed.sum()
        assert found.of("crises").sum() == one.here.people.crises.sum()
        assert found.of("weeks_in_work").sum() == one.here.people.weeks_in_work.sum()


def test_setting_up_is_an_item_of_the_first_year(lived: list[Lived]) -> None:
    by_scenario = {one.scenario: yearly(one).on("programme_set_up") for one in lived}

    assert by_scenario["pull_in"].tolist() == [40_000.5, 0, 0]
    assert by_scenario["current"].tolist() == by_scenario["more_places"].tolist() == [0, 0, 0]


def test_sites_add_up_and_runs_stand_side_by_side(lived: list[Lived]) -> None:
    study = towns({"alder": 4, "birch": 9}, levers="reach_out = true\nset_up_cost = 40000.5")
    kept = keep(0, study, iter(lived)).yearly["pull_in"]
    apart = [yearly(one) for one in lived if one.scenario == "pull_in"]
    both: Yearly = together(apart)

    assert np.array_equal(kept.spent, both.spent)
    assert np.array_equal(kept.counted, apart[0].counted + apart[1].counted)
    assert np.array_equal(kept.for_others, apart[0].for_others + apart[1].for_others)
    assert in_runs([kept, both]).spent.shape == (2, YEARS, len(COST_ITEMS))


def test_every_count_of_a_year_adds_up_its_own_columns_of_weeks(lived: list[Lived]) -> None:
    weekly = lived[0].here.weekly.copy()
    weekly.new_sentences[:], weekly.breaches[:], weekly.remands[:] = 1, 2, 4
    weekly.stably_housed[:], weekly.homeless[:] = 8, 16
    found = yearly_of(weekly, np.zeros(len(DOMAINS)))

    assert found.of("new_sentences").tolist() == [52.0] * YEARS
    assert found.of("returns_to_custody").tolist() == [7 * 52.0] * YEARS
    assert found.of("weeks_stably_housed").tolist() == [8 * 52.0] * YEARS
    assert found.of("weeks_homeless").tolist() == [16 * 52.0] * YEARS


# hours that others get


def test_hours_that_others_get_are_worth_their_price_and_twice_as_much_at_twice_the_price(lived: list[Lived]) -> None:
    for one in lived:
        found, prices = yearly(one).for_others, one.here.sites[0].numbers.prices.specialist_hour
        hours = one.here.weekly.hours_of_others[52:104].sum(axis=0)[1 : len(DOMAINS)]

        assert found.shape == (YEARS, len(HOURS_FOR_OTHERS))
        assert found[1] == pytest.approx(hours * prices[1:])
        assert np.array_equal(yearly(one, times=2.0).for_others, 2.0 * found)
        assert found.min() > 0.0


def test_what_others_gain_is_an_item_below_zero_beside_what_is_spent(lived: list[Lived]) -> None:
    found = yearly(lived[0])

    assert np.array_equal(found.on("mental_health_services_for_others"), -found.for_others[:, 0])
    assert np.array_equal(found.on("connection_services_for_others"), -found.for_others[:, -1])
    assert np.array_equal(found.on("programme_set_up"), found.spent[:, -1])


def changed(scenario: str, run: int = 0, **like: Any) -> tuple[Lived, Yearly]:
    """A scenario in a town, and what it changes there."""
    every = play_all(town(**like), some_solution(), 3, run, compiled_driver())
    one = next(one for one in every if one.scenario == scenario)
    base = yearly_of(one.base.weekly, one.here.sites[0].numbers.prices.specialist_hour)
    return one, joined(np.subtract, yearly(one), base)


def test_places_that_nobody_at_the_site_uses_are_a_gain_of_others_by_the_hours_they_use_and_of_nobody_else() -> None:
    one, more = changed("more_places", run=1, at_start=(0, 0, 0, 1), a_year=(0.0,) * 4)
    used = one.here.weekly.hours_used - one.here.weekly.hours_of_others
    hours = (one.here.weekly.hours_of_others - one.base.weekly.hours_of_others).sum(axis=0)
    bought = (one.here.weekly.hours_there - one.base.weekly.hours_there).sum(axis=0)
    prices = one.here.sites[0].numbers.prices.specialist_hour
    paid = [COST_ITEMS[place].id for place in np.flatnonzero(more.spent.sum(axis=0))]

    assert np.abs(used).max() < 1e-9
    assert paid == ["programme"]
    assert more.for_others.sum(axis=0) == pytest.approx(hours[1 : len(DOMAINS)] * prices[1:])
    assert [DOMAINS[domain] for domain in np.flatnonzero(hours > 0.0)] == ["mental_health", "alcohol_and_other_drugs"]
    assert np.all(hours <= bought + 1e-9)


@pytest.mark.parametrize("scenario", ["more_places", "pull_in"])
def test_where_nothing_is_bought_others_get_exactly_what_they_get_in_the_base_case(scenario: str) -> None:
    _, more = changed(scenario, at_start=(40, 20, 10, 10), funded=0)

    assert not more.for_others.any()


def test_an_hour_that_a_silo_lends_has_the_price_of_the_silo_that_gives_it() -> None:
    weekly, prices = np.zeros(52, TALLY).view(np.recarray), np.zeros(len(DOMAINS))
    prices[[MENTAL_HEALTH, WORK_AND_LEARNING, CONNECTION]] = 190.0, 130.0, 110.0
    weekly.hours_there[:, [MENTAL_HEALTH, WORK_AND_LEARNING, CONNECTION]] = 30.0, 30.0, 30.0
    weekly.hours_used[:, [MENTAL_HEALTH, WORK_AND_LEARNING, CONNECTION]] = 40.0, 20.0, 20.0
    weekly.hours_of_others[:, [MENTAL_HEALTH, WORK_AND_LEARNING, CONNECTION]] = 20.0, 20.0, 10.0
    apart, common = (yearly_of(weekly, prices, in_common).for_others.sum() / 52 for in_common in (False, True))

    assert apart == pytest.approx(20 * 190 + 20 * 130 + 10 * 110)
    assert common == pytest.approx(15 * 190 + 5 * 120 + 20 * 130 + 10 * 110)


def test_where_no_silo_lends_hours_in_common_change_no_price(lived: list[Lived]) -> None:
    one = lived[0]
    prices = one.here.sites[0].numbers.prices.specialist_hour

    assert yearly_of(one.here.weekly, prices, in_common=True).for_others == pytest.approx(yearly(one).for_others)
