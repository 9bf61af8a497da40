"""The house reads itself: every number is read, cited and in range; imports only go down; rooms stay small."""

import ast
import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import simmodel
from simmodel import chance
from simmodel.evidence import UNSURE, Row, ledger
from simmodel.quantities import Number
from simmodel.rules import PAGES
from simmodel.vocabulary import COHORTS, DOMAINS
from simmodel.week import WEEK, Allotment, Step

HOUSE = Path(simmodel.__file__).parent
RULES = HOUSE / "rules"
FLOORS = (
    ("quantities", "vocabulary", "errors", "compiled", "records", "followed.windows"),
    ("chance", "cost_items", "evidence", "followed.states"),
    ("person",),
    ("gauge",),
    ("measures", "world"),
    ("felt", "hours"),
    ("rules.*",),
    ("rules",),
    ("parameters",),
    ("week", "population", "site"),
)
"""From the ground up; a module imports from lower floors only. What is not named here stands above all of these."""
LONGEST_FILE, LONG_FUNCTION = 300, 25


@cache
def modules() -> dict[str, Path]:
    """Every module by its name without `simmodel.`; the package itself is left out."""
    found = {}
    for path in sorted(HOUSE.rglob("*.py")):
        name = ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix("__init__").rstrip(".")
        if name:
            found[name] = path
    return found


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(module: str) -> frozenset[str]:
    """The modules of the house that this one imports, anywhere in its text."""
    found = set()
    for node in ast.walk(tree_of(modules()[module])):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "simmodel":
            base = (node.module or "").partition(".")[2]
            for alias in node.names:
                inner = f"{base}.{alias.name}" if base else alias.name
                found.add(inner if inner in modules() else base)
        elif isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("simmodel.")}
    return frozenset(found - {""})


def floor_of(module: str) -> int:
    """The floor of a module; one above all named floors for those not named."""
    for floor, names in enumerate(FLOORS):
        if module in names or (module.startswith("rules.") and "rules.*" in names):
            return floor
    return len(FLOORS)


@cache
def functions() -> tuple[tuple[str, ast.FunctionDef], ...]:
    """Every function of the house with its module."""
    return tuple(
        (module, node)
        for module, path in modules().items()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
    )


def numbers() -> list[tuple[str, Number]]:
    """Every number by `page.name`."""
    return [(f"{page.name}.{key}", number) for page in PAGES for key, number in page.numbers().items()]


# imports


def test_imports_only_go_down_the_floors() -> None:
    climbing = [
        f"{module} (floor {floor_of(module)}) imports {other} (floor {floor_of(other)})"
        for module in modules()
        for other in imports_of(module)
        if floor_of(module) < len(FLOORS) and floor_of(other) >= floor_of(module)
    ]

    assert climbing == []


def test_every_floor_is_lived_on() -> None:
    named = [name for floor in FLOORS for name in floor if name != "rules.*"]

    assert [name for name in named if name not in modules()] == []


def test_imports_make_no_circle() -> None:
    finished: set[str] = set()

    def walk(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join((*above[above.index(module) :], module))
        if module in finished:
            return
        for other in imports_of(module) & modules().keys():
            walk(other, (*above, module))
        finished.add(module)

    for module in modules():
        walk(module, ())


def test_every_import_of_the_house_exists() -> None:
    missing = [f"{module}: {other}" for module in modules() for other in imports_of(module) if other not in modules()]

    assert missing == []


def test_the_appraisal_in_money_reads_results_and_never_the_engine() -> None:
    money = [module for module in modules() if module.startswith("appraisal.money")]
    reached, left = set(money), list(money)
    while left:
        further = imports_of(left.pop()) & modules().keys() - reached
        reached |= further
        left += further

    assert len(money) > 10
    assert [module for module in reached if module.partition(".")[0] in ("engine", "rules", "ensemble")] == []


def test_pages_of_rules_are_strangers_to_one_another() -> None:
    pages = [module for module in modules() if module.startswith("rules.")]

    assert pages
    assert {page: imports_of(page) & set(pages) for page in pages if imports_of(page) & set(pages)} == {}


def test_only_the_week_and_the_list_of_pages_know_the_pages() -> None:
    pages = {module for module in modules() if module.startswith("rules.")}
    knowing = {module for module in modules() if imports_of(module) & pages}

    assert knowing == {"rules", "week"}


def test_only_one_page_knows_the_compiler() -> None:
    knowing = {
        module
        for module, path in modules().items()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(name.split(".")[0] == "numba" for name in [getattr(node, "module", None) or "", *_names(node)])
    }

    assert knowing == {"compiled"}


def _names(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [alias.name for alias in node.names]


# rooms stay small


def test_no_file_has_more_than_300_lines() -> None:
    lengths = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in modules().items()}

    assert {module: lines for module, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_nine_functions_in_ten_are_under_25_lines() -> None:
    lengths = [(node.end_lineno or node.lineno) - node.lineno + 1 for _, node in functions()]

    assert sum(length < LONG_FUNCTION for length in lengths) >= 0.9 * len(lengths)


def test_everything_public_says_what_it_is() -> None:
    silent = [
        f"{module}.{node.name}"
        for module, path in modules().items()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and node in tree_of(path).body
    ]

    assert silent == []


def test_every_page_of_rules_opens_with_what_it_is_about() -> None:
    pages = [path for module, path in modules().items() if module.startswith("rules.")]

    assert all((ast.get_docstring(tree_of(path)) or "").endswith(".") for path in pages)


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


# luck

NOT_PURPOSES = {"PURPOSES", "UNIT_PURPOSES", "WEEK_ZERO", "AT_BIRTH", "UNITS", "COACHES", "ROLES"}
PURPOSES = sorted(
    name
    for name, value in vars(chance).items()
    if name.isupper() and isinstance(value, int) and not name.startswith("_") and name not in NOT_PURPOSES
)
APART = {
    "VACANCIES": "each housing list has luck of its own",
    "TENANCY_LOSS": "a home is lost from one tenancy, in the community or inside",
    "SENTENCE_LENGTH": "a person goes inside by one route",
    "NEW_SENTENCE": "a person was inside before or never was",
}
"""Purposes that are read in several places, of which only one can decide about a person or a unit in a week."""


@cache
def names_in(module: str) -> Counter[str]:
    """How often each name is used in a module; an import is no use."""
    return Counter(node.id for node in ast.walk(tree_of(modules()[module])) if isinstance(node, ast.Name))


def readers_of(purpose: str) -> dict[str, int]:
    """How often each module reads the luck of a purpose.

    A journey reads luck again to tell what it decided, and decides nothing (`tests/journey/test_record.py`); outside
    cases hand luck over as data, and the model's rules read it.
    """
    aside = ("journey", "validation")
    deciding = [name for name in modules() if name not in ("chance", "world") and name.partition(".")[0] not in aside]
    uses = {module: names_in(module)[purpose] for module in deciding}
    return {module: count for module, count in uses.items() if count}


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_purpose_of_luck_belongs_to_one_page(purpose: str) -> None:
    pages = set(readers_of(purpose))

    assert len(pages) == 1, pages
    assert pages == {"engine.loops"} or next(iter(pages)).startswith("rules.")


@pytest.mark.parametrize("purpose", [name for name in PURPOSES if name not in ("GRANT", *APART)])
def test_no_two_events_of_a_week_share_their_luck(purpose: str) -> None:
    assert sum(readers_of(purpose).values()) == 1


def test_what_is_said_to_be_read_apart_is_read_more_than_once() -> None:
    assert [name for name in APART if sum(readers_of(name).values()) < 2] == []


# rules and the week


BETWEEN_SITES = {"rules.learning.spread"}
"""Called with all sites at once, in plain Python in both drivers."""


def played() -> set[str]:
    """Everything that the week calls, by `page.rule`; what sites exchange too, where a page says it."""
    called = [WEEK.exchange] if WEEK.exchange.__module__.startswith("simmodel.rules.") else []
    for step in WEEK.steps:
        called.append(step.rule)
        if isinstance(step, Allotment):
            called += [step.asks, step.order, step.lasts, *([step.ahead] if step.ahead else [])]
    return {f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}" for rule in called}


@cache
def marked(mark: str) -> dict[str, ast.FunctionDef]:
    """Functions on pages of rules with this mark, by `page.function`."""
    return {
        f"{module.removeprefix('rules.')}.{node.name}": node
        for module, node in functions()
        if module.startswith("rules.")
        and any(isinstance(given, ast.Name) and given.id == mark for given in node.decorator_list)
    }


def test_every_rule_of_a_page_is_played_in_the_week() -> None:
    assert set(marked("rule")) - played() == set()


def test_the_week_plays_nothing_that_is_not_marked_a_rule() -> None:
    assert played() - set(marked("rule")) == {name.removeprefix("rules.") for name in BETWEEN_SITES}


def test_every_function_on_a_page_is_a_rule_or_a_helper() -> None:
    everything = {f"{module}.{node.name}" for module, node in functions() if module.startswith("rules.")}

    assert everything >= BETWEEN_SITES
    assert len(everything - BETWEEN_SITES) == len(marked("rule")) + len(marked("helper"))


def test_every_helper_of_a_page_is_called_on_that_page() -> None:
    idle = []
    for name in marked("helper"):
        page, helper = name.split(".")
        text = (RULES / f"{page}.py").read_text(encoding="utf-8")
        if len(re.findall(rf"\b{helper}\(", text)) < 2:
            idle.append(name)

    assert idle == []


def test_a_rule_takes_what_the_week_hands_it() -> None:
    first = {"person": "person", "service": "service", "coach": "coach", "site": "site"}
    for step in WEEK.steps:
        name = f"{step.rule.__module__.rpartition('.')[2]}.{step.rule.__name__}"
        taken = [argument.arg for argument in marked("rule")[name].args.args]
        expected = ["person", "site", "unit"]
        if isinstance(step, Step):
            expected = ["site"] if step.calls_for == "site" else [first[step.calls_for], "site"]
        assert taken == expected, name
