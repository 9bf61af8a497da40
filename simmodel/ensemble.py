"""Scenario x run, paired: the same people with the same luck in every scenario of a run.

Runs are independent and are played in threads of this process (the compiled week releases Python's lock); they are
put together in order of run, so the result is the same for any number of workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simmodel import __version__
from simmodel.appraisal.capacity import capacity_of, capacity_table, displaced
from simmodel.appraisal.measured import Row, enrolled_in_time, rows_of_run
from simmodel.appraisal.runs import Runs
from simmodel.checks import MISFITS, Check, base_counts, checks_of, notes_of
from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import Played, play
from simmodel.engine.start import parameters_of, solution_of, specialist_prices
from simmodel.errors import SimmodelError
from simmodel.evidence import UNSURE, cited, ledger
from simmodel.parameters import catalogue
from simmodel.purchase import what_funding_buys
from simmodel.scenario import Study
from simmodel.site import Solution
from simmodel.vocabulary import PROGRAMME
from simmodel.week import WEEK, Week

Progress = Callable[[int, int], None]
SERIES = ("people", "in_custody", "stably_housed", "homeless", "at_work", "active")


@dataclass(frozen=True)
class OneRun:
    """What is kept of one paired run: rows of outcomes, weekly series by scenario, and counts for the checks."""

    rows: list[Row]
    weekly: dict[str, dict[str, np.ndarray]]
    base: dict[str, float]
    in_time: dict[str, tuple[int, int]]
    capacity: dict[str, dict[str, float]]


def compare(
    study: Study,
    runs: int = 20,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
    week: Week = WEEK,
) -> Runs:
    """Every scenario of the study in `runs` paired runs; `progress(done, of)` is called after each."""
    if runs < 1:
        raise SimmodelError(f"runs is {runs}; allowed: 1 or more paired runs; type runs=20")
    solution = solution_of(study)
    kept = list(_in_order(study, solution, runs, seed, workers, progress, week))
    table = pd.DataFrame(
        [(run, *row) for run, one in enumerate(kept) for row in one.rows],
        columns=["run", "scenario", "population", "people", "outcome", "value"],
    )
    weekly = {
        name: {series: np.stack([one.weekly[name][series] for one in kept]) for series in kept[0].weekly[name]}
        for name in study.scenarios
    }
    checks = checks_of([one.base for one in kept], study)
    return Runs(
        study_name=study.name,
        title=study.title,
        version=__version__,
        seed=seed,
        runs=runs,
        base_case=study.base_case,
        study_digest=study.digest(),
        table=table,
        weekly=weekly,
        money={name: money_of(study, name) for name in study.scenarios},
        notes=(*notes_of(checks), *displaced([one.capacity for one in kept])),
        facts=facts_of(study, kept, checks),
    )


def _in_order(
    study: Study,
    solution: Solution,
    runs: int,
    seed: int,
    workers: int,
    progress: Progress | None,
    week: Week,
) -> Iterator[OneRun]:
    driver = compiled_driver(week)

    def one(run: int) -> OneRun:
        return keep(study, play(study, solution, seed, run, driver))

    with ThreadPoolExecutor(max_workers=max(1, min(workers, runs))) as pool:
        try:
            for done, kept in enumerate(pool.map(one, range(runs)), start=1):
                if progress is not None:
                    progress(done, runs)
                yield kept
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def keep(study: Study, played: dict[str, Played]) -> OneRun:
    """What is kept of one paired run."""
    programme = {name: float(one.weekly.cost[:, PROGRAMME].sum()) for name, one in played.items()}
    lives = {name: one.people for name, one in played.items()}
    definition, base = study.custody_level.definition, played[study.base_case]
    return OneRun(
        rows=list(rows_of_run(lives, programme, study.base_case, definition)),
        weekly={name: series_of(one.weekly) for name, one in played.items()},
        base=base_counts(base.people, base.weekly, definition),
        in_time={name: enrolled_in_time(one.people) for name, one in played.items()},
        capacity={name: capacity_of(one.sites[0], one.weekly, base.weekly) for name, one in played.items()},
    )


def series_of(weekly: np.recarray) -> dict[str, np.ndarray]:
    """Weekly series of the site, each of shape (weeks,): counts of people, crises, and dollars."""
    series = {name: np.array(weekly[name], np.float32) for name in SERIES}
    series["crises"] = weekly.crises.sum(axis=1).astype(np.float32)
    series["cost"] = (weekly.cost.sum(axis=1) / 100.0).astype(np.float32)
    return series


def money_of(study: Study, name: str) -> dict[str, object]:
    """What a scenario's money buys in a year, as plain values."""
    scenario = study.scenarios[name]
    shown: dict[str, object] = {"title": scenario.title, "buys": scenario.buys}
    if scenario.buys == "nothing":
        return shown
    prices = specialist_prices(parameters_of(study))
    bought = what_funding_buys(scenario.funding_per_year, scenario, prices)
    shown |= {"funding_per_year": scenario.funding_per_year, "funded_years": scenario.funded_years}
    if bought.heads:
        shown |= {"heads": list(bought.heads), "caseload": scenario.caseload}
        shown |= {"brokerage_per_year": bought.brokerage_per_year, "indirect": bought.indirect}
        shown["prices of the team"] = "site budget lines, grades C and D: recalled or assumed"
    if bought.specialist_hours_per_week:
        shown["specialist hours a week"] = {d: round(h, 1) for d, h in bought.specialist_hours_per_week.items()}
        priced = f"price of a specialist hour, {cited('COST014')}"
        shown[priced] = {d: prices[d] for d in bought.specialist_hours_per_week}
    return shown


def facts_of(study: Study, kept: list[OneRun], checks: list[Check]) -> dict[str, object]:
    """Further numbers that are printed with the result."""
    facts: dict[str, object] = {
        "return_definition": study.custody_level.definition,
        "unit_costs": f"custody is priced at {study.money.unit_costs} cost",
    }
    for name in study.scenarios:
        counts = np.array([one.in_time[name] for one in kept]).sum(axis=0)
        if counts[1] > 0:
            facts[f"{name}: reached people enrolled before release or within 26 weeks after"] = (
                f"{counts[0] / counts[1]:.0%} of those with a counted release"
            )
    facts["hours and homes for people outside the model"] = capacity_table([one.capacity for one in kept])
    facts["checks of the base case"] = [check.row() for check in checks]
    facts["contrasts with trials that do not fit (all of them: docs/model.md)"] = list(MISFITS)
    facts["prices that are assumptions or from memory"] = unsure_prices(study)
    return facts


def unsure_prices(study: Study) -> list[dict[str, object]]:
    """Prices of grade D or M, as they are used in this study."""
    values = parameters_of(study).values
    return [
        {
            "price": name.removeprefix("prices.").replace("_", " ").replace(".", ", "),
            "value": f"{values[name]:,.0f} {number.unit}",
            "range": f"{low:,.0f} to {high:,.0f}",
            "evidence": cited(number.evidence),
        }
        for name, (number, _, low, high) in catalogue().items()
        if name.startswith("prices.") and ledger()[number.evidence].grade in UNSURE and values[name] > 0
    ]
