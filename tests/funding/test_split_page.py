"""The best split as a page that fits 80 columns, with the study's own beside it."""

import io

import pytest
from made_up_splits import OWN, made_up
from rich.console import Console

from simmodel.funding.search import NET, Found
from simmodel.funding.split_page import print_split, to_json
from simmodel.funding.split_told import levers_of


def printed(found: Found) -> str:
    page = io.StringIO()
    print_split(Console(file=page, width=80, highlight=False), found)
    return page.getvalue()


def test_every_table_fits_80_columns_and_ends_in_sentences() -> None:
    for found in (made_up(), made_up(beyond=-1_234_567.0, outcome=NET, error=123_456.0)):
        page = printed(found)
        assert max(map(len, page.splitlines())) <= 80
        assert page.rstrip().endswith(".")
        assert "Note: the base case fits" in page


def test_the_ten_best_are_shown_and_the_study_s_own_however_low_it_stands() -> None:
    page = printed(made_up())
    assert "The best of 16 splits played" in page
    assert len([line for line in page.splitlines() if line.rstrip().endswith("  the study's own")]) == 2
    assert "+12.3*" in page


def test_lines_for_a_study_file_stand_on_the_page_of_a_split_that_is_clearly_better() -> None:
    assert "In a study file:\n  funding_per_year = 650000" in printed(made_up())
    assert "brokerage_share = 0.1000" in printed(made_up())


@pytest.mark.parametrize(("beyond", "clear"), [(-9.0, True), (9.0, False), (0.0, False)])
def test_without_a_clearly_better_split_the_lines_are_the_study_s_own(beyond: float, clear: bool) -> None:
    found = made_up(beyond=beyond, clear=clear)
    page = printed(found)
    assert "No split is clearly better, so these lines keep the study's own:" in page
    assert "brokerage_share = 0.0500" in page
    assert "brokerage_share = 0.1000" not in page
    assert to_json(found)["own"]["levers"] == levers_of(OWN)


def test_of_several_sites_everything_is_said_to_be_of_all_together() -> None:
    page = " ".join(printed(made_up(sites=3)).split())
    assert (
        "person-years in a stable home of all 3 sites together, against the base case, discounted like dollars." in page
    )
    assert "a year and site" in page
