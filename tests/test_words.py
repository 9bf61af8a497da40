"""Sentences say what the numbers say, with the right sign, and no more than a range of luck allows."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from synthetic_runs import made_up_runs

from simmodel.appraisal.comparison import Comparison, summarise
from simmodel.appraisal.estimates import Difference
from simmodel.appraisal.outcomes import OUTCOMES
from simmodel.vocabulary import RETURN_DEFINITIONS
from simmodel.words import (
    DEFINITIONS,
    amount,
    change,
    change_span,
    dollars,
    headline,
    sentence,
    sentences,
    tally,
    tally_cell,
    verdict,
    years,
)

RETURNS = "return_to_custody_24m"
COMPARISON = summarise(made_up_runs())

numbers = st.floats(-2000, 2000, allow_nan=False)
small = st.floats(-1, 1, allow_nan=False)
outcomes = st.sampled_from(list(OUTCOMES.values()))


def told(outcome: str, mean: float, low: float, high: float, better: int = 61, runs: int = 100) -> str:
    """The sentence for a difference of `pull_in` across the site."""
    return sentence(holding(outcome, mean, low, high, better, runs), "pull_in", "site", outcome)


def holding(
    outcome: str,
    mean: float | None,
    low: float | None,
    high: float | None,
    better: int | None,
    runs: int,
    evidence: tuple[float | None, float | None] = (None, None),
    draws: int = 0,
) -> Comparison:
    """A comparison whose only difference is this one."""
    tallied = {} if better is None else {"runs_better": better, "runs_worse": runs - better, "runs_same": 0}
    found = Difference(mean, low, high, *evidence, 0.001, **tallied)
    return replace(COMPARISON, runs=runs, draws=draws, differences={"pull_in": {"site": {outcome: found}}})


def printed(text: str) -> list[float]:
    """The ends of a printed range; the same one twice where they are printed alike."""
    ends = [float(number) for number in re.sub("[$,]", "", text).split(" to ")]
    return [ends[0], ends[-1]]


def test_the_headline_names_money_definition_and_a_number_where_there_is_a_clear_difference() -> None:
    text = headline(holding(RETURNS, -0.0123, -0.0401, 0.0188, 61.0, 100, (-0.0211, -0.0042), draws=50))
    assert text == (
        "With $650,000 a year for three years, compared with current, return to custody within 24 months (counted: a "
        "new sentence): under pull_in, 1.2 points less often (evidence -2.1 to -0.4; one site -4.0 to +1.9) across the "
        "site; ranges hold evidence and luck."
    )


def test_the_headline_gives_no_number_where_there_is_no_clear_difference() -> None:
    text = headline(holding(RETURNS, -0.0123, -0.0401, 0.0188, 61.0, 100))
    assert "under pull_in, no clear difference across the site; ranges are luck only." in text
    assert not re.search("1.2|4.0|61", text)


def test_the_headline_tells_every_scenario_and_both_populations() -> None:
    text = headline(COMPARISON)
    assert text.index("under more_places") < text.index("under pull_in")
    assert "among the 72 people reached" in text
    assert text.count("across the site") == 2


@pytest.mark.parametrize("better_by", [0.0, 0.001])
def test_the_headline_is_at_most_sixty_words_where_nothing_is_clear(better_by: float) -> None:
    text = headline(summarise(made_up_runs(better_by=better_by, draws=20)))
    assert text.count("no clear difference") == 2
    assert "across the site or among the 72 people reached" in text
    assert len(text.split()) <= 55


def test_the_headline_stays_about_as_short_where_one_difference_is_clear() -> None:
    comparison = summarise(made_up_runs(better_by=0.0, draws=20))
    clear = Difference(-0.05, -0.09, 0.04, -0.06, -0.04, 0.001, 70.0)
    both = {"site": comparison.differences["pull_in"]["site"], "reached": {RETURNS: clear}}
    text = headline(replace(comparison, differences=dict(comparison.differences) | {"pull_in": both}))
    assert "5.0 points less often (evidence -6.0 to -4.0; one site -9.0 to +4.0) among the 72 people reached" in text
    assert len(text.split()) <= 62


def test_the_headline_names_each_scenarios_money_where_it_differs() -> None:
    money = {name: dict(bought) for name, bought in COMPARISON.money.items()}
    money["pull_in"] |= {"funding_per_year": 300_000, "funded_years": 1}
    text = headline(replace(COMPARISON, money=money))
    assert "under pull_in with $300,000 a year for one year" in text
    assert "with $650,000 a year for three years" in text


def test_the_headline_needs_no_money_to_be_a_sentence() -> None:
    assert headline(replace(COMPARISON, money={})).startswith("Compared with current, return to custody")


def test_a_study_with_only_its_base_case_says_so() -> None:
    assert "nothing to compare" in headline(summarise(made_up_runs(scenarios=("current",))))


def test_the_sentence_may_say_that_pulling_in_loses() -> None:
    text = told("weeks_stably_housed", -3.0, -5.0, -1.0, better=4)
    assert "for 3.0 weeks less each" in text
    assert text.count("a clear difference, for the worse") == 1


@pytest.mark.parametrize(
    ("outcome", "mean", "expected"),
    [
        (RETURNS, -0.012, "1.2 points less often"),
        (RETURNS, 0.012, "1.2 points more often"),
        ("weeks_stably_housed", 3.21, "stably housed for 3.2 weeks more each"),
        ("crises", -0.304, "0.30 fewer crises each"),
        ("cost_total", 1234.5, "all payers together pay $1,234 more per person"),
        ("cost_justice", -900.0, "Justice pays $900 less per person"),
        ("custody_days", 0.04, "as many days in custody"),
    ],
)
def test_a_change_is_said_with_the_right_sign_and_rounding(outcome: str, mean: float, expected: str) -> None:
    assert expected in told(outcome, mean, mean - 1, mean + 1)


@given(outcomes, numbers, numbers, st.integers(1, 200))
def test_without_evidence_there_is_no_clear_difference_exactly_when_the_printed_range_spans_zero(
    outcome: object, one: float, other: float, runs: int
) -> None:
    found = Difference((one + other) / 2, min(one, other), max(one, other), None, None, 0.1, 50.0)
    low, high = printed(change_span(outcome, found))
    spans_zero = low <= 0 <= high
    assert (verdict(outcome, found, runs) == "no clear difference") == spans_zero


@given(outcomes, st.floats(5, 900), st.floats(1, 900), st.booleans(), st.integers(10, 200))
def test_a_clear_difference_is_better_or_worse_by_the_outcomes_own_direction(
    outcome: object, near: float, width: float, lower: bool, runs: int
) -> None:
    low, high = (-near - width, -near) if lower else (near, near + width)
    word = "better" if lower == (outcome.better == "lower") else "worse"
    told = "a clear difference" + ("" if outcome.better is None else f", for the {word}")
    assert verdict(outcome, Difference(near, low, high, None, None, 0.1, 1.0), runs) == told


@given(outcomes, st.floats(20, 900), st.floats(1, 900), st.floats(0, 3), st.booleans())  # nearer, rounding hides it
def test_with_evidence_a_difference_is_clear_when_its_band_is_two_monte_carlo_errors_from_zero(
    outcome: object, near: float, width: float, errors: float, lower: bool
) -> None:
    band = (-near - width, -near) if lower else (near, near + width)
    found = Difference(near, -9999.0, 9999.0, *band, near / max(errors, 0.1), 50.0)
    assume(abs(errors - 2) > 0.1)
    judged = verdict(outcome, found, 100)
    assert judged.startswith("a clear difference") == (errors > 2)
    assert judged.endswith("though one site may not show it") == (errors > 2)


def test_a_narrow_range_of_one_site_makes_no_difference_clear_that_the_evidence_does_not() -> None:
    found = Difference(-0.02, -0.03, -0.01, -0.05, 0.01, 0.001, 100.0)
    assert verdict(OUTCOMES[RETURNS], found, 50) == "no clear difference"


def test_where_an_evidence_band_is_a_point_the_range_of_one_site_decides() -> None:
    """Pure luck makes the band a point, wherever the few runs happen to lie."""
    found = Difference(-0.007, -0.05, 0.0, -0.007, -0.007, 0.007, 52.0)
    assert verdict(OUTCOMES[RETURNS], found, 50) == "no clear difference"
    assert verdict(OUTCOMES[RETURNS], replace(found, mc_error=0.001), 50) == "no clear difference"
    assert verdict(OUTCOMES[RETURNS], replace(found, high=-0.001), 50).startswith("a clear difference")


@given(outcomes, small)
def test_a_printed_change_has_the_sign_of_the_change_and_zero_has_none(outcome: object, value: float) -> None:
    text = change(outcome, value)
    number = float(re.sub("[$,]", "", text))
    assert number * value >= 0
    assert text.startswith("+" if number > 0 else "-" if number < 0 else ("$0", "0"))


@given(outcomes, small, small)
def test_a_larger_value_is_never_printed_as_a_smaller_one(outcome: object, one: float, other: float) -> None:
    low, high = (float(re.sub("[$,%]", "", amount(outcome, value))) for value in sorted((one, other)))
    assert low <= high


@given(st.sampled_from(sorted(OUTCOMES)), small, numbers, numbers, st.integers(0, 100), st.integers(1, 500))
def test_no_sentence_claims_more_than_luck(
    outcome: str, mean: float, one: float, other: float, better: int, runs: int
) -> None:
    text = told(outcome, mean, min(one, other), max(one, other), better, runs)
    assert "significant" not in text.lower()
    assert f"({runs:,} paired run" in text
    assert text.endswith(".")


def test_a_handful_of_runs_never_makes_a_clear_difference() -> None:
    assert "too few runs to tell" in told(RETURNS, -0.05, -0.06, -0.04, 4, runs=4)
    few = holding(RETURNS, -0.05, -0.06, -0.04, 18, 18, (-0.06, -0.04), draws=9)
    assert "too few runs to tell" in sentence(few, "pull_in", "site", RETURNS)
    assert "too few runs to tell across the site" in headline(few)


def test_a_sentence_names_both_bands_and_what_they_are_made_of() -> None:
    both = holding(RETURNS, -0.05, -0.09, 0.04, 28, 40, (-0.06, -0.04), draws=20)
    assert sentence(both, "pull_in", "site", RETURNS).endswith(
        "5.0 points less often (evidence -6.0 to -4.0; one site -9.0 to +4.0; better in 28, worse in 12 of 40 runs): "
        "a clear difference, for the better, though one site may not show it (40 paired runs in 20 draws)."
    )


def test_there_is_a_sentence_for_every_difference() -> None:
    count = sum(len(by) for populations in COMPARISON.differences.values() for by in populations.values())
    assert len(sentences(COMPARISON)) == len(set(sentences(COMPARISON))) == count


def test_a_difference_without_a_value_is_said_to_have_none() -> None:
    empty = holding(RETURNS, None, None, None, None, 10)
    assert "no value to compare" in sentence(empty, "pull_in", "site", RETURNS)
    assert "no value to compare across the site" in headline(empty)


def test_every_definition_of_return_has_words_and_the_sentence_uses_them() -> None:
    assert set(DEFINITIONS) == set(RETURN_DEFINITIONS)
    for name, words in DEFINITIONS.items():
        comparison = replace(COMPARISON, facts={"return_definition": name})
        assert words in headline(comparison)
        assert words in sentence(comparison, "pull_in", "site", RETURNS)


def test_words_for_people_come_first() -> None:
    text = " ".join(
        f"{outcome.label} {outcome.less} {outcome.more} {outcome.same}" for outcome in OUTCOMES.values()
    ).lower()
    assert not re.search("offender|client|prisoner|inmate|recidivist|homeless people", text)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "one year"), (3, "three years"), (12, "12 years"), (2.5, "2.5 years")]
)
def test_years_are_said_in_words(count: float, words: str) -> None:
    assert years(count) == words


def test_dollars_are_whole_with_commas() -> None:
    assert [dollars(650_000.4), dollars(-1234.0), dollars(-0.2)] == ["$650,000", "-$1,234", "$0"]


@pytest.mark.parametrize(
    ("counts", "words", "cell"),
    [
        ((3, 1, 4), "better in 3, worse in 1, the same in 4 of 8 runs", "3 / 1 / 4"),
        ((7, 1, 0), "better in 7, worse in 1 of 8 runs", "7 / 1 / 0"),
        ((8, 0, 0), "better in all 8 runs", "8 / 0 / 0"),
        ((0, 0, 20), "the same in all 20 runs", "0 / 0 / 20"),
        ((0, 1, 0), "worse in the one run", "0 / 1 / 0"),
        ((None, None, None), "", "none"),
    ],
)
def test_runs_are_counted_as_they_are_and_a_tie_is_no_win(counts: tuple, words: str, cell: str) -> None:
    found = Difference(0.1, 0.0, 0.2, None, None, None, *counts)
    assert (tally(found), tally_cell(found)) == (words, cell)
