"""Text that the page shows as it stands, whatever marks it holds."""

import re
from functools import cache

from simmodel.evidence import ledger

_MARKS = re.compile(r"([\\`*_\[\]<>~$:|#.!&@{}])")
_BEGINNINGS = re.compile(r"^([ \t]*)(?:([-+](?=\s|$)|[-=](?=[-=]*[ \t]*$))|(\d+)(?=\)(?:\s|$)))", re.MULTILINE)
"""What begins a line that would be read as a point of a list, a rule, or the rule below a heading."""
_INDENTED = re.compile(r"^(?: {4}|\t)[ \t]*", re.MULTILINE)
_LINK = re.compile(r"(?:https?://|www\.)\S*", re.IGNORECASE)
_IN_A_LINK = re.compile(r"https?:(?=//)|www(?=\.)", re.IGNORECASE)
_AFTER_A_LINK = ".,;:!?)\"'”’»]>"
_ADDRESS = re.compile(r"(?<=[\w.+-])@(?=[\w-])")
_SIGN = re.compile(r":(?=[a-z+-][\w+-]*:|material/)", re.IGNORECASE)
APART = "\u200b"
"""A space without width: it parts what a browser would make a link or a picture of, whatever marks are made plain."""


def plain(text: str) -> str:
    """The text with every mark that markdown would read made plain, and its lines kept apart.

    Links stay links only where the evidence ledger holds them.
    """
    parted = _LINK.sub(_apart, text.replace("\r\n", "\n").replace("\r", "\n"))
    parted = _SIGN.sub(f":{APART}", _ADDRESS.sub(f"{APART}@", parted))
    marked = _MARKS.sub(r"\\\1", _INDENTED.sub("", parted))
    return _BEGINNINGS.sub(_begun, marked).replace("\n", "  \n")


def _apart(found: re.Match[str]) -> str:
    link = found[0]
    return link if link.rstrip(_AFTER_A_LINK) in _of_the_ledger() else _IN_A_LINK.sub(rf"\g<0>{APART}", link)


def _begun(found: re.Match[str]) -> str:
    before, sign, number = found.groups()
    return f"{before}\\{sign}" if sign else f"{before}{number}\\"


@cache
def _of_the_ledger() -> frozenset[str]:
    """The links of the sources that the model itself cites."""
    return frozenset(link.rstrip(_AFTER_A_LINK) for row in ledger().values() for link in _LINK.findall(row.address))
