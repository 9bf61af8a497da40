"""What a simulated budget brings, told as on Compare: the sentence first, then the main differences, then caveats.

`result_parts` is the one place that says how a result looks here.
"""

from __future__ import annotations

from simmodel.caveats import caveats
from simmodel.documents.findings import Findings
from simmodel.documents.told import at_a_glance, side_by_side
from simmodel.money_charts import worth_chart
from simmodel.money_told import answer, basis_told, outcomes_told, subject
from simmodel.shown.parts import Figure, Folded, Part, Words, table_of
from simmodel.shown.site_budget.charts import FIT
from simmodel.shown.titled import compared_by_title
from simmodel.words import headline


def result_parts(findings: Findings) -> list[Part]:
    """The result of a study of one budget as parts of a page."""
    study, names = findings.runs.study_name, side_by_side(findings)
    about = subject(findings.comparison)
    glance = at_a_glance(findings, names)
    by_title = headline(compared_by_title(findings.comparison))
    told: list[Part] = [
        Words(answer(findings), "finding", "What was found"),
        Words(f"{by_title} {'' if about is None else outcomes_told(findings, about)}".strip()),
        Words(basis_told(findings), "caption"),
    ]
    if names:
        chart = worth_chart(findings, names) | {"width": "container", "autosize": FIT}
        told.append(Figure(f"{study}-worth", _title(chart), chart, table_of(glance, f"{study}-worth")))
        told.append(table_of(glance, f"{study}-glance"))
    return [*told, Folded("Keep in mind", tuple(Words(each) for each in caveats(findings)))]


def _title(chart: dict[str, object]) -> str:
    """The finding of a chart, of which its title has a line each."""
    title = chart.get("title")
    text = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(text) if isinstance(text, list) else str(text)
