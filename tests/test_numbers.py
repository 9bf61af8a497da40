"""The house reads its numbers: every one is read, described and cited, and agrees with its row of the ledger."""

import ast
import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from house import RULES, modules, tree_of

from simmodel.evidence import UNSURE, Row, ledger
from simmodel.quantities import Number
from simmodel.rules import PAGES
from simmodel.vocabulary import COHORTS, DOMAINS


def numbers() -> list[tuple[str, Number]]:
    """Every number by `page.name`."""
    return [(f"{page.name}.{key}", number) for page in PAGES for key, number in page.numbers().items()]


# every number is read


def reads_of(path: Path) -> set[tuple[str, str]]:
    """Every name with the name that it is read from; a name given to a page within a function stands for the page."""
    found: set[tuple[str, str]] = set()
    for function in ast.walk(tree_of(path)):
        if isinstance(function, ast.FunctionDef):
            stands_for = dict(_given_names(function))
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute | ast.Subscript):
                    first, *others = _dotted(node).split(".")
                    found |= set(itertools.pairwise([stands_for.get(first, first), *others]))
    return found


def _given_names(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """Names that a function gives to pages: `recipe = parameters.record()["community"]`."""
    pages = {page.name for page in PAGES}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            both = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            names, values = (target.elts, value.elts) if both else ([target], [value])
            for name, given in zip(names, values, strict=False):  # a starred value is no page
                page = _dotted(given).rpartition(".")[2]
                if isinstance(name, ast.Name) and page in pages:
                    yield name.id, page


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Call):
        return _dotted(node.func)
    if isinstance(node, ast.Subscript):
        return f"{_dotted(node.value)}.{_subscript(node.slice)}"
    return "?"


def _subscript(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    if isinstance(part, ast.JoinedStr):
        pieces = [str(piece.value) if isinstance(piece, ast.Constant) else "*" for piece in part.values]
        return "".join(pieces)
    return "?"


def readers_of_pages() -> list[Path]:
    """Files that read numbers: pages of rules, and what makes a place and its people."""
    made_of = ("felt", "measures", "population", "site", "engine.start", "reference", "custody_curve")
    return [path for module, path in modules().items() if module.startswith("rules.") or module in made_of]


@cache
def reads() -> frozenset[tuple[str, str]]:
    return frozenset(read for path in readers_of_pages() for read in reads_of(path))


def is_read(dotted: str) -> bool:
    page, name = dotted.split(".")
    of_a_cohort = name in {f"set_point_{cohort}" for cohort in COHORTS} and (page, "set_point_*") in reads()
    return of_a_cohort or (page, name) in reads()


def test_every_number_on_a_page_is_read() -> None:
    assert [dotted for dotted, _ in numbers() if not is_read(dotted)] == []


def test_a_number_that_nobody_reads_would_be_noticed() -> None:
    assert not is_read("housing.carpets")
    assert not is_read("community.loss")


def test_a_page_of_rules_reads_no_number_that_is_not_on_a_page() -> None:
    known = {dotted for dotted, _ in numbers()}
    pattern = re.compile(r"site\.numbers\.(\w+)\.(\w+)")
    read = {
        f"{page}.{name}"
        for path in RULES.glob("*.py")
        for page, name in pattern.findall(path.read_text(encoding="utf-8"))
    }

    assert read - known == set()
    assert len(read) > 80


def test_a_page_reads_numbers_of_its_own_or_says_whose() -> None:
    """Numbers of another page that a page reads: few, and each for a reason."""
    borrowed = defaultdict(set)
    for page in PAGES:
        path = Path(page.__module__.replace(".", "/")).name
        text = (RULES / f"{path}.py").read_text(encoding="utf-8")
        for owner, name in re.findall(r"site\.numbers\.(\w+)\.(\w+)", text):
            if owner != page.name:
                borrowed[page.name].add(f"{owner}.{name}")

    assert dict(borrowed) == {
        "prices": {"services.visit"},
        "crisis": {"coaching.usual_skill"},
        "trust": {"quality.coordination"},
        "referral": {"learning.refer_on", "learning.threshold", "learning.transit"},
        "information": {"learning.story"},
        "learning": {"workforce.reflection_hours"},
    }


# every number is described and cited


def test_every_number_says_its_unit_and_its_meaning() -> None:
    silent = [dotted for dotted, number in numbers() if not number.unit.strip() or not number.meaning.strip()]

    assert silent == []


def test_every_number_cites_a_row_of_the_ledger() -> None:
    assert [dotted for dotted, number in numbers() if number.evidence not in ledger()] == []


def test_every_row_that_a_meaning_or_a_docstring_names_is_in_the_ledger() -> None:
    named = {
        cited
        for module, path in modules().items()
        for cited in re.findall(r"\b[A-Z]{2,5}\d{3}\b", path.read_text(encoding="utf-8"))
        if module.startswith("rules") or module in ("checks", "purchase", "reference", "population")
    }

    assert named - set(ledger()) == set()
    assert len(named) > 100


def cited_numbers() -> list[tuple[str, Number, Row]]:
    """Every number with the row it cites, where there is such a row."""
    return [(dotted, number, ledger()[number.evidence]) for dotted, number in numbers() if number.evidence in ledger()]


def made_for(row: Row) -> str | None:
    """The dotted name of the one number that a row says it was made for."""
    found = re.match(r"The number (\w+\.\w+)\.", row.note)
    return found.group(1) if found else None


def test_a_row_made_for_one_number_is_cited_by_that_number_and_no_other() -> None:
    wrong = [(dotted, row.id) for dotted, _, row in cited_numbers() if made_for(row) not in (None, dotted)]
    made = {made_for(row) for row in ledger().values()} - {None}

    assert wrong == []
    assert made - {dotted for dotted, _ in numbers()} == set()


def as_the_row_says(number: Number) -> tuple[str, str, str]:
    """Value, low and high of a number as its own row would print them."""
    value = "; ".join(f"{item} {each:g}" for item, each, _, _ in number.spread() if item) or f"{number.value:g}"
    low, high = ("; ".join(f"{each:g}" for each in np.atleast_1d(end)) for end in (number.low, number.high))
    return value, low, high


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_the_row_made_for_a_number_has_its_value_range_and_unit(page: str) -> None:
    different = []
    for dotted, number, row in cited_numbers():
        stated, expected = (row.value, row.low, row.high, row.unit), (*as_the_row_says(number), number.unit)
        if dotted.startswith(f"{page}.") and made_for(row) == dotted and stated != expected:
            different.append((dotted, row.id, stated, expected))

    assert different == []


def words_of(row: Row) -> str:
    return " ".join((row.parameter, row.value, row.unit, row.source, row.note))


def agrees(number: Number, row: Row) -> bool:
    """Whether a number lies in its row's range, equals its value, is printed in it, or says how it was converted."""
    if isinstance(number.value, tuple):
        return False
    in_range = _real(row.low) <= number.value <= _real(row.high)
    printed = any(float(found) == number.value for found in re.findall(r"\d+\.\d+|\d+|(?<!\d)\.\d+", words_of(row)))
    converted = re.search(r"\(.*[A-Z]{2,5}\d{3}.*\)|: |ln ", number.meaning) is not None
    return in_range or number.value == _real(row.value) or printed or converted


def _real(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def test_every_other_number_agrees_with_the_row_it_cites() -> None:
    others = [(dotted, number, row) for dotted, number, row in cited_numbers() if made_for(row) is None]

    assert [dotted for dotted, number, row in others if not agrees(number, row)] == []
    assert len(others) >= 10


def test_an_assumption_that_two_places_state_is_stated_alike() -> None:
    """A grade-D row in the unit of its number holds the same value, low and high."""
    different = []
    for dotted, number, row in cited_numbers():
        bounds = tuple(_real(text) for text in (row.low, row.value, row.high))
        whole = not any(math.isnan(bound) for bound in bounds)
        shared = row.grade in UNSURE and made_for(row) is None
        if shared and whole and bounds != (number.low, number.value, number.high):
            different.append((dotted, row.id, bounds))

    assert different == []


def test_no_range_of_a_number_is_upside_down_or_empty() -> None:
    wrong = [dotted for dotted, number in numbers() for _, _, low, high in number.spread() if not low < high]

    assert wrong == []


def test_a_number_for_each_of_several_items_has_one_of_our_vocabularies() -> None:
    from simmodel.vocabulary import CRISES, DECIDERS, STAGES_BEGUN, STAGES_ON_THE_WAY, TENANCIES

    known = (DOMAINS, COHORTS, CRISES, TENANCIES, DECIDERS, STAGES_BEGUN, STAGES_ON_THE_WAY)

    for dotted, number in numbers():
        if isinstance(number.value, tuple):
            assert number.items in known, dotted
