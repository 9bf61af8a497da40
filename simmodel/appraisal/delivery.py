"""What became of the programme: the team, its flexible funds, whom it reached, who gained, and who was moved back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from simmodel.appraisal.measured import in_scope, reached
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.vocabulary import HOUSING


def delivery_of_run(site: np.record, weekly: np.recarray, people: np.recarray, base: np.recarray) -> dict[str, float]:
    """One run of one scenario: sums from week 0 on, and years of delivery and of funding.

    `base`: the same people in the base case.
    Empty where nothing is delivered. Money in dollars; `stress` is a sum over `posts` post-weeks, `heavier` and
    `lighter` are halves of those reached at this site.
    """
    first, last = int(site.plan.delivers_from), int(site.plan.funded_until)
    if last <= first:
        return {}
    chosen = reached(people)
    return {
        "scope": float(in_scope(people).sum()),
        "years": (last - first) / WEEKS_PER_YEAR,
        "funded": (last - int(site.plan.funded_from)) / WEEKS_PER_YEAR,
        "people": float(chosen.sum()),
        **team_of(weekly, site),
        **funds_of(site, weekly),
        **gains_of(people, base, chosen),
        **displaced_of(people, base, chosen, weekly),
    }


def team_of(weekly: np.recarray, site: np.record) -> dict[str, float]:
    """Hours with people, workers who left, posts vacant and stress."""
    return {
        "fte": float(site.coach["fte"][: site.posts].sum()),
        "hours": float(weekly.coach_hours.sum()),
        "left": float(weekly.workers_left.sum()),
        "vacant": float(weekly.posts_vacant.sum()),
        "stress": float(weekly.stress.sum()),
        "posts": float(weekly.posts_filled.sum()),
    }


def funds_of(site: np.record, weekly: np.recarray) -> dict[str, float]:
    """Flexible funds: dollars spent and left unspent, purchases, and weeks in which the pool could not pay.

    What is left when the horizon ends, before the funded year does, is unspent too.
    """
    return {
        "spent": float(weekly.purchase_cents.sum()) / 100,
        "unspent": float(weekly.unspent_cents.sum() + site.brokerage_left) / 100,
        "purchases": float(weekly.purchases.sum()),
        "unmet": float(weekly.purchase_unmet.sum()),
    }


def gains_of(people: np.recarray, base: np.recarray, chosen: np.ndarray) -> dict[str, float]:
    """How heavy the needs of those reached are, and crises kept off the heavier and the lighter half of them."""
    usual = people.set_point[:, HOUSING + 1 :].mean(axis=1)
    heavier = chosen & (usual >= np.median(usual[chosen])) if chosen.any() else chosen
    lighter = chosen & ~heavier
    kept_off = base.crises - people.crises
    return {
        "need_reached": float(usual[chosen].sum()),
        "need_all": float(usual[in_scope(people)].mean()),
        "kept_off_heavier": float(kept_off[heavier].sum()),
        "heavier": float(heavier.sum()),
        "kept_off_lighter": float(kept_off[lighter].sum()),
        "lighter": float(lighter.sum()),
    }


def displaced_of(people: np.recarray, base: np.recarray, chosen: np.ndarray, weekly: np.recarray) -> dict[str, float]:
    """Admissions to services that people reached have more, and others in scope fewer; turns taken by priority."""
    more = people.admissions - base.admissions
    return {
        "admissions_reached": float(more[chosen].sum()),
        "admissions_others": float(more[~chosen].sum()),
        "out_of_turn": float(weekly.out_of_turn.sum()),
        "moved_back": float(np.sum(people.moved_back == 1)),
    }


ALIKE = ("years", "funded")
"""What is the same at every site of a study."""
MEANS = {"need_all": "scope"}
"""What is a mean over people at a site, and how many they are; everything else is a sum over people or weeks."""


FACTS: tuple[tuple[str, Callable[[Mapping[str, float]], str]], ...] = (
    ("people reached", lambda mean: f"{mean['people']:,.0f}"),
    ("full-time workers", lambda mean: _if(mean["fte"], f"{mean['fte']:.1f}")),
    ("hours with people a week, per worker", lambda mean: _per_worker(mean, "hours", _weeks(mean), ".1f")),
    ("workers who leave in a year, per worker", lambda mean: _per_worker(mean, "left", mean["years"], ".2f")),
    ("weeks a post is vacant in a year", lambda mean: _per_worker(mean, "vacant", mean["years"], ".1f")),
    (
        "mean stress of workers (0 to 1)",
        lambda mean: _if(mean["posts"], f"{mean['stress'] / (mean['posts'] or 1):.2f}"),
    ),
    ("flexible funds spent a funded year", lambda mean: _of_funds(mean, f"${mean['spent'] / mean['funded']:,.0f}")),
    ("flexible funds unspent a funded year", lambda mean: _of_funds(mean, f"${mean['unspent'] / mean['funded']:,.0f}")),
    ("purchases a funded year", lambda mean: _of_funds(mean, f"{mean['purchases'] / mean['funded']:,.0f}")),
    ("asked in vain, weeks a funded year", lambda mean: _of_funds(mean, f"{mean['unmet'] / mean['funded']:,.0f}")),
    ("usual need of people reached (0 to 1)", lambda mean: _if(mean["people"], f"{_usual_need(mean):.2f}")),
    ("usual need of everyone in scope", lambda mean: f"{mean['need_all']:.2f}"),
    ("crises kept off each by the end, heavier half", lambda mean: _each(mean, "heavier")),
    ("crises kept off each by the end, lighter half", lambda mean: _each(mean, "lighter")),
    ("admissions by the end, people reached", lambda mean: f"{mean['admissions_reached']:+,.0f}"),
    ("admissions by the end, others in scope", lambda mean: f"{mean['admissions_others']:+,.0f}"),
    ("admitted or housed out of turn", lambda mean: f"{mean['out_of_turn']:,.0f}"),
    ("people in scope passed over by priority", lambda mean: f"{mean['moved_back']:,.0f}"),
)
"""What is told of a programme: a label, and how its cell is made from means over runs."""


def delivery_table(runs: Sequence[Mapping[str, Mapping[str, float]]]) -> list[dict[str, object]]:
    """One row for each fact, one column for each scenario that delivers anything; means over runs."""
    means = _means(runs)
    if not means:
        return []
    rows: list[dict[str, object]] = []
    for label, cell in FACTS:
        row: dict[str, object] = {"means over runs": label}
        row.update((name, cell(mean)) for name, mean in means.items())
        rows.append(row)
    return rows


def _if(there: float, cell: str) -> str:
    return cell if there > 0 else "none"


def _per_worker(mean: Mapping[str, float], what: str, over: float, form: str) -> str:
    return f"{mean[what] / mean['fte'] / over:{form}}" if mean["fte"] > 0 else "none"


def _of_funds(mean: Mapping[str, float], cell: str) -> str:
    return _if(mean["spent"] + mean["unspent"], cell)


def _usual_need(mean: Mapping[str, float]) -> float:
    return mean["need_reached"] / max(mean["people"], 1.0)


def _each(mean: Mapping[str, float], half: str) -> str:
    return f"{mean[f'kept_off_{half}'] / mean[half]:+.2f}" if mean[half] > 0 else "none"


def _weeks(mean: Mapping[str, float]) -> float:
    return mean["years"] * WEEKS_PER_YEAR


def _means(runs: Sequence[Mapping[str, Mapping[str, float]]]) -> dict[str, dict[str, float]]:
    """Means over runs, for the scenarios that deliver anything."""
    delivering = [name for name, one in runs[0].items() if one]
    return {
        name: {key: float(np.mean([run[name][key] for run in runs])) for key in runs[0][name]} for name in delivering
    }
