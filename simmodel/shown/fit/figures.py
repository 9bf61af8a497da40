"""The figures of a fit: numbers before beside after, targets beside runs; the same that its report has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from simmodel.calibration.report.charts import beside, learned_title, row_of, seen_title
from simmodel.calibration.report.tables import CHANCE_NOTE
from simmodel.calibration.targets import FIT, Target, amount_told, between, is_share, named, told
from simmodel.calibration.told import band_told, capital, chance_told, phrase
from simmodel.shown.fit.found import BAND, Found, number
from simmodel.shown.parts import Figure, Table

ALONG = "Along the range that evidence allows: 0 its least, 1 its most"
NUMBERS_NOTE = (
    "Grey: before the pilot. Blue: after it. Each bar goes from the 5th to the 95th percentile; the diamond is the "
    "50th after. Where blue is as wide as grey, the data said almost nothing."
)
AS_TALL_AS_ITS_ROWS = {"autosize": {"type": "fit-x", "contains": "padding"}, "width": "container"}
"""A page fits a chart to its own width, and leaves the height that its rows need."""
TARGETS_NOTE = (
    "Grey: runs before the pilot. Blue: runs after it. Nine runs in ten lie within a bar. The diamond is what was "
    "observed; where only a range is known, a line."
)


def numbers_figure(found: Found) -> Figure:
    """Where each number lay before the pilot and lies after it, the best learned first."""
    rows, said = [], []
    for row in found.told["parameters"]:
        amounts, learned = f"{band_told(_band(row, 'posterior'))} {row['unit']}", f"{row['contraction']:.0%}"
        before, after = (_along(found, row, when) for when in ("prior", "posterior"))
        label = phrase(found.parameters[row["parameter"]])
        rows.append(row_of(label, before, after, f"after: {amounts}; learned {learned}", after[1]))
        said.append(f"{row['parameter']} {band_told(_band(row, 'prior'))} before, {amounts} after, learned {learned}")
    words = f"Each number before and after the pilot, 50th (5th to 95th) percentile: {'; '.join(said)}."
    best = found.told["parameters"][0]
    title = learned_title(found.hardly, len(rows), best["parameter"], best["contraction"])
    chart = beside(rows, title, words, ALONG, [0.0, 1.0], "Diamond: the 50th percentile after.")
    return Figure("numbers_before_and_after", title, chart | AS_TALL_AS_ITS_ROWS, _numbers_table(found), NUMBERS_NOTE)


def targets_figures(found: Found, places: Sequence[int]) -> Iterator[Figure]:
    """Targets beside runs before and after the pilot: shares of people on one scale, others each on its own."""
    shares = [place for place in places if is_share(found.targets[place].outcome, found.targets[place].kind)]
    others = [place for place in places if place not in shares]
    if shares:
        yield _targets_figure(found, shares, [1.0] * len(shares), "Share, 0 to 1", "shares")
    if others:
        largest = [_largest(found.told["targets"][place]) for place in others]
        yield _targets_figure(
            found, others, largest, "Of the largest figure in each row, 0 to 1 (see the table)", "amounts"
        )


def _targets_figure(found: Found, places: Sequence[int], by: Sequence[float], axis: str, what: str) -> Figure:
    rows, said = [], []
    for place, scale in zip(places, by, strict=True):
        target, row = found.targets[place], found.told["targets"][place]
        bands = [_ends(row, when) / scale for when in ("prior_band", "posterior_band")]
        before, after = (between(target, *_ends(row, when)) for when in ("prior_band", "posterior_band"))
        label, amount = _name(found, target), amount_told(target)
        drawn = row_of(label, bands[0], bands[1], f"{amount}; runs after: {after}", _scaled(target.value, scale))
        rows.append(drawn | {"least": _scaled(target.lower, scale), "most": _scaled(target.upper, scale)})
        said.append(f"{label}: observed {amount}, runs before {before}, after {after}")
    words = f"Observed {what} beside where nine runs in ten lie: {'; '.join(said)}."
    title = _seen(found, places, what)
    chart = beside(rows, title, words, axis, [0.0, 1.0], "Diamond: observed (a line: between these).")
    name = f"targets_{found.targets[places[0]].use}_{what}"
    return Figure(name, title, chart | AS_TALL_AS_ITS_ROWS, _targets_table(found, places), TARGETS_NOTE)


def _seen(found: Found, places: Sequence[int], what: str) -> str:
    outside = set(found.outside("chance_after", list(range(len(found.targets)))))
    fitted = all(found.targets[place].use == FIT for place in places)
    return seen_title(len(outside & set(places)), len(places), what, fitted)


def _numbers_table(found: Found) -> Table:
    rows = tuple(
        (
            f"{capital(phrase(found.parameters[row['parameter']]))}, {row['unit']}",
            *(band_told(_band(row, when)) for when in ("prior", "posterior")),
            f"{row['contraction']:.0%}",
            row["grade"] or "the study's own",
            row["source"],
        )
        for row in found.told["parameters"]
    )
    head = ("Number", "Before", "After", "Learned", "Grade", "Where what was believed before comes from")
    return Table("Every number before and after the pilot, with its source", head, rows)


def _targets_table(found: Found, places: Sequence[int]) -> Table:
    outside = found.outside("chance_after", list(range(len(found.targets))))
    rows = tuple(
        (
            capital(told(found.targets[place])),
            *(between(found.targets[place], *_ends(row, when)) for when in ("prior_band", "posterior_band")),
            *(chance_told(number(row[when])) for when in ("chance_before", "chance_after")),
            "hardly ever so" if place in outside else "as runs show it",
        )
        for place, row in ((place, found.told["targets"][place]) for place in places)
    )
    head = ("Observed", "Runs before", "Runs after", "Chance before", "Chance after", "Is it so?")
    return Table("What was observed beside runs of the model", head, rows, CHANCE_NOTE)


def _name(found: Found, target: Target) -> str:
    return named(target, with_arm=len(found.plan.arms) > 1)


def _band(row: Mapping[str, Any], when: str) -> np.ndarray:
    return np.array([number(row[when][end]) for end in BAND])


def _ends(row: Mapping[str, Any], when: str) -> np.ndarray:
    return np.array([number(end) for end in row[when]])


def _along(found: Found, row: Mapping[str, Any], when: str) -> np.ndarray:
    """How far along its range a number lies, 0 to 1; one with several items is told so already."""
    parameter, band = found.parameters[row["parameter"]], _band(row, when)
    if not parameter.single:
        return band
    ((_, low, high),) = parameter.ranges.values()
    return (band - low) / (high - low)


def _largest(row: Mapping[str, Any]) -> float:
    ends = [*row["prior_band"], *row["posterior_band"], row["value"], row["lower"], row["upper"]]
    return float(max([end for end in ends if end is not None], default=0.0) or 1e-12)


def _scaled(value: float | None, by: float) -> float | None:
    return None if value is None or not np.isfinite(value) else float(value / by)
