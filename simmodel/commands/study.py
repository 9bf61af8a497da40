"""A study file, read and found to be one that the model can be centred on."""

from __future__ import annotations

from pathlib import Path

from simmodel.commands.progress import patience
from simmodel.errors import CustodyLevelError, SimmodelError, StudyError
from simmodel.scenario import Study, read_study
from simmodel.study_text import line_of, parse_toml, read_text

LEVEL = ("custody_level", "return_24_months")


def asked_study(path: Path, posterior: Path | None = None) -> Study:
    """The study in a file, with the posterior in a folder where one is given; SimmodelError where they do not fit."""
    study = read_study(path)
    if posterior is None:
        return study
    from simmodel.calibration.folder import read_posterior
    from simmodel.carried import carrying

    return carrying(study, read_posterior(posterior))


def settled_study(path: Path, posterior: Path | None = None) -> Study:
    """As `asked_study`; StudyError, with the line, also where no custody curve gives its level of return.

    Whether one does is found by letting the reference communities live; the answer is kept for whatever follows.
    """
    study = asked_study(path, posterior)
    from simmodel.draws import at_rest
    from simmodel.engine.start import solution_of

    try:
        with patience():
            solution_of(at_rest(study))
    except CustodyLevelError as refusal:
        if study.posterior is not None:
            raise SimmodelError(f"{path} with what was fitted in {posterior}, at its medians: {refusal}") from None
        _, lines = parse_toml(read_text(path), str(path))
        raise StudyError(str(path), [f"line {line_of(lines, LEVEL)}: {refusal}"]) from None
    return study
