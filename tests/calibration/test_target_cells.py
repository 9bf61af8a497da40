"""A cell says one number or one time, or what to type instead."""

import pytest

from simmodel.calibration.target_cells import CellError, counted_between, figure, is_date, moment, window

READ = [
    ("0.31", 0.31, 0.01, False),
    ("31%", 0.31, 0.01, True),
    ("31.5 %", 0.315, 0.001, True),
    ("1,445", 1445, 1, False),
    ("12,345.50", 12345.5, 0.01, False),
    ("-3", -3, 1, False),
    (".5", 0.5, 0.1, False),
    ("5.", 5, 1, False),
    ("2e-2", 0.02, 0.01, False),
]


@pytest.mark.parametrize(("text", "number", "step", "percent"), READ)
def test_a_number_is_read_as_it_is_written(text: str, number: float, step: float, percent: bool) -> None:
    found = figure(text, commas_are_marks=True)
    assert (found.number, found.percent) == (number, percent)
    assert found.step == pytest.approx(step)


@pytest.mark.parametrize(("text", "number"), [("$12,345", 12345), ("-$5", -5), ("$ 5", 5)])
def test_dollars_are_read_as_money(text: str, number: float) -> None:
    assert figure(text, commas_are_marks=True).dollars
    assert figure(text, commas_are_marks=True).number == number


REFUSED = [
    ("0,31", False, "type 0.31"),
    ("0,310", False, "type 0.310"),
    ("1,445", False, "type 1445 or 1.445"),
    ("1,445.5", False, "type 1445.5"),
    ("12,34", False, "type 12.34"),
    ("1,45%", False, "type 1.45%"),
    ("0,310", True, "type 0.310"),
    ("1,44", True, "type 1.44"),
    ("1,4,5", True, "type for example 0.31"),
    ("+A1", True, "a formula; allowed: a number"),
    ("@SUM(1)", True, "a formula; allowed: a number"),
    ("+5", True, "type for example 0.31"),
    ("18/0", True, "type for example 0.31"),
    ("18 of 58", True, "type 0.3103 in value and 58 in n"),
    ("1'445", True, "type 1445"),
    ("1" * 16, True, "type for example 0.31"),
    ("e5", True, "type for example 0.31"),
    ("%", True, "type for example 0.31"),
    ("", True, "type for example 0.31"),
]


@pytest.mark.parametrize(("text", "commas_are_marks", "said"), REFUSED)
def test_what_may_be_read_in_two_ways_or_none_is_refused(text: str, commas_are_marks: bool, said: str) -> None:
    with pytest.raises(CellError) as caught:
        figure(text, commas_are_marks)
    assert said in str(caught.value)
    if said.startswith("type"):
        assert str(caught.value).endswith(f"; {said}")


@pytest.mark.parametrize("text", ["5", "0.3", "5-", "-5-9", ">5", "<5%", "<5.5", "5-9-12"])
def test_other_cells_are_no_suppressed_counts(text: str) -> None:
    assert counted_between(text) is None


@pytest.mark.parametrize("text", ["m12m", "w13w", "m13w", "12y", "-3", "", "twelve", "1e3", "12,5", "99999"])
def test_other_cells_are_no_moments(text: str) -> None:
    assert moment(text) is None


@pytest.mark.parametrize("text", ["13w", "w13", "13 weeks", "W13", "3", "m3", "3m", "3 months", "M3", "3.0"])
def test_thirteen_weeks_are_three_months(text: str) -> None:
    assert moment(text) == 3


@pytest.mark.parametrize("text", ["12-", "-12", "12-24w", "12w-24", "12-24-36", "a-b", "m-w", "12-ab", "ab-12"])
def test_other_cells_are_no_windows(text: str) -> None:
    assert window(text) is None


@pytest.mark.parametrize("text", ["Dec-24", "24-Dec", "5-Sep", "9 May", "1/12/2024", "2024-12-01", "1 February 2024"])
def test_what_a_spreadsheet_makes_of_a_band_is_a_date(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", ["12-24", "5-9", "0.31", "18/58", "read 1/12/2024", "group-9", ""])
def test_bands_and_windows_are_no_dates(text: str) -> None:
    assert not is_date(text)
