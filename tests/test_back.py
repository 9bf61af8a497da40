"""Back tests: every study that ships still gives what it gave, until somebody means it to change."""

import json
from pathlib import Path

import pytest
from saved import (
    CHANGELOG,
    EXPECTED,
    NET,
    REGISTER,
    announcements,
    differences,
    name_of,
    place_of,
    refresh,
    register,
    results_of,
    studies,
    why_not,
)

from simmodel.scenario import read_study

OTHER_BELIEFS = ("sceptical", "optimistic", "queue_only")


def is_slow(path: Path) -> bool:
    """A hundred communities; and trials and other beliefs, each of which has a solution of its own to find."""
    return path.stem in ("hundred_communities", *OTHER_BELIEFS) or path.parent.name == "trials"


STUDIES = [
    pytest.param(path, id=name_of(path), marks=[pytest.mark.slow] if is_slow(path) else []) for path in studies()
]


@pytest.mark.parametrize("path", STUDIES)
def test_a_study_that_ships_gives_the_results_that_were_saved(path: Path, request: pytest.FixtureRequest) -> None:
    place, now = place_of(path), results_of(path)
    if request.config.getoption("--refresh"):
        refusal = refresh(path, now)
        assert refusal is None, refusal
    assert place.exists(), f"{path.stem} has no saved results; run: uv run pytest tests/test_back.py --refresh"
    found = differences(json.loads(place.read_text())["outcomes"], now)
    meant = f"if that is meant, say **Results change** ({name_of(path)}) in CHANGELOG.md"
    said = f"; {meant} and run: uv run pytest tests/test_back.py --refresh"
    assert not found, f"{len(found)} values of {path.stem} changed, such as {found[:3]}{said}"


def test_no_result_is_kept_of_a_study_that_does_not_ship() -> None:
    assert {*EXPECTED.rglob("*.json")} - {*EXPECTED.glob("charts/*")} == {place_of(path) for path in studies()}


@pytest.mark.parametrize("path", studies(), ids=name_of)
def test_what_every_scenario_but_the_base_case_is_worth_is_saved_beside_its_outcomes(path: Path) -> None:
    saved = json.loads(place_of(path).read_text())["outcomes"]
    without = [name for name, populations in saved.items() if NET not in populations["site"]]
    assert without == [read_study(path).base_case]


def test_every_study_that_ships_is_registered_and_no_other() -> None:
    assert sorted(register()) == sorted(name_of(path) for path in studies())


def test_every_announcement_names_studies_that_ship_or_their_folder_or_all() -> None:
    names = {name_of(path) for path in studies()}
    allowed = {"all"} | names | {name.rpartition("/")[0] for name in names} - {""}
    found = announcements(CHANGELOG.read_text(encoding="utf-8"))
    assert found
    assert [each for each in found if not each or not set(each) <= allowed] == []


ONE = {"current": {"site": {"crises": [[10, 2.5], [10, None]]}}}
LOG = "# Changelog\n\n## 0.2.0 (not yet released)\n\n{new}\n\n## 0.1.0\n\n**Results change** (all): first version.\n"
SAYS = LOG.format(new="**Results change** (town): a mended rule.")


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


STUDY = Path("scenarios/town.toml")


def test_results_are_saved_anew_only_where_the_changelog_says_once_more_that_they_change(tmp_path: Path) -> None:
    log, place = tmp_path / "CHANGELOG.md", tmp_path / "town.json"
    log.write_text(LOG.format(new="- Nothing much."))
    assert refresh(STUDY, ONE, tmp_path, log) is None
    assert (json.loads(place.read_text()), register(tmp_path)) == ({"outcomes": ONE}, {"town": 0})
    assert "results differ from those saved" in str(refresh(STUDY, changed(value=3.0), tmp_path, log))
    log.write_text(SAYS)
    assert refresh(STUDY, changed(value=3.0), tmp_path, log) is None
    assert (json.loads(place.read_text()), register(tmp_path)) == ({"outcomes": changed(value=3.0)}, {"town": 2})
    assert "**Results change** (town)" in str(refresh(STUDY, changed(value=4.0), tmp_path, log))
    assert json.loads(place.read_text()) == {"outcomes": changed(value=3.0)}
    log.write_text(SAYS.replace("mended rule.", "mended rule.\n- **Results change** (town): another."))
    assert refresh(STUDY, changed(value=4.0), tmp_path, log) is None
    assert register(tmp_path) == {"town": 3}


def test_results_that_are_gone_are_not_those_of_a_new_study(tmp_path: Path) -> None:
    log = tmp_path / "CHANGELOG.md"
    log.write_text(SAYS)
    refresh(STUDY, ONE, tmp_path, log)
    (tmp_path / "town.json").unlink()
    assert "no results are saved, and CHANGELOG.md names town" in str(refresh(STUDY, changed(value=9.0), tmp_path, log))
    assert [path.name for path in tmp_path.iterdir() if path != log] == [REGISTER]


@pytest.mark.parametrize(
    ("names", "opens"),
    [("(all)", True), ("(village, town)", True), ("(towns)", False), ("(village)", False), ("", False)],
)
def test_an_announcement_opens_the_results_of_the_studies_that_it_names(
    tmp_path: Path, names: str, opens: bool
) -> None:
    log = tmp_path / "CHANGELOG.md"
    log.write_text(SAYS)
    refresh(STUDY, ONE, tmp_path, log)
    log.write_text(SAYS.replace("mended rule.", f"mended rule.\n- **Results change** {names}: another."))
    assert (refresh(STUDY, changed(value=3.0), tmp_path, log) is None) == opens


def test_an_announcement_is_used_up_by_results_that_are_saved_under_it_even_where_they_stayed(tmp_path: Path) -> None:
    log = tmp_path / "CHANGELOG.md"
    log.write_text(LOG.format(new="- Nothing much."))
    refresh(STUDY, ONE, tmp_path, log)
    log.write_text(SAYS)
    assert refresh(STUDY, ONE, tmp_path, log) is None
    assert refresh(STUDY, changed(value=3.0), tmp_path, log) is not None


def test_a_folder_that_is_named_stands_for_its_studies() -> None:
    log = SAYS.replace("(town)", "(trials)")
    assert why_not("trials/rexo", None, ONE, {"trials/rexo": 1}, log) is None
    assert why_not("programmes/rexo", None, ONE, {"programmes/rexo": 1}, log) is not None


def test_a_version_that_is_out_can_announce_nothing_any_more() -> None:
    assert why_not("town", None, ONE, {"town": 1}, SAYS) is None
    assert why_not("town", None, ONE, {"town": 1}, SAYS.replace(" (not yet released)", "")) is not None
