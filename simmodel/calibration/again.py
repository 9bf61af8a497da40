"""Plays the first runs of fits once more: where they are the same to the last bit, the fits are of today's model.

uv run python -m simmodel.calibration.again calibration/*/
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from simmodel.calibration.first_runs import FirstRuns, played_again
from simmodel.calibration.folder import FIT, STUDY, TARGETS, whole
from simmodel.calibration.target_file import read_targets
from simmodel.calibration.trusted import MANIFEST
from simmodel.calibration.waves import longest_followed, plan_of
from simmodel.compiled import fingerprint
from simmodel.scenario import read_study


def is_the_same(folder: Path) -> bool:
    """Whether the model of today plays the first runs of the fit of this folder as they were."""
    kept = FirstRuns.model_validate(json.loads((folder / FIT / MANIFEST).read_text(encoding="utf-8"))["first_runs"])
    study = read_study(folder / STUDY)
    targets = read_targets(folder / TARGETS, tuple(plan_of(study).arms), longest_followed(study))
    return played_again(study, targets, kept) == kept


def _of_today(folder: Path) -> None:
    """The manifest of this folder names today's model."""
    path = folder / FIT / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8")) | {"model": fingerprint()}
    whole(path, f"{json.dumps(manifest, indent=2)}\n")


def main(folders: list[Path]) -> int:
    """Say of each fit whether the model still does what it did, and where it does write so into its manifest."""
    others = 0
    for folder in folders:
        if is_the_same(folder):
            _of_today(folder)
            sys.stdout.write(f"{folder}: the same to the last bit\n")
        else:
            others += 1
            sys.stdout.write(f"{folder}: the model does something else now; type simmodel calibrate {folder}\n")
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main([Path(given) for given in sys.argv[1:] if (Path(given) / FIT / MANIFEST).is_file()]))
