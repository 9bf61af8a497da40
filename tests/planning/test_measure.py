"""One run is measured as it is: its person-weeks, its records, what is kept of it."""

import pickle
from dataclasses import replace

import numpy as np
import pytest
from towns import some_solution, towns

from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play_all
from simmodel.kept import keep
from simmodel.planning import measure as page
from simmodel.planning.measure import Clocked, Sizes, in_memory

STUDY = towns({"a": 1, "b": 2}, years=3)


def test_person_weeks_are_those_of_the_run_to_the_last_one() -> None:
    driver = Clocked(compiled_driver())
    lived = list(play_all(STUDY, some_solution(), 1, 0, driver))
    after_week_0 = sum(float(one.here.weekly.people.sum()) for one in lived)
    warm_up = Clocked(compiled_driver())
    no_years = STUDY.model_copy(update={"scenarios": {"current": STUDY.scenarios["current"]}})
    alone = list(play_all(no_years, some_solution(), 1, 0, warm_up))
    before = sum(warm_up.person_weeks) - sum(float(one.here.weekly.people.sum()) for one in alone)
    assert sum(driver.person_weeks) == after_week_0 + before
    assert before > 0


def test_the_clocked_driver_plays_the_same_lives() -> None:
    one = list(play_all(STUDY, some_solution(), 1, 0, Clocked(compiled_driver())))
    other = list(play_all(STUDY, some_solution(), 1, 0, compiled_driver()))
    assert all(np.array_equal(a.here.weekly.cost, b.here.weekly.cost) for a, b in zip(one, other, strict=True))


def test_the_pace_of_years_is_told_beside_that_of_the_whole() -> None:
    driver = Clocked(compiled_driver(), person_weeks=[100.0, 100.0, 0.0], seconds=[1.0, 3.0, 9.0])
    assert (driver.pace(0.0), driver.pace(1.0)) == (0.5, 1.5)


def test_records_are_counted_once_for_each_site_with_all_that_is_held_beside_them() -> None:
    sizes = Sizes()
    lived = list(sizes.seen(play_all(STUDY, some_solution(), 1, 0, compiled_driver())))
    tables = [one.here for one in lived if one.scenario == "current"]
    assert sizes.people == sum(len(table.people) for table in tables)
    assert sizes.bytes == sum(3 * (t.people.nbytes + t.sites.nbytes) + 2 * t.weekly.nbytes for t in tables)


def test_a_run_takes_more_in_memory_than_its_numbers_do_and_more_with_what_is_told_of_each_site() -> None:
    one = keep(0, STUDY, play_all(STUDY, some_solution(), 1, 0, compiled_driver()))
    series = sum(values.nbytes for weekly in one.weekly.values() for values in weekly.values())
    rows = sum(len(rows) for rows in one.by_site.values())
    common, of_sites = in_memory(one)
    assert series < common < 10 * len(pickle.dumps(one))
    assert of_sites == 14 * rows
    assert in_memory(replace(one, by_site={}))[0] == pytest.approx(common, rel=0.1)


def test_a_process_holds_at_least_what_was_just_put_into_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = page.process_bytes()
    held = np.ones(20_000_000)
    assert page.process_bytes() - before > 0.8 * held.nbytes
    monkeypatch.setattr(page, "STATM", page.STATM / "none")
    assert page.process_bytes() > held.nbytes
