"""What became of the specialist hours: how many there were, how many were used, and who from outside was served.

Outside demand has no biography and no outcomes here, so a scenario that takes its hours must say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.site import Delivery
from simmodel.vocabulary import DOMAINS, HOUSING
from simmodel.world import GENERAL_LIST

SILOS = slice(HOUSING + 1, len(DOMAINS))
LISTS = [HOUSING, GENERAL_LIST]
CLEAR = 0.01
"""Smaller changes than this share of the base case are not worth a sentence."""


def capacity_of(
    site: np.record, weekly: np.recarray, base: np.recarray, otherwise: slice = slice(0, WEEKS_PER_YEAR)
) -> dict[str, float]:
    """One run of one scenario, means over the weeks in which it delivers anything, or `otherwise` where it never does.

    `base`: the weekly tallies of the base case in the same run, of which the same weeks are taken. `hours` and
    `used`: specialist hours a week with people in all silos; `joint`: hours a week of services and workers in joint
    work; `others` and `homes`: people without a biography admitted by silos, and housed, a year; `usual_others` and
    `usual_homes`: the same in the base case.
    """
    first, last = int(site.plan.delivers_from), int(site.plan.funded_until)
    weeks = slice(first, last) if last > first else otherwise
    return {
        "hours": float(weekly.hours_there[weeks, SILOS].sum(axis=1).mean()),
        "joint": float(weekly.joint_hours[weeks].mean()),
        "used": float(weekly.hours_used[weeks, SILOS].sum(axis=1).mean()),
        "others": _a_year(weekly.outside_served[weeks, SILOS]),
        "homes": _a_year(weekly.outside_served[weeks][:, LISTS]),
        "usual_others": _a_year(base.outside_served[weeks, SILOS]),
        "usual_homes": _a_year(base.outside_served[weeks][:, LISTS]),
    }


def funded_weeks(deliveries: Iterable[Delivery]) -> slice:
    """The weeks in which any of these scenarios delivers anything; the first year where none does."""
    paid = [one for one in deliveries if one.funded_weeks > 0]
    if not paid:
        return slice(0, WEEKS_PER_YEAR)
    first = min(min(one.set_up_weeks, one.funded_weeks) for one in paid)
    return slice(first, max(one.funded_weeks for one in paid))


def capacity_table(runs: Sequence[Mapping[str, Mapping[str, float]]]) -> list[dict[str, object]]:
    """One row for each scenario: means over runs, and paired changes from the base case in the same weeks."""
    rows: list[dict[str, object]] = []
    for name in runs[0]:
        mean = {key: float(np.mean([run[name][key] for run in runs])) for key in runs[0][name]}
        rows.append(
            {
                "scenario": name,
                "specialist hours a week": f"{mean['hours']:,.0f}",
                "in joint work": f"{mean['joint']:,.0f}",
                "idle": f"{1 - mean['used'] / mean['hours']:.0%}" if mean["hours"] else "none",
                "others served a year": f"{mean['others']:,.0f} ({_signed(mean['others'] - mean['usual_others'], 0)})",
                "others housed a year": f"{mean['homes']:,.1f} ({_signed(mean['homes'] - mean['usual_homes'], 1)})",
            }
        )
    return rows


def displaced(runs: Sequence[Mapping[str, Mapping[str, float]]]) -> tuple[str, ...]:
    """One sentence for each scenario that serves clearly more or fewer people who are outside the model."""
    sentences = []
    for name in runs[0]:
        usual = float(np.mean([run[name]["usual_others"] for run in runs]))
        change = float(np.mean([run[name]["others"] for run in runs])) - usual
        if abs(change) > CLEAR * usual:
            more = "more" if change > 0 else "fewer"
            sentences.append(
                f"under {name} the services reach {abs(change):,.0f} {more} people a year who are outside the model "
                "in those weeks; what that does for their lives is not in these results, the hours themselves count at "
                "their price in what each scenario is worth"
            )
    return tuple(sentences)


def _signed(change: float, decimals: int) -> str:
    return f"{round(change, decimals) + 0.0:+,.{decimals}f}"


def _a_year(by_week: np.ndarray) -> float:
    return float(by_week.sum(axis=1).mean()) * WEEKS_PER_YEAR
