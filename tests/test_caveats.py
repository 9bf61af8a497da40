"""Caveats are chosen from the result: what turns the answer first, then rough ranges, misfits, what is not counted."""

from dataclasses import replace
from functools import cache

from made_up_findings import made_up_findings
from made_up_posterior import made_up
from towns import town

from simmodel.appraisal.runs import Value
from simmodel.carried import carrying, fitted_of, told_of_posterior
from simmodel.caveats import A_MODEL, MOST, caveats, every_caveat
from simmodel.documents.findings import Findings

MISFIT = "the base case does not fit the evidence on waits: 9, expected 6"


@cache
def findings_with(**changes: object) -> Findings:
    return made_up_findings(**changes)


def told(**changes: object) -> str:
    return " | ".join(each.told for each in every_caveat(findings_with(**changes)))


def test_three_caveats_are_told_the_weightiest_first() -> None:
    every = every_caveat(findings_with(notes=(MISFIT,)))
    chosen = caveats(findings_with(notes=(MISFIT,)))
    assert len(chosen) == MOST
    assert chosen == [each.told for each in sorted(every, key=lambda each: -each.weight)][:MOST]
    assert chosen[0].startswith("The base case does not fit the evidence on waits: 9, expected 6.")


def test_an_answer_that_turns_with_the_basis_of_unit_costs_is_the_first_caveat() -> None:
    turning = findings_with(saved=220_000.0, spread=0.05)
    assert caveats(turning)[0].startswith(
        "The answer hangs on how money is counted: at average unit costs and 5% a year"
    )
    assert "hangs on how money is counted" not in told()


def test_few_draws_are_a_caveat_and_many_are_none() -> None:
    assert "Only 10 draws" in told()
    assert "too few to tell evidence from luck" in told(runs=8, draws=4)
    assert "Ranges are luck only" in told(draws=0)
    many = findings_with()
    assert "draws of the evidence" not in str(
        every_caveat(replace(many, comparison=replace(many.comparison, draws=50)))
    )


def test_people_who_are_served_less_elsewhere_are_one_caveat_of_every_way_that_of_the_answer_first() -> None:
    notes = tuple(
        f"under {name} the services reach {count} fewer people a year who are outside the model in those weeks; unknown"
        for name, count in (("pull_in", 119), ("more_places", 7))
    )
    assert "Under “Title of pull_in” the services reach 119 fewer people a year" in told(notes=notes)
    assert "; under “Title of more_places” 7 fewer." in told(notes=notes)
    assert "Under “Title of more_places” the services reach 7 fewer people a year" in told(notes=notes[1:])


def test_a_result_with_values_of_the_study_is_not_called_fiscal() -> None:
    assert "It is fiscal" in told()
    assert "It is fiscal" not in told(values=(Value("victims", "new_sentences", 15_000.0, "a source"),))


def test_the_assumed_link_is_a_caveat_only_where_it_weighs() -> None:
    assert "assumed link" not in told()
    for dollars in (5_000.0, 50_000.0):
        of_children = (Value("child_protection", "crises", dollars, "made up"),)
        assert "without child protection, net present value is" in told(values=of_children)


def test_a_trial_that_the_model_does_not_fit_weighs_more_where_the_answer_claims_that_gain() -> None:
    rows = [{"contrast": "people stably housed, with a coach", "the trial": "60%", "the model": "93%"}]
    facts = {"contrasts with trials that do not fit, on the shipped numbers": rows}
    claimed, unclaimed = (
        next(
            each
            for each in every_caveat(made_up_findings(saved=saved, facts=facts))
            if "what a trial found" in each.told
        )
        for saved in (100_000.0, 0.0)
    )
    assert claimed.told.endswith("people stably housed, with a coach: 60% in the trial, 93% in the model.")
    assert claimed.weight > unclaimed.weight


def test_luck_that_hides_a_clear_difference_is_a_caveat() -> None:
    findings = findings_with()
    row = findings.appraisal.headline("pull_in")
    hidden = replace(row, net=replace(row.net, low=-9e6, high=9e6))
    worth = findings.appraisal.scenarios["pull_in"]
    worths = dict(findings.appraisal.scenarios) | {"pull_in": replace(worth, table=(hidden, *worth.table[1:]))}
    changed = replace(findings, appraisal=replace(findings.appraisal, scenarios=worths))
    assert "Luck can hide it: a single site may turn out anywhere from -$9.00m to +$9.00m." in str(
        every_caveat(changed)
    )


def test_a_study_with_only_its_base_case_still_says_what_a_model_is() -> None:
    assert A_MODEL in told(scenarios=("current",))


def test_a_fit_that_failed_its_checks_or_has_synthetic_data_comes_before_nearly_all() -> None:
    for posterior in (made_up(failed=("chains agree",)), made_up(source="synthetic: made up")):
        study = carrying(town(), posterior)
        notes, fitted = told_of_posterior(study, 4), fitted_of(study)
        first = caveats(findings_with(notes=notes, fitted=fitted))[0]
        assert "did not pass its checks" in first or "are synthetic" in first
    assert "checks" not in told(notes=told_of_posterior(carrying(town(), made_up()), 4))
