"""What a pilot would be worth before it is known what it will report.

As many people as are asked live with the programme and as many without, by lot; what they differ by is reported. How
what is reported hangs together with what scenarios are worth, and by how much luck hides it, is told from the draws
(`simmodel.appraisal.money.information.evsi`). Nobody is lost, and luck falls with the number of people, as if they did
not share one site: so a real pilot tells less.

Of fewer years than the study's, what comes later is taken off: people reached are counted over all years, so what the
whole site gains in the later years is taken for theirs, and luck is less in the proportion in which it is at the site.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from simmodel.appraisal.flows import extra_of, in_draws
from simmodel.appraisal.money.draws import luck_of_means
from simmodel.appraisal.money.information import Worth, evsi
from simmodel.appraisal.runs import REACHED, Runs, same_people
from simmodel.errors import SimmodelError
from simmodel.sensitivity.question import NET

REPORTS = ("weeks_stably_housed", "crises", "custody_days")
"""What a pilot reports, per person."""


@dataclass(frozen=True)
class Size:
    """A pilot that is asked about: people with the programme, and years; as the scenario and the study have if None."""

    people: int | None = None
    years: int | None = None

    @property
    def asked(self) -> bool:
        """Whether anything is asked of it."""
        return self.people is not None or self.years is not None


@dataclass(frozen=True)
class Pilot:
    """A pilot of `people` with the programme and as many without, followed for `years`; what it is worth, dollars."""

    people: float
    years: int
    worth: Worth


def check_size(size: Size, in_dollars: bool, years: int) -> None:
    """SimmodelError where a study of so many years cannot tell what such a pilot is worth."""
    if size.asked and not in_dollars:
        given = "--pilot-people" if size.people is not None else "--pilot-years"
        raise SimmodelError(
            f"{given} is given, but what a pilot is worth is told in dollars alone; allowed: it with --outcome {NET}; "
            f"type --outcome {NET}, or leave {given} out"
        )
    if size.years is not None and size.years > years:
        raise SimmodelError(
            f"--pilot-years is {size.years}, but the study follows people for {years} years; allowed: 1 to {years}; "
            f"type --pilot-years {years}"
        )


def pilot_of(runs: Runs, scenario: str, net: np.ndarray, years: int, size: Size | None = None) -> Pilot | None:
    """The pilot of a scenario; `net`: net benefits, (draws, runs, options), over so many `years`.

    None where in some run the scenario reaches nobody that can be followed.
    """
    size = size or Size()
    with_it = _each(runs.table, scenario, REACHED)
    without = _each(runs.table, runs.base_case, same_people(scenario))
    if with_it is None or without is None or with_it.shape != (*net.shape[:2], len(REPORTS)):
        return None
    here = runs.table[(runs.table.scenario == scenario) & (runs.table.population == REACHED)]
    reached = float(here[here.outcome == REPORTS[0]].people.mean())
    people, followed = float(size.people or reached), size.years or years
    effects, luck = with_it - without, (_luck(with_it) + _luck(without)) * reached / people
    if followed < years:
        effects = effects - _later(runs, scenario, followed) / reached
        less = _luck_by_then(runs, followed)
        luck = luck * less * less[:, None]
    return Pilot(people, followed, evsi(net, effects, luck))


def _luck(arm: np.ndarray) -> np.ndarray:
    """How the mean of one run's people spreads by luck: a covariance, (outcomes, outcomes)."""
    found: np.ndarray = arm.shape[1] * luck_of_means(arm)
    return found


def _later(runs: Runs, scenario: str, years: int) -> np.ndarray:
    """What the site has more of after so many years, (draws, runs, outcomes)."""
    extra = extra_of(runs, scenario).yearly
    return np.stack([extra.of(name)[..., years:].sum(axis=-1) for name in REPORTS], axis=-1)


def _luck_by_then(runs: Runs, years: int) -> np.ndarray:
    """The standard deviation by luck of what the site counts in the first years, as a share of all years'."""
    base = runs.yearly[runs.base_case]

    def spread(last: int | None) -> np.ndarray:
        counted = [in_draws(runs, base.of(name)[..., :last].sum(axis=-1)) for name in REPORTS]
        return np.sqrt(np.diag(luck_of_means(np.stack(counted, axis=-1))))

    whole = spread(None)
    return np.divide(spread(years), whole, out=np.ones(len(REPORTS)), where=whole > 0)


def _each(table: pd.DataFrame, scenario: str, population: str) -> np.ndarray | None:
    """Outcomes by draw and run of the draw, (draws, runs, outcomes); None where a run has none."""
    here = table[(table.scenario == scenario) & (table.population == population) & table.outcome.isin(REPORTS)]
    wide = here.set_index(["draw", "run", "outcome"])["value"].unstack("outcome").sort_index()
    draws = table["draw"].nunique()
    if len(wide) != table["run"].nunique() or not len(wide):
        return None
    found = wide[list(REPORTS)].to_numpy(float).reshape(draws, -1, len(REPORTS))
    return found if np.isfinite(found).all() and found.shape[1] > 1 else None
