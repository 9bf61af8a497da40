"""A plan beside what the runs took: counts and bytes, never seconds."""

from dataclasses import replace

import pytest
from towns import some_solution, towns

from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play_all
from simmodel.kept import keep
from simmodel.planning.estimate import Plan, planned
from simmodel.planning.measure import Clocked, Measured, on_disk
from simmodel.planning.question import Asked, expected_people, part_of
from simmodel.sampling import sampling

RUNS = 4
STUDY = towns({name: number for number, name in enumerate("abcdefgh", start=1)}, years=3)
OF = Measured(
    driver_seconds=1.0,
    solution_seconds=2.0,
    draw_seconds=0.5,
    run_seconds=4.0,
    busy=2.0,
    quickest=0.5,
    slowest=1.5,
    person_weeks=1000.0,
    people=90,
    in_flight=3_000_000,
    process=200_000_000,
    kept_common=60_000,
    kept_of_sites=3_000,
    in_memory_common=120_000,
    in_memory_of_sites=6_000,
)


def of_three_sites(runs: int = 10, draws: int = 5, workers: int = 2, **measured: float) -> Plan:
    people = expected_people(part_of(STUDY))
    return planned(Asked(STUDY, sampling(runs, draws), 1, workers), replace(OF, **measured), 3, people, cores=2)


def test_person_weeks_and_bytes_are_within_a_factor_of_two_of_what_some_runs_took() -> None:
    part, solution = part_of(STUDY), some_solution()
    small, whole = Clocked(compiled_driver()), Clocked(compiled_driver())
    one = keep(0, part, play_all(part, solution, 1, 0, small))
    kept = [keep(0, STUDY, play_all(STUDY, solution, 1, run, whole)) for run in range(RUNS)]
    common = on_disk(replace(one, by_site={}), part, 1)
    found = of_three_sites(
        RUNS,
        2,
        person_weeks=sum(small.person_weeks),
        kept_common=common,
        kept_of_sites=on_disk(one, part, 1) - common,
    )
    assert found.person_weeks == pytest.approx(sum(whole.person_weeks), rel=0.5)
    assert found.store == pytest.approx(sum(on_disk(each, STUDY, 1) for each in kept), rel=0.5)


def test_more_runs_take_proportionally_more() -> None:
    few, many = of_three_sites(10, 5), of_three_sites(40, 20)
    assert many.person_weeks == pytest.approx(4 * few.person_weeks)
    assert many.core_seconds.value == pytest.approx(4 * few.core_seconds.value)
    assert many.store == pytest.approx(4 * few.store)
    assert many.core_seconds_a_site_year == few.core_seconds_a_site_year


def test_draws_are_solved_once_each_and_defaults_not_at_all() -> None:
    assert of_three_sites(10, 10).core_seconds.value - of_three_sites(10, 0).core_seconds.value == pytest.approx(5.0)


def test_workers_beyond_cores_and_runs_save_no_time_and_take_memory() -> None:
    two, eight = of_three_sites(workers=2), of_three_sites(workers=8)
    assert two.wall_seconds == eight.wall_seconds
    assert eight.memory.value - two.memory.value == pytest.approx(6 * two.in_flight_a_run)
    assert of_three_sites(1, 0, workers=2).at_a_time == 1


def test_time_is_told_from_a_free_machine_to_one_as_busy_as_now() -> None:
    wall = of_three_sites().wall_seconds
    assert wall.low < wall.value < wall.high
    assert (wall.value - 3.0) / (wall.low - 3.0) == pytest.approx(OF.busy / OF.quickest)


def test_what_is_told_of_single_sites_is_kept_of_each() -> None:
    assert of_three_sites().kept_a_run == pytest.approx(60_000 + 3_000 * 8 / 3)


def test_memory_holds_what_is_kept_of_every_run_and_site_until_the_end() -> None:
    few, many = of_three_sites(10, 0), of_three_sites(30, 0)
    assert many.memory.value - few.memory.value == pytest.approx(20 * (120_000 + 6_000 * 8 / 3))


def test_ranges_hold_their_figure() -> None:
    found = of_three_sites()
    for figure in (found.core_seconds, found.wall_seconds, found.memory):
        assert 0 < figure.low <= figure.value <= figure.high
