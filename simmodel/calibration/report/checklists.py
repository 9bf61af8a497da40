"""The checklists that readers ask for, each item with the part of a report or the page that reports it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simmodel.calibration.report.checklist_items import CHEERS, NOT_REPORTED, ODD, PIPO, TRACE, Items
from simmodel.documents.told import Told

NUMBERED = "The numbers are those of the checklist."


class Link(str):
    """A heading of a report, and the part to which it leads."""

    to: str

    def __new__(cls, heading: str, to: str) -> Link:
        """The heading, leading to the part of this name."""
        made = super().__new__(cls, heading)
        made.to = to
        return made


def checklists(headings: Mapping[str, str]) -> Iterator[Told]:
    """All four, with the headings of the parts that a report has, by name."""
    pipo = "The four headings of PIPO (Dankwa and others 2025); the lines under them are this report's, not its items."
    yield _table("Fitting: purpose, inputs, process, outputs (PIPO)", PIPO, headings, pipo, numbered=False)
    yield _table("Economic evaluation: CHEERS 2022 (Husereau and others 2022)", CHEERS, headings, NUMBERED)
    yield _table("Good modelling practice: TRACE (Grimm and others 2014)", TRACE, headings, NUMBERED)
    yield _table("Agent-based models: ODD (Grimm and others 2020)", ODD, headings, NUMBERED)


def _table(title: str, items: Items, headings: Mapping[str, str], note: str, numbered: bool = True) -> Told:
    rows = tuple(
        (f"{place}. {item}" if numbered else item, _where(where, headings))
        for place, (item, where) in enumerate(items, 1)
    )
    return Told(title, ("Item", "Reported in"), rows, note)


def _where(where: str, headings: Mapping[str, str]) -> str:
    if not where.startswith("#"):
        return where
    part = where.removeprefix("#")
    return Link(headings[part], part) if part in headings else NOT_REPORTED
