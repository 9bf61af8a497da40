"""An ensemble whose runs are made up, and which waits or fails when a test says so."""

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import ModuleType

import numpy as np
import pytest
from synthetic_runs import made_up_runs

from simmodel.appraisal.runs import Runs
from simmodel.carried import fitted_of, told_of_posterior
from simmodel.scenario import Study
from simmodel.series import SERIES


@dataclass
class Ensemble:
    """What was asked of the ensemble, and what happens when it is asked."""

    asked: list[tuple] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    started: threading.Event = field(default_factory=threading.Event)
    may_go_on: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    then: Callable[[], None] = lambda: None
    notes: tuple[str, ...] = ("the base case does not fit the evidence on *waits*: $5, expected $6",)

    def compare(self, study: Study, runs: int, seed: int, workers: int, progress: Callable, **_: object) -> Runs:
        self.asked.append((study.name, runs, seed))
        self.threads.add(threading.current_thread().name)
        try:
            progress(1, runs)
            self.started.set()
            self.may_go_on.wait(20)
            self.then()
            for done in range(2, runs + 1):
                progress(done, runs)
        finally:
            self.ended.set()
        return runs_of(study, runs, seed, self.notes)


def runs_of(study: Study, runs: int, seed: int, notes: tuple[str, ...] = ()) -> Runs:
    """Made-up runs of the scenarios of a study."""
    names = tuple(study.scenarios)
    funded = {name: each for name, each in study.scenarios.items() if each.buys != "nothing"}
    money = {name: {"title": each.title, "buys": each.buys} for name, each in study.scenarios.items()}
    for name, each in funded.items():
        money[name] |= {"funding_per_year": each.funding_per_year, "funded_years": each.funded_years}
    luck = np.random.default_rng(seed).normal(0, 1, (runs, 416))
    weekly = {name: dict.fromkeys(SERIES, 100 + luck + 5 * (name in funded)) for name in study.scenarios}
    return made_up_runs(
        runs=runs,
        seed=seed,
        draws=runs // 2,
        scenarios=names,
        study_name=study.name,
        study_digest=study.digest(),
        money=money,
        weekly=weekly,
        notes=(*told_of_posterior(study, runs // 2), *notes),
        fitted=fitted_of(study),
    )


def put_ensemble(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ensemble]:
    """Put the made-up ensemble in place of the real one, and let its threads end afterwards."""
    ensemble = Ensemble()
    ensemble.may_go_on.set()
    module = ModuleType("simmodel.ensemble")
    vars(module)["compare"] = ensemble.compare
    monkeypatch.setitem(sys.modules, "simmodel.ensemble", module)
    yield ensemble
    ensemble.may_go_on.set()
