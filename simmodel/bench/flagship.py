"""The flagship job: 2 scenarios x 200 runs x 3 sites x 600 people x 5 years, against the Mesa driver on its weeks."""

from __future__ import annotations

import statistics
import time

from simmodel.bench.drivers import at_work, mesa_seconds
from simmodel.bench.studies import flagship_study
from simmodel.engine.start import delivery_of
from simmodel.ensemble import compare
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.scenario import Study

RUNS = 200
PART = 4
"""Runs of the 200 that are played unless the whole is asked for."""
ROUNDS = 3


def flagship(runs: int = PART, sites: int = 3, years: int = 5) -> dict[str, float]:
    """Core-seconds of the job, scaled from so many runs of it, and how much longer its weeks take with Mesa agents.

    All that the job takes counts for the batch driver: people made, warm-up, what is kept, tables. For Mesa only its
    weeks count, warm-up included, at the pace of a few weeks of one site measured in turn.
    """
    study = flagship_study(sites, years)
    begin, delivery = at_work(study), delivery_of(study, study.scenarios["pull_in"])
    compare(study, 1, draws=0)
    batch, mesa, counted = 0.0, [], 0.0
    for played in _split(runs):
        mesa.append(mesa_seconds(begin, delivery))
        clock = time.process_time()
        found = compare(study, played, draws=0)
        batch += time.process_time() - clock
        counted += sum(float(series["people"].sum()) for series in found.weekly.values())
    every_week = counted * (1.0 + _warm_up_share(study))
    return {
        "flagship_over_mesa": every_week * statistics.median(mesa) / batch,
        "flagship_person_weeks": counted * RUNS / runs,
        "flagship_core_seconds": batch * RUNS / runs,
        "flagship_runs_played": float(runs),
    }


def _split(runs: int) -> list[int]:
    """So many runs in a few rounds, between which the Mesa driver has its turn."""
    rounds = min(ROUNDS, runs)
    return [runs // rounds + (place < runs % rounds) for place in range(rounds)]


def _warm_up_share(study: Study) -> float:
    """Weeks of warm-up, which scenarios share, beside those after it; as many people in both, give or take a few."""
    after = study.time.horizon_years * WEEKS_PER_YEAR * len(study.scenarios)
    return study.time.warm_up_years * WEEKS_PER_YEAR / after
