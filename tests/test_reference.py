"""The draw's solution: the level is met, it is plain numbers, and it is found once."""

import json

import numpy as np
import pytest
from towns import town

from simmodel import reference
from simmodel.appraisal.measured import returned_within
from simmodel.custody_curve import Target, miss, risks_of
from simmodel.draws import the_place, values_of_draw
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play
from simmodel.engine.start import solution_of
from simmodel.parameters import Parameters
from simmodel.reference import FIRST_GUESS, community, find, live, means_of, solve

NATIONAL = Target("new_sentence", 0.25, 0.425)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("SIMMODEL_CACHE_DIR", str(tmp_path))
    reference._solve.cache_clear()
    yield
    reference._solve.cache_clear()


def big_town():
    """Some thousands of people, nearly all leaving custody, with services to match."""
    hours = "hours_per_week = { mental_health = 600, alcohol_and_other_drugs = 500 }\n"
    return town((3900, 1900, 1450, 1020), (420, 450, 280, 250), warm_up=3, years=3, funded=0, site=hours)


@pytest.mark.slow
def test_untreated_people_return_as_often_as_the_target_says():
    study = big_town()
    people = play(study, solution_of(study), 5, 0, compiled_driver())["current"].people
    counted = np.sum(people.index_release >= 0)
    assert counted > 600
    for weeks, target in ((52, 0.25), (104, 0.425)):
        share = returned_within(people, "new_sentence", weeks).mean()
        error = (share * (1 - share) / counted) ** 0.5
        assert abs(share - target) < 0.02 + 3 * error


@pytest.mark.slow
def test_new_south_wales_is_two_lines_to_change():
    nsw = solve(Parameters(), Target("new_sentence", 0.26, 0.48), 156, communities=1)
    national = solve(Parameters(), NATIONAL, 156, communities=1)
    assert nsw.level * sum(nsw.curve[:104]) > national.level * sum(national.curve[:104])


def test_a_second_pass_changes_the_means_little():
    solution = find(Parameters(), NATIONAL, 156, communities=1)
    again = means_of([live(Parameters(), solution, 0)[2]])
    for name in ("trust", "agency", "load", "match", "presence", "complement", "dilution", "quality"):
        assert again[name] == pytest.approx(solution.means[name], rel=0.02)


def test_every_mean_of_the_reference_is_gauged():
    from simmodel.world import Reference

    fields = {name for name, value in vars(Reference).items() if not name.startswith("_")}
    people, sites = community(Parameters(), solve(Parameters(), NATIONAL, 156, communities=1), 0)
    assert set(means_of([sites[0].gauge])) == fields == set(FIRST_GUESS)
    assert len(people) > 2000


def test_the_solution_is_kept_on_disk_and_found_only_once(tmp_path, monkeypatch):
    first = solve(Parameters(), NATIONAL, 156, communities=1)
    reference._solve.cache_clear()
    monkeypatch.setattr(reference, "find", lambda *_: pytest.fail("it was solved again"))
    again = solve(Parameters(), NATIONAL, 156, communities=1)
    assert again.level == first.level
    assert list(again.curve) == list(first.curve)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("torn", ["", "{", "[1, 2]", '{"level": 1.0}'])
def test_a_torn_file_is_never_read_as_a_solution(tmp_path, monkeypatch, torn):
    first = solve(Parameters(), NATIONAL, 156, communities=1)
    next(tmp_path.iterdir()).write_text(torn)
    reference._solve.cache_clear()
    monkeypatch.setattr(reference, "find", lambda *_: first)
    assert solve(Parameters(), NATIONAL, 156, communities=1) is first
    assert json.loads(next(tmp_path.iterdir()).read_text())["level"] == first.level


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("SIMMODEL_CACHE_DIR", str(blocked / "below"))
    monkeypatch.setattr(reference, "find", lambda *_: "solved")
    monkeypatch.setattr(reference, "asdict", lambda thing: {})
    assert solve(Parameters(), NATIONAL, 156, communities=1) == "solved"


def test_a_draws_solution_meets_the_target_in_another_community():
    drawn = Parameters(values_of_draw(1, 3, the_place()))
    near = solve(Parameters(), NATIONAL, 156, communities=1)
    solution = solve(drawn, NATIONAL, 156, near=near)
    people, diary, gauge = live(drawn, solution, 2)
    assert miss(risks_of(people, diary, drawn, NATIONAL, 156), solution.level, solution.curve, NATIONAL) < 0.03
    started = risks_of(*live(drawn, near, 2)[:2], drawn, NATIONAL, 156)
    assert miss(started, near.level, near.curve, NATIONAL) > 0.04
    for name, mean in means_of([gauge]).items():
        assert mean == pytest.approx(solution.means[name], rel=0.1)


def test_a_solution_found_near_another_is_kept_apart_and_read_back_to_the_last_bit(tmp_path):
    near = solve(Parameters(), NATIONAL, 156, communities=1)
    drawn = Parameters(values_of_draw(1, 1, the_place()))
    first = solve(drawn, NATIONAL, 156, near=near)
    reference._solve.cache_clear()
    again = solve(drawn, NATIONAL, 156, near=solve(Parameters(), NATIONAL, 156, communities=1))
    assert (again.level, list(again.curve)) == (first.level, list(first.curve))
    assert {name: np.ravel(mean).tolist() for name, mean in again.means.items()} == {
        name: np.ravel(mean).tolist() for name, mean in first.means.items()
    }
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.slow
def test_the_solution_does_not_depend_on_who_lives_in_the_study():
    small, other = town((1, 1, 1, 1), site="luck_number = 5"), town((50, 0, 0, 9))
    assert solution_of(small) is solution_of(other)
