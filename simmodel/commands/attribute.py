"""`simmodel attribute`: what drives the difference between two scenarios of a study."""

from __future__ import annotations

from pathlib import Path

from simmodel.bands import paired
from simmodel.commands.answers import show
from simmodel.commands.compare import cores
from simmodel.commands.kept_runs import played_on
from simmodel.commands.progress import progress_told
from simmodel.commands.study import settled_study
from simmodel.sampling import sampling


def attribute_difference(
    path: Path,
    posterior: Path | None,
    between: tuple[str, str],
    outcome: str,
    population: str | None,
    runs: int,
    draws: int | None,
    seed: int,
    workers: int | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Print the parts of a difference by group of mechanisms, as a table or as JSON; progress goes to stderr."""
    sampling(runs, draws)
    study = settled_study(path, posterior)
    from simmodel.attribution.difference import attribute
    from simmodel.attribution.question import question_of
    from simmodel.attribution.result import to_json

    question_of(study, between, outcome, population)
    task, workers = f"{study.name}: {paired(runs)} for every set of groups", workers or cores()
    with played_on(cluster, workers) as play, progress_told(task) as progress:
        found = attribute(
            study, between, outcome, runs, seed, workers, progress, draws=draws, population=population, play=play
        )
    from simmodel.attribution.page import print_attribution

    show(found, print_attribution, to_json, as_json)
