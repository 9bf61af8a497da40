"""What the model leaves out and which way that leans, and what of it can be switched off."""

from __future__ import annotations

from simmodel.documents.limits import NOT_MODELLED
from simmodel.mechanisms import CATALOGUE
from simmodel.shown.parts import Part, Table, Words

LEANS = "A gap leans for a way of working where the model is kinder to it than life would be."


def limits() -> list[Part]:
    """What is left out, each with the side that it favours."""
    rows = tuple((each.left_out, each.leans) for each in NOT_MODELLED)
    against = sum("against" in each.leans for each in NOT_MODELLED)
    told = f"{len(rows)} things are known to be left out; {against} of them count against what they concern."
    return [Words(told, "strong"), Table("What is left out", ("Left out", "Leans"), rows, LEANS, "left-out")]


def switches() -> list[Part]:
    """What of the model a study can switch off, and what that means."""
    rows = tuple((each.name.replace("_", " "), each.does, each.off) for each in CATALOGUE)
    told = (
        f"{len(rows)} parts of the model can be switched off, one by one: whoever doubts one can see what the result "
        "is without it."
    )
    note = "In a study file: [mechanisms], then for example trust = false. Off makes nobody better or worse by itself."
    table = Table("Parts that can be switched off", ("Part", "What it does", "Switched off"), rows, note, "switches")
    return [Words(told, "strong"), table]
