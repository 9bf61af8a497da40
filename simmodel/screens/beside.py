"""What stands under an input: its default with its unit, what is allowed, and what the default rests on."""

from __future__ import annotations

from simmodel.evidence import ledger
from simmodel.screens.plain import plain

DECIDED = "You decide; no source"


def beside(default: str, allowed: str = "", known: str = "", rests: str = DECIDED, begins: str = "Default") -> str:
    r"""The words under an input; `rests` says what its default rests on.

    >>> beside("9 people", "1 to 60", rests=decided("WF008")).replace("\\", "")
    'Default: 9 people; allowed: 1 to 60. You decide; WF008, grade D.'
    >>> beside("3 years", "1 to 20", "as many as a proposal asks for").replace("\\", "")
    'Default: 3 years; allowed: 1 to 20. As many as a proposal asks for. You decide; no source.'
    """
    ends = f"; allowed: {allowed}" if allowed else ""
    words = (f"{begins}: {default}{ends}", known, rests)
    return plain(" ".join(f"{each[:1].upper()}{each[1:]}." for each in words if each))


def decided(evidence: str) -> str:
    """Somebody decides it; its default rests on this row of the ledger, or on none."""
    row = ledger().get(evidence)
    return DECIDED if row is None else f"You decide; {row.id}, grade {row.grade}"
