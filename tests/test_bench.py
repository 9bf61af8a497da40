"""The benchmark measures what it says, on the drivers as they are."""

import pytest
from towns import town

from simmodel import bench


def test_both_drivers_are_measured_on_the_same_weeks(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(bench, "ROUNDS", 1)
    monkeypatch.setattr(bench, "MESA_WEEKS", 2)
    monkeypatch.setenv("SIMMODEL_CACHE_DIR", str(tmp_path))
    figures = bench.drivers(town(years=5))
    assert set(figures) == {"batch_over_mesa", "ns_per_person_week", "mesa_ns_per_person_week"}
    assert all(value > 0 for value in figures.values())
    assert figures["batch_over_mesa"] == pytest.approx(
        figures["mesa_ns_per_person_week"] / figures["ns_per_person_week"]
    )
