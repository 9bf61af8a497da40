"""Pictures of the numbers: how many rest on which grade, and how wide evidence leaves those of one area."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import Any

from simmodel.charts import COLOURS, INK, chart_config
from simmodel.evidence import GRADE_WORDS
from simmodel.shown.assumptions.areas import AREAS
from simmodel.shown.assumptions.numbers import ASSUMED, DERIVED, Shown, Value, told
from simmodel.shown.parts import Chart, Figure, Table

KINDS = (
    *(f"{grade}: {GRADE_WORDS[grade]}" for grade in "ABC"),
    f"M: {GRADE_WORDS['M']}",
    f"D: {DERIVED}",
    f"D: {ASSUMED}",
)
"""What a number may rest on, the surest first."""
MEASURED = ("A", "B", "C")
WIDE = 2.0
"""A range is wide where its high end is more than so many times the value that is used."""
type Row = dict[str, Any]
LONGEST_LABEL = 90
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


def resting_told(numbers: Sequence[Shown]) -> str:
    """How many numbers were measured, and on what the others rest, in one sentence."""
    measured = sum(each.grade in MEASURED for each in numbers)
    kinds = Counter(each.rests_on for each in numbers)
    assumed, derived, memory = (kinds[KINDS[place]] for place in (5, 4, 3))
    return (
        f"Of the model's {len(numbers)} numbers {measured} are measured as they stand, {derived} are worked out from "
        f"evidence that is named, {memory} are from memory, and {assumed} are assumptions without a source."
    )


def grades_figure(numbers: Sequence[Shown]) -> Figure:
    """How many numbers rest on what."""
    kinds = Counter(each.rests_on for each in numbers)
    values = [{"kind": kind, "numbers": kinds[kind]} for kind in KINDS]
    finding = resting_told(numbers)
    shares = "; ".join(f"{kind} {kinds[kind]}" for kind in KINDS)
    chart = _bars(values, f"{finding} Bars: {shares}.")
    note = "A number with one value for each need, group or payer counts once. Grades are those of the evidence ledger."
    return Figure("what-the-model-rests-on", finding, chart, _by_area(numbers), note)


def _bars(values: list[Row], description: str) -> Chart:
    y = {"field": "kind", "type": "nominal", "sort": list(KINDS), "title": None, "axis": {"labelLimit": 0}}
    x = {"field": "numbers", "type": "quantitative", "title": "Numbers of the model", "axis": {"grid": False}}
    x |= {"scale": {"domain": [0, 1.1 * max(row["numbers"] for row in values)]}}
    bar = {"type": "bar", "color": COLOURS[0], "aria": False}
    text = {"type": "text", "align": "left", "dx": 6, "color": INK, "fontSize": 14, "aria": False}
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": "container",
        "height": 230,
        "data": {"values": values},
        "encoding": {"y": y, "x": x},
        "layer": [{"mark": bar}, {"mark": text, "encoding": {"text": {"field": "numbers"}}}],
        "config": chart_config(),
    }


def _by_area(numbers: Sequence[Shown]) -> Table:
    counted = {area: Counter(each.rests_on for each in numbers if each.area == area) for area in AREAS}
    rows = [(AREAS[area], *(str(found[kind]) for kind in KINDS), str(found.total())) for area, found in counted.items()]
    total = Counter(each.rests_on for each in numbers)
    rows.append(("All areas", *(str(total[kind]) for kind in KINDS), str(total.total())))
    return Table("Numbers of the model by area and by what they rest on", ("Area", *KINDS, "All"), tuple(rows))


def strip_figure(area: str, numbers: Sequence[Shown]) -> Figure | None:
    """How far evidence leaves each number of an area open, in times the value used; None where none has a range."""
    found = [(each, _widest(each)) for each in numbers if each.area != "custody_level" and _widest(each) is not None]
    rows = [_strip(each, value) for each, value in found if value is not None]
    if not rows:
        return None
    wide = sum(row["high"] > WIDE for row in rows)
    most = max(rows, key=lambda row: row["high"])
    finding = (
        f"{AREAS[area]}: evidence leaves {wide} of {len(rows)} open to more than twice the value used; the widest is "
        f"“{most['label']}”, up to {most['high']:.3g} times."
    )
    told_rows = tuple((str(row["label"]), str(row["used"]), str(row["range"])) for row in rows)
    table = Table(finding, ("Number", "Value used", "What evidence leaves open"), told_rows)
    spans = "; ".join(f"{row['label']} {row['low']:.2g} to {row['high']:.2g}" for row in rows)
    note = "The mark at 1 is the value used. Of a number with several values its widest is drawn; values of 0 are not."
    return Figure(f"ranges-{area}", finding, _strips(rows, f"{finding} In times the value used: {spans}."), table, note)


def _widest(each: Shown) -> Value | None:
    """The value of a number whose range is widest beside it; None where all are 0."""
    open_ones = [value for value in each.values if value.value > 0]
    return max(open_ones, key=lambda value: (value.high - value.low) / value.value, default=None)


def _strip(each: Shown, value: Value) -> Row:
    meaning = textwrap.shorten(each.meaning, LONGEST_LABEL, placeholder=" …")
    label = f"{meaning} ({value.item})" if value.item else meaning
    span = f"{told(value.low)} to {told(value.high)} {each.unit}"
    ends = {"low": value.low / value.value, "high": value.high / value.value}
    return ends | {
        "label": label,
        "used": f"{told(value.value)} {each.unit}",
        "range": span,
        "one": 1,
        "name": each.name,
    }


def _strips(rows: Sequence[Row], description: str) -> Chart:
    y = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": None}
    x = {"field": "low", "type": "quantitative", "title": "Times the value used", "scale": {"zero": True}}
    rule = {"type": "rule", "strokeWidth": 6, "color": COLOURS[0], "opacity": 0.75, "aria": False}
    text = {
        "type": "text",
        "align": "left",
        "baseline": "bottom",
        "dy": -6,
        "color": INK,
        "fontSize": 12,
        "aria": False,
    }
    point = {"type": "point", "filled": True, "size": 90, "shape": "diamond", "color": INK, "aria": False}
    tooltip = [
        {"field": "label", "title": "Number"},
        {"field": "used", "title": "Value used"},
        {"field": "range", "title": "What evidence leaves open"},
    ]
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": "container",
        "height": {"step": 38},
        "data": {"values": list(rows)},
        "encoding": {"y": y, "tooltip": tooltip},
        "layer": [
            {"mark": rule, "encoding": {"x": x, "x2": {"field": "high"}}},
            {"mark": point, "encoding": {"x": x | {"field": "one"}}},
            {"mark": text, "encoding": {"x": {"value": 0}, "text": {"field": "label"}}},
        ],
        "config": chart_config(),
    }
