"""Where people are lost: what becomes of requests to treatment services, from the referral to the first day of help."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simmodel.appraisal.runs import Runs
from simmodel.appraisal.spread import HIGH_PERCENTILE, LOW_PERCENTILE
from simmodel.charts import INK, styles
from simmodel.documents.findings import Findings
from simmodel.series import title_of
from simmodel.shown.marks import amount, coloured, frame, in_rows
from simmodel.shown.parts import Chart, Figure, Part, Table, Words

TAB = "Where people are lost"
STAGES = {
    "referrals": "Referred out: a letter, a number to ring",
    "intakes": "Came to the intake",
    "turned_away": "Turned away (housing offices too)",
    "left_queue": "Left a queue before their turn",
    "admitted": "Began to be helped (brought by a coach or not)",
}
OF_100, WEEKS = "of_100", "weeks"
_NOTE = (
    "All years together, everyone at the site; the thin line is what nine runs in ten lie between. "
    "Treatment services: all that have hours, so not housing. Whom a "
    "coach pulls a specialist in for goes past referral and intake and counts where help begins, so more people can "
    "begin than came to an intake. One person may be counted several times, once for each request."
)


class Spread(NamedTuple):
    """A count or a ratio: the mean of runs, and what nine in ten of them lie between."""

    mean: float
    low: float
    high: float


def lost(findings: Findings) -> list[Part]:
    """The referral funnel of each way of working; nothing where runs do not hold it."""
    runs = findings.runs
    if not runs.yearly:
        return []
    counts = {name: _counts(runs, name) for name in runs.yearly}
    told = _finding(runs, counts)
    table = _table(runs, counts)
    return [
        Figure("funnel", f"{told}.", _chart(runs, counts, told), table, _NOTE),
        Words(
            "A referral is lost when nobody comes to the intake: the letter stays unopened, the wait was too long, the "
            "story had to be told once more. It is lost again where the service finds the need too light for it or "
            "the person too complex, and once more in the queue."
        ),
    ]


def _counts(runs: Runs, name: str) -> dict[str, Spread]:
    """Each stage over all years, and two ratios of them, with what nine runs in ten lie between."""
    yearly = runs.yearly[name]
    totals = {count: yearly.of(count).sum(axis=-1).ravel() for count in (*STAGES, "weeks_waited")}
    found = {count: spread_of(totals[count]) for count in STAGES}
    found[OF_100] = _ratio(100 * totals["intakes"], totals["referrals"])
    found[WEEKS] = _ratio(totals["weeks_waited"], totals["admitted"])
    return found


def spread_of(values: np.ndarray) -> Spread:
    """The mean of runs, and the ends of nine in ten of them."""
    low, high = np.percentile(values, [LOW_PERCENTILE, HIGH_PERCENTILE])
    return Spread(float(values.mean()), float(low), float(high))


def _ratio(above: np.ndarray, below: np.ndarray) -> Spread:
    """The mean of all runs together, and the ends of nine in ten of them; NaN where there is nothing to share."""
    some = below > 0
    if not some.any():
        return Spread(math.nan, math.nan, math.nan)
    ends = spread_of(above[some] / below[some])
    return ends._replace(mean=float(above.sum() / below.sum()))


def _told(found: Spread, places: int = 0) -> str:
    if math.isnan(found.mean):
        return "none"
    return f"{found.mean:,.{places}f} ({found.low:,.{places}f} to {found.high:,.{places}f})"


def _finding(runs: Runs, counts: Mapping[str, Mapping[str, Spread]]) -> str:
    base = counts[runs.base_case]
    if base["referrals"].mean <= 0:
        return "Nobody is referred out"
    lead = f"Of 100 referrals under “{title_of(runs, runs.base_case)}”, {_told(base[OF_100])} end in an intake"
    others = [
        f"{each['admitted'].mean:,.0f} under “{title_of(runs, name)}”"
        for name, each in counts.items()
        if name != runs.base_case
    ]
    return f"{lead}; help begins {base['admitted'].mean:,.0f} times there{''.join(f', {each}' for each in others)}"


def _table(runs: Runs, counts: Mapping[str, Mapping[str, Spread]]) -> Table:
    labels = {**STAGES, OF_100: "Intakes of 100 referrals"}
    rows = [(label, *(_told(each[stage]) for each in counts.values())) for stage, label in labels.items()]
    rows.append(("Weeks waited for help, mean", *(_told(each[WEEKS], 1) for each in counts.values())))
    head = ("Mean of runs (nine in ten lie between)", *(title_of(runs, name) for name in counts))
    return Table("What becomes of requests for help", head, tuple(rows), _NOTE, "funnel")


def _chart(runs: Runs, counts: Mapping[str, Mapping[str, Spread]], told: str) -> Chart:
    titles = {name: title_of(runs, name) for name in counts}
    values = [
        {
            "stage": label,
            "way": titles[name],
            "times": round(each[stage].mean, 1),
            "low": round(each[stage].low, 1),
            "high": round(each[stage].high, 1),
            "words": f"{each[stage].mean:,.0f}",
        }
        for stage, label in STAGES.items()
        for name, each in counts.items()
    ]
    ways, colours = list(titles.values()), [styles(runs)[name][0] for name in titles]
    said = "; ".join(
        f"{label}: {', '.join(f'{_told(each[stage])} under {titles[name]}' for name, each in counts.items())}"
        for stage, label in STAGES.items()
    )
    place = {
        "y": in_rows("stage", list(STAGES.values())),
        "yOffset": {"field": "way", "sort": ways},
        "x": amount("times", "Times in all years", grid=False),
    }
    text = {"type": "text", "align": "left", "dx": 4, "color": INK, "fontSize": 11}
    ends = {"x": amount("low", "Times in all years", grid=False), "x2": {"field": "high"}}
    layers = [
        {"mark": {"type": "bar"}, "encoding": {"color": coloured("way", ways, colours)}},
        {"mark": {"type": "rule", "color": INK, "yOffset": {"band": 0.5}}, "encoding": ends},
        {"mark": text, "encoding": {"x": {"field": "high", "type": "quantitative"}, "text": {"field": "words"}}},
    ]
    return frame(f"{told}.", f"{said}.", values, {"step": 17}) | {"encoding": place, "layer": layers}
