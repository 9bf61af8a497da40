"""Groups have no more than all of whom they are some, and a night is spent once."""

import pytest
from small_targets import HEADER, faults, read, row

GROUPS = ("leaving_custody", "homelessness")
IMPOSSIBLE: dict[str, tuple[tuple[str, ...], str]] = {
    "more in a group than in all": (
        (row(value="0.1", n="50"), row(value="0.9", n="50", group=GROUPS[0])),
        "row 3, column value comes to 44.75 in this group, and row 2 to 5.25 at most in all; allowed: no more",
    ),
    "more people in groups than in all": (
        (row(n="50"), *(row(n="40", group=group) for group in GROUPS)),
        "row 4, column n makes 80 people in groups, and row 2 has 50 in all",
    ),
    "more days in a group than in all": (
        (
            row(target="custody_days", kind="mean", value="10", n="50"),
            row(target="custody_days", kind="mean", value="30", n="20", group=GROUPS[0]),
        ),
        "comes to 590 in this group, and row 2 to 525 at most in all",
    ),
    "nights without a home of people who always had one": (
        (
            row(target="time_housed", kind="mean", value="1.0", n="50"),
            row(target="homeless_nights", kind="mean", value="300", n="50"),
        ),
        "is more than the 1.83 nights that time_housed in row 2 leaves outside a stable home",
    ),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_what_cannot_be_is_told_at_its_row(case: str) -> None:
    rows, told = IMPOSSIBLE[case]
    assert told in "\n".join(faults(HEADER + "".join(rows)))


@pytest.mark.parametrize(
    "rows",
    [
        (row(value="0.5", n="50"), row(value="0.9", n="20", group=GROUPS[0])),
        (row(n="50"), *(row(n="25", group=group) for group in GROUPS)),
        (row(value="0.1", n="50"), row(value="0.9", n="50", group=GROUPS[0], use="check", source="elsewhere")),
        (
            row(target="time_housed", kind="mean", value="0.5", n="50"),
            row(target="homeless_nights", kind="mean", value="180", n="50"),
        ),
        (
            row(target="time_housed", kind="mean", value="1.0", n="50", time="12"),
            row(target="homeless_nights", kind="mean", value="300", n="50", time="12-24"),
        ),
    ],
)
def test_what_can_be_is_read(rows: tuple[str, ...]) -> None:
    assert len(read(HEADER + "".join(rows)).targets) == len(rows)
