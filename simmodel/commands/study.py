"""A study file, read and found to be one that the model can be centred on."""

from __future__ import annotations

from pathlib import Path

from simmodel.commands.progress import patience
from simmodel.errors import CustodyLevelError, StudyError
from simmodel.scenario import Study, read_study
from simmodel.study_text import line_of, parse_toml, read_text

LEVEL = ("custody_level", "return_24_months")


def settled_study(path: Path) -> Study:
    """The study in a file; StudyError, with the line, also where no custody curve gives its level of return.

    Whether one does is found by letting the reference communities live; the answer is kept for whatever follows.
    """
    study = read_study(path)
    from simmodel.engine.start import solution_of

    try:
        with patience():
            solution_of(study)
    except CustodyLevelError as refusal:
        _, lines = parse_toml(read_text(path), str(path))
        raise StudyError(str(path), [f"line {line_of(lines, LEVEL)}: {refusal}"]) from None
    return study
