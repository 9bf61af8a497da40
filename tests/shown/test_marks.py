"""What charts of pages share: labels are never cut away, and dashes show in a legend."""

from simmodel.shown.marks import OF_LINES, in_rows, lines_of


def test_a_long_label_stands_whole_in_lines_and_rows_are_found_by_it() -> None:
    label = "Price: a day in custody, cost that is avoided when one person fewer is inside, 109 to 198 $ a day"
    shown = lines_of(label)
    assert shown.replace("\n", " ") == label
    assert max(map(len, shown.split("\n"))) <= 58
    assert in_rows("number", [shown])["sort"] == [shown]
    assert r"split(datum.label, '\n')" in in_rows("number", [shown])["axis"]["labelExpr"]


def test_a_legend_of_lines_has_strokes_that_no_mark_hides() -> None:
    assert OF_LINES["symbolType"] == "stroke"
