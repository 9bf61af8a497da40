"""Keeps what `simmodel validate` and `simmodel sensitivity` found last, with its day, for the page to show at once.

uv run simmodel validate --json > validation.json
uv run simmodel sensitivity scenarios/taree.toml --runs 200 --json > sensitivity.json
uv run python -m simmodel.shown.assumptions.keep validation.json sensitivity.json
"""

from __future__ import annotations

import json
import sys
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from simmodel.shown.engine import engine_now
from simmodel.shown.parts import Part, Words

STORED = files("simmodel.shown").joinpath("stored")
CHANGED = "The model has changed since this was found; the command beside it finds it for the model of today."
KEPT = ("validation", "sensitivity")


@cache
def kept(name: str) -> dict[str, Any]:
    """What was found last under this name, as the command told it, and `made`, the day."""
    found: dict[str, Any] = json.loads(STORED.joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return found


def is_kept(name: str) -> bool:
    """Whether anything was kept under this name."""
    return STORED.joinpath(f"{name}.json").is_file()


def keep(name: str, told: str) -> None:
    """Keep what a command told as JSON, with today's date and a hash of the model."""
    found = {"made": date.today().isoformat(), "engine": engine_now()} | json.loads(told)
    text = json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False)
    Path(str(STORED), f"{name}.json").write_text(text + "\n", encoding="utf-8")


def changed_since(told: dict[str, Any]) -> list[Part]:
    """What is said ahead of something kept where the model is no longer the one that it was found with."""
    return [] if told.get("engine") == engine_now() else [Words(CHANGED, "warning")]


if __name__ == "__main__":
    for given in map(Path, sys.argv[1:]):
        if given.stem not in KEPT:
            sys.exit(f"{given} given; allowed: files named {' or '.join(KEPT)}.json, as --json printed them")
        keep(given.stem, given.read_text(encoding="utf-8"))
