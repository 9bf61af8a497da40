"""Back tests: every study that ships still gives what it gave, until somebody means it to change."""

import json
from pathlib import Path

import pytest
from saved import EXPECTED, differences, place_of, refresh, results_of, studies, why_not


def is_slow(path: Path) -> bool:
    """A hundred communities; and trials, each of which has a solution of its own to find."""
    return path.stem == "hundred_communities" or path.parent.name == "trials"


STUDIES = [
    pytest.param(
        path, id=place_of(path, Path()).with_suffix("").as_posix(), marks=[pytest.mark.slow] if is_slow(path) else []
    )
    for path in studies()
]


@pytest.mark.parametrize("path", STUDIES)
def test_a_study_that_ships_gives_the_results_that_were_saved(path: Path, request: pytest.FixtureRequest) -> None:
    place, now = place_of(path), results_of(path)
    if request.config.getoption("--refresh"):
        refusal = refresh(path, now)
        assert refusal is None, refusal
    assert place.exists(), f"{path.stem} has no saved results; run: uv run pytest tests/test_back.py --refresh"
    found = differences(json.loads(place.read_text())["outcomes"], now)
    said = (
        "; if that is meant, say **Results change** in CHANGELOG.md and run: uv run pytest tests/test_back.py --refresh"
    )
    assert not found, f"{len(found)} values of {path.stem} changed, such as {found[:3]}{said}"


def test_no_result_is_kept_of_a_study_that_does_not_ship() -> None:
    assert {*EXPECTED.rglob("*.json")} == {place_of(path) for path in studies()}


ONE = {"current": {"site": {"crises": [[10, 2.5], [10, None]]}}}
LOG = "# Changelog\n\n## 0.2.0 (not yet released)\n\n{new}\n\n## 0.1.0\n\n**Results change**: first version.\n"
SAYS = LOG.format(new="**Results change**: a mended rule.")


def changed(people: int = 10, value: float | None = 2.5, outcome: str = "crises") -> dict:
    return {"current": {"site": {outcome: [[people, value], [10, None]]}}}


@pytest.mark.parametrize(
    "now",
    [
        changed(value=2.5 + 1e-10),
        changed(value=None),
        changed(people=11),
        changed(outcome="deaths"),
        {"current": {"site": {"crises": [[10, 2.5]]}}},
        ONE | {"other": {}} | {"more": ONE["current"]},
        {},
    ],
)
def test_whatever_is_not_as_it_was_saved_is_told(now: dict) -> None:
    assert differences(ONE, now)
    assert differences(ONE, ONE) == differences(ONE, changed(value=2.5 + 1e-14)) == []


def test_results_are_saved_anew_only_where_the_changelog_says_once_more_that_they_change(tmp_path: Path) -> None:
    study, log = Path("scenarios/town.toml"), tmp_path / "CHANGELOG.md"
    log.write_text(LOG.format(new="- Nothing much."))
    assert "write **Results change** there" in str(refresh(study, ONE, tmp_path, log))
    assert not (tmp_path / "town.json").exists()
    log.write_text(SAYS)
    assert refresh(study, ONE, tmp_path, log) is None
    assert json.loads((tmp_path / "town.json").read_text())["outcomes"] == ONE
    assert "no more often than when they were" in str(refresh(study, changed(value=3.0), tmp_path, log))
    assert json.loads((tmp_path / "town.json").read_text())["outcomes"] == ONE
    log.write_text(SAYS.replace("mended rule.", "mended rule.\n- **Results change**: another."))
    assert refresh(study, changed(value=3.0), tmp_path, log) is None
    assert json.loads((tmp_path / "town.json").read_text())["outcomes"] == changed(value=3.0)


def test_a_version_that_is_out_can_announce_nothing_any_more() -> None:
    assert why_not(None, ONE, SAYS.replace(" (not yet released)", "")) is not None
