"""The runs of questions about what is not known: refused before anything is played, kept, and played but once."""

from __future__ import annotations

from pathlib import Path

from simmodel.appraisal.runs import Runs
from simmodel.bands import paired
from simmodel.commands.compare import cores
from simmodel.commands.kept_runs import kept_runs, played_on
from simmodel.commands.progress import progress_told
from simmodel.commands.study import asked_study, settled_study
from simmodel.sampling import LEAST_SENSITIVITY_DRAWS
from simmodel.sensitivity.question import Question, check_sampling, question_of


def question_and_runs(
    path: Path,
    posterior: Path | None,
    scenario: str | None,
    outcome: str,
    runs: int,
    draws: int | None,
    seed: int,
    workers: int | None,
    store: str | None,
    cluster: str | None,
) -> tuple[Question, Runs]:
    """What is asked of a study, and its paired runs; progress goes to stderr.

    What the study cannot answer is refused before anything is played.
    """
    check_sampling(runs, draws, LEAST_SENSITIVITY_DRAWS)
    question = question_of(asked_study(path, posterior), scenario, outcome)
    study = settled_study(path, posterior)
    from simmodel.ensemble import compare

    task, workers = f"{study.name}: {paired(runs)}", workers or cores()
    with kept_runs(store) as kept, played_on(cluster, workers) as play, progress_told(task, kept) as progress:
        return question, compare(study, runs, seed, workers, progress, draws=draws, store=kept, play=play)
