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
    """The study file with the funding of `study`, comments kept; None where no such text says the same.

    A posterior is in no study file (`with_note`).
    """
    sums = {each.funding_per_year for each in study.scenarios.values() if each.buys != "nothing"}
    if len(sums) != 1:
        return None
    changed = _FUNDING.sub(rf"\g<1>{sums.pop():.0f}", text)
    unfitted = study.model_copy(update={"posterior": None})
    try:
        same = parse_study(changed).digest() == unfitted.digest()
    except SimmodelError:
        return None
    return changed if same else None


def with_note(text: str, fitted: str, folder: str) -> str:
    """The study file with a comment ahead that says which fit it was played with; the file itself for none."""
    if not fitted:
        return text
    return f"# {fitted}.\n# The file alone gives other numbers: type --posterior {folder} with it.\n\n{text}"


def file_name(study: Study, funding: float) -> str:
    """A file name that tells studies with different funding or fits apart."""
    fitted = f"-fitted_to_{study.posterior.fitted}" if study.posterior is not None else ""
    return f"{study.name}-{funding:.0f}{fitted}.toml"


def command(file: str, runs: int, seed: int, folder: str = "") -> str:
    """What to type to get the same numbers from the command line; `folder`: of the posterior, if there was one."""
    posterior = f" --posterior {folder}" if folder else ""
    return f"uv run simmodel compare {file}{posterior} --runs {runs} --seed {seed}"
