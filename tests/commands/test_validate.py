"""`simmodel validate`: a table or JSON, a page where there is a place for it, and a status that says what was found."""

import json
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from rich.console import Console
from small_trial import FITS

from simmodel.cli import main
from simmodel.commands import validate
from simmodel.validation import cases
from simmodel.validation.case import Case, Effort, Known
from simmodel.validation.page import LONG_FORM, Findings, form_of, print_findings

HALF = Known("half", "A half is a half, whatever | stands in it.", "arithmetic", "share", 0.5, "as is well known")
GOOD, BAD = HALF.by_chance(0.501, 0.005, 0.05), HALF.exactly(0.6)
MISSED = replace(
    FITS,
    model=0.1,
    model_low=0.05,
    model_high=0.15,
    inside=False,
    overlap=False,
    because="too few homes",
    known="forty people, by a coin",
    not_known="who they were",
    source="A report",
)
UNJUDGED = replace(
    MISSED, what="calm", low=None, high=None, model=None, inside=None, overlap=None, because="not counted"
)
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setattr(validate, "DOCS", tmp_path / "docs")
    monkeypatch.setattr(validate, "battery_begun", lambda *_: nullcontext(lambda _: []))

    def of(cases: list[Case], *typed: str) -> Result:
        monkeypatch.setattr(validate, "outside_cases", lambda effort, workers, told: cases)
        return CliRunner().invoke(main, ["validate", *typed])

    return of


def test_the_status_is_0_where_all_cases_pass_and_1_otherwise(run: Run) -> None:
    assert run([GOOD]).exit_code == 0
    assert run([GOOD, BAD]).exit_code == 1


def test_a_trial_that_the_model_misses_fails_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate, "battery_begun", lambda *_: nullcontext(lambda _: [MISSED, UNJUDGED]))

    told = run([GOOD])

    assert told.exit_code == 0
    said = " ".join(told.stdout.split())
    assert "the model's mean lies inside 0 of 1 intervals and outside 1; 1 cannot be judged." in said
    assert "homes after a year: does not fit, because: too few homes" in said


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_of_trials_keeps_its_names_and_its_numbers_within_the_width(width: int) -> None:
    long = replace(MISSED, low=-0.0597, high=0.0761, model=-0.07285, model_low=-0.1129, model_high=-0.01071)
    console = Console(width=width)
    with console.capture() as captured:
        print_findings(console, Findings(Effort(), [GOOD], [replace(long, at_the_edge=True), UNJUDGED]))
    told = captured.get()
    assert max(map(len, told.splitlines())) <= width
    assert "A trial: homes" in told
    assert "NO ~" in told
    assert "…" not in told


def test_json_holds_every_case_and_every_trial_and_nothing_else_is_printed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validate, "battery_begun", lambda *_: nullcontext(lambda _: [MISSED, UNJUDGED]))

    found = json.loads(run([GOOD, BAD], "--json", "--quick", "--seed", "7").stdout)

    assert [case["passed"] for case in found["cases"]] == [True, False]
    assert [trial["inside"] for trial in found["trials"]] == [False, None]
    assert (found["seed"], found["quick"]) == (7, True)


def test_effort_and_seed_reach_the_cases(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Effort] = []
    run([GOOD])
    monkeypatch.setattr(validate, "outside_cases", lambda effort, workers, told: asked.append(effort) or [GOOD])

    CliRunner().invoke(main, ["validate", "--quick", "--seed", "7"])
    CliRunner().invoke(main, ["validate"])

    assert asked == [Effort(True, 7), Effort(False, 1)]


def test_the_table_says_what_failed(run: Run) -> None:
    told = run([GOOD, BAD]).stdout

    assert "FAILED" in told
    assert "1 of 2 outside cases passed." in told


def test_the_page_goes_to_docs_in_a_checkout_and_nowhere_without_one(run: Run, tmp_path: Path) -> None:
    run([GOOD])
    assert list(tmp_path.rglob("*.md")) == []

    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/README.md").touch()
    run([GOOD, BAD])

    page = (tmp_path / "docs/validation.md").read_text()
    assert "1 of 2 outside cases passed" in page
    assert "**failed**" in page
    assert "Source: arithmetic. As is well known." in page


def test_the_page_goes_where_out_says(run: Run, tmp_path: Path) -> None:
    told = run([GOOD], "--out", str(tmp_path / "here.md"))

    assert told.exit_code == 0
    assert "Is it right?" in (tmp_path / "here.md").read_text()


def test_only_a_page_of_its_own_is_replaced(run: Run, tmp_path: Path) -> None:
    mine, yours, new = tmp_path / "page.md", tmp_path / "README.md", tmp_path / "README_2.md"
    yours.write_text("# Is it right?\n\nIt is. Written by me (long form, by hand).\n")
    told = run([], "--out", str(yours))
    assert told.exit_code == 2
    assert "holds something else than a page of simmodel validate; allowed: such a page, or a new file" in told.stderr
    assert told.stderr.rstrip().endswith(f"type --out {new}")
    assert yours.read_text().endswith("by hand).\n")
    for played in ([GOOD], [GOOD, BAD]):
        assert run(played, "--quick", "--out", str(mine)).exit_code == len(played) - 1
    assert "1 of 2 outside cases passed" in mine.read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "page.md"]


def test_a_quick_page_replaces_no_long_one_unless_it_is_named(run: Run, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "README.md").touch()
    run([GOOD], "--quick")
    assert "(quick form, seed 1)" in (docs / "validation.md").read_text()
    run([GOOD])
    assert "(long form, seed 1)" in (docs / "validation.md").read_text()
    told = run([GOOD], "--quick")
    assert told.exit_code == 0
    assert "validation.md is in the long form and stays" in told.stderr
    assert "The page is in" not in told.stderr
    assert "(long form, seed 1)" in (docs / "validation.md").read_text()
    run([GOOD], "--quick", "--out", str(docs / "validation.md"))
    assert "(quick form, seed 1)" in (docs / "validation.md").read_text()


def test_what_somebody_else_wrote_in_the_place_of_the_page_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "README.md").touch()
    (docs / "validation.md").write_text("My notes.")
    assert "validation.md is no page of simmodel validate and stays" in run([GOOD]).stderr
    assert (docs / "validation.md").read_text() == "My notes."


def test_the_page_that_ships_is_known_as_one_in_the_long_form() -> None:
    assert form_of((Path(__file__).parents[2] / "docs/validation.md").read_text(encoding="utf-8")) == LONG_FORM


def test_a_page_that_cannot_be_put_in_place_leaves_the_old_one_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no room")

    page = tmp_path / "page.md"
    page.write_text("old")
    validate.replace_text(page, "newer")
    assert page.read_text() == "newer"
    monkeypatch.setattr(validate.os, "replace", refuse)
    with pytest.raises(OSError, match="no room"):
        validate.replace_text(page, "newest")
    assert page.read_text() == "newer"
    assert list(tmp_path.iterdir()) == [page]


@pytest.mark.parametrize("where", ["", "nowhere/here.md"])
def test_a_place_that_cannot_hold_the_page_is_found_before_anything_is_played(
    run: Run, tmp_path: Path, where: str
) -> None:
    told = run([], "--out", str(tmp_path / where))

    assert told.exit_code == 2
    assert "allowed: a file in a folder that exists; type --out validation.md" in told.stderr


def test_the_page_says_of_every_trial_what_was_reported_what_the_model_gives_and_why_not(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validate, "battery_begun", lambda *_: nullcontext(lambda _: [MISSED, UNJUDGED]))
    run([GOOD], "--out", str(tmp_path / "page.md"))
    page = (tmp_path / "page.md").read_text()
    after, calm = (line.split(" | ")[1:] for line in page.splitlines() if line.startswith("| A trial"))
    assert after[:7] == ["homes after a year", "difference", "0.3", "0.2 to 0.4", "0.1", "0.05 to 0.15", "NO"]
    assert after[7:] == ["0.01", "none", "no", "40 |"]
    assert calm[:7] == ["calm", "difference", "0.3", "none", "none", "0.05 to 0.15", "cannot be judged"]
    assert calm[7:] == ["0.01", "none", "none", "40 |"]
    assert "- A trial, homes after a year: does not fit, because: too few homes." in page
    assert "- A trial, calm: cannot be judged: not counted." in page
    assert page.count("- A trial: forty people, by a coin Not known: who they were Source: A report") == 1


def test_a_page_that_cannot_be_written_is_refused_before_anything_is_played(run: Run) -> None:
    told = run([], "--out", "/dev/full")
    assert told.exit_code == 2
    assert "--out /dev/full cannot be written; allowed: a file in a folder that you may write to" in told.stderr


def test_a_family_that_cannot_be_played_is_a_case_that_failed_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(effort: Effort) -> list[Case]:
        raise AssertionError("luck did not give the lengths")

    family = SimpleNamespace(cases=broken, __name__="simmodel.validation.queues")
    monkeypatch.setattr(cases, "FAMILIES", (family, SimpleNamespace(cases=lambda effort: [GOOD])))
    failed, good = cases.outside_cases(Effort())
    assert (failed.id, failed.passed, good.passed) == ("queues", False, True)
    assert "AssertionError: luck did not give the lengths" in failed.note


def test_once_stopped_no_further_case_begins() -> None:
    effort = Effort()
    effort.luck("before")
    effort.stopped.set()
    with pytest.raises(CancelledError):
        effort.luck("after")
