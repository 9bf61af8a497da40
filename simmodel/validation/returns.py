"""Outside cases of return to prison: a published monthly recursion, through a curve that the study tabulates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from simmodel.custody_curve import tabulated
from simmodel.engine.start import solution_of
from simmodel.quantities import WEEKS_PER_MONTH, WEEKS_PER_YEAR
from simmodel.scenario import Study
from simmodel.site import Solution
from simmodel.validation.case import Case, Effort, Known, mean_and_error
from simmodel.validation.chains import custody_by_step, custody_by_week, rounded_stays
from simmodel.validation.known import known
from simmodel.validation.plain_lives import events_with_stays, lived, study_of, with_numbers

MONTHS, WEEKS = 60, 5 * WEEKS_PER_YEAR
PEOPLE = 20_000
SOURCE = "BJS cohort and RecidiViz rules; known/returns.json"


@dataclass(frozen=True)
class Lives:
    """People in custody per 1,000 by week, and each person's weeks in custody over five years."""

    by_week: np.ndarray
    inside: np.ndarray


def cases(effort: Effort) -> list[Case]:
    """Every case of this page."""
    told, runs = known("returns"), effort.times(3)
    printed = told["mean_over_60_months"]
    full, cut = played(55.0, runs, effort.seed), played(49.5, runs, effort.seed)
    found = [level(55.0, full, printed["55"], effort), months(12, full, effort), months(60, full, effort)]
    if not effort.quick:
        found += [level(40.0, played(40.0, runs, effort.seed), printed["40"], effort), as_it_stands()]
    return [*found, in_months(printed), *a_cut(full, cut, told, effort)]


def table_of(rate: float) -> np.ndarray:
    """The share returned by month at this rate (percent after five years), with hazards as the source rounds them."""
    told = known("returns")
    share = np.concatenate([[0.0], told["returned_by_month"]]) * rate / 100.0 / told["scale"]
    hazards = np.round(1.0 - (1.0 - share[1:]) / (1.0 - share[:-1]), 3)
    return np.asarray(1.0 - np.cumprod(1.0 - hazards))


def played(rate: float, runs: int, seed: int) -> Lives:
    """People released in week 0, through the model's custody page, on the curve that the study file tabulates.

    No life changes anybody's hazard here, so the hazards of the table are a solution as they stand (`as_it_stands`);
    another rate than 55% is that study with those of the other table.
    """
    curve = Solution(1.0, tabulated(table_of(rate).tolist()), {})
    by_run = list(lived(study_of_returns(), curve, seed, runs, events_with_stays()))
    by_week = np.mean([weekly["in_custody"] for _, weekly in by_run], axis=0)
    return Lives(1000.0 * by_week / PEOPLE, np.concatenate([people.custody_days / 7.0 for people, _ in by_run]))


@cache
def study_of_returns() -> Study:
    """The study at a rate of 55%."""
    table = ", ".join(f"{share:.12f}" for share in table_of(55.0))
    more = f"[custody_level]\nreturned_by_month = [{table}]"
    study = study_of("returns", WEEKS // WEEKS_PER_YEAR, {"leaving_custody": PEOPLE}, more)
    stay = known("returns")["mean_months_inside"] * WEEKS_PER_MONTH
    return with_numbers(study, {"custody.sentence_weeks": stay, "custody.spread": 1.2})


def in_whole_weeks(rate: float) -> np.ndarray:
    """The source's recursion in whole weeks, exact: people in custody per 1,000 by week."""
    stay = known("returns")["mean_months_inside"] * WEEKS_PER_MONTH
    return 1000.0 * custody_by_week(np.asarray(tabulated(table_of(rate).tolist()))[:WEEKS], stay)


def in_whole_months(rate: float) -> np.ndarray:
    """The same in the source's own whole months, exact: a stay is its rounded months and the month of the return."""
    table = np.concatenate([[0.0], table_of(rate)])
    hazards = 1.0 - (1.0 - table[1:]) / (1.0 - table[:-1])
    return 1000.0 * custody_by_step(hazards, rounded_stays(known("returns")["mean_months_inside"], 0, MONTHS))


def level(rate: float, lives: Lives, printed: float, effort: Effort) -> Case:
    """The mean number in custody over five years."""
    exact = float(in_whole_weeks(rate).mean())
    what = Known(
        f"returns-{rate:g}-mean",
        f"At a five-year rate of {rate:g}% as many people are in custody over five years as the weekly recursion says.",
        SOURCE,
        "people per 1,000",
        exact,
        f"in whole months {printed:.2f}; whole weeks make {exact / printed - 1:+.1%} of it",
    )
    mean, error = mean_and_error(1000.0 * lives.inside / WEEKS)
    return what.by_chance(mean, error, effort.fault)


def months(month: int, lives: Lives, effort: Effort) -> Case:
    """The number in custody at the end of a month."""
    week = round(month * WEEKS_PER_MONTH) - 1
    exact = float(in_whole_weeks(55.0)[week])
    told = known("returns")["in_custody_per_1000"]
    printed = told["expected"][told["months"].index(month)]
    what = Known(
        f"returns-month-{month}",
        f"As many people are in custody {month} months after release as the weekly recursion says.",
        SOURCE,
        "people per 1,000",
        exact,
        f"in whole months {printed:.2f}; whole weeks make {exact / printed - 1:+.1%} of it",
    )
    found, share = float(lives.by_week[week]), lives.by_week[week] / 1000.0
    return what.by_chance(found, 1000.0 * float(np.sqrt(share * (1 - share) / len(lives.inside))), effort.fault)


def in_months(printed: dict[str, float]) -> Case:
    """The recursion in whole months is the printed one, so its curve was read rightly."""
    told = known("returns")["in_custody_per_1000"]
    by_month = in_whole_months(55.0)
    what = Known(
        "returns-recursion",
        "The recursion in whole months, from the same table as the study's, gives the mean that the source prints.",
        SOURCE,
        "people per 1,000",
        printed["55"],
        f"at months {told['months']}: {', '.join(f'{by_month[month - 1]:.2f}' for month in told['months'])}",
    )
    return what.exactly(float(by_month.mean()), 2e-6, "printed with three decimals")


def as_it_stands() -> Case:
    """Level and hazards of the study's own solution."""
    what = Known(
        "returns-level",
        "Where no life changes anybody's hazard, the study's table is used as it stands: its level is 1.",
        "by construction",
        "times",
        1.0,
    )
    return what.exactly(solution_of(study_of_returns()).level, 1e-6, "solved on reference communities")


def a_cut(full: Lives, cut: Lives, told: dict[str, float], effort: Effort) -> list[Case]:
    """A cut of the rate by a tenth, and what it helps that both arms share their luck.

    How many fewer ever come back is known from the table, and is a control of the weeks that they spend inside.
    """
    exact = float((in_whole_weeks(49.5) - in_whole_weeks(55.0)).mean())
    printed, times = told["difference_of_a_10_percent_cut"], told["paired_variance_cut_at_least"]
    difference = Known(
        "returns-cut",
        "A cut of the rate by a tenth, for the same people with the same luck, frees as many as the recursion says.",
        SOURCE,
        "people per 1,000",
        exact,
        f"in whole months {printed:.2f}",
    )
    paired, apart = cut.inside - full.inside, np.roll(cut.inside, 1) - full.inside  # the next person has other luck
    fewer = Known(
        "returns-pairing",
        "The same luck in both arms cuts the variance of that difference at least five-fold.",
        SOURCE,
        "times",
        times,
    )
    fewer_back = (cut.inside > 0) * 1.0 - (full.inside > 0) - (table_of(49.5)[-1] - table_of(55.0)[-1])
    mean, error = mean_and_error(1000.0 * paired / WEEKS, fewer_back[:, None])
    return [difference.by_chance(mean, error, effort.fault), fewer.at_least(float(np.var(apart) / np.var(paired)))]
