"""Figures have names, and those with a target say whether it is met."""

import pytest

from simmodel.bench import figures as page


def test_every_part_is_measured_and_told_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    for place, part in enumerate(("drivers", "flagship", "site_year", "pairing", "crowd", "warm_start")):
        monkeypatch.setattr(page, part, lambda *given, place=place, part=part: {part: float(place)})
    monkeypatch.setattr(page, "flagship", lambda runs: asked.append(runs) or {"flagship": 1.0})
    monkeypatch.setattr(page, "threads", lambda study: 1.0)
    monkeypatch.setattr(page, "cold_start", lambda: 30.0)
    monkeypatch.setattr(page, "compare", lambda study, runs, seed: None)
    said: list[str] = []
    found = page.measure(said.append)
    assert {"drivers", "flagship", "crowd", "cold_start_seconds", "bytes_per_person"} <= found.keys()
    assert len(said) == 8
    page.measure(said.append, whole=True)
    assert asked == [page.PART, page.RUNS]


def test_a_missed_target_is_said_to_be_missed() -> None:
    met, missed, plain = page.lines({"batch_over_mesa": 41.0, "million_over_thousand": 1.5, "other": 1.0})
    assert met.endswith("target >= 40")
    assert missed.endswith("target <= 1.3: missed")
    assert "target" not in plain
