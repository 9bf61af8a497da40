"""A million people cost what a thousand do, each."""

import pytest

from simmodel.bench import crowd as page


@pytest.mark.slow
def test_so_many_people_are_in_memory_at_sites_of_600(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "ROUNDS", 1)
    monkeypatch.setattr(page, "DISTINCT", 2)
    figures = page.crowd(people=6_000, few=1_200)
    assert figures["million_people"] == pytest.approx(6_000, rel=0.1)
    assert figures["million_over_thousand"] > 0


@pytest.mark.slow
def test_a_person_week_among_a_million_costs_at_most_a_third_more() -> None:
    assert page.crowd()["million_over_thousand"] <= 1.3
