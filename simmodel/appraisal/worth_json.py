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


def summary_to_json(comparison: Comparison, appraisal: Appraisal) -> dict[str, object]:
    """All that was found, as `simmodel compare --json` prints it."""
    return to_json(comparison) | {"appraisal": appraisal_to_json(appraisal)}


def appraisal_to_json(appraisal: Appraisal) -> dict[str, object]:
    """Every scenario's appraisal under its name, and which of all is worth most."""
    return {
        "price_year": PRICE_YEAR,
        "unit_costs": appraisal.basis,
        "years": appraisal.years,
        "discounting": Discounting().told,
        "scenarios": {name: _worth(worth) for name, worth in appraisal.scenarios.items()},
        "chance_best": appraisal.best,
        "worth_of_knowing_everything": appraisal.know_everything,
        "acceptability": {count: _curves(appraisal, curves) for count, curves in appraisal.acceptable.items()},
    }


def _worth(worth: Worth) -> dict[str, object]:
    views: dict[str, dict[str, dict[str, object]]] = {}
    for row in worth.table:
        views.setdefault(row.view.id, {}).setdefault(row.basis, {})[f"{row.rate:g}"] = _row(row)
    return {
        "views": views,
        "net_by_year": worth.by_year.tolist(),
        "pays_back_after_years": worth.pays_back_after,
        "pays_back_within_horizon": worth.pays_back,
        "per_outcome": {name: _per_outcome(each) for name, each in worth.per_outcome.items()},
        "budget_impact": [_plain(row) for row in worth.impact.to_dict("records")],
        "reactive_share": {"here": _listed(worth.reactive[0]), "base_case": _listed(worth.reactive[1])},
        "custody_beds": asdict(worth.beds),
        "break_even": asdict(worth.break_even),
        "by_group": {gain.group: _gain(gain) for gain in worth.who_gains.gains},
        "concentration": worth.who_gains.concentration,
        "moved_by": [asdict(bar) | {"crosses_zero": bar.crosses_zero} for bar in worth.moved_by],
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


def _per_outcome(each: PerOutcome) -> dict[str, object]:
    told = {"label": each.label, "told": WHOLE_COST, "word": each.cost.word}
    return told | {"dollars": each.cost.ratio, "quadrants": each.cost.share, "gained": asdict(each.gained)}


def _gain(gain: Gain) -> dict[str, object]:
    change = {outcome: asdict(estimate) for outcome, estimate in gain.change.items()}
    return {"people": gain.people, "reached": gain.reached, "change": change}


def _plain(row: dict) -> dict[str, object]:
    return {str(key): None if value is None or value != value else value for key, value in row.items()}


def _listed(shares: np.ndarray) -> list[float | None]:
    return [None if np.isnan(share) else float(share) for share in shares]
