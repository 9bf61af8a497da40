"""Whatever is done to a file of targets, it is read as it is written or refused in one message that says where."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_targets import ARMS, COLUMNS, LONGEST_MONTHS, SMALL, read

from simmodel.calibration.target_columns import is_time
from simmodel.calibration.target_file import TargetFile, read_target_file
from simmodel.calibration.targets import KINDS_OF, told
from simmodel.errors import TargetsError

quick = settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
long = settings(max_examples=6_000, deadline=None, suppress_health_check=list(HealthCheck))
WIDE = """\
target,arm,n,kind,source,3,m6,52w
any_custody,pilot,58,cumulative,s,10%,20%,31%
housed,control,60,,s,<5,,0.4
"""
ODD = (
    "",
    "<5",
    "5-9",
    "31%",
    "=1+1",
    "nan",
    "1e5",
    "-1",
    "1,445",
    "0,31",
    "12-24",
    "13w",
    "٣",
    "\u202e",
    "fit",
    "0",
    "1",
    "58",
)
GOOD = {
    "value": st.one_of(
        st.integers(31, 399).map(lambda share: f"{share / 10}%"), st.sampled_from(["<5", "1-9", "5 to 20"])
    ),
    "n": st.integers(21, 3000).map(str),
    "time": st.sampled_from(["9", "39w", "0-9", "9 months"]),
    "group": st.sampled_from(["", "all", "homelessness"]),
    "arm": st.sampled_from(ARMS),
    "use": st.sampled_from(["fit", "check"]),
    "source": st.just("Café, read in June"),
}
CELLS = st.one_of(
    st.sampled_from(ODD),
    st.sampled_from([*KINDS_OF, *COLUMNS, "pilot", "check", "survival"]),
    st.floats().map(str),
    st.integers(-5, 500).map(str),
    st.text(max_size=12),
)


Rows = list[list[str]]


def change(rows: Rows, draw: st.DrawFn) -> None:
    """One cell replaced, by anything or by what may stand there; or a row or a column doubled, shortened, left out."""
    line, place = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, len(rows[0]) - 1))
    what = draw(st.sampled_from([*("cell",) * 3, *("good",) * 4, "double", "drop", "column", "short"]))
    if what == "double":
        rows.insert(line, list(rows[draw(st.integers(0, len(rows) - 1))]))
    elif what == "drop" and len(rows) > 1:
        del rows[line]
    elif what == "column" and len(rows[0]) > 1:
        rows[:] = [row[:place] + row[place + 1 :] for row in rows]
    elif what == "short" and place:
        rows[line] = rows[line][:place]
    elif place < len(rows[line]):
        good = GOOD.get(rows[0][place].lower(), CELLS)
        rows[line][place] = draw(good if line and what == "good" else CELLS)


@st.composite
def respelled(draw: st.DrawFn) -> str:
    """A good file with some of its cells, rows or columns replaced, doubled or left out."""
    rows = list(csv.reader(io.StringIO(draw(st.sampled_from([SMALL, SMALL, WIDE])))))
    for _ in range(draw(st.integers(1, 3))):
        change(rows, draw)
    written = io.StringIO()
    csv.writer(written, delimiter=draw(st.sampled_from(",,,;"))).writerows(rows)
    return written.getvalue()


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A good file with some of its bytes cut, moved, doubled or overwritten."""
    content = bytearray(draw(st.sampled_from([SMALL.encode(), WIDE.encode("utf-8-sig")])))
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(content))), draw(st.integers(0, 30))
        piece = draw(st.one_of(st.binary(max_size=8), st.just(bytes(content[at : at + length])), st.just(b'"')))
        to = draw(st.integers(0, len(content)))
        content[to : to + draw(st.sampled_from([0, 0, length]))] = piece
    return bytes(content)


def written_as(number: float) -> set[str]:
    """How a number may stand in a cell, as far as its digits go."""
    return {f"{number:.12g}", f"{100 * number:.12g}"}


def in_the_file(text: str, found: TargetFile) -> None:
    """Every number that was read stands in its row as a number, a percentage or a count of n; nothing is left out."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=max(",;", key=text.count))
    begins, rows = 1, {}
    for cells in reader:
        rows[begins] = cells
        begins = reader.line_num + 1
    for target in found.targets:
        digits = {
            number
            for cell in rows[target.row]
            for number in re.findall(r"\d*\.?\d+(?:[eE][+-]?\d+)?", cell.replace(",", ""))
        }
        there = {f"{float(number):.12g}" for number in digits}
        for number in (target.value, target.n, target.se):
            assert number is None or written_as(number) & there, (number, rows[target.row])
        for end in (target.lower, target.upper):
            if end is not None and not written_as(end) & there:
                count = end * (target.n or 0)
                assert abs(count - round(count)) < 1e-9
                assert {f"{count:.12g}", f"{count + 1:.12g}"} & {*there, "0"}
    filled = [line for line, cells in rows.items() if any(map(str.strip, cells))]
    figures = [place for place, name in enumerate(rows[filled[0]]) if is_figure(name.strip().lower())]
    observed = {line for line in filled[1:] if any(rows[line][place].strip() for place in figures)}
    assert observed == {target.row for target in found.targets}


def is_figure(column: str) -> bool:
    return is_time(column) or column in ("value", "lower", "upper")


def is_right(found: TargetFile) -> None:
    for target in found.targets:
        assert told(target).isprintable()
        assert target.kind in KINDS_OF[target.outcome]
        assert target.arm in ARMS
        assert 0 <= target.since < target.until <= LONGEST_MONTHS
        assert (target.value is None) == (target.lower is not None) == (target.upper is not None)
        assert target.value is None or (target.n is None) != (target.se is None)
    assert any(target.use == "fit" for target in found.targets)


def is_told(error: TargetsError, whole: bool) -> None:
    assert error.faults
    assert len(set(error.faults)) == len(error.faults)
    for said in error.faults:
        assert said.isprintable()
        assert len(said) < 1500
        assert whole or re.match(r"row \d+, column .+ |there may be more", said), said


def any_text(text: str) -> None:
    try:
        found = read(text)
    except TargetsError as error:
        is_told(error, whole=False)
    else:
        is_right(found)
        in_the_file(text, found)


def any_bytes(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    try:
        found = read_target_file(path, ARMS, LONGEST_MONTHS)
    except TargetsError as error:
        is_told(error, whole=True)
    else:
        is_right(found)


@quick
@given(respelled())
def test_any_change_of_cells_is_read_as_written_or_refused_with_row_and_column(text: str) -> None:
    any_text(text)


@quick
@given(content=st.one_of(spoiled(), spoiled(), st.binary(max_size=200)))
def test_any_bytes_are_read_or_refused_in_one_message(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    any_bytes(content, tmp_path_factory.getbasetemp() / "targets.csv")


@pytest.mark.slow
@long
@given(respelled())
def test_any_of_thousands_of_changes_is_read_as_written_or_refused(text: str) -> None:
    any_text(text)


@pytest.mark.slow
@long
@given(content=st.one_of(spoiled(), spoiled(), st.binary(max_size=200)))
def test_any_of_thousands_of_files_is_read_or_refused(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    any_bytes(content, tmp_path_factory.getbasetemp() / "targets.csv")


LARGE = {
    "rows of a target": SMALL + "any_custody,12,,pilot,0.3,58,,,,cumulative,fit,s,\n" * 4000,
    "unknown targets": SMALL + "".join(f"t{n},12,,pilot,0.3,58,,,,,,,\n" for n in range(6000)),
    "columns": ",".join(f"c{n}" for n in range(30_000)) + ",target\n",
    "columns of times": "target,arm,n,"
    + ",".join(str(n / 100) for n in range(1, 9000))
    + "\n"
    + "housed,pilot,9,"
    + "1," * 8999,
    "one long word": "target,time\n" + "h" * 250_000,
    "commas": "," * 260_000,
    "quote marks": "target,time,value,n\n" + '"",' * 80_000,
    "line ends": "\n" * 260_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_is_refused_in_a_message_that_can_be_read(name: str) -> None:
    with pytest.raises(TargetsError) as caught:
        read(LARGE[name])
    assert len(caught.value.faults) <= 101
    assert len(str(caught.value)) < 100_000
