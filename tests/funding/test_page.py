"""What each sum brings as a page: tables that fit 80 columns, with what is bought, left out and not told."""

import io

from made_up_levels import LEVELS, made_up
from rich.console import Console

from simmodel.funding.page import cents, millions, print_funded
from simmodel.funding.result import Funded


def printed(found: Funded) -> str:
    page = io.StringIO()
    print_funded(Console(file=page, width=80, highlight=False), found)
    return page.getvalue()


def test_every_table_fits_80_columns_and_the_sentences_come_last() -> None:
    page = printed(made_up([-4e5, -6e5, -8e5, -1e6], outcome="children_vulnerable"))
    assert max(map(len, page.splitlines())) <= 80
    assert " ".join(page.split()).endswith("(0% to 14%), at $400,000 a year.")
    assert "fiscal, avoidable cost, 5% a year real" in " ".join(page.split())


def test_what_is_bought_stands_beside_every_sum_and_what_buys_too_little_is_said() -> None:
    page = " ".join(printed(made_up([-1e5, -4e5, -6e5, -8e5], levels=(100_000, *LEVELS[:3]))).split())
    assert "$600,000 buys 1.79 full-time workers, 16 places, $32,253 of flexible funds" in page
    assert "Left out: $100,000: does not pay for 0.2 of a coach and the team around; allowed:" in page


def test_a_star_stands_at_gains_that_are_clear_and_only_they_have_a_cost() -> None:
    page = printed(made_up([-4e5, -6e5, -8e5, -1e6]))
    assert "+1.0*" in page
    assert "Gained over three years, discounted: mean" in page
    assert "Net cost over gain, both as above (discounted)" in page
    assert page.count("undefined") == 3 * len(LEVELS)
    unclear = printed(made_up([-4e5, -6e5, -8e5, -1e6], weeks_apart=400.0))
    assert "+1.0*" not in unclear
    assert unclear.count("gain not") == len(LEVELS)


def test_with_few_draws_a_note_says_that_nothing_is_called_clear() -> None:
    few = "Note: with fewer than 10 draws nothing is called clear"
    assert few in printed(made_up([-1e6] * 4, draws=4))
    assert few not in printed(made_up([-1e6] * 4, draws=20))


def test_funding_of_several_sites_is_said_to_be_per_site() -> None:
    several = {"sites": {"one": "One", "two": "Two"}}
    page = " ".join(printed(made_up([-1e6] * 4, **several)).split())
    assert "Funding is per site; people, gains and money are of all 2 sites together." in page
    assert "a year and site, 4 levels" in page


def test_small_sums_are_never_shown_as_minus_nothing() -> None:
    assert (millions(-1.0), millions(None), millions(-1_234_567.0)) == ("0.00", "none", "-1.23")
    assert (cents(-0.001, 0.2), cents(-0.5, None), cents(None, None)) == ("$0.00\n(0.20)", "-$0.50", "none")
