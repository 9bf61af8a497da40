"""The answer and what stands beside it: the right way round, with ranges, about the right scenario, fair to rivals."""

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_findings import made_up_findings
from test_money_words import amounts, estimates

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.money.ratios import Chance
from simmodel.appraisal.worth import PER_OUTCOME
from simmodel.documents.findings import Findings
from simmodel.money_told import (
    GAINED,
    answer,
    basis_told,
    best_told,
    facts_told,
    outcomes_told,
    payers_told,
    question,
    rivals_heading,
    rivals_told,
    short_title,
    subject,
)
from simmodel.money_words import money, rounded
from simmodel.words import paid


@cache
def findings_with(**changes: object) -> Findings:
    return made_up_findings(**changes)


SHIPPED = made_up_findings()


def with_net(net: Estimate, chance: Chance) -> Findings:
    """Findings whose headline is this estimate."""
    worths = dict(SHIPPED.appraisal.scenarios)
    first, *rest = worths["pull_in"].table
    worths["pull_in"] = replace(worths["pull_in"], table=(replace(first, net=net, pays=chance), *rest))
    return replace(SHIPPED, appraisal=replace(SHIPPED.appraisal, scenarios=worths))


@given(estimates(), st.integers(0, 10))
def test_the_answer_has_the_sign_of_what_was_found_and_never_promises(net: Estimate, paying: int) -> None:
    told = answer(with_net(net, Chance(paying / 10, 0.1, paying / 10)))
    gains, loses = "more than it costs" in told, "more than it brings back" in told
    low, high = rounded(net.evidence_low or 0.0), rounded(net.evidence_high or 0.0)
    assert gains + loses + ("no clear difference" in told or "no difference" in told) == 1
    assert not gains or low > 0
    assert not loses or high < 0
    if low <= 0 <= high:
        assert not gains
        assert not loses
    assert not re.search(r"\b(will|nan|None|inf)\b", told)
    assert told.endswith(".")
    assert told.count("(") == told.count(")")


@given(amounts)
def test_the_answer_prints_the_amount_as_it_is(amount: float) -> None:
    net = Estimate(amount, amount, amount, amount, amount, 0.0)
    told = answer(with_net(net, Chance(0.5, 0.1, 0.5)))
    assert (money(abs(amount)) in told) or rounded(amount) == 0


@pytest.mark.parametrize(
    ("money_of", "about"),
    [
        ({"more_places": "places", "pull_in": "coaches"}, "pull_in"),
        ({"more_places": "coaches", "pull_in": "coaches"}, "more_places"),
        ({"more_places": "places", "pull_in": "homes"}, "more_places"),
    ],
)
def test_the_answer_is_about_the_first_that_buys_coaches_or_else_the_first(
    money_of: dict[str, str], about: str
) -> None:
    comparison = findings_with().comparison
    given_money = {name: dict(comparison.money.get(name, {})) | {"buys": buys} for name, buys in money_of.items()}
    assert subject(replace(comparison, money=given_money)) == about


def test_the_question_names_the_money_and_every_other_way_in_one_line() -> None:
    assert question(findings_with()) == (
        "Is $650,000 a year for three years better spent on “Title of pull_in”, on “Title of more_places”, "
        "or not at all?"
    )
    many = made_up_findings(scenarios=("current", "a", "b", "c", "d", "e"))
    assert question(many).endswith("on “Title of a”, on “Title of b”, in 2 other ways, or not at all?")
    assert question(findings_with(funding=0.0)).startswith("Is public money better spent on")


def test_the_same_money_spent_otherwise_is_compared_run_by_run() -> None:
    (told,) = rivals_told(findings_with())
    assert told.startswith(
        "Beside “Title of more_places” for the same money, “Title of pull_in” does $304,000 better ("
    )
    (unclear,) = rivals_told(findings_with(saved=0.0, spread=0.0))
    assert unclear.endswith("shows no difference.")


def test_money_for_setting_up_is_said_and_makes_another_sum_of_it() -> None:
    comparison = findings_with().comparison
    bought = dict(comparison.money) | {"pull_in": dict(comparison.money["pull_in"]) | {"set_up_cost": 100_000.0}}
    findings = replace(findings_with(), comparison=replace(comparison, money=bought))
    assert paid(findings.comparison, "pull_in") == "$650,000 a year for three years and $100,000 for setting up"
    assert question(findings).startswith("Is public money better spent on")
    assert "for the same money" not in " ".join(rivals_told(findings))
    assert rivals_heading(findings) == "What else money could do"
    assert rivals_heading(findings_with()) == "What else the same money could do"


def test_which_way_is_worth_most_is_a_count_of_draws_and_the_base_case_counts() -> None:
    assert best_told(findings_with()).startswith("Of all ways compared, “As it is now” is worth most in all 10 draws")
    assert best_told(findings_with(saved=600_000.0)).startswith(
        "Of all ways compared, “Title of pull_in” is worth most"
    )
    assert best_told(findings_with(draws=0)) == (
        "Of all ways compared, “As it is now” has the highest mean; how likely it is the best, no draws tell."
    )
    assert best_told(findings_with(scenarios=("current",), draws=0)) == ""


def test_without_a_value_of_the_study_the_result_is_told_as_fiscal() -> None:
    assert "fiscal: nothing is counted for what victims are spared or for wellbeing" in basis_told(findings_with())
    assert "the Commonwealth stands apart" in basis_told(findings_with())


def test_every_outcome_that_has_a_cost_has_words() -> None:
    assert set(GAINED) == set(PER_OUTCOME)
    told = outcomes_told(findings_with(), "pull_in")
    assert re.search(r"[\d.]+ fewer crises \(evidence", told)
    assert "no difference in children developmentally vulnerable (assumed link)" in told


def test_who_pays_and_who_saves_holds_the_funder_the_clear_the_unclear_and_the_commonwealth_apart() -> None:
    told = payers_told(findings_with(), "pull_in")
    assert told[0] == "The programme's funder pays $1.81 million."
    assert told[1].startswith("Justice saves $641,000 (evidence $")
    assert told[2].startswith("No clear difference for: Health,")
    assert told[3].startswith("People outside the studied group get hours of services worth $32,000 less (evidence $")
    assert told[4] == "Commonwealth, apart from NSW, shows no difference."


def test_savings_in_custody_alone_are_judged_at_the_upper_bound() -> None:
    told = facts_told(findings_with(), "pull_in")
    assert told[0].startswith("Savings in custody alone do not pay at this size: they fall $5")
    assert facts_told(findings_with(saved=600_000.0), "pull_in")[0].startswith("Savings in custody alone pay:")
    assert "not clear" in facts_told(findings_with(saved=200_000.0, spread=0.9), "pull_in")[0]


def test_custody_alone_from_few_draws_says_that_they_are_too_few() -> None:
    told = facts_told(findings_with(draws=4), "pull_in")[0]
    assert told.startswith("Whether savings in custody alone pay is not clear, even at average cost, the upper bound (")
    assert "(too few runs to tell; evidence -$" in told
    assert "too few" not in facts_told(findings_with(), "pull_in")[0]


def test_what_can_be_banked_is_apart_from_capacity_freed() -> None:
    assert "no budget falls: what is freed is capacity" in facts_told(findings_with(), "pull_in")[1]
    banked = facts_told(findings_with(saved=3_000_000.0), "pull_in")[1]
    assert "over eight years $" in banked
    assert "can be banked" in banked
    assert "capacity that is only freed is not in it" in banked


def test_payback_is_told_with_the_draws_in_which_it_happens() -> None:
    assert facts_told(findings_with(), "pull_in")[2].endswith(
        "within eight years; it is paid back in none of 10 draws."
    )
    told = facts_told(findings_with(saved=600_000.0), "pull_in")[2]
    assert re.search(r"paid back after [\d.]+ years; it is paid back in all 10 draws", told)
    assert "draws" not in facts_told(findings_with(draws=0), "pull_in")[2]


def with_titles(more_places: str, pull_in: str) -> Findings:
    titles = {"more_places": {"title": more_places}, "pull_in": {"title": pull_in}}
    money = {name: {**bought, **titles.get(name, {})} for name, bought in SHIPPED.runs.money.items()}
    return replace(SHIPPED, runs=replace(SHIPPED.runs, money=money))


def test_ways_whose_titles_begin_alike_are_told_apart_by_their_ends() -> None:
    long = "Coaches who stay with people and bring whomever they need"
    found = with_titles(f"{long}, in town", f"{long}, in the country")
    told = [short_title(found, name) for name in ("more_places", "pull_in")]
    assert told == [
        "Coaches who stay with people … whomever they need, in town",
        "Coaches who stay with people … they need, in the country",
    ]
    assert short_title(with_titles("Places", f"{long}, in the country"), "pull_in").endswith(" …")


def test_ways_alike_but_within_are_told_whole() -> None:
    apart = [f"{'a' * 28} {letter * 24} {'z' * 28}" for letter in "bc"]
    found = with_titles(*apart)
    assert short_title(found, "pull_in") == f"{'a' * 28} {'c' * 24} …"
    alike = [f"{'a' * 28} {'b' * 8}{letter}{'b' * 15}{'z' * 27}" for letter in "bc"]
    assert short_title(with_titles(*alike), "pull_in") == alike[1]
