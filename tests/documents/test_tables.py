"""Every table as CSV in a zip: tidy, explained, safe to open, and the same bytes each time."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from made_up_findings import made_up_findings
from synthetic_runs import made_up_runs, of_several_sites

from simmodel.appraisal.runs import Runs
from simmodel.documents.findings import Findings, findings_of
from simmodel.documents.tables import README, write_tables
from simmodel.documents.tidy import tables_of

TWO = ("current", "pull_in")


def findings(runs: Runs) -> Findings:
    return findings_of(runs, "simmodel report study.toml --csv", date(2026, 11, 22))


@pytest.fixture(scope="module")
def taree() -> Findings:
    return findings(made_up_runs(runs=8, draws=4, scenarios=TWO))


def unzipped(told: Findings, path: Path) -> dict[str, str]:
    write_tables(told, path)
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_readme_explains_every_file_and_every_column(taree: Findings, tmp_path: Path) -> None:
    texts = unzipped(taree, tmp_path / "taree.zip")
    readme = texts.pop(README)

    for name, text in texts.items():
        part = readme[readme.index(f"\n{name} (") :].split("\n\n")[0]
        heads = next(csv.reader(io.StringIO(text)))
        assert [head for head in heads if f"\n  {head}: " not in part] == [], name
    assert all(f"{name}: {text}" in readme.replace("\n", " ") for name, text in taree.provenance().items())


def test_every_table_says_what_each_of_its_columns_holds_and_no_other(taree: Findings) -> None:
    for table in tables_of(taree):
        assert list(table.columns) == list(table.frame.columns), table.name
        assert all(what.strip() for what in table.columns.values()), table.name


def test_money_by_payer_adds_up_from_money_by_item(taree: Findings) -> None:
    frames = {table.name: table.frame for table in tables_of(taree)}
    by = ["kind", "scenario", "account", "year"]
    items = frames["money_by_item"]
    payers = frames["money_by_payer"].set_index([*by, "basis"])["dollars"].unstack()

    every = items.groupby(by)["dollars"].sum().reindex(payers.index, fill_value=0.0)
    pd.testing.assert_series_equal(every, payers["average"], check_names=False, check_like=True)
    avoidable = items[~items["average_only"].astype(bool)].groupby(by)["dollars"].sum()
    avoidable = avoidable.reindex(payers.index, fill_value=0.0)
    pd.testing.assert_series_equal(avoidable, payers["avoidable"], check_names=False, check_like=True)


def test_the_appraisal_in_the_table_is_the_one_that_was_found(taree: Findings) -> None:
    frame = next(table.frame for table in tables_of(taree) if table.name == "appraisal")
    where = frame.query("view == 'nsw_residents' and basis == 'avoidable' and rate == 0.05 and measure == 'net'")

    assert where["mean"].tolist() == [taree.appraisal.headline("pull_in").net.mean]
    assert len(frame) == 36 * 5


def test_of_what_is_not_clear_the_cell_is_empty_and_a_word_says_why() -> None:
    unclear = made_up_findings(spread=2.0)
    frames = {table.name: table.frame for table in tables_of(unclear)}
    costs = frames["cost_per_outcome"].query("count == 'crises'")
    assert costs["dollars_per_outcome"].isna().all()
    assert set(costs["words"]) == {"gain not clear"}
    day = frames["further_measures"].query("measure == 'break_even_custody_day'")
    assert day["mean"].isna().all()
    assert all(what.endswith(": gain not clear") for what in day["what"])
    clear = {table.name: table.frame for table in tables_of(made_up_findings())}
    assert clear["cost_per_outcome"].query("count == 'crises'")["dollars_per_outcome"].notna().all()
    assert clear["further_measures"].query("measure == 'break_even_custody_day'")["mean"].notna().all()


def test_the_same_findings_give_the_same_bytes_whatever_the_clock_says(taree: Findings, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        write_tables(taree, tmp_path / name)

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as file:
        assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 22, 0, 0, 0)}


def test_text_that_a_spreadsheet_would_run_is_made_plain(tmp_path: Path) -> None:
    runs = made_up_runs(runs=2, scenarios=TWO, money={"pull_in": {"title": "=1+1"}}, notes=("@SUM(A1)", "-2"))
    texts = unzipped(findings(runs), tmp_path / "hostile.zip")
    texts.pop(README)
    cells = [cell for text in texts.values() for row in csv.reader(io.StringIO(text)) for cell in row]

    assert "'=1+1" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []
    assert [cell for cell in cells if cell.startswith("-") and not _is_number(cell)] == []


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "runs",
    [made_up_runs(runs=1, scenarios=("current",)), made_up_runs(runs=1), of_several_sites(2, runs=4, draws=2)],
    ids=["only the base case", "one run", "several sites"],
)
def test_a_study_of_any_shape_gives_every_table(runs: Runs, tmp_path: Path) -> None:
    texts = unzipped(findings(runs), tmp_path / "any.zip")

    assert ("sites.csv" in texts) == bool(runs.sites)
    assert {"appraisal.csv", "assumptions.csv", "money_by_payer.csv", README} <= set(texts)
    assert all(text.count("\n") >= 1 for text in texts.values())
    assert "nan" not in texts["further_measures.csv"]
