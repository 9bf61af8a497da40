"""Records of single people are refused, and nothing of them is repeated."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_targets import HEADER, SMALL, faults, read, row

from simmodel.calibration.unit_records import LEAST_ALONE, MOST_ROWS_WITHOUT_TARGET

PERSON = ("Jo Bloggs", "1985-02-01", "12 Smith Street", "jo@example.org", "0412 345 678", "2123456701", "TRUE")
COLUMNS = [
    *("name", "surname", "first name", "family_name", "preferred name", "initials"),
    *("dob", "date_of_birth", "Date of Birth", "client dob"),
    *("address", "Home Address", "street", "email", "e-mail", "Phone", "mobile_number"),
    *("crn", "MIN", "MIN number", "mrn", "slk581", "SLK", "passport", "client_id", "Participant ID", "offender number"),
    *("Medicare", "Medicare No."),
    *("client", "Person", "case", "case_id", "Case No", "client code", "id", "record number", "first", "last"),
    *("age", "Age at release", "age_group", "years old", "sex", "Gender", "postcode", "suburb", "ethnicity"),
]


def refused(text: str, *secrets: str) -> str:
    (said,) = faults(text)
    assert re.match(r"row \d+, column (\d+|target|n) ", said)
    assert "only counts of people put together are asked for, never records of single people" in said
    assert "type one row for each outcome and time" in said
    assert [secret for secret in secrets if secret in said] == []
    return said


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("beside", ["", "target,time,value,n,"])
def test_a_column_about_a_person_is_refused_wherever_it_stands(column: str, beside: str) -> None:
    text = f"{beside}{column}\n" + "x," * beside.count(",") + "Jo Bloggs\n"
    refused(text, "Jo", "Bloggs")


VALUES = [
    ("jo.bloggs@example.org.au", "an e-mail address"),
    ("ask jo@example.org", "an e-mail address"),
    ("0412 345 678", "a telephone number"),
    ("+61412345678", "a telephone number"),
    ("1985-02-01", "a date of birth"),
    ("1/2/1985", "a date of birth"),
    ("01-02-85", "a date of birth"),
    ("1 Feb 1985", "a date of birth"),
    ("1985-02-01 00:00:00", "a date of birth"),
    ("ring 04 1234 5678", "a telephone number"),
    ("0412 34 56 78", "a telephone number"),
    ("+61 4 1234 5678", "a telephone number"),
    ("ring Jo on (02) 6551 2345", "a telephone number"),
    ("02 6551 2345", "a telephone number"),
    ("0265512345", "a telephone number"),
    ("+61 2 6551 2345", "a telephone number"),
    ("+61 (0)2 6551-2345", "a telephone number"),
    ("+44 20 7946 0958", "a telephone number"),
    ("Jo Bloggs ph 6551 2345", "a telephone number"),
    ("Jane Citizen DOB 01/02/1980", "a date of birth"),
    ("Jane Citizen d.o.b.: 1 Feb 1980", "a date of birth"),
    ("Jane Citizen (date of birth 1980-02-01)", "a date of birth"),
    ("Jane Citizen born on 1/2/1980 in Taree", "a date of birth"),
]


@pytest.mark.parametrize(("value", "what"), VALUES)
@pytest.mark.parametrize("column", ["target", "group", "arm", "source", "note"])
def test_a_cell_about_a_person_is_refused_in_any_column_of_words(value: str, what: str, column: str) -> None:
    said = refused(SMALL + row(**{column: value}), value)
    assert said.startswith(f"row 9, column {HEADER.strip().split(',').index(column) + 1} looks like {what}")


def test_records_without_names_of_columns_are_refused_and_not_repeated() -> None:
    refused(",".join(PERSON) + "\n" + ",".join(PERSON) + "\n", *PERSON)


def test_what_names_none_of_the_columns_is_not_repeated() -> None:
    (said,) = faults("Jo Bloggs,Sydney\nMo,Taree,x\n")
    assert not re.search("Jo|Bloggs|Sydney|Mo|Taree", said)


def test_a_long_list_without_targets_is_refused() -> None:
    people = "arm,time,value\n" + "pilot,33,1\n" * (MOST_ROWS_WITHOUT_TARGET + 1)
    refused(people, "33")
    (few,) = faults("arm,time,value\n" + "pilot,12,1\n" * MOST_ROWS_WITHOUT_TARGET)
    assert few.startswith("row 1, column target is missing; allowed")


def test_a_long_list_whose_targets_are_none_of_ours_is_refused_and_not_repeated() -> None:
    refused(HEADER + row(target="Jo Bloggs") * 21, "Jo", "Bloggs")
    assert faults(HEADER + row(target="any_custdy") * 20)[0].startswith('row 2, column target is "any_custdy"')


TIMES = tuple(str(month) for month in range(1, 13))


def test_a_list_of_ones_is_a_list_of_people() -> None:
    said = refused(HEADER + row(n="1", value="1", note="of Taree") * 21, "Taree")
    assert said.startswith("row 2, column n is 1, and so it is in 21 of 21 rows")


@pytest.mark.parametrize("one", ["1", "1.0", "01"])
@pytest.mark.parametrize("count", [LEAST_ALONE, 12])
def test_a_short_list_of_ones_is_a_list_of_people_too(count: int, one: str) -> None:
    alone = [
        row(target="custody_days", kind="mean", time=time, value="0", n=one, note="Jane Citizen") for time in TIMES
    ]
    said = refused(HEADER + row(arm="control") + "".join(alone[:count]), "Jane", "Citizen")
    assert said.startswith(f"row 3, column n is 1, and so it is in {count} of {count + 1} rows")


def test_a_wide_list_of_ones_is_a_list_of_people() -> None:
    refused("target,arm,n,note,6,12\n" + "any_custody,pilot,1,Jane Citizen,0,1\n" * 4, "Jane", "Citizen")


def test_a_small_file_with_a_row_or_two_of_one_person_is_none() -> None:
    assert len(read(HEADER + row(n="1", value="1") + row(arm="control", n="1", value="0")).targets) == 2
    half = [row(n="1", value="1", time=time) for time in ("3", "6", "9")]
    assert len(read(HEADER + "".join(half) + "".join(row(arm="control", time=time) for time in "369")).targets) == 6


def test_single_first_appointments_are_no_people() -> None:
    kept = [row(target="appointments_kept", kind="mean", value="1", n="1", time=time) for time in "369"]
    assert len(read(HEADER + "".join(kept)).targets) == 3


def test_a_column_like_one_of_a_file_is_refused_before_its_cells_are_read_as_that() -> None:
    refused("sex,age,postcode,target,time,value,n\nF,34,2430,any_custody,12,0.3,50\n", "34", "2430")
    refused("id,target,time,value,n\nP0091,any_custody,12,0,50\n", "P0091")


def test_faults_of_other_kinds_do_not_repeat_people_either() -> None:
    refused('name,time\nJo Bloggs,12,more\n"x\n', "Jo", "more")
    refused("targt,dob,knd\nJo,1985-02-01,x\nJo\n", "Jo", "1985", "knd")


@pytest.mark.parametrize(
    "words",
    [
        "ROGS 2024, table 8.2, read 2026-01-29",
        "own records of 2023",
        "mean of 60 people",
        "named groups",
        "12 Feb to 3 May",
        "table 02 2019 2020",
        "tables 3 and 04 2023-2024, of 6551 people",
        "call 2019 2020",
        "linked by name and date of birth, 2026-01-29",
        "children born 1 July 2010 to 30 June 2011",
        "HOM015; 10.1016/j.2020.02.65512345",
        "of 1234 5678 records",
    ],
)
def test_a_source_may_tell_when_it_was_read(words: str) -> None:
    assert read(HEADER + row(source=f'"{words}"')).targets[0].source == words


def test_low_and_high_ends_called_min_and_max_are_no_number_of_a_person() -> None:
    said = faults("target,time,arm,kind,min,max\nany_custody,12,pilot,cumulative,0.2,0.4\n")
    assert said[0].startswith("row 1, column min is not a known column")


@pytest.mark.parametrize("column", ["clients", "participants", "number", "reference", "agency", "average", "stage"])
def test_a_column_that_may_hold_counts_or_sources_is_a_fault_like_any_other(column: str) -> None:
    (said,) = faults(f"target,time,arm,value,n,kind,{column}\nany_custody,12,pilot,0.3,50,cumulative,\n")
    assert said.startswith(f"row 1, column {column} is not a known column")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.decimals(0, 1, places=12), st.integers(21, 100_000_000))
def test_no_number_is_taken_for_a_telephone_number(value: Decimal, people: int) -> None:
    assert read(HEADER + row(value=str(value), n=str(people))).targets[0].n == people
