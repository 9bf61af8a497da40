"""What is taken away from a fit: the calibrated scenario as a zip, its report, and what to type for the same numbers.

Counts of fewer than five people are ranges in all of it.
"""

from __future__ import annotations

import io
import shlex
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from simmodel.calibration.folder import FIT, STUDY, TARGETS, read_posterior, write_fit
from simmodel.calibration.report.written import reports_of
from simmodel.calibration.result import Fit
from simmodel.calibration.targets import Target
from simmodel.posterior import Posterior
from simmodel.shown.fit.small import is_small, with_small_hidden

README = "README.txt"


@dataclass(frozen=True)
class Asked:
    """What a fit was asked with: the two files as text, how large and with which seed; `folder` is what is typed.

    `open_to_all`: the data came with the package, so that nothing in them need be hidden.
    """

    study: str
    targets: str
    quick: bool
    seed: int
    folder: str
    open_to_all: bool = False


def command_of(asked: Asked) -> str:
    """What to type to get the same fit from the command line."""
    return calibrate_line(asked.folder, asked.quick, asked.seed)


def calibrate_line(folder: str, quick: bool, seed: int) -> str:
    """`simmodel calibrate` with these choices.

    >>> calibrate_line("my pilot", True, 3)
    "uv run simmodel calibrate 'my pilot' --quick --seed 3"
    """
    return f"uv run simmodel calibrate {shlex.quote(folder)}{' --quick' if quick else ''} --seed {seed}"


def to_take_away(fit: Fit, asked: Asked) -> Fit:
    """The same fit, in whose targets no small count is told."""
    return fit if asked.open_to_all else replace(fit, targets=with_small_hidden(fit.targets))


def report_of(fit: Fit, asked: Asked, made: date) -> dict[str, str | bytes]:
    """The report by the name of its file, for a browser and for Word."""
    return reports_of(to_take_away(fit, asked), command_of(asked), made)


def calibrated(fit: Fit, asked: Asked, made: date) -> bytes:
    """The calibrated scenario as a zip: the study, its targets where they may be told, and the folder of the fit."""
    with TemporaryDirectory() as at:
        folder = Path(at) / fit.study.name
        folder.mkdir()
        (folder / STUDY).write_text(asked.study, encoding="utf-8")
        # Not even the hash of what may not be told: from a hash a small table can be guessed.
        if may_be_told(fit.targets, asked):
            (folder / TARGETS).write_text(asked.targets, encoding="utf-8")
        write_fit(folder / FIT, to_take_away(fit, asked), report_of(fit, asked, made), folder)
        (folder / README).write_text(readme(fit, asked), encoding="utf-8")
        return _zipped(folder)


def carried_from(fit: Fit, asked: Asked) -> Posterior:
    """The posterior as scenarios carry it; SimmodelError where no scenario has the numbers that were fitted."""
    with TemporaryDirectory() as at:
        folder = Path(at) / fit.study.name
        write_fit(folder / FIT, to_take_away(fit, asked))
        return read_posterior(folder, asked.folder)


def may_be_told(targets: Sequence[Target], asked: Asked) -> bool:
    """Whether the file of targets may leave the app as it is: no small count stands in it."""
    return asked.open_to_all or not any(map(is_small, targets))


def readme(fit: Fit, asked: Asked) -> str:
    """What the zip holds, and what to type with it."""
    name = fit.study.name
    targets = (
        f"{TARGETS}: what was observed."
        if may_be_told(fit.targets, asked)
        else f"{TARGETS} is not here, since it tells counts of fewer than five people; put your own beside {STUDY}."
    )
    lines = [
        f"{fit.study.title}: a calibrated scenario",
        "",
        f"{STUDY}: the study and the plan of its pilot.",
        targets,
        f"{FIT}/: draws of the posterior, findings, and the report for a browser and for Word.",
        "",
        "Compare the scenarios of the study with what was learned:",
        f"    uv run simmodel compare {name}/{STUDY} --posterior {name}",
        "Fit again, to the same numbers:",
        f"    {calibrate_line(name, asked.quick, asked.seed)}",
        "",
    ]
    return "\n".join(lines)


def _zipped(folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder.parent))
    return made.getvalue()
