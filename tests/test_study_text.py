"""A study file as text: it is read or ends in one message; keys are found on their line."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_study import JUNK, SMALL, fault, faults, said_about

from simmodel.errors import SimmodelError, StudyError
from simmodel.scenario import Study, parse_study, read_study
from simmodel.study_text import LARGEST_FILE, lines_of_keys

SCENARIOS = Path(__file__).parent.parent / "scenarios"
TAREE = (SCENARIOS / "taree.toml").read_text(encoding="utf-8")


def test_a_missing_file_names_its_neighbours_and_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "taree.toml").write_text(SMALL)
    (tmp_path / "zebra.toml").write_text(SMALL)
    with pytest.raises(StudyError, match=r"did you mean .*taree\.toml\? study files in .*: taree\.toml, zebra\.toml"):
        read_study(tmp_path / "tare.toml")


def test_only_studies_and_budgets_are_named_as_neighbours(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    with pytest.raises(StudyError, match=r"there are no study files"):
        read_study(tmp_path / "nofile.toml")
    (tmp_path / "budget.toml").write_text("[sites.a]\ncoaches = 2\n")
    (tmp_path / "broken.toml").write_text("name = $")
    with pytest.raises(StudyError, match=r"study files in .*: broken\.toml, budget\.toml"):
        read_study(tmp_path / "nofile.toml")


@pytest.mark.parametrize("name", ["nowhere/x.toml", "a\0b.toml", "a" * 5000, "", "x.toml"])
def test_a_path_that_leads_nowhere_ends_in_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(StudyError) as caught:
        read_study(str(tmp_path / name))
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is nothing in it"),
        (b"# only a comment\n", "there is nothing in it"),
        (SMALL.encode("utf-16"), "line 1: this is not UTF-8 text"),
        (b'name = "x"\ntitle = "\xff"\n', "line 2: this is not UTF-8 text"),
        (b"\x00\x01\x02", "line 1, column 1: this is not TOML"),
        (b"a" * (LARGEST_FILE + 1), "allowed: at most 262,144"),
        (b"{}", "line 1, column 1: this is not TOML"),
        (b'name = "x"\nbuys = coaches\n', "line 2, column 8: this is not TOML"),
        (b"funding = $650,000\n", "numbers have no $ and no commas"),
        (b'name = "x', "the file ends too early"),
        (b"a = 1\na = 2\n", "given twice"),
        (b"[a]\n[a]\n", "line 2, column 3: this is not TOML: a key or table is given twice"),
        (b"a = " + b"[" * 50_000, "nested too deeply"),
        (b"a = " + b"9" * 5000, "too many digits"),
        (b"a = 0x" + b"f" * 5000, "not a known key"),
    ],
)
def test_a_file_that_is_no_study_ends_in_one_message(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(StudyError) as caught:
        read_study(path)
    assert caught.value.where == str(path)
    assert said in str(caught.value)


def test_a_folder_is_not_a_study_and_its_studies_are_named() -> None:
    with pytest.raises(StudyError, match=r"this is a folder.*taree\.toml"):
        read_study(SCENARIOS)


def test_a_file_that_may_not_be_read_ends_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "x.toml").write_text(SMALL)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(StudyError, match=r"cannot be read \(Permission denied\)"):
        read_study(tmp_path / "x.toml")


def test_a_text_with_half_a_character_is_refused() -> None:
    assert "not UTF-8" in fault(SMALL + "# \ud800")


@given(st.text())
def test_any_text_at_all_ends_in_our_own_error(text: str) -> None:
    with pytest.raises(SimmodelError):
        parse_study(text)


WILD = st.sampled_from(
    [*JUNK, "0", "1", "0.5", "[]", "{}", '[{ a = { b = "c" } }]', '"places"', '"coaches"', "false", "1e5"]
)
FINE_TEXTS = [("title", '"3"'), ("description", '"3"'), ("description", "''")]
PAIRS = [
    place for place, row in enumerate(TAREE.splitlines()) if re.match(r"[a-z_0-9]+ = [^\"]|[a-z_]+ = \"[^\"]", row)
]


@given(st.dictionaries(st.sampled_from(PAIRS), WILD, min_size=1, max_size=6))
def test_any_value_anywhere_is_read_or_ends_in_our_own_sentences(changes: dict[int, str]) -> None:
    rows = TAREE.splitlines()
    for place, value in changes.items():
        rows[place] = f"{rows[place].split(' = ')[0]} = {value}"
    for said in said_about("\n".join(rows)):
        assert re.match(r"line \d+: ", said)
        assert len(said) < 500
        assert not re.search(r"Input should|Field required|Extra inputs|pydantic|Value error", said)


@pytest.mark.parametrize("key", [*Study.model_fields, "assumption"])
@pytest.mark.parametrize("value", JUNK)
def test_a_wrong_thing_in_the_place_of_a_table_ends_in_our_own_error(key: str, value: str) -> None:
    value = "9" if (key, value) in FINE_TEXTS else value
    rest = "\n".join(_without(SMALL, key))
    assert any(key in each for each in faults(f"{key} = {value}\n{rest}"))


def _without(text: str, key: str) -> Iterator[str]:
    table = ""
    for row in text.splitlines():
        table = row if row.startswith("[") else table
        if not re.match(rf"\[{key}[\].]", table) and not (table == "" and row.startswith(f"{key} =")):
            yield row


TANGLED = '''\
# [not.a.table]
a = """
b = 1
""" # c = 2
"quoted key" . d = 'x = 1' # e
f.g = { h = 1, "i.j" = [ { k = 2 }, { l = "}" } ] }
m = [
  1, # n = 3
  { o = 4 },
]
[p."q.r"]
s = 1979-05-27 07:32:00
[[t]]
u = 1.5
[t.v]
w = \'\'\'one
two\'\'\'
[[t]]
u = "\\" = "
'''


def test_every_key_is_found_on_its_line() -> None:
    lines = lines_of_keys(TANGLED)
    expected = {
        ("a",): 2, ("quoted key",): 5, ("quoted key", "d"): 5, ("f", "g", "h"): 6,
        ("f", "g", "i.j", 0, "k"): 6,
        ("f", "g", "i.j", 1, "l"): 6, ("m",): 7, ("m", 0): 8, ("m", 1): 9, ("m", 1, "o"): 9, ("p", "q.r"): 11,
        ("p", "q.r", "s"): 12, ("t", 0): 13, ("t", 0, "u"): 14, ("t", 0, "v"): 15, ("t", 0, "v", "w"): 16,
        ("t", 1): 18, ("t", 1, "u"): 19,
    }  # fmt: skip
    assert {path: lines[path] for path in expected} == expected


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _paths(inside, (*path, key))
    if isinstance(value, list):
        for place, inside in enumerate(value):
            yield from _paths(inside, (*path, place))


@pytest.mark.parametrize("text", [TANGLED, TANGLED.replace("\n", "\r\n"), TAREE, SMALL])
def test_the_scanner_sees_the_keys_that_the_toml_reader_sees(text: str) -> None:
    assert set(lines_of_keys(text)) == set(_paths(tomllib.loads(text)))
