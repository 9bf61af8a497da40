"""The study files that come with the package: beside it in a checkout, inside it where it is installed."""

from __future__ import annotations

from pathlib import Path

from simmodel.errors import SimmodelError

STUDY = "scenarios/taree.toml"
"""The study that the pages start from."""
TRIALS = "scenarios/trials"
"""The folder of trials, one study file each."""
CALIBRATION = "calibration"
"""The folder of calibrations, one folder each; those that were fitted have their fit in them."""
_PLACES = (Path(__file__).parent, Path(__file__).parents[1])


def shipped(path: str) -> Path:
    """Where a shipped study file, or a folder of them, is; SimmodelError where it was not installed."""
    for place in _PLACES:
        if (place / path).exists():
            return place / path
    raise SimmodelError(f"{path} is not installed; install the package again with its study files")


def shipped_trials() -> list[Path]:
    """The study file of every trial, by name."""
    return sorted(shipped(TRIALS).glob("*.toml"))


def shipped_pilots() -> dict[str, Path]:
    """The folder of every calibration that comes with a study and targets, by its name; none need be installed."""
    found: dict[str, Path] = {}
    for place in _PLACES:
        for study in sorted(place.glob(f"{CALIBRATION}/*/study.toml")):
            found.setdefault(study.parent.name, study.parent)
    return found


def shipped_fits() -> dict[str, Path]:
    """The folder of every calibration that comes with its fit, by what is typed for it after `--posterior`.

    None of them need be installed.
    """
    found: dict[str, Path] = {}
    for place in _PLACES:
        for manifest in sorted(place.glob(f"{CALIBRATION}/*/fit/manifest.json")):
            folder = manifest.parents[1]
            found.setdefault(f"{CALIBRATION}/{folder.name}", folder)
    return found
