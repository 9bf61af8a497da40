"""The benchmark measures what it says, on the drivers as they are."""

import pytest
from towns import town

from simmodel.bench import drivers as page
from simmodel.vocabulary import MECHANISMS


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "ROUNDS", 1)
    monkeypatch.setattr(page, "MESA_WEEKS", 2)


@pytest.mark.usefixtures("small")
def test_both_drivers_are_measured_on_the_same_weeks() -> None:
    figures = page.drivers(town(years=5))
    assert all(value > 0 for value in figures.values())
    assert figures["batch_over_mesa"] == pytest.approx(
        figures["mesa_ns_per_person_week"] / figures["ns_per_person_week"]
    )
    assert figures["everything_on_over_off"] == pytest.approx(
        figures["ns_per_person_week"] / figures["ns_per_person_week_all_off"]
    )


def test_all_off_means_every_mechanism_that_a_study_can_switch_off() -> None:
    sites = page.without_mechanisms(town(years=5)).sites
    assert [sites[0].on[name] for name in MECHANISMS] == [0] * len(MECHANISMS)


def test_coaches_are_at_work_in_the_weeks_that_are_measured() -> None:
    begin = page.at_work(town(years=5, funded=4))
    assert (begin.people.enrolled < begin.sites[0].week).any()


def test_ratios_are_taken_within_each_turn() -> None:
    assert page.median_ratio([2.0, 30.0, 8.0], [1.0, 10.0, 2.0]) == 3.0
