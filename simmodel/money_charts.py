"""Charts about money as plain Vega-Lite dicts, beside `simmodel.charts`: what each way is worth, who pays, and when.

Each title says what was found and each description says it in numbers to those who cannot see it. The thick part of a
range is the evidence, the thin part one site as it may turn out. Colours are told apart by colour-blind readers, and
nothing is told by colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.money.views import FUNDER
from simmodel.appraisal.who_pays import account_after, gained_by
from simmodel.bands import has_evidence_band, place_of
from simmodel.charts import BASE_COLOUR, COLOURS, INK, chart_config, styles
from simmodel.cost_items import OTHERS
from simmodel.documents.findings import Findings
from simmodel.money_told import COMMONWEALTH, account_label, named, short_title
from simmodel.money_words import is_clear, money, ranges, rounded, signed_money, years_told
from simmodel.words import years
from simmodel.worth_words import tells_payback

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDTH, ROW, LABELS, LETTERS, TITLE_LETTERS = 400, 42, 262, 40, 84
GAIN, LOSS, UNCLEAR = COLOURS[0], COLOURS[1], BASE_COLOUR
MILLION = 1_000_000
Chart = dict[str, Any]


def worth_chart(findings: Findings, names: Sequence[str] | None = None) -> Chart:
    """The net present value of scenarios (all, unless some are named) beside the base case, with both ranges."""
    nets = {name: findings.appraisal.headline(name).net for name in names or findings.appraisal.scenarios}
    colours = {name: styles(findings.runs).get(name, (INK, []))[0] for name in nets}
    labels = told_apart([_wrapped(short_title(findings, name)) for name in nets])
    rows = [_row(label, nets[name], findings, colours[name]) for label, name in zip(labels, nets, strict=True)]
    told = "; ".join(f"{named(findings, name)} {_said(net, findings)}" for name, net in nets.items())
    axis = "Net present value for people of NSW, million dollars (0: as in the base case)"
    return _dots(rows, worth_title(findings, nets), f"Net present value for people of NSW: {told}.", axis, findings)


def worth_title(findings: Findings, nets: Mapping[str, Estimate]) -> str:
    """What the chart of net present values shows."""
    pay = [name for name, net in nets.items() if is_clear(net, findings.comparison) and (net.mean or 0.0) > 0]
    lose = [name for name, net in nets.items() if is_clear(net, findings.comparison) and (net.mean or 0.0) < 0]
    over = f"within {years(findings.appraisal.years)}"
    if len(lose) == len(nets):
        ways = "It costs people of NSW" if len(nets) == 1 else "Each way costs people of NSW"
        return f"{ways} more than it brings back {over}"
    if not pay:
        return f"No way clearly brings back more than it costs {over}"
    return f"{' and '.join(named(findings, name) for name in pay)} brings back more than it costs {over}"


def payers_chart(findings: Findings, name: str) -> Chart:
    """Who pays and who saves under a scenario, in present dollars; the Commonwealth last, apart from NSW."""
    gains = gained_by(findings.runs, name)
    order = [*sorted((each for each in gains if each != COMMONWEALTH), key=lambda each: -(gains[each].mean or 0.0))]
    rows = [
        _row(_wrapped(account_label(each)), gains[each], findings, _side(gains[each], findings))
        for each in [*order, COMMONWEALTH]
    ]
    told = "; ".join(f"{account_label(each)} {_said(gains[each], findings)}" for each in [*order, COMMONWEALTH])
    axis = "Million present dollars: saved (above 0) or paid (below 0)"
    title = payers_title(findings, name, gains)
    return _dots(
        rows, title, f"Who pays and who saves under {named(findings, name)}: {told}.", axis, findings, bars=True
    )


def payers_title(findings: Findings, name: str, gains: Mapping[str, Estimate]) -> str:
    """What the chart of payers shows: who clearly saves and who clearly pays more besides the funder."""
    apart = (FUNDER, OTHERS)
    clear = [each for each, gain in gains.items() if is_clear(gain, findings.comparison) and each not in apart]
    saves = [_short_label(each) for each in clear if (gains[each].mean or 0.0) > 0]
    pays = [_short_label(each) for each in clear if (gains[each].mean or 0.0) < 0]
    parts = [f"clearly {what}: {_listed(who)}" for who, what in ((saves, "saving"), (pays, "paying more")) if who]
    lead = f"Under {named(findings, name)} the funder pays {money(-(gains[FUNDER].mean or 0.0))}"
    return f"{lead}; {'; '.join(parts) or 'nobody else clearly saves or pays more'}"


def _short_label(account: str) -> str:
    return account_label(account).removesuffix(", apart from NSW")


def account_chart(findings: Findings, name: str) -> Chart:
    """How the account of people of NSW stands after each year under a scenario, with both ranges; not discounted."""
    course = account_after(findings.runs, name)
    rows = [
        {"year": year, **{key: None if value is None else value / MILLION for key, value in vars(point).items()}}
        for year, point in enumerate(course)
    ]
    colour = styles(findings.runs).get(name, (GAIN, []))[0]
    told = "; ".join(f"year {year}: {signed_money(point.mean or 0.0)}" for year, point in enumerate(course))
    title = account_title(findings, name)
    return {
        **_frame(findings, title, f"{title}. Saved less paid so far, not discounted: {told}."),
        "width": WIDTH + LABELS,
        "height": 230,
        "data": {"values": rows},
        "layer": [
            _account_band("low", "high", colour, 0.18),
            _account_band("evidence_low", "evidence_high", colour, 0.32),
            _zero("y"),
            {
                "mark": {"type": "line", "color": colour, "strokeWidth": 2.5, "point": {"color": colour, "size": 45}},
                "encoding": {
                    "x": _year_axis(len(course) - 1),
                    "y": _y("mean", "Million dollars, saved less paid so far"),
                },
            },
        ],
    }


def account_title(findings: Findings, name: str) -> str:
    """What the chart of the account shows: when the money is paid back, or that it is not."""
    worth = findings.appraisal.scenarios[name]
    after = worth.pays_back_after
    if not tells_payback(worth, findings.comparison):
        within = years(findings.appraisal.years)
        return f"Whether {named(findings, name)} is paid back within {within} is not clear"
    if after is None:
        return f"{named(findings, name)} is not paid back within {years(findings.appraisal.years)}, on average"
    return f"{named(findings, name)} is paid back after {years_told(after)}, on average"


def _dots(
    rows: list[dict[str, Any]], title: str, description: str, axis: str, findings: Findings, bars: bool = False
) -> Chart:
    """Rows of a label, a mean and its two ranges; as bars from zero where `bars`."""
    mark = {"type": "bar", "height": 17, "opacity": 0.45} if bars else {"type": "point", "size": 0}
    bar = {"mark": mark, "encoding": {"x": _x("mean", axis), "x2": {"datum": 0}} if bars else {"x": _x("mean", axis)}}
    return {
        **_frame(findings, title, description),
        "width": WIDTH,
        "height": (ROW - 12 * bars) * len(rows),
        "data": {"values": rows},
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": _label_axis()},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
        "layer": [
            bar,
            _zero("x"),
            _range("low", "high", 1.5),
            _range("evidence_low", "evidence_high", 6),
            *_points(bars),
        ],
    }


def _points(bars: bool) -> list[Chart]:
    """The mean as a point with its amount in words above it, or beside the range where there are bars."""
    text = {"type": "text", "fontSize": 12, "color": INK, "dy": -13}
    if bars:
        text = {"type": "text", "fontSize": 12, "color": INK, "align": "left", "dx": 8}
    where = {"x": {"field": "beyond" if bars else "mean", "type": "quantitative"}, "color": None}
    point = {"type": "point", "shape": "diamond", "filled": True, "size": 90, "stroke": "white", "opacity": 1}
    return [
        {"mark": point, "encoding": {"x": {"field": "mean", "type": "quantitative"}}},
        {"mark": text, "encoding": where | {"text": {"field": "told"}}},
    ]


def _row(label: str, estimate: Estimate, findings: Findings, colour: str) -> dict[str, Any]:
    """One row of a chart, in million dollars; without a range its ends are the mean."""
    mean = estimate.mean or 0.0
    ends = {key: value for key, value in vars(estimate).items() if key != "mc_error"}
    shown = {key: (mean if value is None else value) / MILLION for key, value in ends.items()}
    clear = "" if rounded(mean) == 0 or is_clear(estimate, findings.comparison) else " (not clear)"
    return {
        "label": label,
        "colour": colour,
        "told": signed_money(mean) + clear,
        **shown,
        "beyond": max(0.0, *shown.values()),
    }


def _side(gain: Estimate, findings: Findings) -> str:
    if not is_clear(gain, findings.comparison):
        return UNCLEAR
    return GAIN if (gain.mean or 0.0) > 0 else LOSS


def _said(estimate: Estimate, findings: Findings) -> str:
    return f"{signed_money(estimate.mean or 0.0)} ({ranges(estimate, findings.comparison)})"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def told_apart(labels: list[str]) -> list[str]:
    """The same labels, numbered where several are alike: a chart draws each label once."""
    return [
        f"{label} ({labels[: place + 1].count(label)})" if labels.count(label) > 1 else label
        for place, label in enumerate(labels)
    ]


def _wrapped(label: str) -> str:
    return "\n".join(textwrap.wrap(label, LETTERS)[:3])


def _frame(findings: Findings, title: str, description: str) -> Chart:
    """What every chart has: schema, title, what its ranges are, words for those who cannot see it, colours, sizes."""
    config = chart_config()
    size = {"fontSize": 15, "subtitleFontSize": 12, "subtitleColor": INK, "subtitlePadding": 4}
    shown = {"text": textwrap.wrap(title, TITLE_LETTERS), "subtitle": ranges_shown(findings), "anchor": "start"}
    return {
        "$schema": SCHEMA,
        "title": shown | {"frame": "bounds", "offset": 10},
        "description": description,
        "background": "white",
        "config": config | {"title": config["title"] | size},
    }


def ranges_shown(findings: Findings) -> str:
    """What the ranges of a chart are."""
    place = place_of(findings.comparison)
    if has_evidence_band(findings.comparison):
        return f"Thick or dark: evidence. Thin or light: {place} as it may turn out. 5th to 95th percentile"
    luck = "" if findings.runs.draws else ", luck only"
    return f"Range: {place} as it may turn out, 5th to 95th percentile of runs{luck}"


def _label_axis() -> Chart:
    lines = "split(datum.label, '\\n')"
    return {"labelExpr": lines, "labelLimit": LABELS, "minExtent": LABELS, "domain": False, "ticks": False}


def _x(field: str, title: str) -> Chart:
    axis = {"title": title, "format": ",.3~g", "grid": True, "gridColor": "#e4e4e4", "tickCount": 6}
    return {"field": field, "type": "quantitative", "axis": axis, "scale": {"zero": True, "nice": True, "padding": 12}}


def _y(field: str, title: str) -> Chart:
    axis = {"title": title, "format": ",.3~g", "gridColor": "#e4e4e4", "tickCount": 6}
    return {"field": field, "type": "quantitative", "axis": axis}


def _year_axis(last: int) -> Chart:
    axis = {"title": "Years since the money starts", "tickMinStep": 1, "format": "d", "grid": False}
    return {"field": "year", "type": "quantitative", "scale": {"domain": [0, last], "nice": False}, "axis": axis}


def _range(low: str, high: str, width: float) -> Chart:
    mark = {"type": "rule", "strokeWidth": width, "strokeCap": "butt"}
    return {"mark": mark, "encoding": {"x": {"field": low, "type": "quantitative"}, "x2": {"field": high}}}


def _account_band(low: str, high: str, colour: str, opacity: float) -> Chart:
    mark = {"type": "area", "color": colour, "opacity": opacity, "strokeWidth": 0}
    y = {"field": low, "type": "quantitative"}
    return {"mark": mark, "encoding": {"x": {"field": "year", "type": "quantitative"}, "y": y, "y2": {"field": high}}}


def _zero(channel: str) -> Chart:
    """A line at zero, across the whole chart."""
    none = {"color": None, "y": None} if channel == "x" else {}
    return {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
        "encoding": none | {channel: {"field": "zero", "type": "quantitative"}},
    }
