"""Parts as a page draws them."""

from streamlit.testing.v1 import AppTest


def shown() -> None:
    from simmodel.screens.draw import draw
    from simmodel.shown.parts import Folded, Table

    rows = (("1", "2"),)
    named, untitled = Table("Costs", ("a", "b"), rows), Table("", ("a", "b"), rows)
    draw([named, Folded("Checks of the base case", (untitled,))], "parts")


def test_every_table_has_a_name_for_those_who_cannot_see_it() -> None:
    at = AppTest.from_function(shown).run()
    assert not at.exception
    assert [each.proto.alt for each in at.table] == ["Costs", "Checks of the base case"]
