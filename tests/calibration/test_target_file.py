"""A file of targets gives every number as it was written, whichever program saved it."""

import os
from pathlib import Path

import pytest
from small_targets import ARMS, HEADER, LONGEST_MONTHS, SMALL, faults, one, read, row

from simmodel.calibration.target_file import read_target_file, read_targets, targets_in
from simmodel.calibration.targets import Target
from simmodel.errors import SimmodelError, TargetsError


def test_each_row_is_a_target_with_its_numbers_unchanged() -> None:
    first, second, third, fourth, fifth, sixth, last = read(SMALL).targets

    assert first == Target(
        2, "any_custody", "cumulative", 0.0, 6.0, "", "pilot", 0.12, 58.0, None, None, None, "fit", "own records", ""
    )
    assert (second.value, second.source) == (0.31, "own records, June")
    assert (third.value, third.n, third.lower, third.upper) == (None, 60, 0, 4 / 60)
    assert (fourth.row, fourth.value, fourth.n, fourth.lower, fourth.upper) == (5, None, None, 0.4, 0.55)
    assert (fifth.since, fifth.until, fifth.group, fifth.value) == (0, 12, "leaving_custody", 42.5)
    assert (sixth.until, sixth.value, sixth.se, sixth.n) == (12, 0.6, 0.05, None)
    assert (last.since, last.until, last.value, last.use) == (12, 24, 12345, "check")


SAVED = {
    "with a byte-order mark": SMALL.encode("utf-8-sig"),
    "with the line ends of Windows": SMALL.replace("\n", "\r\n").encode(),
    "with the line ends of old Macs": SMALL.replace("\n", "\r").encode(),
    "with empty rows at its end": (SMALL + ",,,,,,,,,,,,\n\n").encode(),
    "with empty columns at its right": SMALL.replace("\n", ",,\n").encode(),
    "with empty columns within": "\n".join(",," + line for line in SMALL.splitlines()).encode(),
    "with every cell in quotes": "\n".join(
        line if '"' in line else ",".join(f'"{cell}"' for cell in line.split(",")) for line in SMALL.splitlines()
    ).encode(),
    "with capitals and spaces": SMALL.replace(HEADER, HEADER.title().replace(",", " , ")).encode(),
    "without a line end": SMALL.strip().encode(),
}


@pytest.mark.parametrize("way", SAVED)
def test_however_a_spreadsheet_saves_it_the_targets_are_the_same(way: str, tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    path.write_bytes(SAVED[way])
    assert read_targets(path, ARMS, LONGEST_MONTHS) == read(SMALL).targets


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_and_tabs_part_cells_too(mark: str) -> None:
    text = HEADER + row() + row(time="24", value="0.4")
    assert read(text.replace(",", mark)).targets == read(text).targets


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252"])
def test_letters_with_marks_survive_utf_8_and_latin_1(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    path.write_bytes((HEADER + row(source="Café Élan")).encode(encoding))
    assert read_targets(path, ARMS, LONGEST_MONTHS)[0].source == "Café Élan"


def test_columns_that_may_be_left_out_are_taken_as_blank() -> None:
    text = "time,target,n,value,kind\n12,any_custody,58,0.31,cumulative\n"
    (target,) = targets_in(text, "targets.csv", ("pilot",), LONGEST_MONTHS).targets
    assert (target.arm, target.group, target.use, target.source, target.note) == ("pilot", "", "fit", "", "")


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [("housed", "state"), ("at_work", "state"), ("time_housed", "mean"), ("justice_cost", "cost")],
)
def test_a_kind_is_inferred_where_only_one_fits(outcome: str, kind: str) -> None:
    assert one(target=outcome, kind="", value="0.5").kind == kind


def test_a_row_without_a_source_is_read_with_a_warning() -> None:
    found = read(HEADER + row(source=""))
    assert len(found.targets) == 1
    assert found.warnings == ("row 2, column source is missing; type where the number was read, and when",)


def test_a_share_that_is_no_count_of_so_few_people_is_a_warning_with_the_nearest() -> None:
    (said,) = read(HEADER + row(value="0.35", n="10")).warnings
    assert said.startswith(
        'row 2, column value is "0.35", which of n = 10 is 3.5, no whole count; the nearest is 4 of 10'
    )
    assert read(HEADER + row(value="0.3", n="10")).warnings == ()
    assert read(HEADER + row(value="31%", n="58")).warnings == ()


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("<5", 0, 4),
        ("< 5", 0, 4),
        ("less than 5", 0, 4),
        ("<=4", 0, 4),
        ("1-4", 1, 4),
        ("5-9", 5, 9),
        ("5 to 9", 5, 9),
        ("5–9", 5, 9),
    ],
)
def test_a_suppressed_or_banded_cell_is_an_interval_of_its_people(written: str, low: int, high: int) -> None:
    target = one(value=written)
    assert (target.value, target.n, target.lower, target.upper) == (None, 58, low / 58, high / 58)


@pytest.mark.parametrize(
    ("time", "since", "until"),
    [
        ("12", 0, 12),
        ("0.5", 0, 0.5),
        ("13w", 0, 3),
        ("m3", 0, 3),
        ("12 months", 0, 12),
        ("12-24", 12, 24),
        ("12 to 24", 12, 24),
        ("52w-104w", 12, 24),
        ("12–24", 12, 24),
    ],
)
def test_a_time_is_months_or_weeks_or_a_window(time: str, since: float, until: float) -> None:
    target = one(target="arrests", kind="rate", time=time)
    assert (target.since, target.until) == (since, until)


@pytest.mark.parametrize(
    ("written", "number"),
    [("0.1234567890123456", 0.1234567890123456), ("12.7%", 0.127), ("7%", 0.07), (".5", 0.5), ("1e-1", 0.1)],
)
def test_a_share_is_the_number_nearest_to_what_is_written(written: str, number: float) -> None:
    assert one(value=written).value == number


def test_kept_appointments_may_be_suppressed_too() -> None:
    assert one(target="appointments_kept", kind="mean", value="<5").upper == 4 / 58


def test_nothing_is_the_same_with_and_without_a_percent_sign() -> None:
    assert [each.value for each in read(HEADER + row(time="1", value="0") + row(value="31%")).targets] == [0, 0.31]


def test_an_amount_may_lie_anywhere_from_0_to_1() -> None:
    target = one(target="arrests", kind="mean", value="", n="", lower="0", upper="1")
    assert (target.lower, target.upper) == (0, 1)


def test_a_whole_large_count_may_have_commas_in_quotes() -> None:
    assert one(n='"1,445"').n == 1445


@pytest.mark.parametrize("outcome", ["time_housed", "housed", "at_work"])
def test_a_share_of_time_or_in_a_state_may_fall(outcome: str) -> None:
    assert (
        len(read(HEADER + row(target=outcome, kind="") + row(target=outcome, kind="", time="24", value="0.2")).targets)
        == 2
    )


def test_a_part_may_be_as_large_as_its_whole() -> None:
    parts = [row(target=part) for part in ("new_sentence", "return_to_prison", "arrested")]
    assert len(read(HEADER + row() + "".join(parts)).targets) == 4


def test_a_rate_may_fall_and_a_later_window_may_hold_less() -> None:
    days = {"target": "custody_days", "value": "40"}
    rows = [row(**days, kind="rate"), row(**days | {"value": "30"}, kind="rate", time="24")]
    windows = [row(**days, kind="mean"), row(**days | {"value": "30"}, kind="mean", time="12-24")]
    assert [len(read(HEADER + "".join(each)).targets) for each in (rows, windows)] == [2, 2]


def test_the_same_check_may_come_from_two_places() -> None:
    rows = [row(use="check", source=source, value=value) for source, value in (("NSW", "0.4"), ("SA", "0.3"))]
    assert len(read(HEADER + row() + "".join(rows)).targets) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "a spreadsheet or a packed file (.xlsx, .ods, .zip)"),
        (b"\xd0\xcf\x11\xe0rest", "a spreadsheet of an older kind"),
        (b"%PDF-1.7", "a PDF"),
        ("target".encode("utf-16"), "UTF-16"),
        (b"target,time\n\x00\x01", "row 2, column 1: this is not text"),
        (b"a" * 300_000, "the file has 300,000 bytes; allowed: at most 262,144"),
    ],
)
def test_what_is_no_text_is_refused_with_how_to_save_it(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "targets.csv"
    path.write_bytes(content)
    with pytest.raises(TargetsError) as caught:
        read_targets(path, ARMS, LONGEST_MONTHS)
    assert said in str(caught.value)
    assert "allowed: " in str(caught.value)


def test_a_folder_or_no_file_is_told(tmp_path: Path) -> None:
    for path, said in ((tmp_path, "this is a folder"), (tmp_path / "none.csv", "there is no file of this name")):
        with pytest.raises(TargetsError, match=said):
            read_targets(path, ARMS, LONGEST_MONTHS)
    with pytest.raises(SimmodelError, match="cannot be read"):
        read_target_file(tmp_path / ("a" * 5000), ARMS, LONGEST_MONTHS)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "targets.csv"
    path.write_text(SMALL)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(TargetsError, match="Permission denied"):
        read_targets(path, ARMS, LONGEST_MONTHS)


@pytest.mark.parametrize("mark", [";", "\t", ",", "|"])
@pytest.mark.parametrize("first", ["sep={}", '"sep={}"', "SEP={}", "\ufeffsep={}", "sep={};;;"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_first_line_for_excel_says_what_stands_between_the_cells(mark: str, first: str, end: str) -> None:
    rows = [["target", "time", "arm", "value", "n", "source"], ["housed", "12", "pilot", "31%", "58", "a report"]]
    text = end.join([first.format(mark), *(mark.join(cells) for cells in rows), ""])

    (found,) = read(text).targets
    assert (found.row, found.outcome, found.value, found.n) == (3, "housed", 0.31, 58)


def test_a_decimal_comma_below_a_line_for_excel_is_told_with_its_row() -> None:
    (said,) = faults("sep=;\ntarget;time;arm;value;n\nhoused;12;pilot;0,31;58\n")
    assert said == 'row 3, column value is "0,31"; allowed: a number in digits, with a point; type 0.31'


@pytest.mark.parametrize("longest", [-3.0, 0.0, 0.1])
def test_a_study_that_ends_before_anybody_is_followed_is_told_once_with_what_to_change(longest: float) -> None:
    with pytest.raises(TargetsError) as caught:
        targets_in(SMALL, "targets.csv", ARMS, longest)
    (said,) = caught.value.faults
    assert said.startswith("row 2, column time ")
    assert "type a longer horizon_years" in said
    assert "-3" not in said


def test_so_few_people_are_a_warning_since_they_tell_little_and_may_be_known() -> None:
    (found,) = read(HEADER + row(n="3", value="0.3333")).warnings
    assert "row 2, column n is 3: of so few people a number says next to nothing" in found
    assert read(HEADER + row(n="5", value="0.2")).warnings == ()


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"], ids=["no-break", "narrow no-break"])
def test_a_space_that_a_spreadsheet_keeps_from_breaking_is_a_space(space: str) -> None:
    text = SMALL.replace("12%", "12 %")
    assert text != SMALL

    assert read(text.replace(" ", space)).targets == read(text).targets
