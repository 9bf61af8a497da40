"""A file that looks like records of single people is refused, and nothing that it holds is repeated.

Only counts of people put together are asked for.
"""

from __future__ import annotations

import re

from simmodel.calibration.target_cells import begins_with_date, is_date
from simmodel.calibration.target_columns import FIGURES, is_time
from simmodel.calibration.target_faults import hint
from simmodel.calibration.target_text import Table
from simmodel.calibration.targets import COUNTED_IN_N
from simmodel.validation.counted import FOLLOWED

MOST_ROWS_WITHOUT_TARGET = 20
"""A table of counts is short; a longer one without targets is a list."""
LEAST_ALONE = 3
"""So many rows of one person each, when they are most of a file, are a list of people; one or two may be a mistake."""
_ONE = "client|person|patient|participant|offender|inmate|prisoner|customer|consumer|individual|case"
_WORDS = {
    "name": "name|first|last|initials|alias|nextofkin"
    "|.*(surname|firstname|lastname|middlename|givenname|familyname|fullname).*"
    f"|({_ONE}|preferred|people)s?name|{_ONE}",
    "date of birth": ".*(dob|dateofbirth|birthdate|birthday).*|(year|yearof|month|monthof)birth|birth(year|month)",
    "address": ".*(address|street|postcode).*|postalcode|zip(code)?|suburb",
    "telephone number": ".*(phone|mobile).*",
    "e-mail address": ".*email.*",
    "number of a record": "id|uid|(crn|cni|mrn|urn|umrn|ihi|tfn|slk|slk581|min)(number|no)?|masterindexnumber"
    "|(file|record|unique|study)(id|number|no|ref)"
    f"|.*(medicare|passport|linkagekey|driverlicen[cs]e).*|({_ONE})s?(id|number|no|ref|reference|file|key|code)",
    "age": "age|ageat.*|agein.*|age(years?|group|band)|.*years?old",
    "sex or gender": "(sex|gender)(atbirth|identity)?",
    "origin": "ethnicity|nationality|religion|countryofbirth|indigenous(status)?|aboriginal.*|atsi(status)?",
}
_EMAIL = re.compile(r"[^@\s]@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_YEARS = r"(?:19|20)\d\d[ -]?(?:19|20)\d\d(?!\d)"
"""Two years beside each other, as in "table 02 2019 2020", are no telephone number."""
_HALVES = rf"(?!{_YEARS})\d{{4}}[ -]?\d{{4}}"
_HOME = r"(?:\+?61[ -]?(?:\(0\))?|\(?0)"
_TELEPHONE = re.compile(
    rf"(?<![\d.])(?:{_HOME}[23478]\)?[ -]?{_HALVES}|{_HOME}4\d\d\)?(?:[ -]?\d{{3}}[ -]?\d{{3}}|(?:[ -]?\d\d){{3}})"
    rf"|\+\d(?:[ ()-]{{0,2}}\d){{8,13}})(?!\d)"
    rf"|\b(?:ph|phone|tel|telephone|mob|mobile|call|ring)\b[^\d\n]{{0,30}}{_HALVES}(?!\d)",
    re.IGNORECASE,
)
_ONE_PERSON = re.compile(r"\+?0*1(?:\.0*)?", re.ASCII)
_BORN = re.compile(
    r"\b(?:d\.? ?o\.? ?b|date of birth|birth ?date|birthday|(?<!people )(?<!children )(?<!those )born)\b"
    r"(?:[ :.=(-]|\b(?:on|is|was)\b)*",
    re.IGNORECASE,
)
"""A cohort is many people: "people born 1 July 2001 to 30 June 2002"."""
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
    if _TELEPHONE.search(cell):
        return "a telephone number"
    born = any(begins_with_date(cell[found.end() :]) for found in _BORN.finditer(cell))
    return "a date of birth" if born or (is_date(cell) and not dated) else None


def _by_its_rows(table: Table) -> str | None:
    return _by_its_targets(table) or _by_its_people(table)


def _by_its_targets(table: Table) -> str | None:
    count = len(table.rows)
    if count <= MOST_ROWS_WITHOUT_TARGET:
        return None
    if not any(name == "target" or "'target'" in hint(name, ("target",)) for name in table.columns):
        return f"row {table.line}, column target is missing, and {count} rows follow, as in a list of people"
    if "target" in table.columns and not any(row.get("target").lower() in FOLLOWED for row in table.rows):
        return f"row {table.rows[0].line}, column target names no target in any of {count} rows, as in a list of people"
    return None


def _by_its_people(table: Table) -> str | None:
    """A list has a row for each person, or for each time of one; what counts appointments in n is none."""
    of_people = [row for row in table.rows if row.get("target").lower() not in COUNTED_IN_N]
    alone = [row for row in of_people if _ONE_PERSON.fullmatch(row.get("n"))]
    if len(alone) < LEAST_ALONE or 2 * len(alone) <= len(of_people):
        return None
    words = f"column n is 1, and so it is in {len(alone)} of {len(of_people)} rows, as in a list of people"
    return f"row {alone[0].line}, {words}"
