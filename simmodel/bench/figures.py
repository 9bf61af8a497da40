"""Every figure of `simmodel benchmark` by name, and the targets of ratios.

Ratios are taken within one run of this machine, in turn; absolute figures mean nothing elsewhere. What each one is:
docs/benchmarks.md.
"""

from __future__ import annotations

from collections.abc import Callable

from simmodel.bench.crowd import crowd
from simmodel.bench.drivers import drivers
from simmodel.bench.flagship import PART, RUNS, flagship
from simmodel.bench.machine import cold_start, threads, warm_start
from simmodel.bench.pairing import pairing
from simmodel.bench.studies import flagship_study, reference_study
from simmodel.ensemble import compare
from simmodel.planning.estimate import plan
from simmodel.planning.question import Asked
from simmodel.sampling import Sampling
from simmodel.world import PERSON

TARGETS = {
    "batch_over_mesa": (">=", 40.0),
    "flagship_over_mesa": (">=", 40.0),
    "pairing_worth_pull_in": (">=", 4.0),
    "pairing_worth_pull_in_reached": (">=", 4.0),
    "pairing_worth_coaches": (">=", 30.0),
    "million_over_thousand": ("<=", 1.3),
    "cpu_2_over_1_threads": ("<=", 1.05),
    "first_answer_over_import_mesa": ("<=", 4.0),
    "bytes_per_person": ("<=", 1000.0),
}


def measure(say: Callable[[str], None], whole: bool = False) -> dict[str, float]:
    """Every figure by name; with `whole` all runs of the flagship job are played, else a few of them."""
    study = reference_study()
    compare(study, runs=1, seed=1)
    parts: list[tuple[str, Callable[[], dict[str, float]]]] = [
        ("drivers", lambda: drivers(study)),
        ("flagship job", lambda: flagship(RUNS if whole else PART)),
        ("a site-year", site_year),
        ("worth of pairing", pairing),
        ("a million people", crowd),
        ("threads", lambda: {"cpu_2_over_1_threads": threads(study)}),
        ("warm start", warm_start),
        ("cold start (compiles everything)", lambda: {"cold_start_seconds": cold_start()}),
    ]
    figures: dict[str, float] = {}
    for name, part in parts:
        say(f"{name} ...")
        figures |= part()
    return figures | {"bytes_per_person": float(PERSON.itemsize)}


def site_year() -> dict[str, float]:
    """Core-seconds that a year of a site of 600 people takes in one scenario, as `simmodel plan` measures it."""
    found = plan(Asked(flagship_study(), Sampling(1, 0), 1, 1), cores=1)
    return {"site_year_core_seconds": found.core_seconds_a_site_year}


def lines(figures: dict[str, float]) -> list[str]:
    """One line a figure, with its target and whether it is met."""
    return [f"{name:48}{figure:16,.4g}{_target(name, figure)}" for name, figure in figures.items()]


def _target(name: str, figure: float) -> str:
    if name not in TARGETS:
        return ""
    sign, target = TARGETS[name]
    met = figure >= target if sign == ">=" else figure <= target
    return f"   target {sign} {target:g}{'' if met else ': missed'}"
