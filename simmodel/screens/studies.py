"""The study that the page starts from, and the file that reproduces what a reader chose."""

from __future__ import annotations

import re

from simmodel.errors import SimmodelError
from simmodel.scenario import Study, parse_study
from simmodel.shipped import STUDY, shipped
from simmodel.study_text import read_text

_FUNDING = re.compile(r"^(\s*funding_per_year\s*=\s*)[0-9][0-9_.eE+]*", re.MULTILINE)


def shipped_text() -> str:
    """The text of the study that comes with the package; SimmodelError where there is none."""
    return read_text(shipped(STUDY))


def shipped_study() -> Study:
    """The study that the page starts from."""
    return parse_study(shipped_text(), STUDY)


def text_with_funding(text: str, study: Study) -> str | None:
    """The study file with the funding of `study`, comments kept; None where no such text says the same."""
    sums = {each.funding_per_year for each in study.scenarios.values() if each.buys != "nothing"}
    if len(sums) != 1:
        return None
    changed = _FUNDING.sub(rf"\g<1>{sums.pop():.0f}", text)
    try:
        same = parse_study(changed).digest() == study.digest()
    except SimmodelError:
        return None
    return changed if same else None


def file_name(study: Study, funding: float) -> str:
    """A file name that tells studies with different funding apart."""
    return f"{study.name}-{funding:.0f}.toml"


def command(file: str, runs: int, seed: int) -> str:
    """What to type to get the same numbers from the command line."""
    return f"uv run simmodel compare {file} --runs {runs} --seed {seed}"
