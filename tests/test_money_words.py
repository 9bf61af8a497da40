"""Words about money: the sign is right, rounding is honest, and nothing is claimed that the range does not hold."""

import re
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from made_up_findings import made_up_findings

from simmodel.appraisal.estimates import Estimate, is_all_luck
from simmodel.appraisal.money.effectiveness import cost_per_outcome
from simmodel.appraisal.money.ratios import Chance
from simmodel.appraisal.money.table import Appraised
from simmodel.appraisal.worth import PerOutcome
from simmodel.money_words import (
    COUNT,
    chance_told,
    draws_told,
    gain_told,
    limit_told,
    money,
    money_range,
    negated,
    number,
    number_range,
    per_outcome_told,
    ranges,
    ratio_name,
    ratio_told,
    rounded,
    short_money,
    signed_money,
    years_told,
)

amounts = st.floats(-5e9, 5e9)
sizes = st.floats(1.0, 5e9)


@dataclass(frozen=True)
class Result:
    """A result of so many runs and draws, at one site."""

    runs: int = 40
    draws: int = 20
    sites: dict[str, object] = field(default_factory=dict)


def surely(value: float) -> Estimate:
    """An estimate that nothing spreads."""
    return Estimate(value, value, value, value, value, 0.0)


def value_of(text: str) -> float:
    """The number that an amount in words stands for."""
    times = 1e6 if "million" in text or text.endswith("m") else 1.0
    return float(re.sub(r"[$,+m]| million", "", text)) * times


def estimates() -> st.SearchStrategy[Estimate]:
    """Any estimate: ends in order, the mean anywhere between the outer ones."""
    ends = st.lists(amounts, min_size=5, max_size=5).map(sorted)
    return ends.map(lambda e: Estimate(e[2], e[0], e[4], e[1], e[3], abs(e[3] - e[1]) / 50))


@given(amounts)
def test_an_amount_in_words_is_within_half_a_per_cent_and_keeps_its_sign(value: float) -> None:
    shown = value_of(money(value))
    assert shown == pytest.approx(rounded(value))
    assert abs(shown - value) <= max(0.0051 * abs(value), 0.5)
    assert shown * value >= 0
    assert (shown == 0) == (abs(value) <= 0.5)


@given(amounts, amounts)
def test_a_larger_amount_is_never_said_as_a_smaller_one(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert value_of(money(low)) <= value_of(money(high)) + 1e-6


@given(amounts)
def test_a_change_shows_a_plus_only_where_it_gains(value: float) -> None:
    assert signed_money(value).startswith("+") == (rounded(value) > 0)
    assert signed_money(value).startswith("-") == (rounded(value) < 0)
    assert signed_money(value).removeprefix("+") == short_money(value)


@given(st.floats(-1e6, 1e6))
def test_a_count_in_words_is_never_minus_nothing(value: float) -> None:
    assert not re.fullmatch(r"-0(\.0+)?", number(value))
    assert float(number(value).replace(",", "")) * value >= 0


@given(estimates())
def test_a_range_that_spans_zero_is_no_clear_difference(estimate: Estimate) -> None:
    told = gain_told(estimate, Result(), "gains {amount}", "loses {amount}")
    low, high = estimate.evidence_low or 0.0, estimate.evidence_high or 0.0
    if rounded(low) <= 0 <= rounded(high):
        assert told.startswith(("shows no clear difference", "shows no difference"))
    if told.startswith(("gains", "loses")):
        assert low * high > 0


@given(sizes, st.floats(0.01, 0.9), st.booleans())
def test_a_clear_gain_is_a_gain_and_a_clear_loss_a_loss_told_in_positive_dollars(
    size: float, width: float, loses: bool
) -> None:
    assume(size > 100)
    found = Estimate(size, size * (1 - width), size * (1 + width), size * (1 - width / 2), size * (1 + width / 2), 0.0)
    told = gain_told(negated(found) if loses else found, Result(), "gains {amount}", "loses {amount}")
    assert told.startswith(f"{'loses' if loses else 'gains'} {money(size)} (evidence $")
    assert "-" not in told


@given(estimates(), st.integers(1, 9))
def test_so_few_draws_make_nothing_clear(estimate: Estimate, draws: int) -> None:
    told = gain_told(estimate, Result(2 * draws, draws), "gains {amount}", "loses {amount}")
    assert told.startswith("shows no ") or " on average (" in told
    assert told.startswith("shows no ") or "too few runs to tell" in told or "too near zero" in told


@given(estimates())
def test_a_loss_is_a_gain_turned_round(estimate: Estimate) -> None:
    assert negated(negated(estimate)) == estimate
    assert value_of(money(negated(estimate).mean or 0.0)) == -value_of(money(estimate.mean or 0.0))


@given(estimates(), st.integers(1, 60), st.integers(0, 30), st.sampled_from([{}, {"a": 1, "b": 2}]))
def test_no_words_hold_an_empty_value_or_a_promise(
    estimate: Estimate, runs: int, draws: int, sites: dict[str, object]
) -> None:
    result = Result(runs, min(draws, runs), sites)
    for outcome in ("{amount} fewer crises", "saves {amount}"):
        kind = {"outcome": COUNT} if "crises" in outcome else {}
        told = gain_told(estimate, result, outcome, f"not {outcome}", **kind)
        assert not re.search(r"\b(will|nan|none|inf)\b", told, re.IGNORECASE)
        assert "{" not in told


def test_an_evidence_band_that_is_a_point_is_said_to_be_luck() -> None:
    found = Estimate(10.0, 2.0, 15.0, 10.0, 10.0, 1.0)
    assert is_all_luck(found)
    assert ranges(found, Result(), of_money=False) == "one site 2.00 to 15.0, a spread that luck explains"
    assert not is_all_luck(replace(found, low=10.0, high=10.0))


def test_evidence_that_leaves_out_zero_by_too_little_says_why_it_is_not_clear() -> None:
    told = gain_told(Estimate(100.0, -50.0, 300.0, 10.0, 200.0, 40.0), Result(), "gains {amount}", "loses {amount}")
    why = "too near zero to be clear from so few runs"
    assert told == f"gains $100 on average (evidence $10 to $200; one site -$50 to +$300; {why})"


def test_what_few_runs_agree_on_is_told_with_its_figure_and_direction_and_that_they_are_few() -> None:
    few = Estimate(-200.0, -300.0, -100.0, -280.0, -120.0, 40.0)
    assert gain_told(few, Result(8, 4), "gains {amount}", "loses {amount}") == (
        "loses $200 on average (too few runs to tell; evidence $120 to $280; one site $100 to $300)"
    )
    single = Estimate(-200.0, None, None, None, None, None)
    assert gain_told(single, Result(1, 0), "gains {amount}", "loses {amount}") == (
        "loses $200 on average (too few runs to tell; a single run has no range)"
    )


def test_ranges_without_draws_are_luck_only_and_a_single_run_has_none() -> None:
    found = Estimate(1.0, -20.0, 30.0, None, None, 1.0)
    assert ranges(found, Result(20, 0)) == "one site -$20 to +$30, luck only"
    assert ranges(found, Result(1, 0)) == "a single run has no range"
    assert ranges(found, Result(20, 20, {"a": 1, "b": 2})) == "all 2 sites -$20 to +$30"


def test_none_of_ten_draws_is_not_said_to_be_impossible() -> None:
    assert draws_told(0.0, 10) == "in none of 10 draws"
    assert limit_told(0.0, 10) == ", which still allows a chance of up to 26%"
    assert limit_told(1.0, 10) == ", which still allows a chance of up to 26% against it"
    assert limit_told(0.9, 10) == ""
    assert draws_told(0.9, 10) == "in 9 of 10 draws"


@given(st.integers(1, 2000))
def test_more_draws_rule_out_more(draws: int) -> None:
    limit = float(re.findall(r"([\d.e-]+)%", limit_told(0.0, draws))[0])
    assert limit == pytest.approx(100 * (1 - 0.05 ** (1 / draws)), rel=0.35, abs=0.5)
    assert limit > 0


def paying(chance: Chance, evidence: tuple[float, float] = (-50.0, 50.0)) -> Appraised:
    """The headline of a made-up scenario, with this chance of paying and this evidence band."""
    row = made_up_findings().appraisal.headline("pull_in")
    return replace(row, pays=chance, net=Estimate(0.0, -90.0, 90.0, *evidence, 1.0))


def test_a_chance_is_a_count_of_draws() -> None:
    assert chance_told(paying(Chance(0.9, 0.1, 0.8)), Result(20, 10)) == "benefits exceed costs in 9 of 10 draws"


def test_without_draws_no_chance_is_given() -> None:
    told = chance_told(paying(Chance(None, None, 0.85)), Result(20, 0))
    assert told == "benefits exceed costs in 17 of 20 runs, by luck alone; no chance over draws is given"


@pytest.mark.parametrize(("share", "often"), [(0.0, "in none of 20 runs"), (1.0, "in all 20 runs")])
def test_where_luck_explains_the_spread_but_every_run_agrees_the_count_is_told(share: float, often: str) -> None:
    assert (
        chance_told(paying(Chance(share, 0.0, share), (5.0, 5.0)), Result(20, 10)) == f"benefits exceed costs {often}"
    )


def test_ends_that_print_alike_are_one_amount() -> None:
    assert money_range(-2_661_000.0, -2_662_000.0) == "-$2.66m"
    assert money_range(-2_661_000.0, -2_672_000.0) == "-$2.66m to -$2.67m"
    assert number_range(1.001, 1.002) == "1.00"


def test_where_luck_explains_everything_a_chance_is_not_told() -> None:
    told = chance_told(paying(Chance(1.0, 0.0, 0.6), (5.0, 5.0)), Result(20, 10))
    assert told == "how likely benefits exceed costs cannot be told from luck in these runs"


def test_a_ratio_is_called_fiscal_unless_the_study_values_more() -> None:
    row = made_up_findings().appraisal.headline("pull_in")
    assert ratio_name(row) == "Fiscal benefit-cost ratio"
    assert ratio_name(replace(row, kind="social")) == "Benefit-cost ratio (social)"
    assert ratio_told(row, Result()) == "0.34 (evidence 0.28 to 0.41; one site 0.28 to 0.41)"
    free = made_up_findings(funding=0.0).appraisal.headline("pull_in")
    assert ratio_told(free, Result()) == "none: nothing is paid"


def test_a_cost_per_outcome_says_that_it_bears_the_whole_cost_or_has_a_word_in_its_place() -> None:
    costs = made_up_findings().appraisal.scenarios["pull_in"].per_outcome
    assert per_outcome_told(costs["crises"], Result()).endswith(" each (whole cost attributed to this outcome)")
    better_and_cheaper = made_up_findings(saved=600_000.0).appraisal.scenarios["pull_in"].per_outcome
    assert per_outcome_told(better_and_cheaper["crises"], Result()) == "dominant: better and cheaper"
    fewer = cost_per_outcome([[-9.0, -9.0]], [[-3.0, -3.0]])
    forgone = PerOutcome("crisis avoided", fewer, surely(-3.0), surely(-9.0))
    assert (
        per_outcome_told(forgone, Result()) == "$3 saved for each one forgone (whole cost attributed to this outcome)"
    )


@pytest.mark.parametrize("cost", [9.0, -9.0])
@pytest.mark.parametrize("gained", [3.0, -3.0])
def test_of_a_gain_that_is_not_clear_no_cost_is_told_and_no_word_that_claims_one(cost: float, gained: float) -> None:
    found = cost_per_outcome([[cost, cost]], [[gained, gained]])
    each = PerOutcome("crisis avoided", found, Estimate(gained, -9.0, 9.0, -8.0, 8.0, 1.0), surely(cost))
    assert per_outcome_told(each, Result()) == "gain not clear"
    clear = replace(each, gained=surely(gained))
    assert per_outcome_told(clear, Result()) != "gain not clear"
    assert per_outcome_told(clear, Result(6, 3)) == "gain not clear"


@pytest.mark.parametrize("cost", [9.0, -9.0])
@pytest.mark.parametrize("gained", [3.0, -3.0])
def test_where_money_may_be_saved_as_well_as_spent_no_cost_is_told_and_no_word_that_claims_one(
    cost: float, gained: float
) -> None:
    found = cost_per_outcome([[cost, cost]], [[gained, gained]])
    for spent in (Estimate(cost, -90.0, 90.0, -80.0, 80.0, 1.0), Estimate(cost, -90.0, 90.0, cost, cost, 1.0)):
        assert (
            per_outcome_told(PerOutcome("crisis avoided", found, surely(gained), spent), Result()) == "cost not clear"
        )


def test_where_luck_explains_all_that_was_seen_the_range_of_one_site_decides() -> None:
    collapsed = Estimate(5_440_000.0, -273_000.0, 9_800_000.0, 5_440_000.0, 5_440_000.0, 900_000.0)
    told = gain_told(collapsed, Result(), "gains {amount}", "loses {amount}")
    assert told == "shows no clear difference (one site -$273,000 to +$9.80m, a spread that luck explains)"
    surely_more = gain_told(replace(collapsed, low=273_000.0), Result(), "gains {amount}", "loses {amount}")
    assert surely_more == "gains $5.44 million (one site $273,000 to $9.80m, a spread that luck explains)"


def test_years_have_one_decimal() -> None:
    assert years_told(4.24) == "4.2 years"
