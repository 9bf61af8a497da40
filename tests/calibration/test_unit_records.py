"""Records of single people are refused, and nothing of them is repeated."""

import re

import pytest
from small_targets import HEADER, SMALL, faults, read, row

from simmodel.calibration.unit_records import MOST_ROWS_WITHOUT_TARGET

PERSON = ("Jo Bloggs", "1985-02-01", "12 Smith Street", "jo@example.org", "0412 345 678", "2123456701", "TRUE")
COLUMNS = [
    *("name", "surname", "first name", "family_name", "preferred name", "initials"),
    *("dob", "date_of_birth", "Date of Birth", "client dob"),
    *("address", "Home Address", "street", "email", "e-mail", "Phone", "mobile_number"),
    *("crn", "MIN", "MIN number", "mrn", "slk581", "SLK", "passport", "client_id", "Participant ID", "offender number"),
    *("Medicare", "Medicare No."),
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


def test_a_list_of_ones_is_a_list_of_people() -> None:
    said = refused(HEADER + row(n="1", value="1", note="of Taree") * 21, "Taree")
    assert said.startswith("row 2, column n is 1, and so it is in 21 of 21 rows")


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
    ],
)
def test_a_source_may_tell_when_it_was_read(words: str) -> None:
    assert read(HEADER + row(source=f'"{words}"')).targets[0].source == words


def test_low_and_high_ends_called_min_and_max_are_no_number_of_a_person() -> None:
    said = faults("target,time,arm,kind,min,max\nany_custody,12,pilot,cumulative,0.2,0.4\n")
    assert said[0].startswith("row 1, column min is not a known column")
