"""A posterior of a few draws, as a study carries it and as a folder that was fitted."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

from simmodel.compiled import fingerprint
from simmodel.parameters import catalogue
from simmodel.posterior import LEVEL, Posterior

NUMBER, LEVEL_24 = "custody.unstable_home", f"{LEVEL}return_24_months"
PLACES, LEVELS = (0.25, 0.75, 0.5), (0.44, 0.52, 0.47)
"""How far along its range the number is in each draw, and the level of return."""


def made_up(**changes: Any) -> Posterior:
    """Three draws of one number of the model and of a level of return that is not the default."""
    _, _, low, high = catalogue()[NUMBER]
    draws = tuple((low + place * (high - low), level) for place, level in zip(PLACES, LEVELS, strict=True))
    values = {"fitted": "made_up_pilot", "digest": "ab" * 32, "numbers": (NUMBER, LEVEL_24), "draws": draws}
    return Posterior(**values | {"definition": "new_sentence"} | changes)


def of_numbers_alone(**changes: Any) -> Posterior:
    """The same without the level of return."""
    whole = made_up(**changes)
    return whole.model_copy(update={"numbers": (NUMBER,), "draws": tuple(row[:1] for row in whole.draws)})


def folder_of(posterior: Posterior, folder: Path) -> Path:
    """The folder, with the posterior in it as a fit writes it."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([posterior.numbers, *posterior.draws])
    manifest = posterior.model_dump(include={"fitted", "digest", "source", "definition"}) | {
        "ranges": {name: list(catalogue()[name][1:]) for name in posterior.numbers if name in catalogue()},
        "model": fingerprint(),
        "posterior_sha256": hashlib.sha256(table.getvalue().encode()).hexdigest(),
        "checks": {"chains agree": True} | dict.fromkeys(posterior.failed, False),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "posterior.csv").write_text(table.getvalue(), encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
