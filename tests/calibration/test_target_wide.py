"""A wide table, a column for each time, says the same as a long one."""

from dataclasses import replace

import pytest
from small_targets import HEADER, faults, read, row

from simmodel.calibration.target_faults import Faults
from simmodel.calibration.target_text import parsed
from simmodel.calibration.target_wide import wide_to_long

WIDE = """\
target,arm,n,kind,source,{}
any_custody,pilot,58,cumulative,own records,10%,,31%
housed,control,60,,own records,<5,5-9,0.4
"""
LONG = (
    HEADER
    + row(time="3", value="10%")
    + row(time="12", value="31%")
    + "".join(
        row(target="housed", arm="control", n="60", kind="state", time=time, value=value)
        for time, value in (("3", "<5"), ("6", "5-9"), ("12", "0.4"))
    )
)


@pytest.mark.parametrize("times", ["3,6,12", "m3,m6,m12", "3m,6m,12m", "13w,26w,52w", "M3, 6 months ,52 weeks"])
def test_a_wide_table_says_the_same_as_a_long_one(times: str) -> None:
    wide, long = read(WIDE.format(times)), read(LONG)
    assert [replace(each, row=0) for each in wide.targets] == [replace(each, row=0) for each in long.targets]
    assert [each.row for each in wide.targets] == [2, 2, 3, 3, 3]


def test_a_column_of_a_wide_table_may_be_a_window() -> None:
    text = "target,arm,n,kind,source,0-12,12-24\ncustody_days,pilot,58,mean,own records,40,20\n"
    assert [(each.since, each.until) for each in read(text).targets] == [(0, 12), (12, 24)]


def test_long_rows_keep_their_line_and_the_names_of_their_columns() -> None:
    table = parsed(WIDE.format("3,m6,12"), Faults("t.csv"))
    assert table is not None
    long = wide_to_long(table)
    assert [(row.line, row.get("time"), row.get("value")) for row in long.rows] == [
        (2, "3", "10%"),
        (2, "12", "31%"),
        (3, "3", "<5"),
        (3, "m6", "5-9"),
        (3, "12", "0.4"),
    ]
    assert long.rows[3].called("value") == long.rows[3].called("time") == "m6"


FAULTS = [
    (("10%", "110%"), "row 2, column m3 is "),
    (("<5,5-9,0.4", "<5,5-9,4"), "row 3, column m12 is "),
    (("pilot,58", "pilot,58.5"), "row 2, column n is "),
    (("pilot,58", "pilot,"), "row 2, column n is missing"),
    (("31%", "9%"), "row 2, column m12 lies below what row 2 says of 3 months"),
    (("10%,,31%", ",,"), None),
    (("m6", "m3"), "row 1, column m3 is there twice, as columns 6 and 7"),
    (("m6", "3w"), None),
    (("m6", "3 m"), "row 3, column 3 m is housed at the same time"),
    (("m6", "sx"), "row 1, column sx is not a known column"),
    (("source", "value"), "row 1, column value is of the long form"),
    (("m6", "48"), "row 3, column 48 is "),
    (("n,kind", "x,kind"), "row 1, column n is missing"),
]


@pytest.mark.parametrize(("change", "said"), FAULTS)
def test_a_fault_of_a_wide_table_names_its_column_of_time(change: tuple[str, str], said: str | None) -> None:
    text = WIDE.format("m3,m6,m12")
    assert change[0] in text
    text = text.replace(*change, 1)
    if said is None:
        assert read(text).targets
    else:
        assert any(each.startswith(said) for each in faults(text)), faults(text)


def test_a_blank_row_of_a_wide_table_is_read_with_a_warning() -> None:
    found = read("target,arm,n,source,12\nhoused,pilot,58,own records,60%\nhoused,control,58,own records,\n")
    assert [target.arm for target in found.targets] == ["pilot"]
    assert found.warnings[0].startswith("row 3, column target begins a row that is blank in all columns of times")


def test_a_wide_table_of_blanks_holds_nothing() -> None:
    (said,) = faults("target,arm,n,12\nhoused,pilot,58,\n")
    assert said.startswith("row 2, column target is blank, and so are all columns of times")
