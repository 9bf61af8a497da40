"""Ask what each sum of money brings: all levels are played in one study, for the same people with the same luck."""

from __future__ import annotations

from simmodel.ensemble import Progress, compare
from simmodel.funding.found import found_in
from simmodel.funding.levels import at_levels
from simmodel.funding.question import Question
from simmodel.funding.result import Funded
from simmodel.sampling import DEFAULT_RUNS
from simmodel.scenario import Study


def fund(
    study: Study,
    question: Question,
    runs: int = DEFAULT_RUNS,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
    draws: int | None = None,
) -> Funded:
    """What each level of funding of each scenario brings, in `runs` paired runs split into `draws` draws."""
    played = at_levels(study, question)
    return found_in(compare(played.study, runs, seed, workers, progress, draws=draws), played, question)
