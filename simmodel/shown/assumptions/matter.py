"""Which numbers matter most for the answer: what `simmodel sensitivity` found last, in its own sentences."""

from __future__ import annotations

from typing import Any

from simmodel.shown.assumptions.areas import AREAS
from simmodel.shown.assumptions.keep import changed_since, kept
from simmodel.shown.assumptions.proved import made_by
from simmodel.shown.parts import Part, Table, Words

HEAD = ("Number", "Grade", "Settled by knowing it alone", "Left open without it", "Name in a study file")
AREA_HEAD = ("Area", "Share of what evidence leaves open", "Numbers", "Of these nobody measured")
NOTE = "Shares are of what evidence leaves open in the money that coaches bring or cost in Taree; errors in brackets."


def what_matters() -> list[Part]:
    """The sentences, the numbers that stand out, and the areas that carry most."""
    told = kept("sensitivity")
    words = (
        f"From stored runs of {told['study']}: {told['runs']} paired runs in {told['draws']} draws; {made_by(told)}, "
        f"with simmodel sensitivity scenarios/{told['study']}.toml --runs {told['runs']}. "
        "In other places other numbers may matter."
    )
    return [
        *changed_since(told),
        Words(told["sentences"][0], "finding", "Which numbers matter most"),
        *(Words(each) for each in told["sentences"][1:]),
        Words(words, "caption"),
        _numbers(told),
        _areas(told),
    ]


def _numbers(told: dict[str, Any]) -> Table:
    rows = tuple(
        (
            each["meaning"],
            "/".join(each["grades"]),
            _share(each["first"], each["first_error"]),
            _share(each["total"], each["total_error"]),
            ", ".join(each["names"]),
        )
        for each in told["indices"]
    )
    return Table("Numbers that stand out from luck and from all others", HEAD, rows, NOTE, "numbers-that-matter")


def _areas(told: dict[str, Any]) -> Table:
    known = [each for each in told["groups"] if each["share"] is not None and each["page"] in AREAS]
    rows = tuple(
        (
            AREAS[each["page"]],
            _share(max(each["share"], 0.0), each["share_error"]),
            str(each["numbers"]),
            str(each["assumed"]),
        )
        for each in sorted(known, key=lambda each: -each["share"])
    )
    note = "Areas with more numbers than so many draws can tell apart are not listed."
    return Table("Areas of the model, the weightiest first", AREA_HEAD, rows, note, "areas-that-matter")


def _share(share: float, error: float | None) -> str:
    return f"{share:.0%}" + (f" ({100 * error:.0f})" if error is not None else "")
