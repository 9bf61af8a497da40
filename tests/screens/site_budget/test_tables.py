"""Under every table of Site budget stands what its columns are: no hint has to be found by hovering."""

import pytest
from budget_page import opened

from simmodel.screens.site_budget.tables import _HELP, columns_told
from simmodel.shown.site_budget.frames import COLUMNS


@pytest.mark.parametrize("table", COLUMNS)
def test_what_is_said_of_a_column_stands_under_its_table_too(table: str) -> None:
    first = next(label for name, label in COLUMNS[table].items() if _HELP.get(name))
    held = columns_told(table).rows
    assert [label for name, label in COLUMNS[table].items() if name in _HELP and label not in dict(held)] == []
    shown = [dict(each.value.to_numpy().tolist()) for each in opened().table if "What it holds" in each.value]
    assert [each for each in shown if first in each and each[first].replace("\\", "") == dict(held)[first]]


def test_the_default_of_a_caseload_and_of_set_up_are_told_with_their_grade() -> None:
    said = " ".join(words for _, words in columns_told("sites").rows)
    assert "You decide; WF008, grade D" in said
    assert "default 17. No source, grade D" in said
