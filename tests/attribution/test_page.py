"""An attribution in words: fractions where there is a difference to share out, and only amounts where there is not."""

import io
from dataclasses import replace

import pytest
from made_up_attribution import WHOLE, made_up
from rich.console import Console

from simmodel.appraisal.estimates import Difference
from simmodel.attribution.page import headline, print_attribution
from simmodel.attribution.result import Attribution, to_json


def printed(found: Attribution) -> str:
    page = io.StringIO()
    print_attribution(Console(file=page, width=80, highlight=False), found)
    return page.getvalue()


def test_the_sentence_tells_the_whole_with_its_ranges_and_the_largest_share_first() -> None:
    assert headline(made_up()) == (
        "Weeks stably housed, pull_in instead of current, the 57 people whom pull_in reached: +10.1 weeks per person "
        "(evidence +9.1 to +11.1; one site +7.1 to +13.1). It comes about 60% through flexible funds, 30% through "
        "pulling help in, 20% through spending. Against it: queueing (-10%). Not told from nothing by these runs: help "
        "in one piece or in many."
    )


def test_no_fraction_is_told_of_what_may_be_nothing() -> None:
    found = made_up(whole=0.5)
    assert "no clear difference, and fractions of what may be nothing mislead. The amounts below" in headline(found)
    assert "%" not in printed(found).split("queueing:")[0].replace("5th to 95th", "")
    assert "+6.0" in printed(found)


def test_too_few_draws_are_told_with_what_to_type() -> None:
    assert "too few runs to tell, so no fractions of it are told; ask for 20 runs or more" in headline(made_up(draws=4))


def test_where_nobody_has_a_value_that_is_all_that_is_told() -> None:
    nothing = replace(made_up(), whole=Difference(*[None] * 7))
    assert headline(nothing) == "Weeks stably housed: no run has a value to compare in current and pull_in."
    assert "Part of the" not in printed(nothing)


def test_everything_printed_fits_80_columns_and_tells_groups_and_notes() -> None:
    page = printed(made_up())
    text = " ".join(page.split())
    assert max(map(len, page.splitlines())) <= 80
    assert "20 paired runs in 10 draws for every set of groups" in text
    assert "brokerage: money for what people themselves name (brokerage)" in text
    assert "learning, left out: off in this study: " in text
    assert "Note: queueing: off in the study itself, and so in every set: waiting" in text
    assert "74% are also reached with all of them on" in text
    assert "Note: the custody level is as it is" in text
    assert "the whole" in text


def test_a_left_out_group_has_no_line_in_the_table() -> None:
    table = printed(made_up()).split("Part of the")[1].split("the whole")[0]
    assert "spending" in table
    assert "learning" not in table


def test_what_counts_as_a_return_is_told_where_returns_are_shared_out() -> None:
    assert "counted: a new sentence" in printed(made_up(outcome="return_to_custody_24m"))
    assert "points" in headline(made_up(outcome="return_to_custody_24m"))
    assert "counted:" not in printed(made_up())


def test_nobody_is_promised_anything() -> None:
    for found in (made_up(), made_up(whole=0.5), made_up(draws=0)):
        assert " will " not in printed(found)


@pytest.mark.parametrize(("whole", "clear"), [(WHOLE, True), (0.5, False)])
def test_json_has_fractions_that_add_up_and_says_whether_they_may_be_used(whole: float, clear: bool) -> None:
    found = to_json(made_up(whole=whole))
    assert found["clear"] is clear
    assert sum(each["amount"] for each in found["shares"]) == pytest.approx(WHOLE)
    assert all((each["share_mc_error"] is not None) is clear for each in found["shares"])
    assert found["between"] == ["current", "pull_in"]


def test_json_of_no_difference_at_all_has_no_fractions() -> None:
    assert {each["share"] for each in to_json(made_up(whole=0.0))["shares"]} == {None}
