"""Where people are lost: what becomes of requests to treatment services, from the referral to the first day of help."""

from __future__ import annotations

from collections.abc import Mapping

from simmodel.appraisal.runs import Runs
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
_NOTE = (
    "Mean of all runs and years, everyone at the site. Treatment services: all that have hours, so not housing. Whom a "
    "coach pulls a specialist in for goes past referral and intake and counts where help begins, so more people can "
    "begin than came to an intake. One person may be counted several times, once for each request."
)


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


def _counts(runs: Runs, name: str) -> dict[str, float]:
    """Of a mean run, over all years."""
    yearly = runs.yearly[name]
    return {count: float(yearly.of(count).sum(axis=-1).mean()) for count in (*STAGES, "weeks_waited")}


def _of_100(counts: Mapping[str, float]) -> str:
    sent = counts["referrals"]
    return f"{100 * counts['intakes'] / sent:.0f}" if sent > 0 else "none"


def _finding(runs: Runs, counts: Mapping[str, Mapping[str, float]]) -> str:
    base = counts[runs.base_case]
    if base["referrals"] <= 0:
        return "Nobody is referred out"
    lead = f"Of 100 referrals under “{title_of(runs, runs.base_case)}”, {_of_100(base)} end in an intake"
    others = [
        f"{each['admitted']:,.0f} under “{title_of(runs, name)}”"
        for name, each in counts.items()
        if name != runs.base_case
    ]
    return f"{lead}; help begins {base['admitted']:,.0f} times there{''.join(f', {each}' for each in others)}"


def _table(runs: Runs, counts: Mapping[str, Mapping[str, float]]) -> Table:
    rows = [(label, *(f"{each[stage]:,.0f}" for each in counts.values())) for stage, label in STAGES.items()]
    rows.append(("Intakes of 100 referrals", *map(_of_100, counts.values())))
    waits = (each["weeks_waited"] / each["admitted"] if each["admitted"] > 0 else None for each in counts.values())
    rows.append(("Weeks waited for help, mean", *("none" if each is None else f"{each:.1f}" for each in waits)))
    head = ("Of a mean run", *(title_of(runs, name) for name in counts))
    return Table("What becomes of requests for help", head, tuple(rows), _NOTE, "funnel")


def _chart(runs: Runs, counts: Mapping[str, Mapping[str, float]], told: str) -> Chart:
    titles = {name: title_of(runs, name) for name in counts}
    values = [
        {"stage": label, "way": titles[name], "times": round(each[stage], 1), "words": f"{each[stage]:,.0f}"}
        for stage, label in STAGES.items()
        for name, each in counts.items()
    ]
    ways, colours = list(titles.values()), [styles(runs)[name][0] for name in titles]
    said = "; ".join(
        f"{label}: {', '.join(f'{each[stage]:,.0f} under {titles[name]}' for name, each in counts.items())}"
        for stage, label in STAGES.items()
    )
    place = {
        "y": in_rows("stage", list(STAGES.values())),
        "yOffset": {"field": "way", "sort": ways},
        "x": amount("times", "Times in all years", grid=False),
    }
    text = {"type": "text", "align": "left", "dx": 4, "color": INK, "fontSize": 11}
    layers = [
        {"mark": {"type": "bar"}, "encoding": {"color": coloured("way", ways, colours)}},
        {"mark": text, "encoding": {"text": {"field": "words"}}},
    ]
    return frame(f"{told}.", f"{said}.", values, {"step": 17}) | {"encoding": place, "layer": layers}
