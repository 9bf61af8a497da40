"""What would change the answer: each sentence holds the number at which nothing is gained or lost."""

import math
from dataclasses import replace
from functools import cache

import pytest
from made_up_findings import made_up_findings

from simmodel.appraisal.runs import Value
from simmodel.documents.findings import Findings
from simmodel.money_words import money, number
from simmodel.turning import MOST_TIMES, what_would_change


@cache
def findings_with(**changes: object) -> Findings:
    return made_up_findings(**changes)


def told(**changes: object) -> str:
    return " ".join(what_would_change(findings_with(**changes)))


@pytest.mark.parametrize("saved", [100_000.0, 600_000.0])
def test_break_even_is_said_of_benefits_of_the_programme_and_of_a_day_in_custody(saved: float) -> None:
    even = findings_with(saved=saved).appraisal.scenarios["pull_in"].break_even
    assert f"benefits are {number(even.benefits_times or 0.0)} times what they are here" in told(saved=saved)
    assert f"the programme costs {money(even.programme_a_year or 0.0)} in a full year (here up to $650,000)" in told(
        saved=saved
    )
    assert f"saves $150 here; at {money(even.custody_day or 0.0)} the account is even" in told(saved=saved)


def test_a_day_in_custody_turns_it_only_where_custody_clearly_falls() -> None:
    assert "An avoided day in custody" in told(saved=400_000.0)
    for unclear in ({"saved": 400_000.0, "spread": 0.9}, {"saved": 400_000.0, "draws": 4}):
        assert findings_with(**unclear).appraisal.scenarios["pull_in"].break_even.custody_day is not None
        assert "in custody" not in told(**unclear).replace("return to custody", "")


def test_a_day_in_custody_that_would_have_to_save_the_impossible_is_not_priced() -> None:
    even = findings_with(saved=4_000.0).appraisal.scenarios["pull_in"].break_even.custody_day or 0.0
    assert even > MOST_TIMES * 298
    assert "saves $150 here: no realistic saving on a day in custody turns it." in told(saved=4_000.0)
    assert money(even) not in told(saved=4_000.0)


def test_where_people_of_nsw_are_worse_off_anyhow_no_price_of_the_programme_turns_it() -> None:
    free = "even free of charge it leaves people of NSW $609,000 worse off on average (evidence "
    assert free in told(saved=-100_000.0)
    assert "Nothing comes back to people of NSW on average" in told(saved=0.0, spread=0.0)


def test_what_an_outcome_would_have_to_be_worth_stands_only_where_money_is_lost_and_the_outcome_clearly_gained() -> (
    None
):
    assert "each crisis avoided is worth $37," in told()
    assert "whole cost attributed to this outcome" in told()
    assert "is worth $" not in told(saved=600_000.0)
    assert "is worth $" not in told(saved=0.0, spread=0.0)


def test_what_is_saved_by_doing_worse_is_no_worth_of_an_outcome() -> None:
    findings = findings_with()
    worth = findings.appraisal.scenarios["pull_in"]
    worse = {
        count: replace(each, cost=replace(each.cost, quadrant="SW", ratio=9.0))
        for count, each in worth.per_outcome.items()
    }
    worths = dict(findings.appraisal.scenarios) | {"pull_in": replace(worth, per_outcome=worse)}
    changed = replace(findings, appraisal=replace(findings.appraisal, scenarios=worths))
    assert "is worth $" not in " ".join(what_would_change(changed))


def test_a_study_that_values_nothing_itself_is_told_where_it_could() -> None:
    assert "[money]" in told()
    assert "[money]" not in told(values=(Value("victims", "new_sentences", 15_000.0, "a source"),))


def test_a_pilot_of_this_size_is_told_by_the_least_change_that_it_sees() -> None:
    people, share = (
        72.0,
        findings_with().comparison.scenarios["current"]["reached:pull_in"]["return_to_custody_24m"].mean,
    )
    least = 100 * 2.8 * math.sqrt(2 * (share or 0.0) * (1 - (share or 0.0)) / people)
    assert "A pilot of this size cannot settle return to custody: with 72 people in each arm" in told()
    assert f"it takes a change of {least:.0f} points" in told()
    assert "could see" in " ".join(what_would_change(made_up_findings(better_by=0.3)))
    assert "pilot" not in " ".join(what_would_change(made_up_findings(reached=False)))


def test_knowing_the_numbers_is_worth_something_only_where_they_change_the_choice() -> None:
    assert "in none would knowing the numbers change the choice" in told()
    assert "is worth at most $" in told(saved=400_000.0, spread=0.9)
    assert "knowing" not in told(draws=0).lower()


def test_the_pilot_is_among_the_four_sentences_that_the_brief_has_room_for() -> None:
    assert any(told.startswith("A pilot") for told in what_would_change(findings_with())[:4])


def test_where_nothing_is_compared_nothing_turns() -> None:
    assert what_would_change(findings_with(scenarios=("current",))) == []
