"""A fit as `simmodel calibrate --json` prints it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simmodel import __version__
from simmodel.calibration.checked import verdicts
from simmodel.calibration.contrasts import RANGE, Contrast, contrasts_of
from simmodel.calibration.result import Fit
from simmodel.calibration.told import (
    BAND,
    ParameterTold,
    cannot_tell,
    parameters_told,
    second_opinion_differs,
    second_opinion_told,
    tells,
    warnings,
)


def to_json(fit: Fit) -> dict[str, Any]:
    """Everything that was found, in words and numbers; what is not known is null."""
    checked = verdicts(fit)
    return {
        "study": fit.study.name,
        "version": __version__,
        "seed": fit.seed,
        "source": " ".join(fit.plan.source.split()),
        "runs": {
            "over_prior": len(fit.first),
            "near_posterior": len(fit.near),
            "in_emulator": len(fit.step.pool),
            "waves": fit.waves,
            "without_custody_curve": fit.without_curve,
        },
        "seconds": {
            "runs": round(fit.seconds[0], 1),
            "runs_played": fit.runs[0],
            "runs_in_all": fit.runs[1],
            "all_else": round(fit.seconds[1], 1),
        },
        "cannot_tell": cannot_tell(fit),
        "tells": tells(fit),
        "warnings": warnings(fit),
        "passed": all(each.passed for each in checked),
        "checks": [
            {"check": each.name, "value": _plain(each.figure), "allowed": each.limit, "passed": each.passed}
            for each in checked
        ],
        "parameters": [_parameter(row) for row in parameters_told(fit)],
        "targets": [_target(fit, place) for place in range(len(fit.targets))],
        "differences": [_contrast(each, each.difference) for each in contrasts_of(fit)],
        "hazard_ratios": [_contrast(each, each.ratio) for each in contrasts_of(fit) if each.ratio is not None],
        "self_check": _self_check(fit),
        "second_opinion": _second_opinion(fit),
        "next_data": [
            {
                "target": fit.targets[each.target].outcome,
                "until_months": fit.targets[each.target].until,
                "again": each.again,
                "removes": _plain(each.worth),
                "narrows": fit.prior.names[each.most],
                "by": _plain(each.narrows),
            }
            for each in fit.checks.next_data
        ],
    }


def _parameter(row: ParameterTold) -> dict[str, Any]:
    return {
        "parameter": row.parameter.name,
        "unit": row.unit,
        "prior": _band(row.before),
        "posterior": _band(row.after),
        "second_opinion": None if row.second is None else _band(row.second),
        "contraction": _plain(row.contraction),
        "grade": row.parameter.grade or None,
        "source": row.source,
        "r_hat": _plain(row.r_hat),
        "independent_draws": round(row.independent_draws),
    }


def _target(fit: Fit, place: int) -> dict[str, Any]:
    target, before, after = fit.targets[place], fit.checks.before, fit.checks.after
    given = {name: getattr(target, name) for name in ("value", "n", "se", "lower", "upper")}
    return {
        "row": target.row,
        "target": target.outcome,
        "kind": target.kind,
        "since_months": target.since,
        "until_months": target.until,
        "group": target.group or None,
        "arm": target.arm,
        "use": target.use,
        **given,
        "prior_band": [_plain(end) for end in before.band[:, place]],
        "posterior_band": [_plain(end) for end in after.band[:, place]],
        "chance_before": _plain(before.chance[place]),
        "chance_after": _plain(after.chance[place]),
        "misfit_of_emulator": _plain(fit.step.emulator.lack[place]),
        "no_luck": _plain(fit.step.emulator.stays[place]),
    }


def _contrast(one: Contrast, found: np.ndarray) -> dict[str, Any]:
    ends = {f"q{1000 * share:03.0f}": _plain(value) for share, value in zip(RANGE, found, strict=True)}
    named = {
        "target": one.target.outcome,
        "kind": one.target.kind,
        "since_months": one.target.since,
        "until_months": one.target.until,
        "group": one.target.group or None,
    }
    return {**named, "arm": one.target.arm, "beside": one.other.arm, **ends}


def _self_check(fit: Fit) -> dict[str, Any]:
    check = fit.checks.self_check
    names = [*fit.prior.names, *(_aside(fit, place) for place in range(len(fit.targets)) if place not in fit.fitted)]
    rows = zip(names, check.coverage(), check.evenness(fit.seed), check.skill(), strict=True)
    return {
        "repeats": len(check.ranks),
        "of": [
            {"name": name, "coverage_90": _plain(covered), "evenness": _plain(even), "skill": _plain(skill)}
            for name, covered, even, skill in rows
        ],
        "kept_aside": [_foretold(fit, column) for column in range(len(fit.kept_aside))],
    }


def _foretold(fit: Fit, column: int) -> dict[str, Any]:
    """How often the band of a target kept aside held what made-up pilots saw, and how surely that is known (95%)."""
    check = fit.checks.self_check.foretold
    low, high = check.within()[:, column]
    return {
        "name": _aside(fit, fit.kept_aside[column]),
        "pilots": int(check.counted[column]),
        "held_90": _plain(check.held()[column]),
        "held_low": _plain(low),
        "held_high": _plain(high),
    }


def _second_opinion(fit: Fit) -> dict[str, Any]:
    other, covered = fit.checks.second_opinion, float("nan")
    covered = covered if other is None else float(other.held.mean())
    return {
        "method": None if other is None else "abc",
        "runs": 0 if other is None else len(other.scores),
        "differs": second_opinion_differs(fit),
        "covered_90": _plain(covered),
        "in_words": second_opinion_told(fit),
    }


def _aside(fit: Fit, place: int) -> str:
    return f"{fit.targets[place].outcome} by month {fit.targets[place].until:g}"


def _band(values: np.ndarray) -> dict[str, float | None]:
    return {f"q{round(100 * share):02d}": _plain(value) for share, value in zip(BAND, values, strict=True)}


def _plain(value: float) -> float | None:
    """A number that reads well; null for what is not known."""
    return None if not math.isfinite(value) else float(f"{float(value):.6g}")
