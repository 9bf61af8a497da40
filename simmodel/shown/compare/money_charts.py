"""Charts of the money tab that no document draws: payers by year, what outcomes cost, and which way is best."""

from __future__ import annotations

import numpy as np

from simmodel.appraisal.flows import extra_of
from simmodel.appraisal.money.budget_impact import ALL_PAYERS
from simmodel.appraisal.money.present_value import present_value
from simmodel.appraisal.worth import PER_OUTCOME
from simmodel.charts import BASE_COLOUR, COLOURS, styles
from simmodel.documents.findings import Findings
from simmodel.money_charts import MILLION
from simmodel.money_told import account_label
from simmodel.money_words import draws_told
from simmodel.series import title_of
from simmodel.shown.marks import LEGEND, OF_LINES, amount, coloured, dashed, frame, zero
from simmodel.shown.parts import Chart


def budgets_chart(findings: Findings, name: str, told: str) -> Chart:
    """What each payer spends more or less in each year: bars above and below zero."""
    impact = findings.appraisal.scenarios[name].impact
    rows = impact[impact["payer"] != ALL_PAYERS]
    values = [
        {"payer": account_label(str(row["payer"])), "year": f"Year {row['year']}", "dollars": row["mean"] / MILLION}
        for row in rows.to_dict("records")
    ]
    payers = list(dict.fromkeys(each["payer"] for each in values))
    by_payer = (
        f"{payer}: {', '.join(f'{each["dollars"]:+.2f}' for each in values if each['payer'] == payer)}"
        for payer in payers
    )
    colours = [(*COLOURS, BASE_COLOUR, "#9a9a9a")[place % (len(COLOURS) + 2)] for place in range(len(payers))]
    bars = {
        "x": {"field": "year", "type": "nominal", "sort": None, "title": None, "axis": {"labelAngle": 0}},
        "y": amount("dollars", "Million dollars more (above 0) or less"),
        "color": coloured("payer", payers, colours),
    }
    said = f"Million dollars year by year. {'; '.join(by_payer)}."
    layers = [{"mark": {"type": "bar", "stroke": "white"}, "encoding": bars}, zero("y")]
    return frame(told, said, values) | {"layer": layers}


def plane(findings: Findings, count: str) -> tuple[Chart, dict[str, np.ndarray]]:
    """The cost-effectiveness plane of an outcome, a point a draw (the mean of its runs), and the points by way.

    Points have shape (draws, 2): outcome gained, million dollars of net cost.
    """
    label, sign = PER_OUTCOME[count]
    runs, points = findings.runs, {}
    for name, worth in findings.appraisal.scenarios.items():
        gained = present_value(sign * extra_of(runs, name).yearly.of(count))
        points[name] = np.stack([gained.mean(axis=1), -worth.net.mean(axis=1) / MILLION], axis=-1)
    titles = {name: title_of(runs, name) for name in points}
    values = [
        {"way": titles[name], "gained": round(float(gain), 3), "cost": round(float(cost), 4)}
        for name, of in points.items()
        for gain, cost in of
    ]
    means = "; ".join(
        f"{titles[name]}: {of[:, 0].mean():+.2f} gained at {of[:, 1].mean():+.2f} million dollars"
        for name, of in points.items()
    )
    ways, shapes = list(titles.values()), ["circle", "square", "triangle-up", "diamond", "cross"]
    shape = {"field": "way", "scale": {"domain": ways, "range": shapes[: len(ways)]}, "legend": LEGEND}
    dots = {
        "x": amount("gained", f"{label[:1].upper()}{label[1:]}"),
        "y": amount("cost", "Net cost, million present dollars"),
        "color": coloured("way", ways, [styles(runs)[name][0] for name in titles]),
        "shape": shape,
    }
    mark = {"type": "point", "filled": True, "size": 45, "opacity": 0.7}
    said = f"Each point is a draw: {label}, against net cost to people of NSW. Means: {means}."
    return frame("", said, values) | {"layer": [zero("x"), zero("y"), {"mark": mark, "encoding": dots}]}, points


def acceptability_chart(findings: Findings, count: str, told: str) -> Chart:
    """How likely each way is the best of all at each worth of an outcome."""
    found, runs = findings.appraisal.acceptable[count], findings.runs
    names = [runs.base_case, *findings.appraisal.scenarios]
    titles = [title_of(runs, name) for name in names]
    values = [
        {"worth": float(worth), "best": runs.draws * float(chance), "way": title}
        for worth, chances in zip(found.worth, found.probability_best, strict=True)
        for title, chance in zip(titles, chances, strict=True)
    ]
    ends = zip(titles, found.probability_best[0], found.probability_best[-1], strict=True)
    said = "; ".join(
        f"{title}: {draws_told(float(low), runs.draws)}, then {draws_told(float(high), runs.draws)}"
        for title, low, high in ends
    )
    label = PER_OUTCOME[count][0]
    axes = {
        "x": amount("worth", f"What a {label} is worth to you", format="$,.0f"),
        "y": amount("best", f"Best of all in so many of {runs.draws} draws") | {"scale": {"domain": [0, runs.draws]}},
    }
    look = {
        "color": coloured("way", titles, [styles(runs)[name][0] for name in names]) | {"legend": OF_LINES},
        "strokeDash": dashed("way", titles) | {"legend": OF_LINES},
    }
    description = f"At no worth, then at {found.worth[-1]:,.0f} dollars: {said}."
    line = {"mark": {"type": "line", "strokeWidth": 2.5, "point": True}, "encoding": axes | look}
    return frame(told, description, values) | line
