"""A folder of results is whole, or not there; and it never takes the place of somebody else's files."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic_runs import made_up_runs, of_several_sites

from simmodel import export
from simmodel.appraisal.comparison import summarise
from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.appraisal.worth import appraise_runs
from simmodel.appraisal.worth_json import summary_to_json
from simmodel.errors import SimmodelError
from simmodel.export import check_out, neutralised, write_results

RUNS = made_up_runs(runs=5, draws=5)
COMPARISON = summarise(RUNS)
FILES = {
    "runs.parquet",
    "runs.csv",
    "summary.csv",
    "weekly.parquet",
    "money.parquet",
    "summary.json",
    "manifest.json",
}


def write(folder: Path, command: str = "simmodel compare taree.toml") -> None:
    write_results(folder, COMPARISON, appraise_runs(RUNS), RUNS, command)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_all_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "results")
    assert names(tmp_path / "results") == FILES
    assert names(tmp_path) == {"results"}


def test_several_sites_have_a_further_file_with_a_row_for_each_outcome_of_each(tmp_path: Path) -> None:
    runs = of_several_sites(3)
    comparison = summarise(runs)
    write_results(tmp_path / "results", comparison, appraise_runs(runs), runs, "simmodel compare three.toml")
    assert names(tmp_path / "results") == FILES | {"sites.csv"}
    found = pd.read_csv(tmp_path / "results/sites.csv")
    assert list(found.columns[:5]) == ["site", "kind", "scenario", "population", "outcome"]
    row = found.query("site == 'site_2' and kind == 'difference' and scenario == 'pull_in' and population == 'site'")
    means = row.set_index("outcome")["mean"]
    assert means["crises"] == pytest.approx(comparison.sites["site_2"].differences["pull_in"]["site"]["crises"].mean)
    assert set(found.site) == {"site_0", "site_1", "site_2"}


def test_the_runs_come_back_as_they_were(tmp_path: Path) -> None:
    write(tmp_path / "results")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "results/runs.parquet"), RUNS.table)
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "results/runs.csv"), RUNS.table)


def test_the_summary_is_the_contract_of_the_json_option(tmp_path: Path) -> None:
    write(tmp_path / "results")
    told = json.loads((tmp_path / "results/summary.json").read_text())
    assert told == summary_to_json(COMPARISON, appraise_runs(RUNS))
    table = pd.read_csv(tmp_path / "results/summary.csv").set_index(["kind", "scenario", "population", "outcome"])
    told = COMPARISON.differences["pull_in"]["reached"]["crises"]
    assert table.loc[("difference", "pull_in", "reached", "crises"), "mean"] == pytest.approx(told.mean)


def test_weekly_series_have_a_row_for_every_run_and_week(tmp_path: Path) -> None:
    write(tmp_path / "results")
    weekly = pd.read_parquet(tmp_path / "results/weekly.parquet")
    assert list(weekly.columns) == ["scenario", "series", "run", "week", "value"]
    assert len(weekly) == 3 * 5 * 4
    one = weekly[(weekly["scenario"] == "pull_in") & (weekly["run"] == 2)].sort_values("week")
    assert one["value"].tolist() == RUNS.weekly["pull_in"]["in_custody"][2].tolist()
    assert one["week"].tolist() == [0, 1, 2, 3]


def test_runs_without_weekly_series_still_give_a_file(tmp_path: Path) -> None:
    write_results(tmp_path / "results", COMPARISON, appraise_runs(RUNS), replace(RUNS, weekly={}), "simmodel")
    assert pd.read_parquet(tmp_path / "results/weekly.parquet").empty


def test_the_manifest_says_how_to_get_the_same_results_again(tmp_path: Path) -> None:
    write(tmp_path / "results", "simmodel compare taree.toml --runs 5")
    told = json.loads((tmp_path / "results/manifest.json").read_text())
    assert told["command"] == "simmodel compare taree.toml --runs 5"
    assert (told["study"], told["seed"], told["runs"], told["version"]) == ("taree", 1, 5, "0.1.0")
    assert told["draws"] == 5
    assert told["scenario_hash"] == RUNS.study_digest
    assert told["packages"]["numpy"] == np.__version__
    assert datetime.fromisoformat(told["created"]).utcoffset().total_seconds() == 0
    assert set(told["files"]) == FILES - {"manifest.json"}
    assert told["rests_on_assumed_link"] == [name for name, outcome in OUTCOMES.items() if outcome.assumed_link]
    assert told["notes"] == list(RUNS.notes)


def test_earlier_results_of_ours_are_replaced(tmp_path: Path) -> None:
    write(tmp_path / "results", "first")
    write(tmp_path / "results", "second")
    assert json.loads((tmp_path / "results/manifest.json").read_text())["command"] == "second"
    assert names(tmp_path) == {"results"}


def test_an_empty_folder_and_missing_folders_above_are_fine(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty")
    write(tmp_path / "a/b/c")
    assert names(tmp_path / "empty") == names(tmp_path / "a/b/c") == FILES


def test_a_folder_with_files_of_others_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(SimmodelError, match=r"not results of simmodel \(letters.txt\).*--out results"):
        write(tmp_path)
    assert names(tmp_path) == {"letters.txt"}


def test_a_manifest_of_another_program_does_not_make_a_folder_ours(tmp_path: Path) -> None:
    for text in ('{"name": "a web page"}', "[]", "not json"):
        (tmp_path / "manifest.json").write_text(text)
        with pytest.raises(SimmodelError, match="not results of simmodel"):
            check_out(tmp_path)


def test_results_to_which_somebody_added_a_file_are_not_replaced(tmp_path: Path) -> None:
    write(tmp_path / "results")
    (tmp_path / "results/my notes.docx").write_text("mine")
    with pytest.raises(SimmodelError, match=r"my notes\.docx"):
        write(tmp_path / "results")
    assert (tmp_path / "results/my notes.docx").exists()


def test_a_file_is_not_a_folder_for_results(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file/below"):
        with pytest.raises(SimmodelError, match=r"is a file|cannot be written"):
            check_out(place)


def test_the_current_folder_and_those_above_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for place in (Path("."), Path(""), Path("..")):
        with pytest.raises(SimmodelError, match="the folder you are in"):
            check_out(place)


def test_a_place_where_nothing_can_be_written_is_refused_beforehand() -> None:
    with pytest.raises(SimmodelError, match="cannot be written"):
        check_out(Path("/proc/results"))


def test_checking_a_place_leaves_no_trace(tmp_path: Path) -> None:
    check_out(tmp_path / "a/b")
    assert names(tmp_path) == set()


def disk_full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def stopped(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("failure", "error"),
    [(disk_full, SimmodelError), (stopped, KeyboardInterrupt)],
    ids=["disk full", "Ctrl-C"],
)
@pytest.mark.parametrize("step", ["_write_weekly", "_write_json", "_put_in_place", "headline"])
@pytest.mark.parametrize("where", ["results", "a/b/results"])
def test_nothing_half_written_is_left_when_a_step_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Callable, error: type, step: str, where: str
) -> None:
    monkeypatch.setattr(export, step, failure)
    with pytest.raises(error):
        write(tmp_path / where)
    assert names(tmp_path) == set()


@pytest.mark.parametrize("which", [1, 2])
def test_earlier_results_survive_a_failure_to_replace_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, which: int
) -> None:
    write(tmp_path / "results", "first")
    calls, rename = [], Path.rename

    def fails_once(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == which:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_once)
    with pytest.raises(SimmodelError, match=r"could not be written .*input/output error"):
        write(tmp_path / "results", "second")
    assert json.loads((tmp_path / "results/manifest.json").read_text())["command"] == "first"
    assert names(tmp_path) == {"results"}


def test_a_link_to_a_folder_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    os.symlink(tmp_path / "disk", tmp_path / "results")
    write(tmp_path / "results")
    assert (tmp_path / "results").is_symlink()
    assert names(tmp_path / "disk") == FILES


@given(st.lists(st.text(), min_size=1, max_size=8), st.lists(st.floats(-9, 9), min_size=8, max_size=8))
def test_no_text_cell_starts_like_a_formula_and_numbers_stay(words: list[str], numbers: list[float]) -> None:
    table = pd.DataFrame({"words": words, "numbers": numbers[: len(words)]})
    safe = neutralised(table)
    assert not any(cell[:1] in {"=", "+", "-", "@", "\t", "\r"} for cell in safe["words"])
    assert [cell.removeprefix("'") for cell in safe["words"]] == [word.removeprefix("'") for word in words]
    assert safe["numbers"].tolist() == table["numbers"].tolist()
    assert table["words"].tolist() == words


@pytest.mark.parametrize("head", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_heading_starts_like_a_formula_and_others_stay(head: str) -> None:
    table = pd.DataFrame({head: ["a"], "plain": [-1.0]})
    assert list(neutralised(table).columns) == [f"'{head}", "plain"]
    assert list(table.columns) == [head, "plain"]


def test_a_csv_with_a_formula_for_a_name_is_neutralised_on_disk(tmp_path: Path) -> None:
    table = RUNS.table.assign(scenario=RUNS.table["scenario"].replace("more_places", '=HYPERLINK("x")'))
    runs = replace(RUNS, table=table)
    write_results(tmp_path / "results", summarise(runs), appraise_runs(runs), runs, "simmodel")
    for name in ("runs.csv", "summary.csv"):
        text = (tmp_path / "results" / name).read_text()
        assert "'=HYPERLINK" in text
        assert ',"=HYPERLINK' not in text


@pytest.mark.parametrize("name", ["a" * 231, "b" * 300])
def test_a_folder_name_that_is_too_long_is_refused_before_anything_runs(tmp_path, name):
    with pytest.raises(SimmodelError, match="--out"):
        check_out(tmp_path / name)


def test_a_folder_that_leads_to_itself_is_refused(tmp_path):
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(SimmodelError, match="--out"):
        check_out(loop / "results")
