"""The flagship job is the one that is named, and a part of it stands for the whole."""

from itertools import count
from types import SimpleNamespace

import pytest
from towns import towns

from simmodel.bench import drivers, flagship
from simmodel.bench.studies import flagship_study
from simmodel.planning.question import expected_people


def test_the_job_is_two_scenarios_at_three_sites_of_600_people_for_five_years() -> None:
    study = flagship_study()
    assert (len(study.scenarios), len(study.places), study.time.horizon_years) == (2, 3, 5)
    assert flagship.RUNS == 200
    at_start = sum(people.at_start for site in study.places.values() for people in site.people.values())
    assert at_start == pytest.approx(3 * 600, abs=6)
    assert expected_people(study) > at_start


@pytest.mark.usefixtures("_small")
def test_a_part_is_scaled_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = count()
    monkeypatch.setattr(flagship, "time", SimpleNamespace(process_time=lambda: next(seconds)))
    two, four = flagship.flagship(runs=2), flagship.flagship(runs=4)
    assert (two["flagship_core_seconds"], four["flagship_core_seconds"]) == (2 * 200 / 2, 3 * 200 / 4)
    assert (two["flagship_runs_played"], four["flagship_runs_played"]) == (2, 4)
    assert two["flagship_person_weeks"] == pytest.approx(four["flagship_person_weeks"], rel=0.2)
    assert all(value > 0 for value in two.values())


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    study = towns({"a": 1, "b": 2}, years=5)
    monkeypatch.setattr(flagship, "flagship_study", lambda sites, years: study)
    monkeypatch.setattr(drivers, "MESA_WEEKS", 1)


@pytest.mark.slow
def test_the_flagship_job_is_forty_times_quicker_than_with_mesa_agents() -> None:
    assert flagship.flagship()["flagship_over_mesa"] >= 40
