"""A proposal writer edits a budget, sees it leave the band, simulates it, and takes the workbook."""

from pathlib import Path

import openpyxl
import pytest

from .tab import Tab

pytestmark = pytest.mark.browser
COACHES = 1
"""The column of the coaches in the table of sites."""


def test_a_budget_is_edited_leaves_the_band_is_simulated_and_taken_away(tab: Tab, tmp_path: Path) -> None:
    page = tab.open("/site-budget").page
    tab.box("Within the band").wait_for()

    tab.type_into(page.locator("[data-testid=stDataFrame]").first, 0, COACHES, "4")
    tab.box("This budget leaves the band").wait_for()
    assert "1 thing is changed from the default" in tab.words
    usual_year = page.locator("td:visible", has_text="$").first.inner_text()

    page.get_by_text("8", exact=True).first.click()
    tab.settle().run()
    assert "Two coaches (changed): finished." in tab.words
    assert page.get_by_text("8 paired runs").count()

    book = openpyxl.load_workbook(tab.taken("Excel workbook", tmp_path), data_only=True)
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    dollars = {f"${value:,.0f}" for value in values if isinstance(value, int | float)}
    assert 4 in values
    assert usual_year in dollars

    page.get_by_role("button", name="Reset to the default").click()
    tab.box("Within the band").wait_for()
