"""Makes the stored results of the page Compare again: `uv run python -m simmodel.shown.stored.make` (some minutes).

Views of Taree over a grid of funding levels and two other studies as they stand, in as many runs as the page has as
standard.
A file is named by the digest of its study; files of studies that are no longer asked for are removed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from simmodel.commands.compare import cores
from simmodel.documents.findings import findings_of
from simmodel.ensemble import compare
from simmodel.scenario import Study, parse_study
from simmodel.shipped import shipped
from simmodel.shown.compare.tabs import packed, shown_of
from simmodel.store.where import store_at
from simmodel.study_text import read_text

PRESETS = ("taree", "sceptical", "optimistic")
"""Views of one place, stored over the grid."""
ONCE = ("queue_only", "supported_housing")
"""Stored as they stand."""
GRID = (500_000, 575_000, 650_000, 725_000, 800_000)
"""Dollars a year for the site."""
RUNS, SEED = 32, 1
FOLDER = Path(__file__).parent / "compare"


def asked() -> Iterator[tuple[str, Study]]:
    """Every study of which a result is stored, with the command that gives it; each as it stands first."""
    for stem in (*PRESETS, *ONCE):
        usual = parse_study(read_text(shipped(f"scenarios/{stem}.toml")))
        yield f"uv run simmodel compare scenarios/{stem}.toml --runs {RUNS} --seed {SEED}", usual
        for changed in map(usual.with_funding, GRID if stem in PRESETS else ()):
            if changed.digest() != usual.digest():
                yield f"uv run simmodel compare {stem}-{changed.digest()[:8]}.toml --runs {RUNS} --seed {SEED}", changed


def make(folder: Path = FOLDER) -> None:
    """Play what is missing (runs are kept in the usual store), and write every result."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{study.digest()[:16]}.json.gz": (command, study) for command, study in asked()}
    for file, (command, study) in wanted.items():
        runs = compare(study, RUNS, SEED, cores(), store=store_at(None))
        (folder / file).write_bytes(packed(shown_of(findings_of(runs, command, date.today()))))
        print(f"{file}: {study.name}", file=sys.stderr, flush=True)
    for path in folder.glob("*.json.gz"):
        if path.name not in wanted:
            path.unlink()


if __name__ == "__main__":
    make()
