"""The shipped base case in a few sentences and one picture: made from what the command line found."""

from __future__ import annotations

from simmodel.bands import bands_told
from simmodel.caveats import caveats
from simmodel.documents.findings import Findings
from simmodel.documents.told import at_a_glance, in_order
from simmodel.money_charts import worth_chart
from simmodel.money_told import answer, basis_told, named, outcomes_told, rivals_told, subject
from simmodel.shown.parts import Figure, Folded, Heading, Part, Words, table_of
from simmodel.shown.titled import compared_by_title
from simmodel.words import headline


def parts_of(findings: Findings) -> list[Part]:
    """The answer first, then what it means in people's lives, its caveats, and a picture of every way of spending."""
    about = subject(findings.comparison)
    return [
        Words(answer(findings), "finding", "What the shipped base case says"),
        Words(f"{bands_told(findings.comparison)}.", "caption"),
        *([Words(outcomes_told(findings, about))] if about is not None else []),
        _beside(findings),
        Heading("Three caveats"),
        *(Words(f"{place}. {told}") for place, told in enumerate(caveats(findings), start=1)),
        *([_picture(findings, about)] if about is not None else []),
        Folded(
            "What the dollars are",
            (Words(basis_told(findings)), Words(headline(compared_by_title(findings.comparison)))),
        ),
    ]


def _beside(findings: Findings) -> Part:
    return Words(" ".join(rivals_told(findings)))


def _picture(findings: Findings, about: str) -> Figure:
    names = in_order(findings)
    chart = worth_chart(findings, names)
    title = chart["title"]["text"] if isinstance(chart["title"], dict) else chart["title"]
    told = title if isinstance(title, str) else " ".join(title)
    note = f"Each way is compared with {named(findings, findings.comparison.base_case)}, for the same people and luck."
    return Figure("start-worth", told, chart, table_of(at_a_glance(findings, names)), note)
