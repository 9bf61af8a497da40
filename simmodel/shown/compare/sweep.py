"""What each sum of money brings: the curve of each way over levels of funding, with its band and the proposal's."""

from __future__ import annotations

from simmodel.appraisal.estimates import deciding_ends
from simmodel.bands import bands_told, counted
from simmodel.charts import COLOURS, INK, SHADE
from simmodel.documents.told import by_luck
from simmodel.funding.levels import bought_told
from simmodel.funding.page import millions
from simmodel.funding.result import AtLevel, Funded, OfScenario
from simmodel.funding.told import few_told, percent, sentences
from simmodel.money_charts import MILLION
from simmodel.shown.marks import amount, coloured, dashed, frame, zero
from simmodel.shown.parts import Chart, Figure, Folded, Part, Table, Words
from simmodel.shown.titled import funded_by_title
from simmodel.words import dollars

BAND = (500_000, 800_000)
"""Dollars a year for one site that the proposal names (SITE011)."""


def parts_of(found: Funded) -> list[Part]:
    """The findings in sentences, the curve, and a table of each way."""
    told = sentences(funded_by_title(found))
    first = told[0] if told else "No sum of money was asked about."
    few = few_told(found)
    return [
        Words(first, "finding", "What each sum of money brings"),
        *(Words(each) for each in told[1:]),
        *([Words(f"{few[:1].upper()}{few[1:]}.", "note")] if few else []),
        Figure(
            "funding",
            first,
            _chart(found, first),
            _table(found),
            f"{counted(found)}, the same at every level. {bands_told(found)}.",
        ),
        *(Folded(f"What each sum buys: “{each.title}”", (_bought(each),)) for each in found.scenarios),
    ]


def _table(found: Funded) -> Table:
    ways = found.scenarios
    rows = tuple(
        (dollars(ways[0].levels[place].level.dollars), *(_cell(each.levels[place]) for each in ways))
        for place in range(min(len(each.levels) for each in ways))
    )
    note = "Net present value in million dollars, its range in brackets; then how likely it pays."
    return Table(
        "Net present value at each level of funding",
        ("Dollars a year", *(each.title for each in ways)),
        rows,
        note,
        "funding",
    )


def _cell(one: AtLevel) -> str:
    low, high = deciding_ends(one.net)
    band = "" if low is None or low == high else f" ({millions(low)} to {millions(high)}{by_luck(one.net)})"
    return f"{millions(one.net.mean)}{band}; {percent(one.pays.share)}"


def _bought(each: OfScenario) -> Table:
    rows = tuple((dollars(one.level.dollars), bought_told(one.level)) for one in each.levels)
    return Table("", ("Dollars a year", "Buys"), rows)


def _chart(found: Funded, told: str) -> Chart:
    values = [_point(each.title, one) for each in found.scenarios for one in each.levels]
    titles = [each.title for each in found.scenarios]
    said = "; ".join(f"{each['way']} at {dollars(float(str(each['dollars'])))}: {each['net']:+.2f}" for each in values)
    x = amount("dollars", "Dollars a year for the site", format="$,.0f", grid=False) | {"scale": {"zero": False}}
    colour = coloured("way", titles, [COLOURS[place % len(COLOURS)] for place in range(len(titles))])
    y = amount("net", "Net present value, million dollars")
    area = {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}, "color": colour}
    line = {"x": x, "y": y, "color": colour, "strokeDash": dashed("way", titles)}
    layers = [
        *_band(x),
        {"mark": {"type": "area", "opacity": 0.18}, "encoding": area},
        zero("y"),
        {"mark": {"type": "line", "point": True, "strokeWidth": 2.5}, "encoding": line},
    ]
    return frame(told, f"Net present value in million dollars: {said}.", values, 360) | {"layer": layers}


def _band(x: Chart) -> list[Chart]:
    """The proposal's band of funding, with its name."""
    text = {"type": "text", "text": "the proposal's band", "align": "left", "dx": 4, "y": 8, "color": INK}
    low, high = BAND
    shaded = {"x": x | {"field": "low"}, "x2": {"field": "high"}}
    named = {"x": x | {"field": "at"}}
    return [
        {
            "data": {"values": [{"low": low, "high": high}]},
            "mark": {"type": "rect", "color": SHADE},
            "encoding": shaded,
        },
        {"data": {"values": [{"at": low}]}, "mark": text, "encoding": named},
    ]


def _point(way: str, one: AtLevel) -> dict[str, object]:
    net, mean = one.net, (one.net.mean or 0.0) / MILLION
    low, high = deciding_ends(net)
    ends = {"low": mean if low is None else low / MILLION, "high": mean if high is None else high / MILLION}
    return {"way": way, "dollars": one.level.dollars, "net": mean, **ends}
