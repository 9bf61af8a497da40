"""Pilots that the model itself makes, with numbers that are known: what a fit is tried on.

`python -m simmodel.calibration.made_up FOLDER` writes the folder's targets.csv anew: the same rows, with what a pilot
of that study would have written down were the numbers of truth.csv true and all others at their defaults.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from simmodel.calibration.measure import written_down
from simmodel.calibration.targets import Target
from simmodel.calibration.waves import plan_of
from simmodel.errors import SimmodelError
from simmodel.players import Players
from simmodel.posterior import Posterior
from simmodel.scenario import Study, read_study

TRUTH = "truth.csv"
DIGITS = 4


def made_up(
    study: Study, targets: Sequence[Target], truth: Mapping[str, float], seed: int, run: int = 0
) -> list[Target]:
    """These targets with what the pilot of one run would have written down, were these numbers true."""
    known = Posterior(fitted="the truth", digest="", numbers=tuple(truth), draws=(tuple(truth.values()),))
    live, address = partial(written_down, plan_of(study), tuple(targets)), (0, run)
    (written,) = Players().each(study.model_copy(update={"posterior": known}), seed, [address], live)
    if written is None:
        raise SimmodelError(f"the truth of {study.name} has no custody curve; allowed: a level that can be met")
    return [
        replace(target, value=round(float(value), DIGITS), n=float(count), se=None, lower=None, upper=None)
        for target, value, count in zip(targets, written.values, written.people, strict=True)
    ]


def read_truth(folder: Path) -> dict[str, float]:
    """The known numbers of a made-up pilot, by dotted name."""
    with (folder / TRUTH).open(encoding="utf-8", newline="") as file:
        return {row["number"]: float(row["value"]) for row in csv.DictReader(file)}


def main(folder: Path) -> None:
    """Write the targets of a made-up pilot anew."""
    study, path = read_study(folder / "study.toml"), folder / "targets.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    from simmodel.calibration.target_file import read_targets

    targets = read_targets(path, tuple(plan_of(study).arms), float("inf"))
    for row, target in zip(rows, made_up(study, targets, read_truth(folder), seed=2026), strict=True):
        row |= {"value": f"{target.value:g}", "n": f"{target.n:.0f}"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
