"""Outside cases of homes that are lost: a stable home for an insecure one, that for none, and nobody finds one again.

With constant hazards every week at risk is a trial of its own: homes lost by weeks at risk are the chance of a week.
"""

from __future__ import annotations

import numpy as np

from simmodel.engine.batch import advance
from simmodel.engine.start import start
from simmodel.site import Solution, flat_curve
from simmodel.validation.case import Case, Effort, Known
from simmodel.validation.plain_lives import events_with_stays, study_of, with_numbers
from simmodel.validation.states import a_week, rentals
from simmodel.vocabulary import COHORTS, PRACTICAL

PEOPLE, YEARS = 20_000, 3
LOST, FALLEN = 0.3, 1.0
"""Yearly rates of losing a stable home, and of falling from an insecure home to none."""
TIMES = 2.0
"""How much likelier a home is lost at a practical need of 1 than at none."""
SOURCE = "a constant hazard h makes a week's chance 1 - exp(-h) (any text on survival)"


def cases(effort: Effort) -> list[Case]:
    """Every case of this page."""
    alone, in_debt = weekly(effort, 0.0), weekly(effort, 1.0)
    return [
        of_weeks("stable", "Of stable homes", *lost(alone), a_week(LOST), effort),
        of_weeks("insecure", "Of insecure homes", *fallen(alone), a_week(FALLEN), effort),
        of_weeks(
            "debts", "At twice the hazard, for practical needs, of homes", *lost(in_debt), a_week(TIMES * LOST), effort
        ),
    ]


def of_weeks(name: str, whose: str, events: float, weeks: float, hazard: float, effort: Effort) -> Case:
    """Events by weeks at risk, which are binomial, against the chance of a week."""
    claim = f"{whose} as many are lost by weeks at risk as a constant hazard says."
    what = Known(f"lost-{name}", claim, SOURCE, "share a week", float(1.0 - np.exp(-hazard)))
    share = events / weeks
    return what.by_chance(share, float(np.sqrt(share * (1.0 - share) / weeks)), effort.fault)


def weekly(effort: Effort, practical: float) -> np.ndarray:
    """People in a stable home, in an insecure one and in none, by run and week from the start on; all alike."""
    housed = {f"community.{where}_at_start.{cohort}": 0.0 for where in ("homeless", "insecure") for cohort in COHORTS}
    rates = rentals(0.0, LOST) | {"housing.fall": a_week(FALLEN), "housing.arrears": float(np.log(TIMES))}
    nobody_inside = {f"community.was_inside.{cohort}": 0.0 for cohort in COHORTS}
    study = with_numbers(study_of("lost_homes", YEARS, {"homelessness": PEOPLE}), housed | rates | nobody_inside)
    runs = []
    for run in range(effort.times(1)):
        town = start(study, Solution(1.0, flat_curve(0.0), {}), effort.seed, run)
        town.people.need[:, PRACTICAL] = practical
        tally = advance(town.people, town.sites, town.weeks, events_with_stays())
        stable, homeless = tally["stably_housed"], tally["homeless"]
        counts = np.stack([stable, PEOPLE - stable - homeless, homeless], axis=1)
        runs.append(np.concatenate([[(PEOPLE, 0, 0)], counts]))
    return np.array(runs)


def lost(people: np.ndarray) -> tuple[float, float]:
    """Stable homes lost, and weeks at risk of it."""
    return float(-np.diff(people[:, :, 0]).sum()), float(people[:, :-1, 0].sum())


def fallen(people: np.ndarray) -> tuple[float, float]:
    """People who lost an insecure home, and weeks at risk of it."""
    return float(np.diff(people[:, :, 2]).sum()), float(people[:, :-1, 1].sum())
