"""A file that looks like records of single people is refused, and nothing that it holds is repeated.

Only counts of people put together are asked for.
"""

from __future__ import annotations

import re

from simmodel.calibration.target_cells import is_date
from simmodel.calibration.target_columns import FIGURES, is_time
from simmodel.calibration.target_faults import hint
from simmodel.calibration.target_text import Table
from simmodel.validation.counted import FOLLOWED

MOST_ROWS_WITHOUT_TARGET = 20
"""A table of counts is short; a longer one without targets is a list."""
_WORDS = {
    "name": "name|initials|alias|nextofkin|.*(surname|firstname|lastname|middlename|givenname|familyname|fullname).*"
    "|(client|person|patient|participant|preferred|people)s?name",
    "date of birth": ".*(dob|dateofbirth|birthdate|birthday).*",
    "address": ".*(address|street).*",
    "telephone number": ".*(phone|mobile).*",
    "e-mail address": ".*email.*",
    "number of a person's record": "(crn|cni|mrn|urn|umrn|ihi|tfn|slk|slk581|min)(number|no)?|masterindexnumber"
    "|.*(medicare|passport|linkagekey|driverlicen[cs]e).*|(client|person|patient|participant|offender|inmate|prisoner)"
    "s?(id|number|no)",
}
_EMAIL = re.compile(r"[^@\s]@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_MOBILE = re.compile(r"(?<!\d)(?:\+?61 ?|0)4\d\d[ -]?\d{3}[ -]?\d{3}(?!\d)")
ASKED_FOR = (
    "only counts of people put together are asked for, never records of single people, and nothing of the file was "
    "kept; type one row for each outcome and time, such as any_custody,12,0.31,58 under target,time,value,n"
)


def about_people(table: Table) -> str | None:
    """Why a table looks like records of single people, without a word of what it holds; None where it does not."""
    return _by_its_columns(table) or _by_its_cells(table) or _by_its_rows(table)


def _by_its_columns(table: Table) -> str | None:
    for place, name in enumerate(table.columns):
        bare = re.sub(r"[^a-z0-9]", "", name)
        for what, pattern in _WORDS.items():
            if re.fullmatch(pattern, bare) and not (bare == "min" and "max" in table.columns):
                return f"row {table.line}, column {place + 1} is named like the {what} of a person"
    return None


def _by_its_cells(table: Table) -> str | None:
    header = {name: name for name in table.columns}
    for line, cells in [(table.line, header), *((row.line, dict(row.cells)) for row in table.rows)]:
        for place, name in enumerate(table.columns):
            what = _personal(cells[name], dated=_may_be_a_date(table, name))
            if what:
                return f"row {line}, column {place + 1} looks like {what}"
    return None


def _may_be_a_date(table: Table, column: str) -> bool:
    """A spreadsheet makes dates of 5-9 and 12-24, so that one where a figure belongs is a fault of another kind."""
    return "target" in table.columns and (column in FIGURES or column == "time" or is_time(column))


def _personal(cell: str, dated: bool) -> str | None:
    if _EMAIL.search(cell):
        return "an e-mail address"
    if _MOBILE.search(cell):
        return "a telephone number"
    return "a date of birth" if is_date(cell) and not dated else None


def _by_its_rows(table: Table) -> str | None:
    count = len(table.rows)
    if count <= MOST_ROWS_WITHOUT_TARGET:
        return None
    if not any(name == "target" or "'target'" in hint(name, ("target",)) for name in table.columns):
        return f"row {table.line}, column target is missing, and {count} rows follow, as in a list of people"
    if "target" in table.columns and not any(row.get("target").lower() in FOLLOWED for row in table.rows):
        return f"row {table.rows[0].line}, column target names no target in any of {count} rows, as in a list of people"
    alone = sum(row.get("n") == "1" for row in table.rows)
    if 2 * alone > count:
        return (
            f"row {table.rows[0].line}, column n is 1, and so it is in {alone} of {count} rows, as in a list of people"
        )
    return None
