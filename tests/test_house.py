"""The house reads itself: imports only go down; rooms stay small; luck and rules belong to one page each."""

import ast
import re
from collections import Counter
from functools import cache

import pytest
from house import RULES, functions, imports_of, modules, tree_of

from simmodel import chance
from simmodel.week import WEEK, Allotment, Step

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


def floor_of(module: str) -> int:
    """The floor of a module; one above all named floors for those not named."""
    for floor, names in enumerate(FLOORS):
        if module in names or (module.startswith("rules.") and "rules.*" in names):
            return floor
    return len(FLOORS)


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
