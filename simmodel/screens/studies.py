"""The file and the command that reproduce what a reader chose."""

from __future__ import annotations

from functools import lru_cache

from simmodel.scenario import Study, parse_study
from simmodel.shipped import STUDY, shipped
from simmodel.study_text import read_text

LONGEST_KEPT = 50_000
"""Letters of a study file that is read once for all; a longer one is read at every rerun, and takes no memory after."""


def shipped_text() -> str:
    """The text of the study that comes with the package; SimmodelError where there is none."""
    return read_text(shipped(STUDY))


def shipped_study() -> Study:
    """The study that comes with the package."""
    return study_in(shipped_text(), STUDY)


def study_in(text: str, called: str) -> Study:
    """The study of a text, as `parse_study` reads it; a page is drawn anew at every click, and asks each time."""
    return _read_once(text, called) if len(text) <= LONGEST_KEPT else parse_study(text, called)


@lru_cache(maxsize=32)
def _read_once(text: str, called: str) -> Study:
    return parse_study(text, called)


def with_note(text: str, fitted: str, folder: str) -> str:
    """The study file with a comment ahead that says which fit it was played with; the file itself for none."""
    if not fitted:
        return text
    return f"# {fitted}.\n# The file alone gives other numbers: type --posterior {folder} with it.\n\n{text}"


def command(file: str, runs: int, seed: int, folder: str = "") -> str:
    """What to type to get the same numbers from the command line; `folder`: of the posterior, if there was one."""
    return typed("compare", file, f"--runs {runs} --seed {seed}", folder)


def typed(name: str, file: str, question: str, folder: str = "") -> str:
    """What to type for the command of this name about a study file, with its `question` in options."""
    posterior = f" --posterior {folder}" if folder else ""
    return f"uv run simmodel {name} {file}{posterior} {question}"
