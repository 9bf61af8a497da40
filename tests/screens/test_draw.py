"""Parts as a page draws them."""

import ast
from pathlib import Path

from streamlit.testing.v1 import AppTest
from the_page import WAIT

import simmodel.screens


def shown() -> None:
    from simmodel.screens.draw import draw
    from simmodel.shown.parts import Folded, Table

    rows = (("1", "2"),)
    named, untitled = Table("Costs", ("a", "b"), rows), Table("", ("a", "b"), rows)
    draw([named, Folded("Checks of the base case", (untitled,))], "parts")


def test_every_table_has_a_name_for_those_who_cannot_see_it() -> None:
    at = AppTest.from_function(shown, default_timeout=WAIT).run()
    assert not at.exception
    assert [each.proto.alt for each in at.table] == ["Costs", "Checks of the base case"]


def polled() -> list[ast.FunctionDef]:
    """What pages draw anew every so many seconds."""
    pages = [
        ast.parse(page.read_text(encoding="utf-8")) for page in Path(simmodel.screens.__file__).parent.rglob("*.py")
    ]
    every = [node for page in pages for node in ast.walk(page) if isinstance(node, ast.FunctionDef)]
    return [each for each in every if any("run_every" in ast.unparse(mark) for mark in each.decorator_list)]


def test_what_is_polled_draws_no_parts_which_draw_themselves_anew() -> None:
    """Else a browser may be told of a part whose place is gone, and shows nothing more at all."""
    assert len(polled()) >= 2
    drawing = [each.name for each in polled() for call in ast.walk(each) if ast.unparse(call).startswith("draw(")]
    assert drawing == []
