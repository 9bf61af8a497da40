"""What is asked, counted before anything is played; and the few sites that stand for many."""

import pytest
from towns import some_solution, town, towns

from simmodel.engine.start import start
from simmodel.planning.question import MOST_SITES_PLAYED, Asked, expected_people, part_of
from simmodel.sampling import sampling
from simmodel.scenario import parse_study

MANY = """
name = "many"
title = "Many"
[generated]
sites = 40
size = 0.1
[scenarios.current]
title = "Current"
base_case = true
buys = "nothing"
"""


def test_site_years_count_every_scenario_and_the_warm_up_once() -> None:
    asked = Asked(towns({"a": 1, "b": 2}, warm_up=1, years=3), sampling(10, 5), 1, 2)
    assert asked.site_years == 2 * (1 + 3 * 3)
    assert (asked.runs, asked.draws, asked.sites) == (10, 5, 2)
    assert Asked(town(), sampling(10, 0), 1, 2).draws == 0


def test_few_sites_of_all_sizes_stand_for_many() -> None:
    study = parse_study(MANY)
    part = part_of(study)
    sizes = [expected_people(study, (name,)) for name in study.places]
    chosen = [expected_people(part, (name,)) for name in part.places]
    assert len(chosen) == MOST_SITES_PLAYED
    assert sum(chosen) / len(chosen) == pytest.approx(sum(sizes) / len(sizes), rel=0.25)
    assert {name: site.model_dump() for name, site in part.places.items()}.items() <= {
        name: site.model_dump() for name, site in study.places.items()
    }.items()


def test_a_study_of_few_sites_is_played_as_it_is() -> None:
    study = towns({"a": 1, "b": 2})
    assert part_of(study) is study


@pytest.mark.parametrize("growth", [0.0, 0.1])
def test_expected_people_are_those_in_the_tables_give_or_take_chance(growth: float) -> None:
    study = town(at_start=(80, 50, 30, 30), a_year=(400.0, 300.0, 200.0, 200.0), years=8)
    assert study.site is not None
    study = study.model_copy(update={"site": study.site.model_copy(update={"demand_growth": growth})})
    found = len(start(study, some_solution(), seed=1, run=0).people)
    assert expected_people(study) == pytest.approx(found, rel=0.04)


def test_sites_that_learn_from_one_another_are_in_memory_together() -> None:
    linked = towns({"a": 1, "b": 2, "c": 3}, links=[["a", "c"]])
    assert Asked(linked, sampling(2, 0), 1, 1).largest_group() == ("a", "c")
    assert Asked(town(), sampling(2, 0), 1, 1).largest_group() == ("site",)
