"""A comparison as a folder of files: all of them, or nothing."""

from __future__ import annotations

import json
import os
import platform
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from simmodel.appraisal.comparison import Comparison, to_frame, to_frame_by_site
from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.appraisal.runs import Runs, posterior_told
from simmodel.appraisal.worth import Appraisal
from simmodel.appraisal.worth_json import summary_to_json
from simmodel.cost_items import APPRAISED_ITEMS
from simmodel.errors import SimmodelError
from simmodel.words import headline

MANIFEST = "manifest.json"
LONGEST_NAME = 230
"""Longest name of a folder for results: what is written beside it until it is whole has a longer one."""
_MAKER = "simmodel"
_PACKAGES = ("mesa", "numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WEEKLY = pa.schema(
    [
        ("scenario", pa.dictionary(pa.int32(), pa.string())),
        ("series", pa.dictionary(pa.int32(), pa.string())),
        ("run", pa.int32()),
        ("week", pa.int32()),
        ("value", pa.float64()),
    ]
)


def write_results(out_dir: Path, comparison: Comparison, appraisal: Appraisal, runs: Runs, command: str) -> None:
    """Write the runs, the summary and a manifest into `out_dir`, in place of results written there before.

    Everything is written beside it first and moved there at the end, so a reader meets a whole folder or
    none. SimmodelError where the folder is refused (see `check_out`) or cannot be written.
    """
    check_out(out_dir)
    target = out_dir.resolve()
    try:
        with _folder_beside(target) as beside:
            _write_files(beside, comparison, appraisal, runs)
            _write_json(beside / MANIFEST, _manifest(beside, comparison, runs, command))
            _put_in_place(beside, target)
    except OSError as error:
        raise SimmodelError(f"the results could not be written to {out_dir}: {reason(error)}") from error


def check_out(out_dir: Path) -> None:
    """Refuse a folder for results that cannot be written or holds anything that is not results of ours."""
    target = resolved(out_dir)
    if target == Path.cwd() or target in Path.cwd().parents:
        raise SimmodelError(
            f"--out {out_dir} is the folder you are in or one above it; name a new folder, for example --out results"
        )
    if target.exists() and not target.is_dir():
        raise SimmodelError(f"--out {out_dir} is a file; name a new folder, for example --out results")
    try:
        if target.is_dir():
            _refuse_foreign(out_dir, target)
        with tempfile.TemporaryDirectory(prefix=".simmodel-", dir=nearest_folder(target.parent)):
            pass
    except OSError as error:
        raise SimmodelError(f"--out {out_dir} cannot be written: {reason(error)}") from error


def neutralised(table: pd.DataFrame) -> pd.DataFrame:
    """The table with text that a spreadsheet would run as a formula, headings too, made plain by a leading quote."""
    safe = table.copy(deep=False)
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]):
            words = safe[name].unique()
            risky = {word: f"'{word}" for word in words if str(word).startswith(_FORMULA_STARTS)}
            safe[name] = safe[name].map(lambda word, risky=risky: risky.get(word, word)) if risky else safe[name]
    return safe.rename(columns=lambda name: f"'{name}" if str(name).startswith(_FORMULA_STARTS) else name)


def _write_files(folder: Path, comparison: Comparison, appraisal: Appraisal, runs: Runs) -> None:
    runs.table.to_parquet(folder / "runs.parquet", index=False)
    neutralised(runs.table).to_csv(folder / "runs.csv", index=False)
    neutralised(to_frame(comparison)).to_csv(folder / "summary.csv", index=False)
    if comparison.sites:
        neutralised(to_frame_by_site(comparison)).to_csv(folder / "sites.csv", index=False)
    _write_weekly(folder / "weekly.parquet", runs)
    _write_json(folder / "summary.json", summary_to_json(comparison, appraisal))
    _write_money(folder / "money.parquet", runs)


def _write_money(path: Path, runs: Runs) -> None:
    """One row per scenario, run, year and item that an appraisal counts, in real dollars; below 0 somebody gains."""
    tables, items = [], [item.id for item in APPRAISED_ITEMS]
    for scenario, yearly in runs.yearly.items():
        dollars = np.stack([yearly.on(item) for item in items], axis=-1)
        years = range(1, dollars.shape[1] + 1)
        place = pd.MultiIndex.from_product([range(len(dollars)), years, items], names=["run", "year", "item"])
        table = pd.DataFrame({"dollars": dollars.ravel()}, index=place).reset_index()
        table.insert(0, "scenario", scenario)
        tables.append(table)
    columns = ["scenario", "run", "year", "item", "dollars"]
    (pd.concat(tables) if tables else pd.DataFrame(columns=columns)).to_parquet(path, index=False)


def _write_weekly(path: Path, runs: Runs) -> None:
    """One row per scenario, series, run and week, written a series at a time to spare memory."""
    with pq.ParquetWriter(path, _WEEKLY) as writer:
        for scenario, by_series in runs.weekly.items():
            for series, values in by_series.items():
                writer.write_table(_weekly_table(scenario, series, np.asarray(values, float)))


def _weekly_table(scenario: str, series: str, values: np.ndarray) -> pa.Table:
    runs, weeks = values.shape
    count = values.size
    columns = [
        pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), [scenario]),
        pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), [series]),
        pa.array(np.repeat(np.arange(runs, dtype=np.int32), weeks)),
        pa.array(np.tile(np.arange(weeks, dtype=np.int32), runs)),
        pa.array(values.ravel()),
    ]
    return pa.Table.from_arrays(columns, schema=_WEEKLY)


def _manifest(folder: Path, comparison: Comparison, runs: Runs, command: str) -> dict[str, object]:
    return {
        "made_by": _MAKER,
        "version": runs.version,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "study": runs.study_name,
        "title": runs.title,
        "scenario_hash": runs.study_digest,
        "seed": runs.seed,
        "runs": runs.runs,
        "draws": runs.draws,
        **posterior_told(runs.fitted),
        "command": command,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": sorted(path.name for path in folder.iterdir()),
        "notes": list(runs.notes),
        "rests_on_assumed_link": [name for name, outcome in OUTCOMES.items() if outcome.assumed_link],
        "sentence": headline(comparison),
    }


def _write_json(path: Path, value: dict[str, object]) -> None:
    path.write_text(json.dumps(value, indent=2, allow_nan=False) + "\n", encoding="utf-8")


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """A new folder next to `target`; if anything fails, it and the folders made to reach it go again."""
    made = [folder for folder in target.parents if not folder.exists()]
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        beside.mkdir(parents=True)
        yield beside
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise


def _put_in_place(beside: Path, target: Path) -> None:
    """Rename the finished folder to its name; what stood there comes back if that fails."""
    if not target.exists():
        beside.rename(target)
        return
    _refuse_foreign(target, target)
    before = beside.with_name(beside.name + ".before")
    target.rename(before)
    try:
        beside.rename(target)
    except BaseException:
        before.rename(target)
        raise
    shutil.rmtree(before, ignore_errors=True)


def resolved(out_dir: Path) -> Path:
    """The folder itself; SimmodelError where its name cannot be one."""
    try:
        target = out_dir.resolve()
        target.exists()
    except (OSError, RuntimeError) as error:
        raise SimmodelError(f"--out {out_dir} cannot be written: {error}") from error
    if len(target.name.encode()) > LONGEST_NAME:
        raise SimmodelError(f"--out names a folder of more than {LONGEST_NAME} letters; give it a shorter name")
    return target


def _refuse_foreign(named: Path, folder: Path) -> None:
    """An error if the folder holds anything but results that we wrote."""
    found = {path.name for path in folder.iterdir()}
    foreign = sorted(found - _ours(folder / MANIFEST))
    if foreign:
        shown = ", ".join(foreign[:3]) + (", ..." if len(foreign) > 3 else "")
        raise SimmodelError(
            f"--out {named} holds files that are not results of simmodel ({shown}); "
            "name a new or empty folder, for example --out results"
        )


def _ours(manifest: Path) -> set[str]:
    """The names of the files that a manifest of ours lists; nothing if there is no such manifest."""
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return set()
    if not isinstance(told, dict) or told.get("made_by") != _MAKER:
        return set()
    return {MANIFEST, *(str(name) for name in told.get("files", []))}


def nearest_folder(folder: Path) -> Path:
    """The folder itself or the nearest one above it that exists."""
    while not os.path.lexists(folder):
        folder = folder.parent
    return folder


def reason(error: OSError) -> str:
    """What the system says went wrong, in its own words."""
    return (error.strerror or str(error)).lower()
