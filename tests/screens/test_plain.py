"""Text of people and files is shown as it stands: it makes no link, no list, no heading, no picture."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.evidence import ledger
from simmodel.screens.plain import APART, plain

LINKS = re.compile(r"(https?://|www(?=\.))([-.\w]+)([^ \t\r\n]*)", re.IGNORECASE)
ADDRESSES = re.compile(r"(?:^|(?<=[^\w.+-]))([-.\w+]+)@([-\w]+(?:\.[-\w]+)+)")
"""What browsers are sent as links although every mark is made plain: as its reader finds them."""


def read(text: str) -> str:
    """The text as a reader of markdown has it when escapes are taken away."""
    return re.sub(r"\\([^\w\s]|_)", r"\1", plain(text))


@pytest.mark.parametrize(
    "text",
    ["https://a.example/x", "see HTTP://a.example", "www.a.example", "(https://www.a.example)", "me@a.example"],
)
def test_a_link_of_a_study_is_no_link(text: str) -> None:
    assert not LINKS.search(read(text))
    assert not ADDRESSES.search(read(text))
    assert read(text).replace(APART, "") == text


def test_a_source_of_the_evidence_ledger_stays_a_link_and_nothing_behind_it_becomes_one() -> None:
    ours = next(row.address for row in ledger().values() if row.address.startswith("https://"))
    assert read(f"see {ours}.") == f"see {ours}."
    assert not LINKS.search(read(f"{ours}/more"))


@pytest.mark.parametrize("text", [":material/home:", ":smile:", "wait :+1:"])
def test_no_picture_is_made_of_a_sign(text: str) -> None:
    assert read(text) != text
    assert read(text).replace(APART, "") == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("  - a", "  \\- a"),
        ("1) a", "1\\) a"),
        ("a\n===", "a  \n\\==="),
        ("a\n---", "a  \n\\---"),
        ("a\r- b", "a  \n\\- b"),
        ("-", "\\-"),
        ("    a", "a"),
    ],
)
def test_no_line_begins_a_list_a_rule_or_a_heading(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize("text", ["-4", "+1", "-$2", "a - b", "a = b", "(1) a", "12)a"])
def test_what_begins_no_list_stands_as_it_is(text: str) -> None:
    assert read(text) == text
    assert not re.match(r"\\[-+=]", plain(text))


@given(st.text(st.sampled_from("-+= 1)a\n\t"), max_size=12))
def test_whatever_is_typed_no_line_begins_with_the_sign_of_a_list_or_a_rule(text: str) -> None:
    begun = re.compile(r"[ \t]*([-+](\s|$)|\d+\)(\s|$)|-+[ \t]*$|=+[ \t]*$)")
    assert not [line for line in plain(text).split("\n") if begun.match(line)]
