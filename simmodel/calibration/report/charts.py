"""Charts of a fit as plain Vega-Lite dicts: what was believed before beside what is believed after, row by row.

Each title says what was found, and each description says it in numbers to those who cannot see it. Before is a grey
bar, after a blue one below it; what was observed is a diamond, or an open bar where only a range is known.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from simmodel.calibration.result import Fit
from simmodel.calibration.targets import FIT, Target, amount_told, between, is_share
from simmodel.calibration.told import BAND, band_told, capital, name_of, parameters_told, phrase
from simmodel.charts import COLOURS, INK, chart_config
from simmodel.money_charts import LABELS, LETTERS, SCHEMA, TITLE_LETTERS, WIDTH, told_apart

Chart = dict[str, Any]
BEFORE, AFTER, SEEN = "#9aa3ab", COLOURS[0], COLOURS[1]
ROW, BAR, APART = 50, 9, 6


def numbers_chart(fit: Fit) -> Chart:
    """Where each number lies along its range before and after the pilot, the best learned first."""
    rows, said = [], []
    for row in parameters_told(fit):
        column = fit.prior.names.index(row.parameter.name)
        after = np.quantile(fit.step.draws[:, column], BAND)
        ends = [(row.parameter.scaled(places) + 1.0) / 2.0 for places in (np.array(BAND), after)]
        amounts = f"{band_told(row.after)} {row.unit}"
        rows.append(
            row_of(
                phrase(row.parameter), ends[0], ends[1], f"after: {amounts}; learned {row.contraction:.0%}", ends[1][1]
            )
        )
        said.append(
            f"{row.parameter.name} {band_told(row.before)} before, {amounts} after, learned {row.contraction:.0%}"
        )
    words = f"Each number before and after the pilot, 50th (5th to 95th) percentile: {'; '.join(said)}."
    axis = "Along the range that evidence allows: 0 its least, 1 its most"
    return beside(rows, numbers_title(fit), words, axis, [0.0, 1.0], "Diamond: the 50th percentile after.")


def numbers_title(fit: Fit) -> str:
    """What the chart of numbers shows: about how many almost nothing was learned, and about which most was."""
    best = parameters_told(fit)[0]
    little, numbers = len(fit.checks.identified.hardly), len(fit.prior.names)
    return learned_title(little, numbers, best.parameter.name, best.contraction)


def learned_title(little: int, numbers: int, best: str, learned: float) -> str:
    """The finding on so many numbers, about `little` of which almost nothing was learned, and most about `best`."""
    if little == numbers:
        return "After the pilot every number lies about where it lay before"
    most = f"most is learned about {best}: its uncertainty shrinks by {learned:.0%}"
    if not little:
        return capital(most)
    return f"After the pilot {little} of {numbers} numbers lie about where they lay before; {most}"


def targets_charts(fit: Fit, places: Sequence[int]) -> Iterator[Chart]:
    """Targets beside runs of the model before and after: shares of people on one scale, others each on its own."""
    shares = [place for place in places if is_share(fit.targets[place].outcome, fit.targets[place].kind)]
    others = [place for place in places if place not in shares]
    if shares:
        yield _targets(fit, shares, [1.0] * len(shares), "Share, 0 to 1", "shares")
    if others:
        largest = [_largest(fit, place) for place in others]
        yield _targets(fit, others, largest, "Of the largest figure in each row, 0 to 1 (see the table)", "amounts")


def _targets(fit: Fit, places: Sequence[int], by: Sequence[float], axis: str, what: str) -> Chart:
    rows, said = [], []
    for place, scale in zip(places, by, strict=True):
        target = fit.targets[place]
        bands = [check.band[:, place] / scale for check in (fit.checks.before, fit.checks.after)]
        name, amount = name_of(fit, place), amount_told(target)
        after = between(target, *fit.checks.after.band[:, place])
        row = row_of(name, bands[0], bands[1], f"{amount}; runs after: {after}", _scaled(target.value, scale))
        rows.append(row | {"least": _scaled(target.lower, scale), "most": _scaled(target.upper, scale)})
        said.append(f"{name}: observed {amount}, runs before {_between(fit, place)}, after {after}")
    words = f"Observed {what} beside where nine runs in ten lie: {'; '.join(said)}."
    observed = "Diamond: observed (a line: between these)."
    return beside(rows, targets_title(fit, places, what), words, axis, [0.0, 1.0], observed)


def targets_title(fit: Fit, places: Sequence[int], what: str) -> str:
    """What a chart of targets shows: whether runs after the pilot lie where it saw them."""
    outside = sum(bool(fit.checks.after.outside[place]) for place in places)
    return seen_title(outside, len(places), what, all(fit.targets[place].use == FIT for place in places))


def seen_title(outside: int, targets: int, what: str, fitted: bool) -> str:
    """The finding on so many targets, of which `outside` lie where runs after the pilot hardly ever are."""
    aside = "" if fitted else ", not fitted,"
    many = f"{targets} {what}{aside}" if targets > 1 else f"the one {what.removesuffix('s')}{aside}"
    if not outside:
        return f"Runs of the model after the pilot show {'all ' if targets > 1 else ''}{many} as observed"
    if targets == 1:
        return f"Runs of the model after the pilot hardly ever show {many} as observed"
    return f"Runs of the model after the pilot hardly ever show {outside} of {many} as observed"


def _between(fit: Fit, place: int) -> str:
    return between(fit.targets[place], *fit.checks.before.band[:, place])


def _largest(fit: Fit, place: int) -> float:
    target: Target = fit.targets[place]
    ends = [
        *fit.checks.before.band[:, place],
        *fit.checks.after.band[:, place],
        target.value,
        target.lower,
        target.upper,
    ]
    known = [float(end) for end in ends if end is not None and np.isfinite(end)]
    return max([*known, 1e-12])


def _scaled(value: float | None, by: float) -> float | None:
    return None if value is None or not np.isfinite(value) else float(value / by)


def row_of(label: str, before: np.ndarray, after: np.ndarray, text: str, mark: float | None) -> Chart:
    """One row: where before and after begin and end, what is said beside it, and where the diamond stands."""
    ends = {"before": before[0], "before_to": before[-1], "after": after[0], "after_to": after[-1], "mark": mark}
    lines = [*textwrap.wrap(capital(label), LETTERS)[:3]]
    return {"label": "\n".join(lines), "told": text} | {name: _scaled(end, 1.0) for name, end in ends.items()}


def beside(rows: list[Chart], title: str, description: str, axis: str, domain: list[float], mark: str) -> Chart:
    """Rows of two bars, one below the other, with a diamond and words."""
    for row, label in zip(rows, told_apart([row["label"] for row in rows]), strict=True):
        row["label"] = label
    config, lines = chart_config(), "split(datum.label, '\\n')"
    labels = {"labelExpr": lines, "labelLimit": LABELS, "minExtent": LABELS, "domain": False, "ticks": False}
    shown = {
        "text": textwrap.wrap(title, TITLE_LETTERS),
        "subtitle": f"Grey: before. Blue: after. 5th to 95th percentile. {mark}",
        "anchor": "start",
        "frame": "bounds",
        "offset": 10,
    }
    size = {"fontSize": 15, "subtitleFontSize": 12, "subtitleColor": INK, "subtitlePadding": 4}
    ticks = {"title": axis, "format": ",.3~g", "grid": True, "gridColor": "#e4e4e4", "tickCount": 6}
    x = {"type": "quantitative", "axis": ticks, "scale": {"domain": domain, "nice": False}}
    return {
        "$schema": SCHEMA,
        "title": shown,
        "description": description,
        "background": "white",
        "width": WIDTH,
        "height": ROW * len(rows),
        "data": {"values": rows},
        "encoding": {"y": {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": labels}},
        "layer": [
            _bar("before", BEFORE, -APART + 2, x),
            _bar("after", AFTER, APART + 2, x),
            _observed(x),
            _diamond(x),
            _words(x),
        ],
        "config": config | {"title": config["title"] | size},
    }


def _bar(name: str, colour: str, down: int, x: Chart) -> Chart:
    mark = {"type": "bar", "height": BAR, "yOffset": down, "color": colour, "opacity": 0.9, "aria": False}
    return {"mark": mark, "encoding": {"x": {"field": name, **x}, "x2": {"field": f"{name}_to"}}}


def _observed(x: Chart) -> Chart:
    mark = {"type": "rule", "strokeWidth": 3, "color": SEEN, "yOffset": 2, "aria": False}
    return {"mark": mark, "encoding": {"x": {"field": "least", **x}, "x2": {"field": "most"}}}


def _diamond(x: Chart) -> Chart:
    mark = {"type": "point", "shape": "diamond", "filled": True, "size": 95, "color": SEEN, "stroke": "white"}
    return {"mark": mark | {"opacity": 1, "yOffset": 2, "aria": False}, "encoding": {"x": {"field": "mark", **x}}}


def _words(x: Chart) -> Chart:
    """What is said of a row, above its bars."""
    mark = {"type": "text", "align": "left", "fontSize": 11, "color": INK, "yOffset": -15, "dx": 4, "aria": False}
    return {"mark": mark, "encoding": {"x": {"datum": 0, **x}, "text": {"field": "told"}}}
