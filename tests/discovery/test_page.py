"""Boxes are told in words with what they cover, as a hint where halves of the draws do not show them again."""

import io
import re
from dataclasses import replace

import pytest
from made_up_matter import mattering_runs
from rich.console import Console

from simmodel.discovery.found import found_in
from simmodel.discovery.page import print_discovered
from simmodel.discovery.result import Bound, Discovered, Regret
from simmodel.discovery.told import bound_told, sentences
from simmodel.sensitivity.question import Question


@pytest.fixture(scope="module")
def found() -> Discovered:
    return found_in(mattering_runs(draws=60, mean=95_000.0, luck=5_000.0), Question("pull_in"))


def printed(found: Discovered) -> str:
    page = io.StringIO()
    print_discovered(Console(file=page, width=80, highlight=False), found)
    return page.getvalue()


def test_the_answer_comes_first_with_how_often_it_flips(found: Discovered) -> None:
    first = sentences(found)[0]
    assert first.startswith("On the whole pull_in does not pay: net present value -$")
    assert f"the answer flips in {found.flips} of 60 draws, the luck of runs taken out." in first


def test_a_box_is_told_with_what_it_covers_and_how_dense_it_is(found: Discovered) -> None:
    second = sentences(found)[1]
    assert second.startswith("The answer flips if “")
    assert re.search(r"covers \d+% of the draws where it flips; of the \d+ draws within, \d+% flip \(of all", second)


def test_limits_are_told_in_units_or_along_the_range(found: Discovered) -> None:
    number = next(each.number for each in found.boxes[0].bounds if each.number.value is not None)
    bound = Bound(number, 0.3, None, 0.0123, None, 0.0, 1.0)
    rate = "“crises of a person at the reference load” (crisis.weekly_rate) is "
    assert bound_told(bound) == rate + "above 0.0123 per week"
    assert bound_told(replace(bound, high=0.5, high_place=0.9)) == rate + "above 0.0123 per week and below 0.5 per week"
    assert bound_told(replace(bound, low=None)) == rate + "in the highest 70% of its range"
    assert (
        bound_told(replace(bound, low=None, low_place=None, high_place=0.4)) == rate + "in the lowest 40% of its range"
    )
    assert bound_told(replace(bound, low=None, high_place=0.4)) == rate + "between 30% and 40% along its range"


def test_what_halves_do_not_show_again_is_a_hint(found: Discovered) -> None:
    box = found.boxes[0]
    seldom = replace(box, bounds=tuple(replace(each, picked_again=0.2) for each in box.bounds))
    assert "take it as a hint" in " ".join(sentences(replace(found, boxes=(seldom,))))
    often = replace(box, bounds=tuple(replace(each, picked_again=0.9) for each in box.bounds))
    assert "take it as a hint" not in " ".join(sentences(replace(found, boxes=(often,))))


def test_where_nothing_flips_it_is_said_before_what_comes_nearest(found: Discovered) -> None:
    told = " ".join(sentences(replace(found, flips=0, nearest=True, edge=-5_000.0)))
    assert (
        f"It flips in none of {found.draws} draws, which still allows a chance of up to 5%; `simmodel compare` says"
        in told
    )
    assert "nothing within" not in told
    assert "the fifth of draws that come nearest to it (above -$5,000)" in told
    few = " ".join(sentences(replace(found, flips=3, nearest=True)))
    assert "Too few draws flip (or stay) to say when: 10 of each are needed" in few


def test_without_a_box_none_is_made_up(found: Discovered) -> None:
    assert "no box is told" in " ".join(sentences(replace(found, boxes=())))


def test_what_is_lost_is_told_of_the_choice_that_loses_least(found: Discovered) -> None:
    regret = {"current": Regret(1e6, 2e6, 3e6), "pull_in": Regret(5e5, 1.5e6, 4e6)}
    told = sentences(replace(found, regret=regret))[-1]
    assert told.startswith("Least is lost by choosing pull_in: $500,000 on average against the best of each draw")
    none = {"current": Regret(0.0, 0.0, 0.0), "pull_in": Regret(5e5, 1.5e6, 4e6)}
    assert (
        sentences(replace(found, regret=none))[-1]
        == f"Nothing is lost by choosing current in these draws: it brings most in all {found.draws} draws, "
        "which still allows a chance of up to 5% against it."
    )


def test_every_line_fits_80_columns_and_nothing_is_promised(found: Discovered) -> None:
    page = printed(found)
    assert max(map(len, page.splitlines())) <= 80
    assert "…" not in page
    assert not re.search(r"\bwill\b", page)
    assert "What choosing each loses" in page


def test_another_amount_than_nothing_is_named(found: Discovered) -> None:
    told = sentences(replace(found, gain=50_000.0))[0]
    assert told.startswith("On the whole pull_in brings no more than $50,000: net present value")


def test_an_end_at_zero_is_an_end(found: Discovered) -> None:
    bound = replace(found.boxes[0].bounds[0], low=None, high=0.0)
    assert " is below 0 " in bound_told(bound)
    assert " is above 0 " in bound_told(replace(bound, low=0.0, high=None))
