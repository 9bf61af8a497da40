"""Two charts of a budget as Vega-Lite: each site and year against the band, and where each dollar goes."""

from __future__ import annotations

import math
from collections.abc import Mapping

from simmodel.budget.groups import GROUPS, MEANT, all_years, by_group, group_of, name_of
from simmodel.budget.lines import OWN, SALARIES, indirect_of
from simmodel.budget.plan import Band, Plan
from simmodel.budget.totals import Found, SiteYear
from simmodel.charts import COLOURS, INK, chart_config
from simmodel.shown.parts import Chart, Figure, Table
from simmodel.words import dollars

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
BAND, RANGE = "#f2d48a", "#4a4a4a"
MOST_ROWS, ROW = 24, 30
"""Sites and years, or lines, that a chart shows; its table has all of them."""
FIT = {"type": "fit-x", "contains": "padding"}
"""Charts fill the width of the page; their rows keep their height."""
WITHIN, OUTSIDE = "within the band", "outside the band"


def totals_figure(found: Found) -> Figure:
    """What each site costs in each year, with the range of prices, against the band."""
    rows = [_total_row(found, year) for year in found.years]
    table = Table(
        "Each site and year, in dollars of the year",
        ("Site, year", "Middle draw", "10 of 100 below", "90 of 100 below", "Most likely prices", "Beside the band"),
        tuple((r["label"], *(dollars(r[each]) for each in ("p50", "p10", "p90", "mode")), r["where"]) for r in rows),
    )
    left = len(rows) - MOST_ROWS
    note = "Mark: the middle of draws of all prices. Line: 10 to 90 of 100 draws. Shaded: the band."
    note += f" The first {MOST_ROWS} are drawn; all {len(rows)} are in the table." if left > 0 else ""
    return Figure(f"{found.plan.name}-totals", totals_title(found), totals_chart(found), table, note)


def totals_title(found: Found) -> str:
    """What the chart of totals shows, in one sentence."""
    inside = sum(_inside(found, year) for year in found.years)
    of = f"{inside} of {len(found.years)}"
    what = "years" if len(found.sites) == 1 else "sites and years"
    ends = f"{dollars(found.plan.band.low)} to {dollars(found.plan.band.high)}"
    if inside == len(found.years):
        return f"Every year of every site lies within {ends}"
    return f"{of if inside else 'None of the'} {what} {'lies' if inside == 1 else 'lie'} within {ends}"


def _inside(found: Found, year: SiteYear) -> bool:
    return found.plan.band.low <= year.cost.p50 <= found.plan.band.high


def _label(found: Found, year: SiteYear) -> str:
    title, when = found.plan.sites[year.site].title or year.site, found.plan.financial_year(year.year)
    titles = [site.title for site in found.plan.sites.values()]
    return f"{title if titles.count(title) <= 1 else year.site}, {when}"


def _total_row(found: Found, year: SiteYear) -> Chart:
    where = WITHIN if _inside(found, year) else OUTSIDE
    cost = year.cost
    row = {"label": _label(found, year), "where": where, **vars(cost)}
    return row | {"told": f"{dollars(cost.p50)}, {where.partition(' ')[0]}"}


def totals_chart(found: Found) -> Chart:
    """The chart of totals: a row for each site and year."""
    rows = [_total_row(found, year) for year in found.years][:MOST_ROWS]
    told = "; ".join(f"{r['label']} {r['told']}, range {dollars(r['p10'])} to {dollars(r['p90'])}" for r in rows)
    return {
        "$schema": SCHEMA,
        "description": f"{totals_title(found)}. {told}.",
        "height": ROW * len(rows) + 10,
        "autosize": FIT,
        "width": "container",
        "data": {"values": rows},
        "layer": [_band_of(found.plan.band, _ends(rows, found.plan.band)), *_total_marks()],
        "config": chart_config(),
    }


def _dollars(field: str) -> Chart:
    return {
        "field": field,
        "type": "quantitative",
        "axis": {"title": "Dollars of the year", "format": "$,.0f", "tickCount": 6},
    }


def _band_of(band: Band, ends: list[float]) -> Chart:
    """The band, shaded from its low to its high end."""
    scale = {"scale": {"domain": ends, "nice": False, "zero": False}}
    return {
        "data": {"values": [{"low": band.low, "high": band.high}]},
        "mark": {"type": "rect", "color": BAND, "opacity": 0.55, "aria": False},
        "encoding": {"x": _dollars("low") | scale, "x2": {"field": "high"}},
    }


def _total_marks() -> list[Chart]:
    """The range of each row, its middle by where it lies, and that in words."""
    axis = {"title": None, "labelLimit": 260, "labelOverlap": False}
    y = {"field": "label", "type": "nominal", "sort": None, "axis": axis}
    where, scale = {"field": "where", "type": "nominal"}, {"domain": [WITHIN, OUTSIDE]}
    marks = {
        "x": _dollars("p50"),
        "color": where
        | {"legend": {"title": None, "orient": "top"}, "scale": scale | {"range": [COLOURS[0], COLOURS[1]]}},
        "shape": where | {"scale": scale | {"range": ["circle", "triangle-up"]}},
    }
    rule = {"type": "rule", "strokeWidth": 5, "color": RANGE, "opacity": 0.55, "aria": False}
    words = {"type": "text", "align": "left", "dx": 8, "color": INK, "fontSize": 12, "aria": False}
    return [
        {"mark": rule, "encoding": {"y": y, "x": _dollars("p10"), "x2": {"field": "p90"}}},
        {
            "mark": {"type": "point", "filled": True, "size": 130, "opacity": 1, "aria": False},
            "encoding": {"y": y} | marks,
        },
        {"mark": words, "encoding": {"y": y, "x": _dollars("p90"), "text": {"field": "told"}}},
    ]


def _ends(rows: list[Chart], band: Band) -> list[float]:
    """From where to where dollars are drawn: band and ranges, with room for words behind the longest."""
    low = min([band.low, *(row["p10"] for row in rows), *(row["mode"] for row in rows)])
    high = max([band.high, *(row["p90"] for row in rows), *(row["mode"] for row in rows)])
    return [low - 0.02 * (high - low), high + 0.3 * (high - low)]


def groups_figure(found: Found) -> Figure:
    """Where each dollar goes: every line over all sites and years, by service, administration and beside both."""
    lines = _whole(found)
    whole = math.fsum(lines.values())
    rows = tuple(
        (name_of(found.plan, line), _group(found, line), dollars(paid), _cents(paid, whole))
        for line, paid in lines.items()
    )
    by, shares = by_group(found.plan, lines), cents_of_groups(found.plan, lines)
    groups = tuple((f"{group}, all", MEANT[group], dollars(paid), shares[group]) for group, paid in by.items())
    head = ("Line", "Goes to", "All sites and years", "Of each dollar")
    table = Table("Where each dollar goes", head, (*groups, *rows), "On-costs go where the salaries go.")
    note = " ".join(f"{group}: {MEANT[group]}." for group in GROUPS)
    note += f" Indirect cost is a share of {'direct' if indirect_of(found.plan) == 'direct' else 'the whole'} cost."
    return Figure(f"{found.plan.name}-dollars", groups_title(found), groups_chart(found), table, note)


def groups_title(found: Found) -> str:
    """How much of each dollar goes to the service and to its administration."""
    lines = _whole(found)
    if not math.fsum(lines.values()):
        return "Nothing is paid in cash"
    service, administration, beside = cents_of_groups(found.plan, lines).values()
    return f"Of each dollar, {service} go to the service, {administration} to administration, {beside} beside both"


def cents_of_groups(plan: Plan, lines: Mapping[str, float]) -> dict[str, str]:
    """Cents of a dollar by group, together just a hundred: the largest takes what rounding leaves."""
    by = by_group(plan, lines)
    whole = math.fsum(by.values())
    tenths = {group: round(1000.0 * paid / whole) if whole else 0 for group, paid in by.items()}
    if whole:
        tenths[max(tenths, key=tenths.__getitem__)] += 1000 - sum(tenths.values())
    return {group: f"{each / 10:.1f} cents" for group, each in tenths.items()}


def _whole(found: Found) -> dict[str, float]:
    """Cash by line over all sites and years."""
    whole: dict[str, float] = {}
    for site in found.plan.sites:
        for line, paid in all_years(found, site).items():
            whole[line] = whole.get(line, 0.0) + paid
    return whole


def _cents(paid: float, whole: float) -> str:
    """Of a dollar, in cents and tenths."""
    return f"{100.0 * paid / whole if whole else 0.0:.1f} cents"


def _group(found: Found, line: str) -> str:
    return "Service, Administration" if line == "oncost" else group_of(found.plan, line)


def groups_chart(found: Found) -> Chart:
    """The chart of dollars: a bar for each line, on-costs beside the salaries that they belong to."""
    rows = _bars(found)
    told = "; ".join(f"{row['label']} {dollars(row['dollars'])} ({row['group']})" for row in rows)
    legend = {"title": None, "orient": "top", "labelLimit": 0}
    colours = {"domain": list(GROUPS), "range": [COLOURS[0], COLOURS[1], "#6b5b00"]}
    x = {
        "field": "dollars",
        "type": "quantitative",
        "axis": {"title": "All sites and years, dollars", "format": "$,.0f"},
    }
    y = {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "labelLimit": 260, "labelOverlap": False},
    }
    words = {"type": "text", "align": "left", "dx": 5, "color": INK, "fontSize": 12, "aria": False}
    return {
        "$schema": SCHEMA,
        "description": f"{groups_title(found)}. {told}.",
        "height": 24 * len(rows),
        "autosize": FIT,
        "width": "container",
        "data": {"values": rows},
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "mark": {"type": "bar", "aria": False},
                "encoding": {"color": {"field": "group", "type": "nominal", "scale": colours, "legend": legend}},
            },
            {"mark": words, "encoding": {"text": {"field": "told"}}},
        ],
        "config": chart_config(),
    }


def _bars(found: Found) -> list[Chart]:
    """Bars by group, the dearest first in each; all own lines beyond the most that fit are left to the table."""
    lines = _whole(found)
    salaries = math.fsum(lines[line] for line in SALARIES)
    share = lines["oncost"] / salaries if salaries else 0.0
    paid = {line: cash * (1.0 + (share if line in SALARIES else 0.0)) for line, cash in lines.items()}
    bars = [_bar(found, line, cash) for line, cash in paid.items() if line != "oncost" and cash]
    bars.sort(key=lambda bar: (GROUPS.index(bar["group"]), -bar["dollars"]))
    return bars[:MOST_ROWS]


def _bar(found: Found, line: str, cash: float) -> Chart:
    group = group_of(found.plan, line)
    label = name_of(found.plan, line) + (" with on-costs" if line in SALARIES else "")
    label += f" ({line})" if line.startswith(OWN) else ""
    return {"label": label, "group": group, "dollars": cash, "told": dollars(cash)}
