"""The folder of a fit: its posterior and a manifest, written whole, and read again only if they are what they say.

`posterior.csv` has a column for each dotted number and a row for each draw; `manifest.json` says what the fit hangs
on, from which ranges its numbers come, whether it passed its checks, and what its first runs were.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Mapping
from pathlib import Path

from simmodel import __version__
from simmodel.calibration.as_json import to_json
from simmodel.calibration.checked import verdicts
from simmodel.calibration.first_runs import first_runs_of
from simmodel.calibration.result import Fit
from simmodel.calibration.trusted import MANIFEST, POSTERIOR, FitFiles, made_from_in, posterior_in
from simmodel.compiled import fingerprint
from simmodel.errors import SimmodelError
from simmodel.parameters import catalogue
from simmodel.posterior import Posterior
from simmodel.store.address import engine

FIT = "fit"
"""The folder of the fit, in that of the study and its targets."""
DIAGNOSTICS = "diagnostics.json"
STUDY, TARGETS = "study.toml", "targets.csv"
"""What a fit is made from."""


def write_fit(
    folder: Path, fit: Fit, documents: Mapping[str, str | bytes] | None = None, made_from: Path | None = None
) -> None:
    """Write draws, findings, documents by name and manifest, each whole and in place of what was there, the manifest
    last.

    `made_from`: the folder of the study and its targets, whose hashes go into the manifest.
    """
    posterior = fit.posterior
    text = _table(posterior)
    manifest = {
        "fitted": posterior.fitted,
        "digest": posterior.digest,
        "simmodel": __version__,
        "model": fingerprint(),
        "played_with": dict(engine()),
        "hangs_on": dict(fit.hangs_on),
        "source": fit.plan.source,
        "definition": fit.study.custody_level.definition,
        "draws": len(posterior.draws),
        "ranges": _ranges(posterior.numbers),
        "posterior_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "checks": {each.name: each.passed for each in verdicts(fit)},
        "made_from": {} if made_from is None else _hashes(made_from),
        "first_runs": first_runs_of(fit).model_dump(mode="json"),
    }
    folder.mkdir(parents=True, exist_ok=True)
    whole(folder / POSTERIOR, text)
    whole(folder / DIAGNOSTICS, f"{json.dumps(to_json(fit), indent=2, allow_nan=False)}\n")
    for name, content in (documents or {}).items():
        whole(folder / name, content)
    whole(folder / MANIFEST, f"{json.dumps(manifest, indent=2)}\n")


def read_posterior(given: Path, called: str = "") -> Posterior:
    """The posterior in this folder of a study or of its fit; SimmodelError for anything that cannot be trusted.

    `called`: how a message names the folder; its path unless told. Levels of single arms of a trial are left out.
    """
    folder = given if (given / MANIFEST).is_file() else given / FIT
    called = called or str(given)
    again = _again(given, called)
    shown = f"{called}/{folder.relative_to(given)}/".replace("/./", "/")
    try:
        manifest = (folder / MANIFEST).read_bytes()
        table = (folder / POSTERIOR).read_bytes()
    except FileNotFoundError as error:
        if Path(error.filename).name == MANIFEST:
            told = f"there is no posterior in {called}; allowed: a folder that was fitted"
            raise SimmodelError(f"{told}; {again}") from None
        raise SimmodelError(f"{shown}{POSTERIOR} cannot be read ({error.strerror}); {again}") from None
    except OSError as error:
        raise SimmodelError(f"the fit in {called} cannot be read ({error.strerror}); {again}") from None
    files = FitFiles(manifest, table, called, again, shown)
    return _as_it_stands(posterior_in(files), files, folder.parent if folder.name == FIT else given)


def _again(given: Path, called: str) -> str:
    """What to type to fit again: the folder of the study, also where that of its fit was given."""
    if not (given / STUDY).is_file():
        if given.resolve().name == FIT:
            above = Path(called).parent if Path(called).name == FIT else Path(called) / ".."
            return f"type simmodel calibrate {above}"
        if (given / MANIFEST).is_file():
            return f"type simmodel calibrate FOLDER --out {called}, with the folder of its {STUDY} and {TARGETS}"
    return f"type simmodel calibrate {called}"


def _as_it_stands(posterior: Posterior, files: FitFiles, given: Path) -> Posterior:
    """The posterior; where its study or targets were edited since, that is a check which it does not pass."""
    was, now = made_from_in(files), _hashes(given)
    edited = tuple(f"{name} is as it was when fitted" for name in now if was.get(name, now[name]) != now[name])
    return posterior.model_copy(update={"failed": posterior.failed + edited})


def _hashes(folder: Path) -> dict[str, str]:
    """The sha256 of study and targets in a folder, as far as they are there; ends of lines do not count."""
    there = [folder / name for name in (STUDY, TARGETS) if (folder / name).is_file()]
    return {each.name: hashlib.sha256(each.read_bytes().replace(b"\r\n", b"\n")).hexdigest() for each in there}


def whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _table(posterior: Posterior) -> str:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(posterior.numbers)
    writer.writerows([repr(value) for value in row] for row in posterior.draws)
    return made.getvalue()


def _ranges(numbers: tuple[str, ...]) -> dict[str, list[float]]:
    known = catalogue()
    return {name: [float(end) for end in known[name][1:]] for name in numbers if name in known}
