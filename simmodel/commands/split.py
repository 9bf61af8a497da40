"""`simmodel split`: the best split of a site's money for one outcome."""

from __future__ import annotations

from pathlib import Path

from simmodel.bands import paired
from simmodel.commands.answers import show
from simmodel.commands.compare import cores
from simmodel.commands.kept_runs import kept_runs, played_on
from simmodel.commands.progress import progress_told
from simmodel.commands.study import asked_study, settled_study
from simmodel.sampling import sampling


def ask_split(
    path: Path,
    posterior: Path | None,
    funding: float | None,
    outcome: str,
    scenario: str | None,
    splits: int,
    runs: int,
    draws: int | None,
    seed: int,
    workers: int | None,
    store: str | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Print the best split of a scenario's money, as tables or as JSON; progress goes to stderr.

    What the study cannot answer is refused before anything is played.
    """
    from simmodel.funding.search import best_split, check
    from simmodel.funding.split import splits_of, usual_split

    sampling(runs, draws)
    study = asked_study(path, posterior)
    named = scenario or usual_split(study)
    space = splits_of(study, named, funding or study.named(named).funding_per_year)
    check(outcome, splits)
    settled_study(path, posterior)
    task = f"{study.name}: {paired(runs)} of {splits} splits, in two rounds, and of the best again"
    workers = workers or cores()
    with kept_runs(store) as kept, played_on(cluster, workers) as play, progress_told(task, kept) as progress:
        found = best_split(space, outcome, named, splits, runs, seed, workers, progress, draws, kept, play)
    from simmodel.funding.split_page import print_split, to_json

    show(found, print_split, to_json, as_json)
