"""What would change my mind: where the answer turns, what moves it most, and what knowing more is worth."""

from __future__ import annotations

from simmodel.appraisal.money.tornado import Bar
from simmodel.charts import COLOURS
from simmodel.documents.findings import Findings
from simmodel.documents.told import in_order
from simmodel.money_charts import MILLION
from simmodel.money_told import named
from simmodel.money_words import money, signed_money
from simmodel.screens import tables
from simmodel.shown.marks import amount, frame, in_rows, lines_of, zero
from simmodel.shown.parts import Chart, Choice, Figure, Heading, Option, Part, Table, Words
from simmodel.turning import what_would_change

TAB = "What would change my mind"
MOST_BARS, ROW_OF_TWO = 12, 32
"""Bars of a chart, and pixels of a row whose label has two lines."""
_ENDS = {"title": "The number at its", "orient": "top"}


def mind(findings: Findings) -> list[Part]:
    """Switch-over values and what knowing is worth, in sentences; then what moves each way's account most."""
    if not findings.appraisal.scenarios:
        return [Words("Nothing is compared in money here.", "note")]
    moved = [name for name in in_order(findings) if findings.appraisal.scenarios[name].moved_by]
    options = tuple(Option(tables.title(findings.comparison, name), (_tornado(findings, name),)) for name in moved)
    return [
        *(Words(each) for each in what_would_change(findings)),
        Heading("What moves the account most"),
        *([Choice("Way of working", options)] if options else []),
    ]


def _tornado(findings: Findings, name: str) -> Figure:
    worth = findings.appraisal.scenarios[name]
    bars, centre = worth.moved_by[:MOST_BARS], findings.appraisal.headline(name).net.mean or 0.0
    deciding = [bar for bar in bars if bar.crosses_zero]
    longest = f"{_begun(bars[0].name)} moves it most, by {money(bars[0].span)}"
    turns = f"{len(deciding)} of these {len(bars)} alone could turn it" if deciding else "none of these alone turns it"
    title = f"Net present value of {named(findings, name)}: {longest}; {turns}."
    note = " ".join(
        each
        for each in (
            "Each number from the 5th to the 95th percentile of its range, all others as they are.",
            worth.left_out,
        )
        if each
    )
    rows = tuple(
        (_begun(bar.name), signed_money(bar.at_low), signed_money(bar.at_high), "yes" if bar.crosses_zero else "no")
        for bar in bars
    )
    head = ("Number", "At its low end", "At its high end", "Turns the answer")
    table = Table("Net present value at both ends of each number", head, rows, note, f"tornado-{name}")
    return Figure(f"tornado-{name}", title, _chart(bars, centre, title), table, note)


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def _chart(bars: tuple[Bar, ...], centre: float, title: str) -> Chart:
    ends = ("low end", "high end")
    values = [
        {"number": lines_of(_begun(bar.name)), "end": end, "to": at / MILLION, "from": centre / MILLION}
        for bar in bars
        for end, at in zip(ends, (bar.at_low, bar.at_high), strict=True)
    ]
    said = "; ".join(f"{bar.name}: {signed_money(bar.at_low)} to {signed_money(bar.at_high)}" for bar in bars)
    order = [lines_of(_begun(bar.name)) for bar in bars]
    drawn = {
        "y": in_rows("number", order, 360),
        "x": amount("from", "Net present value, million dollars"),
        "x2": {"field": "to"},
        "color": {"field": "end", "scale": {"domain": list(ends), "range": list(COLOURS[:2])}, "legend": _ENDS},
    }
    layers = [{"mark": {"type": "bar", "height": 12}, "encoding": drawn}, zero("x", dashed=True)]
    return frame(title, f"{said}.", values, {"step": ROW_OF_TWO}) | {"layer": layers}
