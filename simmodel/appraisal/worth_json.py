"""An appraisal as the plain values that `--json` prints; a number that does not exist is None."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np

from simmodel.appraisal.comparison import Comparison, to_json
from simmodel.appraisal.flows import PRICE_YEAR
from simmodel.appraisal.groups import Gain
from simmodel.appraisal.money.curves import Acceptability
from simmodel.appraisal.money.effectiveness import WHOLE_COST
from simmodel.appraisal.money.present_value import Discounting
from simmodel.appraisal.money.table import Appraised
from simmodel.appraisal.worth import Appraisal, PerOutcome, Worth
from simmodel.bands import Sampled
from simmodel.money_words import GAIN_NOT_CLEAR, cost_of
from simmodel.worth_words import avoids_days, even_custody_day, tells_payback


def summary_to_json(comparison: Comparison, appraisal: Appraisal) -> dict[str, object]:
    """All that was found, as `simmodel compare --json` prints it."""
    return to_json(comparison) | {"appraisal": appraisal_to_json(appraisal, comparison)}


def appraisal_to_json(appraisal: Appraisal, result: Sampled) -> dict[str, object]:
    """Every scenario's appraisal under its name, and which of all is worth most; `result`: what it is from."""
    return {
        "price_year": PRICE_YEAR,
        "unit_costs": appraisal.basis,
        "years": appraisal.years,
        "discounting": Discounting().told,
        "scenarios": {name: _worth(worth, result) for name, worth in appraisal.scenarios.items()},
        "chance_best": appraisal.best,
        "worth_of_knowing_everything": appraisal.know_everything,
        "worth_if_luck_could_be_known": appraisal.with_luck,
        "acceptability": {count: _curves(appraisal, curves) for count, curves in appraisal.acceptable.items()},
    }


def _worth(worth: Worth, result: Sampled) -> dict[str, object]:
    views: dict[str, dict[str, dict[str, object]]] = {}
    for row in worth.table:
        views.setdefault(row.view.id, {}).setdefault(row.basis, {})[f"{row.rate:g}"] = _row(row)
    return {
        "views": views,
        "net_by_year": worth.by_year.tolist(),
        "pays_back_after_years": worth.pays_back_after if tells_payback(worth, result) else None,
        "pays_back_within_horizon": worth.pays_back,
        "per_outcome": {name: _per_outcome(each, result) for name, each in worth.per_outcome.items()},
        "budget_impact": [_plain(row) for row in worth.impact.to_dict("records")],
        "reactive_share": {"here": _listed(worth.reactive[0]), "base_case": _listed(worth.reactive[1])},
        "custody_beds": asdict(worth.beds),
        "break_even": _break_even(worth, result),
        "by_group": {gain.group: _gain(gain) for gain in worth.who_gains.gains},
        "concentration": worth.who_gains.concentration,
        "moved_by": [asdict(bar) | {"crosses_zero": bar.crosses_zero} for bar in worth.moved_by],
        "moved_by_lacks": worth.left_out,
    }


def _curves(appraisal: Appraisal, curves: Acceptability) -> dict[str, object]:
    """How likely each scenario is best at each worth of an outcome, and which is best on average."""
    names = list(appraisal.best or {})
    return {
        "worth": curves.worth.tolist(),
        "chance_best": {name: curves.probability_best[:, place].tolist() for place, name in enumerate(names)},
        "best": [names[place] for place in curves.best],
        "worth_of_knowing_everything": curves.perfect_information.tolist(),
    }


def _row(row: Appraised) -> dict[str, object]:
    return {
        "kind": row.kind,
        "benefits": asdict(row.benefits),
        "costs": asdict(row.costs),
        "npv": asdict(row.net),
        "bcr": asdict(row.benefit_cost_ratio),
        "net_ratio": asdict(row.net_ratio),
        "chance_it_pays": asdict(row.pays),
    }


def _per_outcome(each: PerOutcome, result: Sampled) -> dict[str, object]:
    cost = cost_of(each, result)
    told = {"label": each.label, "told": WHOLE_COST, "word": cost.word}
    return told | {"dollars": cost.ratio, "quadrants": cost.share, "gained": asdict(each.gained)}


def _break_even(worth: Worth, result: Sampled) -> dict[str, object]:
    word = "" if avoids_days(worth, result) else GAIN_NOT_CLEAR
    even = {"custody_day": even_custody_day(worth, result), "custody_day_word": word}
    return asdict(worth.break_even) | even


def _gain(gain: Gain) -> dict[str, object]:
    change = {outcome: asdict(estimate) for outcome, estimate in gain.change.items()}
    return {"people": gain.people, "reached": gain.reached, "change": change}


def _plain(row: dict) -> dict[str, object]:
    return {str(key): None if value is None or value != value else value for key, value in row.items()}


def _listed(shares: np.ndarray) -> list[float | None]:
    return [None if np.isnan(share) else float(share) for share in shares]
