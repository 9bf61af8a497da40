"""A small study that is right, ways to spoil it, and what is then said about it."""

import pytest

from simmodel.errors import StudyError
from simmodel.scenario import parse_study

SMALL = """\
name = "small"
title = "A small study"
[site]
name = "Taree"
[scenarios.current]
title = "Current"
base_case = true
buys = "nothing"
[scenarios.pull_in]
title = "Pull in"
buys = "coaches"
funding_per_year = 650000
[scenarios.places]
title = "Places"
buys = "places"
funding_per_year = 650000
places = { mental_health = 0.5, connection = 0.5 }
"""

SHORT = SMALL.replace(
    "[site]",
    """[time]
warm_up_years = 1
horizon_years = 3
count_releases_weeks = 52
[site]""",
).replace(
    "[scenarios.current]",
    """[site.people]
leaving_custody = { at_start = 8, arrivals_per_year = 4 }
[scenarios.current]""",
)
"""The same for a few years, and fewer people leaving custody."""


def small(*changes: tuple[str, str]) -> str:
    """The small study with some of its text replaced."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def with_keys(table: str, *keys: str) -> str:
    """The small study with more keys in a table, on the lines just after its header."""
    if f"[{table}]" in SMALL:
        return small((f"[{table}]\n", f"[{table}]\n" + "\n".join(keys) + "\n"))
    return SMALL + f"[{table}]\n" + "\n".join(keys) + "\n"


def faults(text: str) -> list[str]:
    with pytest.raises(StudyError) as caught:
        parse_study(text)
    return caught.value.faults


def fault(text: str) -> str:
    found = faults(text)
    assert len(found) == 1, found
    return found[0]


def said_about(text: str) -> list[str]:
    """The faults of a text; none where it is a study."""
    try:
        parse_study(text)
    except StudyError as error:
        return error.faults
    return []


JUNK = [
    "true",
    '"3"',
    "nan",
    "inf",
    "-inf",
    "-1",
    "1e300",
    "9" * 400,
    "[1]",
    "{ a = 1 }",
    "2026-11-21",
    "07:30:00",
    "''",
]
"""What stands in no study where a number is wanted, as TOML."""
