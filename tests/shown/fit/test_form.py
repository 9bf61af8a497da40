"""How a file of targets is filled in, on the page."""

from simmodel.calibration.target_columns import LONG
from simmodel.calibration.targets import KINDS_OF
from simmodel.shown.fit.form import how_to_fill_in
from simmodel.shown.parts import Table


def tables(*arms: str) -> dict[str, Table]:
    return {part.title: part for part in how_to_fill_in(arms) if isinstance(part, Table)}


def test_every_column_and_every_outcome_with_its_kinds_is_told() -> None:
    found = tables("pilot")
    assert [row[0] for row in found["Columns"].rows] == list(LONG)
    assert {row[0]: tuple(row[2].split(" or ")) for row in found["What may be counted"].rows} == KINDS_OF


def test_the_arms_of_a_pilot_are_told_by_name_where_it_has_two() -> None:
    assert dict(tables("aid", "control")["Columns"].rows)["arm"] == "One of aid, control"
    assert "only one" in dict(tables("pilot")["Columns"].rows)["arm"]
