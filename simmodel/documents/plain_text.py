"""Text that is safe in any document: nothing a spreadsheet cannot hold, nothing an XML reader refuses."""

from __future__ import annotations

from simmodel.documents.letters import plain

LONGEST_CELL = 32_767
"""Letters that a cell of a spreadsheet holds."""
_CUT = " [cut here: longer than a cell]"


def cell_text(text: object) -> str:
    """The text as a cell can hold it: no control characters, at most `LONGEST_CELL` letters as a spreadsheet counts.

    >>> cell_text("a\\x00b")
    'ab'
    """
    clean = plain(str(text).replace("\r\n", "\n").replace("\r", "\n"))
    if _units(clean) <= LONGEST_CELL:
        return clean
    kept = clean.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(_CUT))].decode("utf-16-le", "ignore")
    return kept + _CUT


def _units(text: str) -> int:
    """Letters as a spreadsheet counts them: those outside the basic plane count twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)
