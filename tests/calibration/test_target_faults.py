"""Everything that is wrong with a file of targets is told at once: row, column, what was given, what to type."""

import re

import pytest
from small_targets import HEADER, LONGEST_MONTHS, SMALL, faults, row

from simmodel.calibration.target_faults import Faults
from simmodel.calibration.target_file import targets_in
from simmodel.errors import TargetsError
from simmodel.study_faults import MOST_TOLD

DAYS = {"target": "custody_days", "kind": "mean"}
AT_6 = {"time": "6", "value": "0.2"}
NO_VALUE = {"value": "", "n": ""}

IN_A_ROW: dict[str, tuple[dict[str, str], str, str]] = {
    # the cells, the column, what is said
    "an unknown target": ({"target": "any_custdy"}, "target", "did you mean 'any_custody'?"),
    "no target": ({"target": ""}, "target", "is missing; allowed: new_sentence"),
    "an unknown arm": ({"arm": "pillot"}, "arm", 'is "pillot"; allowed: pilot, control; did you mean'),
    "no arm where there are two": ({"arm": ""}, "arm", "is missing; allowed: pilot, control; type pilot"),
    "an unknown group": ({"group": "homeles"}, "group", "did you mean 'homelessness'?"),
    "an unknown kind": ({"kind": "cumulativ"}, "kind", "did you mean 'cumulative'?"),
    "no kind where two fit": ({"kind": ""}, "kind", "is missing; allowed for any_custody: cumulative, survival"),
    "a kind that does not fit": ({"kind": "rate"}, "kind", "allowed for any_custody: cumulative, survival"),
    "a kind that does not fit a percentage": ({"kind": "rate", "value": "31%"}, "kind", "allowed for any_custody"),
    "a state as a cumulative share": ({"target": "housed"}, "kind", "allowed for housed: state; type state"),
    "an outcome by another name": ({"target": "crises"}, "target", "; type police_call_outs"),
    "another outcome by another name": ({"target": "ED visits"}, "target", "; type times_in_acute_care"),
    "an unknown use": ({"use": "fitt"}, "use", "allowed: fit, holdout, check; did you mean 'fit'?"),
    "no time": ({"time": ""}, "time", "is missing; allowed: months (12), weeks (52w)"),
    "a time in words": ({"time": "a year"}, "time", 'is "a year"; allowed: months'),
    "a time before the start": ({"time": "-3"}, "time", "type it without the minus"),
    "a time at the start": ({"time": "0"}, "time", "a week or more after"),
    "a time of a few days": ({"time": "0.1"}, "time", "a week or more after"),
    "a time beyond the plan": ({"time": "48"}, "time", "allowed: up to 36 months"),
    "weeks beyond the plan": ({"time": "208w"}, "time", "allowed: up to 36 months"),
    "a window the wrong way round": ({**DAYS, "time": "24-12"}, "time", "type for example 12-24"),
    "a window of no length": (
        {**DAYS, "time": "12-12"},
        "time",
        "from an earlier to a later week; type for example 0-12",
    ),
    "a window of months and weeks": ({**DAYS, "time": "12-104w"}, "time", "type both ends in weeks"),
    "a state over a window": ({"target": "housed", "kind": "", "time": "12-24"}, "time", "one moment"),
    "a share of people over a window": ({"time": "12-24"}, "time", "since each person's start"),
    "a window that became a date": ({**DAYS, "time": "Dec-24"}, "time", "a spreadsheet made a date"),
    "a time that became a date": ({**DAYS, "time": "1/12/2024"}, "time", "a spreadsheet made a date"),
    "no value": ({"value": ""}, "value", "is missing; allowed: exactly one of value with n"),
    "nothing at all": (NO_VALUE, "value", "is missing; allowed: exactly one of value with n"),
    "a value alone": ({"n": ""}, "n", "is missing; allowed: exactly one of value with n"),
    "an error without a value": ({"value": "", "n": "", "se": "0.1"}, "se", "stands without value"),
    "value, people and error": ({"se": "0.05"}, "se", "stands beside value and n"),
    "value and interval": ({"lower": "0.2", "upper": "0.4", "n": ""}, "lower", "type 0.051 in se if it is a 95%"),
    "value and half an interval": ({"upper": "0.4"}, "upper", "type its standard error in se"),
    "a lower end alone": ({**NO_VALUE, "lower": "0.2"}, "upper", "is missing"),
    "an upper end alone": ({**NO_VALUE, "upper": "0.2"}, "lower", "type 0 if nothing is known"),
    "ends that have changed places": ({**NO_VALUE, "lower": "0.4", "upper": "0.2"}, "lower", "lower below upper"),
    "ends that are one": ({**NO_VALUE, "lower": "0.4", "upper": "0.4"}, "lower", "lower below upper"),
    "an interval of everything": ({**NO_VALUE, "lower": "0", "upper": "1"}, "lower", "says nothing"),
    "a percentage without its sign": ({"value": "31"}, "value", "type 31% if it is a percentage, or 0.5345 if"),
    "a share above 1": ({"value": "131%"}, "value", "a share from 0 to 1, or 0% to 100%"),
    "a share below 0": ({"value": "-0.1"}, "value", "a share from 0 to 1, or 0% to 100%"),
    "more than all": ({"value": "200"}, "value", "a share from 0 to 1, or 0% to 100%"),
    "a mean suppressed that is a share of time": (
        {"target": "time_housed", "kind": "", "value": "<5"},
        "value",
        "only shares of people",
    ),
    "a percentage of people that would be whole": ({"n": "5800%"}, "n", "a whole number, 1 to"),
    "people in dollars": ({"n": "$58"}, "n", "a whole number, 1 to"),
    "an unknown target without a kind": ({"target": "zzz", "kind": ""}, "target", "allowed: new_sentence"),
    "an unknown target that is suppressed": ({"target": "zzz", "value": "<5"}, "target", "allowed: new_sentence"),
    "an unknown target of which no more can be said": (
        {"target": "zzz", **NO_VALUE, "lower": "0", "upper": "1"},
        "target",
        "allowed: new_sentence",
    ),
    "more days than there are": ({**DAYS, "value": "400"}, "value", "allowed: 0 to 366"),
    "more days than in the window": ({**DAYS, "value": "100", "time": "12-14"}, "value", "allowed: 0 to 61"),
    "fewer days than none": ({**DAYS, "value": "-1"}, "value", "allowed: 0 to 366"),
    "fewer arrests than none": ({"target": "arrests", "kind": "rate", "value": "-1"}, "value", "0 or more"),
    "a percentage of days": ({**DAYS, "value": "31%"}, "value", "custody_days is no share"),
    "dollars of people": ({"value": "$1"}, "value", "this is not money"),
    "people in words": ({"n": "many"}, "n", "a whole number in digits; type for example 48"),
    "a decimal comma of people": ({"n": '"0,31"'}, "n", "a whole number in digits; type for example 48"),
    "fewer people than none": ({"n": "-4"}, "n", "a whole number, 1 to"),
    "no people": ({"n": "0"}, "n", "a whole number, 1 to"),
    "half a person": ({"n": "58.5"}, "n", "a whole number, 1 to"),
    "a share of a person": ({"n": "58%"}, "n", "a whole number, 1 to"),
    "an error of nothing": ({"n": "", "se": "0"}, "se", "allowed: above 0"),
    "an error below nothing": ({"n": "", "se": "-0.05"}, "se", "allowed: above 0"),
    "an error no share can have": ({"n": "", "se": "0.6"}, "se", "up to 0.462"),
    "a suppressed cell without people": ({"value": "<5", "n": ""}, "n", 'is missing beside "<5" in value'),
    "a suppressed cell with an error": ({"value": "<5", "se": "0.1"}, "se", 'stands beside "<5" in value'),
    "a suppressed cell that says nothing": ({"value": "<60"}, "value", "the high one at most n = 58"),
    "a band that says nothing": ({"value": "0-58"}, "value", "says nothing"),
    "a band the wrong way round": ({"value": "9-5"}, "value", "a count from low to high"),
    "a suppressed mean": ({**DAYS, "value": "<5"}, "value", "type lower and upper instead"),
    "a band that became a date": ({"value": "5-Sep"}, "value", "a spreadsheet made a date"),
    "a formula": ({"value": "=1+1"}, "value", 'is "=1+1", a formula; allowed: a number; type the number'),
    "an error of a spreadsheet": ({"value": "#DIV/0!"}, "value", "an error of a spreadsheet"),
    "not a number": ({"value": "NaN"}, "value", 'is "NaN"; allowed: a number; delete the row, or type "<5"'),
    "no end of numbers": ({"value": "inf"}, "value", "allowed: a number"),
    "a suppressed cell without a limit": ({"value": "n.p."}, "value", 'type "<5" in value'),
    "a fraction": ({"value": "18/58"}, "value", "type 0.3103 in value and 58 in n"),
    "a decimal comma": ({"value": '"0,31"'}, "value", "type 0.31"),
    "a space in a number": ({"n": "1 445"}, "n", "type 1445"),
    "digits of another script": ({"value": "٣"}, "value", "a number in digits"),
    "a number too large to write": ({"value": "1e999"}, "value", "a number in digits"),
    "a source that is a formula": ({"source": "=HYPERLINK(1)"}, "source", "a formula; allowed: words"),
    "a source without end": ({"source": "a" * 501}, "source", "has 501 characters; allowed: up to 500"),
    "a source that turns the line": ({"source": "a\u202eb"}, "source", "signs that cannot be printed"),
    "the end of a number in the note": ({"note": "445"}, "note", 'put a number with a comma in quotes, "1,445"'),
    "a line break in the note": ({"note": '"two\nlines"'}, "13", "has a line break in its cell"),
}


@pytest.mark.parametrize("name", IN_A_ROW)
def test_a_fault_of_a_row_is_told_once_with_its_place_and_its_repair(name: str) -> None:
    cells, column, words = IN_A_ROW[name]
    said = faults(HEADER + row(target="housed", kind="state", time="3") + row(**cells))

    assert len(said) == 1, said
    assert said[0].startswith(f"row 3, column {column} ")
    assert words in said[0]
    has_repair(said[0])


@pytest.mark.parametrize(
    ("cells", "repair"),
    [
        ({"value": "31"}, "type 31% if it is a percentage, or 0.5345 if it is 31 of 58"),
        ({"value": "31.5"}, "type 31.5% if it is a percentage"),
        ({"value": "80"}, "type 80% if it is a percentage"),
        ({"value": "", "lower": "31", "upper": "0.4"}, "type 31% if it is a percentage"),
    ],
)
def test_a_count_is_offered_as_a_share_only_where_it_may_be_one(cells: dict[str, str], repair: str) -> None:
    (said,) = faults(HEADER + row(**cells))
    assert said.endswith(f"; {repair}")


def has_repair(said: str) -> None:
    assert said.isprintable()
    assert "allowed" in said
    assert re.search(r"type|delete|close|mend|put|name it|did you mean|leave", said), said


BETWEEN_ROWS: dict[str, tuple[tuple[str, ...], int, str, str]] = {
    "the same twice": ((row(), row()), 3, "target", "as in row 2; allowed: each number once"),
    "the same with another value": ((row(), row(value="0.2")), 3, "target", "as in row 2; allowed: each number once"),
    "the same as its opposite": (
        (row(), row(kind="survival", value="0.69")),
        3,
        "target",
        "cumulative there and survival",
    ),
    "a cumulative share that falls": (
        (row(), row(time="24", value="0.2")),
        3,
        "value",
        "lies below what row 2 says of 12",
    ),
    "one that falls before it in the file": ((row(time="24", value="0.2"), row()), 2, "value", "lies below what row 3"),
    "a survival that rises": (
        (row(kind="survival"), row(kind="survival", time="24", value="0.5")),
        3,
        "value",
        "lies above what row 2",
    ),
    "a band below a share": ((row(), row(time="24", value="5-9")), 3, "value", "lies below what row 2"),
    "an interval below a share": (
        (row(), row(time="24", value="", n="", lower="0.1", upper="0.2")),
        3,
        "lower",
        "lies below",
    ),
    "a sum that falls": (
        (row(**DAYS, value="40"), row(**DAYS, value="30", time="24")),
        3,
        "value",
        "lies below what row 2",
    ),
    "a percentage and a share": (
        (row(), row(time="24", value="40%")),
        3,
        "value",
        "is written with %, and any_custody in row 2",
    ),
    "a percentage with an error as a share": ((row(value="31%", n="", se="0.05"),), 2, "se", "is written without %"),
    "held out before what is fitted": (
        (row(), row(**AT_6, use="holdout")),
        3,
        "use",
        "row 2 fits the same people at 12",
    ),
    "nothing to fit": ((row(use="holdout"), row(**AT_6, use="check")), 2, "use", "so there is nothing to fit"),
    "a part above its whole": (
        (row(), row(target="new_sentence", value="0.4")),
        3,
        "value",
        "lies above any_custody in row 2",
    ),
}


@pytest.mark.parametrize("name", BETWEEN_ROWS)
def test_a_fault_between_rows_is_told_once_with_its_place_and_its_repair(name: str) -> None:
    rows, line, column, words = BETWEEN_ROWS[name]
    said = faults(HEADER + "".join(rows))

    assert len(said) == 1, said
    assert said[0].startswith(f"row {line}, column {column} ")
    assert words in said[0]
    has_repair(said[0])


AS_A_WHOLE: dict[str, tuple[str, str]] = {
    "an empty file": ("", "row 1, column target is missing: the file is empty"),
    "a file of empty lines": ("\n,,,\n", "row 1, column target is missing: the file is empty"),
    "names of columns alone": (HEADER, "row 1, column target has nothing under it"),
    "no names of columns": (row(), 'row 1, column 1 is "any_custody", a target: there are no names of columns'),
    "a title above the names": ("Our pilot\n" + SMALL, "row 1, column 1 begins a line that names none of the columns"),
    "no column of targets": ("time,value,n\n12,0.3,58\n", "row 1, column target is missing; allowed: target, time"),
    "no column of times": ("target,value,n\nhoused,0.3,58\n", "row 1, column time is missing"),
    "no column of values": ("target,time,n\nhoused,12,58\n", "row 1, column value is missing"),
    "a column twice": (
        "target,time,value,n,arm,n\nhoused,12,0.3,58,pilot,9\n",
        "row 1, column n is there twice, as columns 4 and 6",
    ),
    "an unknown column": (
        SMALL.replace("source", "sauce"),
        "row 1, column sauce is not a known column; allowed: target",
    ),
    "a column like no other": (
        "target,time,value,n,arm,zzzz\nhoused,12,0.3,58,pilot,\n",
        "row 1, column zzzz is not a known",
    ),
    "a column without a name": ("target,time,value,n,,arm\nhoused,12,0.3,58,x,pilot\n", "row 1, column 5 has no name"),
    "too many columns": ("target," * 201 + "x\n", "row 1, column 201 is one of 202; allowed: at most 200 columns"),
    "a row that is too short": (
        SMALL + "housed,12\n",
        "row 9, column 3 does not fit: the row has 2 cells and the header 13",
    ),
    "a row that is too long": (SMALL + row(note="x,y"), "row 9, column 14 does not fit: the row has 14 cells"),
    "a comma outside quotes": ("target,time,arm,value,n\nhoused,12,pilot,0.31,1,445\n", "row 2, column 6 does not fit"),
    "a comma outside quotes where a cell is forgotten": (
        "target,time,arm,value,n,source\njustice_cost,12,pilot,12,345,60\n",
        'row 2, column source is "60", perhaps the end',
    ),
    "a quote mark left open": (SMALL + row(note='"open'), "row 9, column 1 cannot be read: a quote mark"),
    "a quote mark within a cell": (SMALL + row(note='"a"b"'), "row 9, column 1 cannot be read: a quote mark"),
    "a decimal comma among semicolons": (
        "target;time;arm;value;n\nhoused;12;pilot;0,31;58\n",
        'row 2, column value is "0,31"; allowed: a number',
    ),
    "thousands among semicolons": (
        "target;time;arm;value;n\nhoused;12;pilot;0.31;1,445\n",
        'row 2, column n is "1,445"; allowed: a whole number in digits; type 1445',
    ),
}


@pytest.mark.parametrize("name", AS_A_WHOLE)
def test_a_fault_of_the_whole_is_told_once_with_its_place_and_its_repair(name: str) -> None:
    text, words = AS_A_WHOLE[name]
    said = faults(text)

    assert len(said) == 1, said
    assert said[0].startswith(words)
    assert re.search(r"type|delete|close|stands in|name it|did you mean", said[0])


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (HEADER + row(target="housing", value="31", n="x") + row() + row(arm="nobody", time="99")).replace(
        "kind", "knd"
    )
    said = [each.split(" is ")[0] for each in faults(text)]

    assert said == [
        "row 1, column knd",
        "row 2, column target",
        "row 2, column n",
        "row 4, column time",
        "row 4, column arm",
    ]


def test_an_unknown_column_is_told_with_the_nearest_and_read_as_that() -> None:
    said = faults("targt,taget,time,arm,value,n\nhoused,zzz,12,pilot,0.3,5.5\n")
    assert [each.split(" is ")[0] for each in said] == ["row 1, column targt", "row 1, column taget", "row 2, column n"]
    assert all(each.endswith("; did you mean 'target'?") for each in said[:2])
    (other,) = faults("target,time,arm,value,n,zzzz\nhoused,12,pilot,0.3,58,\n")
    assert other.endswith("; delete it")


def test_a_column_of_a_time_is_unknown_beside_a_column_of_times() -> None:
    (said,) = faults("target,time,arm,value,n,m12\nhoused,12,pilot,0.3,58,0.3\n")
    assert said.startswith("row 1, column m12 is not a known column")


def test_the_message_counts_its_faults_under_the_name_of_the_file() -> None:
    with pytest.raises(TargetsError) as caught:
        targets_in(HEADER + row(n="x", arm="x"), "my/targets.csv", ("pilot",), LONGEST_MONTHS)
    assert str(caught.value).startswith("my/targets.csv has 2 faults:\n  row 2, column arm ")


def test_of_very_many_faults_the_first_are_told() -> None:
    said = faults(HEADER + row() + row(target="nothing") * 4000)
    assert len(said) == MOST_TOLD + 1
    assert said[-1].startswith("there may be more")


def test_a_plan_of_one_arm_needs_no_arm_and_refuses_another() -> None:
    def read(arm: str) -> str:
        return targets_in(HEADER + row(arm=arm), "t.csv", ("pull_in",), LONGEST_MONTHS).targets[0].arm

    assert read("") == read("pull_in") == "pull_in"
    with pytest.raises(TargetsError, match="allowed: pull_in; type pull_in"):
        read("control")


def test_a_plan_without_arms_takes_none() -> None:
    assert targets_in(HEADER + row(arm=""), "t.csv", (), LONGEST_MONTHS).targets[0].arm == ""
    with pytest.raises(TargetsError, match=r"column arm is "):
        targets_in(HEADER + row(arm="pilot"), "t.csv", (), LONGEST_MONTHS)


def test_rows_with_faults_are_not_compared_with_others() -> None:
    said = faults(HEADER + row(arm="one") + row(arm="two"))
    assert [each.split(" is ")[0] for each in said] == ["row 2, column arm", "row 3, column arm"]


def test_a_column_that_cannot_be_printed_is_told_in_signs_that_can() -> None:
    found = Faults("t.csv")
    found.add(1, "a\u202eb", "is not a known column")
    assert found.told()[0].isprintable()
