"""What cannot be is refused and what may be where people were lost is a warning: no pilot's own counts are refused."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_targets import HEADER, faults, read, row

from simmodel.calibration.target_checks import FEW
from simmodel.calibration.target_impossible import MOST_WINDOWS

ARREST = {"target": "arrested", "value": "0.4", "n": "50"}
DAYS = {"target": "custody_days", "kind": "mean", "n": "50"}
STATE = {"kind": "state", "n": "50"}

IMPOSSIBLE: dict[str, tuple[tuple[str, ...], str]] = {
    "more in two states than there are people": (
        (row(target="housed", value="0.8", **STATE), row(target="homeless", value="0.5", **STATE)),
        "row 3, column value makes, with housed in row 2, more than all people",
    ),
    "more in two states than the larger group has people": (
        (row(target="housed", value="0.8", **STATE), row(target="homeless", value="0.5", **STATE | {"n": "60"})),
        "row 3, column value makes, with housed in row 2, more than all people",
    ),
    "fewer arrests than people arrested": (
        (row(**ARREST), row(target="arrests", kind="mean", value="0.1", n="50")),
        "row 3, column value is less than arrested in row 2",
    ),
    "fewer arrests a year than people arrested": (
        (row(**ARREST, time="6"), row(target="arrests", kind="rate", value="0.7", n="50", time="6")),
        "row 3, column value is less than arrested in row 2",
    ),
    "fewer stays than people back, told by survival": (
        (row(value="0.6", kind="survival"), row(target="custody_stays", kind="mean", value="0.3")),
        "row 3, column value is less than any_custody in row 2",
    ),
    "a fall behind a band": (
        (row(time="6", value="0.3", n="50"), row(value="2 to 20", n="50"), row(time="24", value="0.1", n="50")),
        "row 4, column value lies below what row 2 says of 6 months",
    ),
    "a fall below what is lost": (
        (row(value="0.5", n="50"), row(time="24", value="0.2", n="48")),
        "row 3, column value lies below what row 2 says of 12 months",
    ),
    "halves above their whole": (
        (row(**DAYS, value="100", time="6"), row(**DAYS, value="100", time="6-12"), row(**DAYS, value="110")),
        "row 4, column value lies below what rows 2 and 3 say added up; allowed: at least as much",
    ),
    "halves below their whole": (
        (row(**DAYS, value="20", time="6"), row(**DAYS, value="30", time="6-12"), row(**DAYS, value="110")),
        "row 4, column value lies above what rows 2 and 3 say added up; allowed: at most as much",
    ),
    "a second half above its whole": (
        (row(**DAYS, value="100", time="6-12"), row(**DAYS, value="50")),
        "row 3, column value lies below what row 2 says of months 6 to 12",
    ),
    "a part above its whole of one person more": (
        (row(target="new_sentence", value="0.5", n="50"), row(value="0.2", n="51")),
        "row 2, column value lies above any_custody in row 3, and new_sentence is a part",
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_of_the_same_people_is_a_fault_told_once(name: str) -> None:
    rows, words = IMPOSSIBLE[name]
    (said,) = faults(HEADER + "".join(rows))

    assert said.startswith(words)
    assert "; allowed: " in said
    assert "; type " in said


DOUBTFUL: dict[str, tuple[tuple[str, ...], str]] = {
    "a fall where people were lost": (
        (row(value="0.30", n="50"), row(time="24", value="0.25", n="40")),
        "row 3, column value lies below what row 2 says of 12 months",
    ),
    "a fall of estimates": (
        (row(value="0.30", n="", se="0.05"), row(time="24", value="0.25", n="", se="0.05")),
        "row 3, column value lies below what row 2 says of 12 months",
    ),
    "two states of which one was asked of fewer": (
        (row(target="housed", value="0.8", **STATE), row(target="homeless", value="0.25", **STATE | {"n": "40"})),
        "row 3, column value makes, with housed in row 2, more than all people",
    ),
    "fewer arrests of fewer people": (
        (row(**ARREST), row(target="arrests", kind="mean", value="0.35", n="40")),
        "row 3, column value is less than arrested in row 2",
    ),
    "a part above its whole of fewer people": (
        (row(target="new_sentence", value="0.5", n="50"), row(value="0.45", n="40")),
        "row 2, column value lies above any_custody in row 3",
    ),
    "halves above their whole, where people were lost": (
        (
            row(**DAYS, value="60", time="6"),
            row(**DAYS, value="60", time="6-12"),
            row(**DAYS | {"n": "40"}, value="110"),
        ),
        "row 4, column value lies below what rows 2 and 3 say added up",
    ),
    "halves below their whole, of more people": (
        (
            row(**DAYS | {"n": "40"}, value="20", time="6"),
            row(**DAYS, value="30", time="6-12"),
            row(**DAYS, value="60"),
        ),
        "row 4, column value lies above what rows 2 and 3 say added up",
    ),
    "a part above its whole by rounding, of fewer people": (
        (row(target="new_sentence", value="0.3050", n="200"), row(value="30%", n="203")),
        "row 2, column value lies above any_custody in row 3",
    ),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_may_be_where_people_were_lost_is_a_warning(name: str) -> None:
    rows, words = DOUBTFUL[name]
    (said,) = read(HEADER + "".join(rows)).warnings

    assert said.startswith(words)
    assert "not the same people were followed" in said
    assert "look whether" in said


@pytest.mark.parametrize(
    "rows",
    [
        (row(target="housed", value="67%", **STATE), row(target="homeless", value="34%", **STATE)),
        (row(target="arrested", value="0.41"), row(target="arrests", kind="mean", value="0.4")),
        (row(**DAYS, value="33.4", time="6"), row(**DAYS, value="33.4", time="6-12"), row(**DAYS, value="66.7")),
        (row(target="housed", value="0.8", **STATE), row(target="homeless", value="0.5", **STATE, arm="control")),
        (row(target="housed", value="0.8", **STATE), row(target="homeless", value="0.5", **STATE, time="24")),
        (row(**DAYS, value="100", time="6-12"), row(**DAYS, value="50", time="6"), row(**DAYS, value="150")),
    ],
)
def test_what_adds_up_but_for_rounding_or_is_of_others_needs_no_look(rows: tuple[str, ...]) -> None:
    found = read(HEADER + "".join(rows))
    assert [each for each in found.warnings if "whole count" not in each] == []


def test_more_windows_than_a_series_can_have_are_not_compared() -> None:
    weeks = [f"0-{1 + n / 40:.4f}" for n in range(MOST_WINDOWS)]
    windows = [row(**DAYS | {"n": "", "value": ""}, lower="2", upper="3", time=time) for time in weeks]
    fallen = row(**DAYS, value="0.5", time="0-24")

    assert faults(HEADER + "".join(windows[:-1]) + fallen)
    assert len(read(HEADER + "".join(windows) + fallen).targets) == MOST_WINDOWS + 1


@dataclass(frozen=True)
class Person:
    """What happened to somebody: arrests by month, days inside in each half year, a state, and when lost."""

    arrests: tuple[int, ...]
    days: tuple[int, int]
    state: str
    lost: int


people = st.builds(
    Person,
    st.lists(st.integers(1, 24), max_size=3).map(tuple),
    st.tuples(st.integers(0, 180), st.integers(0, 180)),
    st.sampled_from(["housed", "homeless", ""]),
    st.integers(1, 60),
)


def still(group: Sequence[Person], months: int) -> list[Person]:
    return [each for each in group if each.lost > months]


def counted(target: str, time: str, kind: str, each: Sequence[float], digits: int) -> str:
    """A row of what was counted of each person, rounded; nothing where there is nobody."""
    if not each:
        return ""
    mean = sum(each) / len(each)
    value = f"{mean:.{digits}f}" if kind == "mean" else f"{100 * mean:.{digits}f}%"
    return row(target=target, time=time, kind=kind, value=value, n=str(len(each)))


def written(group: Sequence[Person], from_records: bool, digits: int) -> str:
    """What a pilot writes down of its people, as far as it still finds them."""
    rows = []
    for months in (6, 12, 24):
        found = still(group, months)
        rows.append(
            counted(
                "arrested", f"{months}", "cumulative", [min(p.arrests, default=99) <= months for p in found], digits
            )
        )
        everybody = group if from_records else found
        arrests = [sum(month <= months for month in p.arrests) for p in everybody]
        rows.append(counted("arrests", f"{months}", "mean", arrests, digits))
        rows.extend(
            counted(state, f"{months}", "state", [p.state == state for p in found], digits)
            for state in ("housed", "homeless")
        )
    found = still(group, 12)
    rows.append(counted("custody_days", "6", "mean", [p.days[0] for p in still(group, 6)], digits))
    rows.append(counted("custody_days", "6-12", "mean", [p.days[1] for p in found], digits))
    rows.append(counted("custody_days", "12", "mean", [sum(p.days) for p in found], digits))
    return HEADER + "".join(rows)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(people, min_size=1, max_size=30), st.booleans(), st.integers(0, 2))
def test_the_counts_of_no_pilot_are_refused_whoever_it_lost(
    group: list[Person], from_records: bool, digits: int
) -> None:
    text = written([*group, Person((), (0, 0), "", 60), Person((), (0, 0), "", 60)], from_records, digits)
    assert read(text).targets


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(people, min_size=FEW, max_size=30), st.integers(0, 2))
def test_a_pilot_that_loses_nobody_has_nothing_to_look_at_again(group: list[Person], digits: int) -> None:
    all_stay = [Person(each.arrests, each.days, each.state, 60) for each in group]
    assert [said for said in read(written(all_stay, True, digits)).warnings if "whole count" not in said] == []
