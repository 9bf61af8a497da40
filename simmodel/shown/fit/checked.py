"""A file of targets, checked by the functions of the command line: its targets, or everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from simmodel.calibration.target_file import targets_in
from simmodel.calibration.target_text import text_of
from simmodel.calibration.targets import Target
from simmodel.calibration.unit_records import ASKED_FOR
from simmodel.errors import TargetsError
from simmodel.scenario import Study

FILE = "targets.csv"
"""What the file is called in every message: the name that a reader gave it may itself be about a person."""


@dataclass(frozen=True)
class Checked:
    """What a file of targets holds, with what should be looked at; or its faults."""

    targets: tuple[Target, ...] = ()
    warnings: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the file looks like records of single people, of which nothing may be kept."""
        return any(ASKED_FOR in fault for fault in self.faults)


def checked(text: str, study: Study) -> Checked:
    """The targets in a text, for a pilot of this study; SimmodelError for a study without a pilot."""
    from simmodel.calibration.waves import longest_followed, plan_of

    try:
        found = targets_in(text, FILE, tuple(plan_of(study).arms), longest_followed(study))
    except TargetsError as error:
        return Checked(faults=tuple(error.faults))
    return Checked(found.targets, found.warnings)


def taken_in(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file that was handed in; or "" and why it is none."""
    try:
        return text_of(FILE, content), ()
    except TargetsError as error:
        return "", tuple(error.faults)
