"""Parts as a page draws them."""

import ast
from copy import deepcopy
from pathlib import Path

from streamlit.testing.v1 import AppTest
from the_page import WAIT

import simmodel.screens
from simmodel.screens.draw import csv_of, ready, titled
from simmodel.screens.plain import plain
from simmodel.shown import marks
from simmodel.shown.parts import Figure, Table


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


def listed() -> None:
    from simmodel.screens.draw import draw
    from simmodel.shown.parts import Words

    draw([Words("Of a study:\n- no list", points=("a point", "- another"))], "parts")


def test_points_are_a_list_and_lines_of_a_text_are_none() -> None:
    at = AppTest.from_function(listed, default_timeout=WAIT).run()
    assert at.markdown[0].value == "Of a study\\:  \n\\- no list\n- a point\n- \\- another"


def alike() -> None:
    from simmodel.screens.draw import draw
    from simmodel.shown.parts import Table

    draw([Table("Ways", ("Against", "A way", "A way", ""), (("a", "1", "2", "3"),), name="ways")], "parts")


def test_columns_with_one_head_are_told_apart_and_do_not_end_the_page() -> None:
    at = AppTest.from_function(alike, default_timeout=WAIT).run()
    assert not at.exception
    assert list(at.table[0].value.columns) == ["Against", "A way (1)", "A way (2)", "\u200b"]


def test_a_file_of_columns_with_one_head_has_every_column() -> None:
    text = csv_of(Table("Ways", ("+Against", "A way", "A way"), (("a", "=1", "2"),))).decode("utf-8-sig")
    assert text.splitlines() == ["'+Against,A way (1),A way (2)", "a,'=1,2"]


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


def test_a_chart_that_is_taken_away_has_its_whole_finding_above_it() -> None:
    finding = "Of 100 referrals under “Current services, no new money”, " + "37 (29 to 46) end in an intake; " * 5
    chart = {"title": {"text": finding, "anchor": "start", "limit": 900}, "width": "container"}
    title = titled(Figure("funnel", finding, chart, Table("", (), ())))["title"]
    assert isinstance(title, dict)
    assert " ".join(title["text"]) == finding.strip()
    assert max(map(len, title["text"])) <= 85


def test_cells_of_a_table_are_made_ready_once_for_all_redraws() -> None:
    head, rows = ("What", "How much"), (("a $1 fridge", "<b>2</b>"), ("", "3"))
    assert ready(head, rows) is ready(tuple(head), tuple(rows))
    frame = ready(head, rows).to_pandas()
    assert list(frame.columns) == list(head)
    assert list(frame.iloc[0]) == [plain("a $1 fridge"), plain("<b>2</b>")]


def charted() -> None:
    from simmodel.screens.draw import draw
    from simmodel.shown.marks import coloured, frame
    from simmodel.shown.parts import Figure, Table

    chart = frame("A", "b", [{"a": 1, "way": "c"}]) | {"mark": "point"}
    chart["encoding"] = {"x": {"field": "a"}, "color": coloured("way", ["c"], ["#000000"])}
    draw([Figure("a", "A", chart, Table("", ("a",), (("1",),)))], "parts")


def test_drawing_a_chart_leaves_what_charts_share_as_it_was() -> None:
    before = deepcopy(marks.LEGEND)
    assert not AppTest.from_function(charted, default_timeout=WAIT).run().exception
    assert before == marks.LEGEND
