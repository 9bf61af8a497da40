"""The report of a fit as one page for a browser: nothing from elsewhere, every chart within it, and it prints."""

from __future__ import annotations

from collections.abc import Mapping

from simmodel.calibration.report.checklists import Link
from simmodel.calibration.report.parts import Part, first_page, further
from simmodel.calibration.report.words import SYNTHETIC_LABEL, title
from simmodel.calibration.result import Fit
from simmodel.calibration.told import synthetic
from simmodel.documents.markup import Markup, element, section, table, together, told_list
from simmodel.documents.told import Told
from simmodel.documents.whole_page import figure, told_pairs, whole_page


def page_of(fit: Fit, command: str, told: Mapping[str, str]) -> str:
    """The page as text; `told`: where its numbers come from."""
    parts = further(fit, command)
    links = (element("li", element("a", part.heading, href=f"#{part.identity}")) for part in parts)
    body = together(
        [
            element("a", "Skip to what the data cannot tell", href="#cannot", class_="skip"),
            element("header", element("p", fit.study.title, class_="note"), element("h1", title(fit)), *_label(fit)),
            element(
                "main",
                *(_section(part) for part in first_page(fit)),
                element("nav", element("ul", *links), aria_label="On this page"),
                *(_section(part) for part in parts),
            ),
            element("footer", section("provenance", "Where the numbers come from", told_pairs(told))),
        ]
    )
    return whole_page(f"{fit.study.title}: {title(fit)}", body)


def _label(fit: Fit) -> list[Markup]:
    return [element("p", SYNTHETIC_LABEL, class_="answer")] if synthetic(fit) else []


def _section(part: Part) -> Markup:
    told = [element("p", each) for each in part.told]
    charts = [figure(chart) for chart in part.charts]
    return section(part.identity, part.heading, *told, told_list(part.points), *charts, *map(_table, part.tables))


def _table(told: Told) -> Markup:
    rows = [[row[0], *(_linked(cell) for cell in row[1:])] for row in told.rows]
    return table(told.title, told.head, rows, told.note)


def _linked(cell: str) -> str:
    return element("a", str(cell), href=f"#{cell.to}") if isinstance(cell, Link) else cell
