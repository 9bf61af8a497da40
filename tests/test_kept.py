"""What is kept of a run of several sites is what all their people add up to, and a little of each site."""

from collections.abc import Iterator

import numpy as np
import pytest
from towns import alone, some_solution, towns

from simmodel.appraisal.measured import Row, rows_of_scenario
from simmodel.appraisal.outcomes import BY_SITE
from simmodel.checks import homes_let
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import Lived, play_all
from simmodel.kept import SERIES, OneRun, keep, series_of
from simmodel.vocabulary import HOUSING, PROGRAMME
from simmodel.world import TALLY

STATES = {"weeks_behind", "default_trust"}
"""Fields of a week's count that say how things stand, and do not add up over sites."""


@pytest.fixture(scope="module")
def study() -> object:
    return towns({"alder": 4, "birch": 1, "cedar": 12}, levers="reach_out = true")


@pytest.fixture(scope="module")
def lived(study: object) -> list[Lived]:
    return list(play_all(study, some_solution(), 3, 0, compiled_driver()))


@pytest.fixture(scope="module")
def kept(study: object, lived: list[Lived]) -> OneRun:
    return keep(0, study, iter(lived))


def everyone(lived: list[Lived], scenario: str) -> tuple[str, np.recarray, float]:
    here = [one.here for one in lived if one.scenario == scenario]
    people = np.concatenate([one.people for one in here]).view(np.recarray)
    return scenario, people, sum(float(one.weekly.cost[:, PROGRAMME].sum()) for one in here)


def by_key(rows: list[Row]) -> dict[tuple, Row]:
    return {(row.scenario, row.population, row.outcome): row for row in rows}


@pytest.mark.parametrize("scenario", ["current", "more_places", "pull_in"])
def test_outcomes_are_those_of_all_people_of_all_sites_in_one_table(
    lived: list[Lived], kept: OneRun, scenario: str
) -> None:
    rows = rows_of_scenario(everyone(lived, scenario), everyone(lived, "current"), "new_sentence")
    found = by_key(kept.rows)
    for where, row in by_key(list(rows)).items():
        assert found[where].people == row.people
        assert found[where].value == pytest.approx(row.value, rel=1e-12, nan_ok=True)


def test_the_programmes_money_is_that_of_every_site(kept: OneRun) -> None:
    spent = by_key(kept.rows)["pull_in", "site", "cost_programme"]
    assert spent.people * spent.value == pytest.approx(3 * 2 * 650_000)


def test_weekly_series_and_counts_add_up_over_sites(study: object, lived: list[Lived], kept: OneRun) -> None:
    apart = [
        keep(0, alone(study, name), (relabelled(one) for one in lived if one.site == name)) for name in study.sites
    ]
    for scenario in study.scenarios:
        for name, values in kept.weekly[scenario].items():
            assert values == pytest.approx(sum(one.weekly[scenario][name] for one in apart), rel=1e-6)
        assert kept.capacity[scenario]["hours"] == pytest.approx(sum(one.capacity[scenario]["hours"] for one in apart))
        assert kept.in_time[scenario] == tuple(np.sum([one.in_time[scenario] for one in apart], axis=0))
    assert kept.base["releases"] == sum(one.base["releases"] for one in apart)
    delivered = [one.delivery["pull_in"] for one in apart]
    assert kept.delivery["pull_in"]["years"] == delivered[0]["years"] == 100 / 52
    assert kept.delivery["pull_in"]["fte"] == pytest.approx(3 * delivered[0]["fte"])
    usual = np.average([one["need_all"] for one in delivered], weights=[one["scope"] for one in delivered])
    assert kept.delivery["pull_in"]["need_all"] == pytest.approx(usual)
    assert kept.delivery["current"] == {}


def relabelled(lived: Lived) -> Lived:
    return Lived("site", lived.scenario, lived.here, lived.base)


def test_a_wait_is_that_of_a_home_let_anywhere_and_not_a_sum(lived: list[Lived], kept: OneRun) -> None:
    weekly = [one.here.weekly for one in lived if one.scenario == "current"]
    months = [float(each.weeks_behind[:, HOUSING].mean()) / (52 / 12) for each in weekly]
    homes = [homes_let(each, HOUSING) for each in weekly]
    assert min(homes) > 0
    assert kept.base["priority_wait"] == pytest.approx(np.average(months, weights=homes), rel=2e-3)
    assert min(months) <= kept.base["priority_wait"] <= max(months)


def test_each_site_keeps_its_main_outcomes(lived: list[Lived], kept: OneRun) -> None:
    assert list(kept.by_site) == ["alder", "birch", "cedar"]
    for name, rows in kept.by_site.items():
        (people,) = (one.here.people for one in lived if (one.site, one.scenario) == (name, "pull_in"))
        found = by_key(rows)["pull_in", "site", "crises"]
        assert found.people == np.sum(people.weeks_in_scope > 0)
        assert found.value == pytest.approx(people.crises[people.weeks_in_scope > 0].mean())
        assert {row.outcome for row in rows} == set(BY_SITE)


def test_one_site_keeps_nothing_twice(study: object, lived: list[Lived]) -> None:
    found = keep(0, alone(study, "birch"), (relabelled(one) for one in lived if one.site == "birch"))
    assert found.by_site == {}


def test_no_series_of_a_result_is_a_state_that_does_not_add_up() -> None:
    assert set(TALLY.names) >= STATES
    assert set(SERIES) & STATES == set()
    blank = np.ones(2, TALLY).view(np.recarray)
    assert set(series_of(blank)) == {*SERIES, "crises", "cost"}


def test_scenarios_may_come_one_at_a_time(study: object, lived: list[Lived], kept: OneRun) -> None:
    """Nothing but the scenario at hand is asked for again, so each can be dropped before the next is played."""

    def dropping() -> Iterator[Lived]:
        waiting = list(lived)
        while waiting:
            yield waiting.pop(0)

    assert by_key(keep(0, study, dropping()).rows).keys() == by_key(kept.rows).keys()
