"""The twins live the same world, so that their times may be compared."""

from dataclasses import replace

import pytest

from bench import in_c, twins
from bench.twins import COUNTED, TARGETS, disagreements, lived, ratios
from bench.world import Lived


@pytest.fixture(scope="module")
def found() -> dict[str, list[Lived]]:
    return lived(["ours", "C", "Mesa"], rounds=6)


@pytest.mark.slow
def test_c_lives_the_very_lives_that_our_rules_do(found: dict[str, list[Lived]]) -> None:
    for ours, other in zip(found["ours"], found["C"], strict=True):
        assert [getattr(ours, name) for name in COUNTED[:3]] == [getattr(other, name) for name in COUNTED[:3]]
        assert ours.need == pytest.approx(other.need, rel=1e-12)
        assert ours.trust == pytest.approx(other.trust, rel=1e-12)


@pytest.mark.slow
def test_mesa_agrees_within_chance(found: dict[str, list[Lived]]) -> None:
    assert disagreements(found) == []


@pytest.mark.slow
def test_a_world_that_differs_is_seen(found: dict[str, list[Lived]]) -> None:
    other = [replace(one, crises=1.1 * one.crises) for one in found["Mesa"]]
    assert [line.split()[0] for line in disagreements(found | {"Mesa": other})] == ["crises"]


@pytest.mark.slow
def test_every_part_of_the_world_happens(found: dict[str, list[Lived]]) -> None:
    assert all(0.001 < getattr(one, name) < 0.9 for one in found["ours"] for name in COUNTED)


def test_a_machine_without_a_compiler_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_c, "compiler", lambda: None)
    assert "no C compiler" in twins.missing()["C"]


def test_ratios_are_medians_of_rounds() -> None:
    took = [Lived(0, 0, 0, 0, 0, seconds) for seconds in (1.0, 2.0, 4.0)]
    twice = [replace(one, seconds=2 * one.seconds) for one in took]
    assert ratios({"ours": took, "C": twice, "Mesa": twice}) == {"Mesa over ours": 2.0, "ours over C": 0.5}


@pytest.mark.slow
def test_compiled_rules_are_nearly_as_quick_as_c() -> None:
    assert ratios(lived(["ours", "C"], rounds=20))["ours over C"] <= TARGETS["ours over C"][1]
