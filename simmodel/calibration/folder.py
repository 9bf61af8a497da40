"""The folder of a fit: its posterior and a manifest, written whole, and read again only if they are what they say.

`posterior.csv` has a column for each dotted number and a row for each draw; `manifest.json` says what the fit hangs
on, from which ranges its numbers come, and whether it passed its checks.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simmodel import __version__
from simmodel.calibration.as_json import to_json
from simmodel.calibration.checked import verdicts
from simmodel.calibration.result import Fit
from simmodel.errors import SimmodelError
from simmodel.parameters import catalogue, nearest
from simmodel.posterior import LEVEL, OF_ARM, Posterior

FIT = "fit"
"""The folder of the fit, in that of the study and its targets."""
POSTERIOR, DIAGNOSTICS, MANIFEST = "posterior.csv", "diagnostics.json", "manifest.json"


def write_fit(folder: Path, fit: Fit, documents: Mapping[str, str | bytes] | None = None) -> None:
    """Write draws, findings, documents by name and manifest, each whole and in place of what was there, the manifest
    last."""
    posterior = fit.posterior
    text = _table(posterior)
    manifest = {
        "fitted": posterior.fitted,
        "digest": posterior.digest,
        "simmodel": __version__,
        "hangs_on": dict(fit.hangs_on),
        "source": fit.plan.source,
        "definition": fit.study.custody_level.definition,
        "draws": len(posterior.draws),
        "ranges": _ranges(posterior.numbers),
        "posterior_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "checks": {each.name: each.passed for each in verdicts(fit)},
    }
    folder.mkdir(parents=True, exist_ok=True)
    whole(folder / POSTERIOR, text)
    whole(folder / DIAGNOSTICS, f"{json.dumps(to_json(fit), indent=2, allow_nan=False)}\n")
    for name, content in (documents or {}).items():
        whole(folder / name, content)
    whole(folder / MANIFEST, f"{json.dumps(manifest, indent=2)}\n")


def read_posterior(given: Path) -> Posterior:
    """The posterior in this folder of a study or of its fit; SimmodelError for anything that cannot be trusted.

    Levels of single arms of a trial are left out: no scenario has them.
    """
    folder = given if (given / MANIFEST).is_file() else given / FIT
    manifest = _manifest(folder, given)
    try:
        text = (folder / POSTERIOR).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SimmodelError(f"{folder / POSTERIOR} cannot be read ({error}); {_again(given)}") from None
    if hashlib.sha256(text.encode()).hexdigest() != manifest.get("posterior_sha256"):
        raise SimmodelError(
            f"{folder / POSTERIOR} is not what {MANIFEST} says, it was changed or torn; {_again(given)}"
        )
    names, *rows = csv.reader(io.StringIO(text))
    _known(names, manifest, given)
    kept = [column for column, name in enumerate(names) if OF_ARM not in name]
    if not kept:
        raise SimmodelError(
            f"the posterior in {given} has nothing but levels of the arms of its trial, which no scenario has; "
            "allowed: one with a number of the model; add one to numbers and fit again, or leave --posterior out"
        )
    draws = tuple(tuple(float(row[column]) for column in kept) for row in rows)
    return Posterior(
        fitted=manifest["fitted"],
        digest=manifest["digest"],
        source=manifest.get("source", ""),
        definition=manifest.get("definition", ""),
        failed=tuple(name for name, passed in manifest.get("checks", {}).items() if not passed),
        numbers=tuple(names[column] for column in kept),
        draws=draws,
    )


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


def _manifest(folder: Path, given: Path) -> Mapping[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SimmodelError(
            f"there is no posterior in {given}; allowed: a folder that was fitted; {_again(given)}"
        ) from None
    except (OSError, ValueError) as error:
        raise SimmodelError(f"{folder / MANIFEST} cannot be read ({error}); {_again(given)}") from None
    if not isinstance(found, dict) or not {"fitted", "digest", "posterior_sha256"} <= found.keys():
        raise SimmodelError(f"{folder / MANIFEST} is no manifest of a fit; {_again(given)}")
    return found


def _known(names: list[str], manifest: Mapping[str, Any], given: Path) -> None:
    """Every number is one of this model, within the range from which it was fitted."""
    known = catalogue()
    for name in names:
        if name.startswith(LEVEL):
            continue
        if name not in known:
            raise SimmodelError(
                f"the posterior in {given} has {name}, which this model has not{nearest(name, known)}; {_again(given)}"
            )
        if manifest.get("ranges", {}).get(name) != [float(end) for end in known[name][1:]]:
            raise SimmodelError(f"the range of {name} is another one than when {given} was fitted; {_again(given)}")


def _again(given: Path) -> str:
    return f"type simmodel calibrate {given}"
