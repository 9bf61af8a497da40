"""The posterior in the two files of a fit, given back only if they are what they say, whoever they come from."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from simmodel.calibration.plan import is_level
from simmodel.compiled import fingerprint
from simmodel.errors import SimmodelError
from simmodel.parameters import catalogue, nearest
from simmodel.posterior import OF_ARM, Posterior
from simmodel.study_kinds import A_NAME, Text

POSTERIOR, MANIFEST = "posterior.csv", "manifest.json"
MODEL_AS_IT_WAS = "the model is as it was when fitted"
"""A check that no fit passes which was made with other rules or numbers of the model."""
ROUNDING = 1e-9
"""How far beyond a range, in widths of it, a draw at its very end may lie."""


@dataclass(frozen=True)
class FitFiles:
    """The two files of a fit as bytes; `given` is what a reader calls it, `again` what mends it.

    `folder` stands before the name of a file in a message; it ends with a separator, or is empty.
    """

    manifest: bytes
    table: bytes
    given: str
    again: str
    folder: str = ""


class Manifest(BaseModel):
    """What a fit says of its posterior, as far as a study needs it; further keys are for people."""

    model_config = ConfigDict(frozen=True, strict=True)

    fitted: Annotated[str, AfterValidator(A_NAME)]
    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    posterior_sha256: str
    source: Text = ""
    definition: Text = ""
    ranges: dict[str, tuple[float, float, float]] = Field(default_factory=dict)
    checks: dict[Text, bool] = Field(default_factory=dict)
    made_from: dict[Text, str] = Field(default_factory=dict)
    model: str = ""


def posterior_in(files: FitFiles) -> Posterior:
    """The posterior in these files; SimmodelError for anything that cannot be trusted.

    Levels of single arms of a trial are left out: no scenario has them.
    """
    manifest = _manifest(files)
    names, draws = _table(files, manifest)
    for column, name in enumerate(names):
        _known(name, [row[column] for row in draws], manifest, files)
    kept = [column for column, name in enumerate(names) if OF_ARM not in name]
    if not kept:
        raise SimmodelError(
            f"the posterior in {files.given} has nothing but levels of the arms of its trial, which no scenario has; "
            "allowed: one with a number of the model; add one to numbers and fit again, or go without it"
        )
    return Posterior(
        fitted=manifest.fitted,
        digest=manifest.digest,
        source=manifest.source,
        definition=manifest.definition,
        failed=tuple(_failed(manifest)),
        numbers=tuple(names[column] for column in kept),
        draws=tuple(tuple(row[column] for column in kept) for row in draws),
    )


def _failed(manifest: Manifest) -> Iterator[str]:
    yield from (name for name, passed in manifest.checks.items() if not passed)
    if manifest.model != fingerprint():
        yield MODEL_AS_IT_WAS


def made_from_in(files: FitFiles) -> dict[str, str]:
    """By name the hash of each file that the fit was made from."""
    return _manifest(files).made_from


def _manifest(files: FitFiles) -> Manifest:
    try:
        return Manifest.model_validate_json(files.manifest)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["type"] == "json_invalid":
            raise SimmodelError(f"{files.folder}{MANIFEST} cannot be read ({first['msg']}); {files.again}") from None
        raise SimmodelError(f"{files.folder}{MANIFEST} is no manifest of a fit; {files.again}") from None


def _table(files: FitFiles, manifest: Manifest) -> tuple[list[str], list[list[float]]]:
    """The names of the numbers, and a row of values for each draw."""
    called = f"{files.folder}{POSTERIOR}"
    try:
        text = io.TextIOWrapper(io.BytesIO(files.table), encoding="utf-8").read()
    except UnicodeDecodeError as error:
        raise SimmodelError(f"{called} cannot be read ({error}); {files.again}") from None
    if hashlib.sha256(text.encode()).hexdigest() != manifest.posterior_sha256:
        raise SimmodelError(f"{called} is not what {MANIFEST} says, it was changed or torn; {files.again}")
    try:
        names, *rows = csv.reader(io.StringIO(text))
        draws = [[float(value) for value in row] for row in rows]
    except (ValueError, csv.Error):
        names, draws = [], []
    if not draws or len(set(names)) != len(names) or {len(row) for row in draws} != {len(names)}:
        raise SimmodelError(f"{called} is no table with a row of numbers for each draw; {files.again}")
    return names, draws


def _known(name: str, values: list[float], manifest: Manifest, files: FitFiles) -> None:
    """A number is one of this model, within the range from which it was fitted, and so are its draws."""
    known, low, high = catalogue(), 0.0, 1.0
    if not is_level(name):
        if name not in known:
            raise SimmodelError(
                f"the posterior in {files.given} has {name}, which this model has not{nearest(name, known)}; "
                f"{files.again}"
            )
        _, *ends = known[name]
        if manifest.ranges.get(name) != tuple(map(float, ends)):
            raise SimmodelError(f"the range of {name} is another one than when {files.given} was fitted; {files.again}")
        _, low, high = ends
    slack = ROUNDING * (high - low)
    beyond = [value for value in values if not low - slack <= value <= high + slack]
    if beyond:
        raise SimmodelError(
            f"the posterior in {files.given} has a draw of {beyond[0]:g} for {name}; allowed: {low:g} to {high:g}; "
            f"{files.again}"
        )
