"""Each key of a study alone: what is unknown, missing or out of range is told with what to type instead."""

import re

import pytest
from small_study import JUNK, fault, faults, said_about, small, with_keys

from simmodel.scenario import parse_study


def test_a_fault_says_the_line_the_value_the_range_and_what_to_type() -> None:
    assert fault(with_keys("scenarios.pull_in", "caseload = -3")) == (
        "line 10: scenarios.pull_in.caseload is -3; allowed: 1 to 60 people per full-time worker; "
        "type for example caseload = 9"
    )


RANGES = [
    ("time", "warm_up_years", 0, 10),
    ("time", "horizon_years", 3, 20),
    ("time", "count_releases_weeks", 1, 936),
    ("custody_level", "return_12_months", 0.01, 0.99),
    ("custody_level", "return_24_months", 0.01, 0.99),
    ("site", "luck_number", 1, 2**32 - 1),
    ("site.people.young_person", "at_start", 0, 20_000),
    ("site.people.young_person", "arrivals_per_year", 0, 5000),
    ("site.hours_per_week", "practical", 0, 100_000),
    ("site.lettings_per_year", "priority", 0, 1000),
    ("site.lettings_per_year", "general", 0, 1000),
    ("scenarios.pull_in", "funded_years", 1, 8),
    ("scenarios.pull_in", "set_up_weeks", 0, 104),
    ("scenarios.pull_in", "caseload", 1, 60),
    ("scenarios.pull_in", "indirect_rate", 0, 0.6),
    ("scenarios.pull_in", "extra_lettings_per_year", 0, 1000),
]


@pytest.mark.parametrize(("table", "key", "low", "high"), RANGES)
def test_both_ends_of_a_range_are_allowed_and_nothing_beyond(table: str, key: str, low: float, high: float) -> None:
    step = 1 if isinstance(low, int) and isinstance(high, int) else 0.01
    for value, beyond in ((low, False), (high, False), (low - step, True), (high + step, True)):
        said = said_about(with_keys(table, f"{key} = {round(value, 2)}"))
        out_of_range = f"{table}.{key} is {value:.12g}; allowed: "
        assert any(out_of_range in each and "type for example" in each for each in said) is beyond, said


@pytest.mark.parametrize(("table", "key", "low", "high"), RANGES)
@pytest.mark.parametrize("junk", JUNK)
def test_what_is_not_a_number_is_refused_in_our_words(table: str, key: str, low: float, high: float, junk: str) -> None:
    found = faults(with_keys(table, f"{key} = {junk}"))
    (said,) = (each for each in found if f"{table}.{key} " in each)
    assert re.match(rf"line \d+: {re.escape(table)}\.{key} is .+; allowed: .+; type for example {key} = \d", said)
    assert len(said) < 300


def test_a_number_with_decimals_where_a_whole_one_belongs_is_shown_as_it_was_written() -> None:
    assert fault(with_keys("time", "horizon_years = 8.0")).startswith("line 19: time.horizon_years is 8.0; allowed: 3")


def test_the_remedy_for_a_list_of_tables_has_two_brackets() -> None:
    said = fault(small() + "\n[assumption]\nnumber = 1\n")
    assert "type for example [[assumption]]" in said


@pytest.mark.parametrize("key", ["warm_up_years", "horizon_years", "count_releases_weeks"])
def test_a_whole_number_has_no_decimals(key: str) -> None:
    assert "a whole number" in fault(with_keys("time", f"{key} = 7.5"))


def test_a_number_may_be_written_without_decimals() -> None:
    assert parse_study(with_keys("scenarios.pull_in", "indirect_rate = 0")).scenarios["pull_in"].indirect_rate == 0.0


@pytest.mark.parametrize(
    ("text", "line", "nearest"),
    [
        (with_keys("scenarios.pull_in", "caselod = 9"), 10, "caseload"),
        (with_keys("tim", "horizon_years = 9"), 18, "time"),
        (with_keys("assumptions", "a = 1"), 18, "assumption"),
        (with_keys("site.hours_per_week", "mental_helth = 9"), 19, "mental_health"),
        (
            with_keys("site.people", "homelesness = { at_start = 9, arrivals_per_year = 4 }"),
            19,
            "homelessness",
        ),
        (
            with_keys("site.people.homelessness", "at_start = 9", "arrivals_per_year = 4", "at_strt = 9"),
            21,
            "at_start",
        ),
        (with_keys("mechanisms", "trsut = false"), 19, "trust"),
        (small(('buys = "coaches"', 'buys = "coach"')), 11, "coaches"),
        (with_keys("scenarios.pull_in", 'enrol = "worst first"'), 10, "worst_first"),
        (with_keys("custody_level", 'definition = "new_sentences"'), 19, "new_sentence"),
        (with_keys("money", 'unit_costs = "Avoidable"'), 19, "avoidable"),
    ],
)
def test_an_unknown_key_or_choice_names_the_nearest_right_one(text: str, line: int, nearest: str) -> None:
    said = fault(text)
    assert said.startswith(f"line {line}: ")
    assert said.endswith(f"did you mean '{nearest}'?")


def test_an_unknown_key_like_no_other_lists_the_keys() -> None:
    assert "allowed: warm_up_years, horizon_years" in fault(with_keys("time", "zzz = 1"))


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ('name = "small"\n', "line 1: name is missing"),
        ('title = "A small study"\n', "line 1: title is missing"),
        ('name = "Taree"\n', "line 3: site.name is missing"),
        ('title = "Pull in"\n', "line 9: scenarios.pull_in.title is missing"),
        ('buys = "coaches"\n', "line 9: scenarios.pull_in.buys is missing"),
        ('[site]\nname = "Taree"\n', "line 1: site is missing; allowed: one of [site], [sites.NAME]"),
    ],
)
def test_a_missing_key_is_looked_for_in_its_table(gone: str, said: str) -> None:
    assert fault(small((gone, ""))).startswith(said)


def test_housing_has_lettings_and_no_hours() -> None:
    assert "lettings" in fault(with_keys("site.hours_per_week", "housing = 9"))
    assert "lettings" in fault(small(("{ mental_health = 0.5", "{ housing = 0.5")))


@pytest.mark.parametrize("name", ["Pull_in", "_pull", "9lives", "pull in", "a" * 41, "", "café", "a\\u202eb", "a\\nb"])
def test_a_scenarios_name_is_lower_case_and_short(name: str) -> None:
    said = fault(small(("[scenarios.pull_in]", f'[scenarios."{name}"]')))
    assert said.startswith("line 9: scenarios.")
    assert said.isprintable()


@pytest.mark.parametrize(
    "title", ["", "  ", "a" * 81, "a\\u0007b", "a\\nb", "<b>", "a;b", "=1*2", "a\\u202eb", "`x`", "a|b"]
)
def test_a_title_is_plain_and_short(title: str) -> None:
    said = fault(small(('"Pull in"', f'"{title}"')))
    assert "scenarios.pull_in.title is" in said
    assert said.isprintable()


@pytest.mark.parametrize("title", ["a" * 80, "Élan, more. (5% - $2) & 1/2 + 'so'"])
def test_a_title_may_hold_letters_digits_and_plain_marks(title: str) -> None:
    assert parse_study(small(('"Pull in"', f'"{title}"'))).scenarios["pull_in"].title == title


@pytest.mark.parametrize("text", ["a" * 2001, "a\\u0000b", "a\\u001bb", "a\\u202eb"])
def test_a_description_holds_no_control_characters(text: str) -> None:
    assert "line 3: description is" in fault(small(("[site]", f'description = "{text}"\n[site]')))


@pytest.mark.parametrize(
    ("table", "key", "other"),
    [
        ("site.people.homelessness", "at_start", "arrivals_per_year"),
        ("site.lettings_per_year", "general", "priority"),
    ],
)
def test_numbers_that_belong_together_are_given_together(table: str, key: str, other: str) -> None:
    assert f"line 18: {table}.{other} is missing" in fault(with_keys(table, f"{key} = 4"))


def test_a_long_value_is_shortened() -> None:
    said = fault(with_keys("scenarios.pull_in", f'caseload = "{"9" * 500}"'))
    assert f'"{"9" * 57}..."' in said
