"""Assumptions and limits as a reader meets it: the finding first, filters, links, and every part of the page."""

import pytest
from the_page import page_named, texts

from simmodel.screens.assumptions import PARTS
from simmodel.screens.plain import plain
from simmodel.shown.assumptions.areas import AREAS
from simmodel.shown.assumptions.figures import resting_told
from simmodel.shown.assumptions.numbers import every_number

UNLIKE_OTHERS = {
    "numbers": "272 of 272",
    "matter": "stand out",
    "limits": "sick leave",
    "switches": "can be switched off, one by one",
    "checks": "outside case",
    "evidence": "Grade A",
    "words": "a service that sees one need",
    "cite": "The simmodel authors",
}


def test_what_the_model_rests_on_is_said_first() -> None:
    said = texts(page_named("assumptions"))
    assert any(plain(resting_told(every_number())) in each for each in said)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_by_its_link_and_says_something(part: str) -> None:
    at = page_named("assumptions", part=PARTS[part][0])
    assert at.segmented_control[0].value == part
    assert any(UNLIKE_OTHERS[part] in each for each in (*texts(at), *(fold.label for fold in at.expander)))


def test_a_link_that_names_no_part_shows_the_numbers() -> None:
    at = page_named("assumptions", part="<b>nothing</b>", area="nowhere", grade="Z", assumed_study="../secret")
    assert not at.exception
    assert any("272 of 272" in each for each in texts(at))


def test_numbers_are_folded_by_area_until_few_are_left() -> None:
    at = page_named("assumptions")
    assert len([each for each in at.expander if each.label.startswith(tuple(map(plain, AREAS.values())))]) == len(AREAS)
    few = page_named("assumptions", search="weekly crises")
    assert few.table


def test_a_search_that_finds_nothing_says_what_to_do() -> None:
    at = page_named("assumptions", search="zebra")
    assert any("No number is like that" in each.value for each in at.info)


def test_what_is_typed_is_never_read_as_markup() -> None:
    at = page_named("assumptions", search="<script>alert(1)</script> [a](http://b)")
    assert not any("<script>" in each for each in texts(at))


def test_only_what_a_study_changes_is_left_on_request() -> None:
    at = page_named("assumptions", assumed_study="sceptical", changed="true")
    assert any("changed by the study" in each.label for each in at.expander)
    assert not any("272 of 272" in each for each in texts(at))
