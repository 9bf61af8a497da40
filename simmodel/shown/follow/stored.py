"""The lives that ship with the page, so that a first visit waits for nothing.

`uv run python -m simmodel.shown.follow.stored` plays them anew: needed when results of `scenarios/taree.toml` or what
the page shows change.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from simmodel.journey.choose import MOST_DIFFERENT, TYPICAL
from simmodel.scenario import Study, parse_study
from simmodel.shipped import STUDY, shipped
from simmodel.shown.engine import engine_now
from simmodel.shown.follow.asked import Asked, at_first
from simmodel.shown.follow.page import parts_of
from simmodel.shown.parts import Part, from_json, to_json
from simmodel.study_text import read_text

FILE = Path(__file__).parents[1] / "stored" / "follow.json"
STORED = (TYPICAL, MOST_DIFFERENT)


def stored_life(asked: Asked, study: Study) -> list[Part] | None:
    """The parts of a life that ships with the page; None for any other."""
    kept = _kept()
    if kept["study_digest"] != study.digest() or asked not in [at_first(study, each) for each in STORED]:
        return None
    return from_json(json.dumps(kept["lives"][asked.person]).encode())


def stored_version() -> str:
    """The version of simmodel that played the lives that ship."""
    return str(_kept()["version"])


def is_of_today() -> bool:
    """Whether the model is the one that played them."""
    return bool(_kept()["engine"] == engine_now())


@cache
def _kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def played_anew() -> dict[str, Any]:
    """The lives that ship, from the model as it is."""
    study = parse_study(read_text(shipped(STUDY)), STUDY)
    journeys = {each: at_first(study, each).follow(study) for each in STORED}
    lives = {each: json.loads(to_json(parts_of(journey))) for each, journey in journeys.items()}
    version = journeys[TYPICAL].version
    return {"version": version, "engine": engine_now(), "study_digest": study.digest(), "lives": lives}


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(played_anew(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
