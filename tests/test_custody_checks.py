"""Returns to custody that a study names: two shares that rise, or a table by month that never falls."""

import pytest
from small_study import SMALL, fault, with_keys

from simmodel.engine.start import parameters_of
from simmodel.scenario import parse_study

MONTHS = [round(0.02 * month, 2) for month in range(1, 25)]


def with_table(months: list[float], *more: str) -> str:
    return with_keys("custody_level", f"returned_by_month = {months}", *more)


def test_a_table_of_24_months_is_read_and_its_shares_are_the_study_s_level() -> None:
    level = parse_study(with_table(MONTHS)).custody_level

    assert level.returned_by_month == tuple(MONTHS)
    assert (level.at(12), level.at(24)) == (0.24, 0.48)


def test_without_a_table_the_two_shares_are() -> None:
    level = parse_study(SMALL).custody_level

    assert (level.at(12), level.at(24)) == (0.25, 0.425)


def test_a_table_changes_the_hash_and_its_absence_does_not() -> None:
    tabulated = parse_study(with_table(MONTHS))

    assert tabulated.digest() != parse_study(SMALL).digest()
    assert tabulated.digest() != parse_study(with_table([*MONTHS[:-1], 0.5])).digest()
    assert parse_study(SMALL + "[custody_level]\n").digest() == parse_study(SMALL).digest()


def test_a_table_is_told_among_what_a_study_changes() -> None:
    assert ("custody_level.returned_by_month", tuple(MONTHS), ()) in parse_study(with_table(MONTHS)).changed()


def test_numbers_of_the_model_stay_as_they_are() -> None:
    assert parameters_of(parse_study(with_table(MONTHS))).digest() == parameters_of(parse_study(SMALL)).digest()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            with_table([*MONTHS[:3], 0.01, *MONTHS[4:]]),
            "is 0.01 in month 4, after 0.06; allowed: shares that never fall",
        ),
        (with_table(MONTHS[:23]), "has 23 months; allowed: 24 to 240"),
        (with_table([0.3] * 241), "has 241 months; allowed: 24 to 240"),
        (with_table(MONTHS, "return_12_months = 0.2"), "return_12_months has no effect beside returned_by_month"),
        (with_table(MONTHS, "return_24_months = 0.5"), "return_24_months has no effect beside returned_by_month"),
        (with_table([0.0, *MONTHS[1:]]), "allowed: above 0, below 1"),
        (with_keys("custody_level", "returned_by_month = []"), "is an empty list; allowed: a list of numbers, each"),
        (with_table([*MONTHS[:-1], 2]), "type for example 0.25"),
        (with_keys("custody_level", "returned_by_month = 0.3"), "allowed: a list of numbers, each"),
    ],
)
def test_a_table_that_cannot_be_is_refused_in_words(text: str, said: str) -> None:
    assert said in fault(text).replace("above 0 to below 1", "above 0, below 1")
