"""Who benefits: what each way changes for people of each cohort, and by how heavy their needs are; site by site."""

from __future__ import annotations

from simmodel.appraisal.estimates import Estimate, deciding_ends
from simmodel.appraisal.groups import FIFTHS, Gain
from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.by_site import tables_by_site
from simmodel.charts import COLOURS, INK
from simmodel.documents.findings import Findings
from simmodel.documents.told import in_order, with_range
from simmodel.money_told import named
from simmodel.money_words import is_clear, negated
from simmodel.screens import tables
from simmodel.shown.marks import amount, frame, in_rows, zero
from simmodel.shown.parts import Chart, Choice, Figure, Option, Part, Table, table_of_frame
from simmodel.shown.titled import compared_by_title
from simmodel.vocabulary import COHORTS

TAB = "Who benefits"
HOUSED = "weeks_stably_housed"
_TOLD = {
    HOUSED: "Weeks in a stable home",
    "crises": "Crises",
    "custody_days": "Days in custody",
    "weeks_in_work": "Weeks in work",
}


def who(findings: Findings) -> list[Part]:
    """Gains by group under each way, which the reader chooses; and site by site where there are several."""
    ways = [name for name in in_order(findings) if findings.appraisal.scenarios[name].who_gains.gains]
    options = tuple(Option(tables.title(findings.comparison, name), (_figure(findings, name),)) for name in ways)
    sites = [
        table_of_frame(tables.fact_table(rows), title, tables.row_heading(rows))
        for title, rows in tables_by_site(compared_by_title(findings.comparison))
    ]
    return [*([Choice("Way of working", options)] if options else []), *sites]


def group_label(group: str) -> str:
    """A group in words: a cohort, or a fifth of all people by need."""
    words = group.replace("_", " ")
    return f"By need: {words}" if group in FIFTHS else words[:1].upper() + words[1:]


def _figure(findings: Findings, name: str) -> Figure:
    gains = findings.appraisal.scenarios[name].who_gains.gains
    told = _finding(findings, name, gains)
    return Figure(
        f"who-{name}", f"{told}.", _chart(findings, gains, told), _table(findings, name, gains), _note(findings, name)
    )


def _finding(findings: Findings, name: str, gains: tuple[Gain, ...]) -> str:
    clear = _clear(findings, gains)
    lead = f"Under {named(findings, name)}"
    if not clear:
        return f"{lead} no group clearly gains or loses weeks in a stable home"
    most = max(clear, key=lambda each: abs(each.change[HOUSED].mean or 0.0))
    found = most.change[HOUSED]
    gained = (found.mean or 0.0) > 0
    weeks = with_range(found if gained else negated(found), findings, of_money=False)
    how = f"{'gain' if gained else 'lose'}{' most' if len(clear) > 1 else ''}"
    differ = f"{len(clear)} of {len(gains)} groups clearly differ{'' if len(clear) > 1 else 's'}"
    among = ", and of these" if len(clear) > 1 else ":"
    return f"{lead} {differ} in weeks in a stable home{among} {_plural(most.group)} {how}, {weeks} each"


def _clear(findings: Findings, gains: tuple[Gain, ...]) -> list[Gain]:
    return [each for each in gains if is_clear(each.change[HOUSED], findings.comparison, OUTCOMES[HOUSED])]


def _plural(group: str) -> str:
    return f"people with the {group}" if group in FIFTHS else f"people of the group “{group.replace('_', ' ')}”"


def _note(findings: Findings, name: str) -> str:
    gains = findings.appraisal.scenarios[name].who_gains
    lean = gains.concentration
    where = (
        ""
        if lean is None or not _clear(findings, gains.gains)
        else (
            " Of what is gained, more goes to people with heavier needs."
            if lean < 0
            else " Of what is gained, more goes to people with lighter needs."
        )
    )
    return (
        "For each person of a group, over all years; bars are ranges (in brackets in the table). Groups are fixed "
        f"before anything happens, so they are the same people under each way of working.{where}"
    )


def _table(findings: Findings, name: str, gains: tuple[Gain, ...]) -> Table:
    rows = tuple(
        (
            group_label(gain.group),
            f"{gain.people:,.0f}",
            f"{gain.reached:,.0f}",
            *(_cell(findings, gain.change[count], count) for count in _TOLD),
        )
        for gain in gains
    )
    head = ("Group", "People", "Reached", *_TOLD.values())
    return Table(
        f"What changes for a person of each group under {named(findings, name)}", head, rows, name=f"who-{name}"
    )


def _cell(findings: Findings, found: Estimate, count: str) -> str:
    clear = "" if is_clear(found, findings.comparison, OUTCOMES[count]) else ", not clear"
    return f"{with_range(found, findings, of_money=False)}{clear if found.mean is not None else ''}"


def _chart(findings: Findings, gains: tuple[Gain, ...], told: str) -> Chart:
    values = [_row(findings, gain) for gain in gains]
    said = "; ".join(f"{each['group']}: {each['words']}" for each in values)
    order = [group_label(each) for each in (*COHORTS, *FIFTHS)]
    title = "Weeks in a stable home, for each person, more than in the base case"
    span = {"x": amount("low", title), "x2": {"field": "high"}}
    point = {"type": "point", "shape": "diamond", "filled": True, "size": 90, "color": COLOURS[0], "opacity": 1}
    text = {"type": "text", "dy": -12, "color": INK, "fontSize": 11}
    layers = [
        zero("x"),
        {"mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.4, "color": COLOURS[0]}, "encoding": span},
        {"mark": point, "encoding": {"x": amount("mean", title)}},
        {"mark": text, "encoding": {"x": amount("mean", title), "text": {"field": "words"}}},
    ]
    made = frame(f"{told}.", f"{said}.", values, {"step": 34})
    return made | {"encoding": {"y": in_rows("group", order)}, "layer": layers}


def _row(findings: Findings, gain: Gain) -> dict[str, object]:
    found: Estimate = gain.change[HOUSED]
    mean = found.mean or 0.0
    low, high = deciding_ends(found)
    clear = "" if is_clear(found, findings.comparison, OUTCOMES[HOUSED]) else " (not clear)"
    ends = {"low": mean if low is None else low, "high": mean if high is None else high}
    return {"group": group_label(gain.group), "mean": mean, "words": f"{mean:+.1f}{clear}", **ends}
