"""`simmodel funding`: what each sum of money brings, and where the next dollar stops paying."""

from __future__ import annotations

from pathlib import Path

from simmodel.bands import paired
from simmodel.commands.answers import show
from simmodel.commands.compare import cores
from simmodel.commands.kept_runs import kept_runs, played_on
from simmodel.commands.progress import progress_told
from simmodel.commands.study import asked_study, settled_study
from simmodel.funding.question import question_of
from simmodel.sampling import sampling


def ask_funding(
    path: Path,
    posterior: Path | None,
    first: float,
    last: float,
    levels: int,
    scenarios: tuple[str, ...],
    chance: float,
    outcome: str | None,
    gain: float,
    runs: int,
    draws: int | None,
    seed: int,
    workers: int | None,
    store: str | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Print what each level of funding buys and brings, as tables or as JSON; progress goes to stderr.

    What the study cannot answer is refused before anything is played.
    """
    from simmodel.funding.levels import at_levels

    sampling(runs, draws)
    study = asked_study(path, posterior)
    question = question_of(study, first, last, levels, scenarios, chance, outcome, gain)
    played = len(at_levels(study, question).levels)
    study = settled_study(path, posterior)
    from simmodel.funding.ask import fund
    from simmodel.funding.page import print_funded
    from simmodel.funding.result import to_json
    from simmodel.funding.told import sentences

    task, workers = f"{study.name}: {paired(runs)} of {played} levels", workers or cores()
    with kept_runs(store) as kept, played_on(cluster, workers) as play, progress_told(task, kept) as progress:
        found = fund(study, question, runs, seed, workers, progress, draws, kept, play)
    show(found, print_funded, lambda each: to_json(each, sentences(each)), as_json)
