"""What a fit says in sentences: what the data cannot tell, where each number comes from, and what was kept aside."""

from dataclasses import replace

import numpy as np
import pytest
from made_up_fits import a_fit

from simmodel.calibration.checked import Verdict
from simmodel.calibration.foretold import Foretold
from simmodel.calibration.identified import Pair
from simmodel.calibration.next_datum import NextDatum
from simmodel.calibration.result import QUICK, Fit
from simmodel.calibration.second_opinion import SecondOpinion
from simmodel.calibration.told import (
    cannot_tell,
    chance_told,
    figure,
    name_of,
    parameters_told,
    phrase,
    second_opinion_differs,
    second_opinion_told,
    source_of,
    tells,
    time_told,
    warnings,
)
from simmodel.evidence import ledger

FIT = a_fit()


def with_identified(**given: object) -> Fit:
    return replace(FIT, checks=replace(FIT.checks, identified=replace(FIT.checks.identified, **given)))


def with_plan(**given: object) -> Fit:
    plan = FIT.plan.model_copy(update=given)
    return replace(FIT, study=FIT.study.model_copy(update={"calibration": plan}))


def test_every_number_hardly_learned_is_told_with_where_it_comes_from_and_no_other() -> None:
    learned = np.full(len(FIT.prior.names), 0.5)
    learned[4] = 0.02
    told = [each for each in cannot_tell(with_identified(contraction=learned)) if "almost nothing" in each]
    row = ledger()["TRU010"]
    assert len(told) == 1
    assert "trust won when a promise is kept (trust.gain)" in told[0]
    assert "TRU010, grade D (assumption or derivation)" in told[0]
    assert row.source.rstrip(".") in told[0]


def test_numbers_hardly_learned_that_rest_on_one_source_are_told_in_one_sentence() -> None:
    sources = [each.because or ledger()[each.evidence].source for each in FIT.prior.parameters]
    told = [
        each for each in cannot_tell(with_identified(contraction=np.zeros(len(sources)))) if "almost nothing" in each
    ]

    assert len(sources) > len(told) == len(set(sources))
    assert all(sum(f"({name})" in each for each in told) == 1 for name in FIT.prior.names)
    assert all(sum(source.rstrip(".") in each for each in told) == 1 for source in set(sources))


@pytest.mark.parametrize(("together", "fits"), [(0.8, "less of both"), (-0.8, "more of the other")])
def test_numbers_that_go_together_are_named_and_how_they_do(together: float, fits: str) -> None:
    told = cannot_tell(with_identified(pairs=(Pair(0, 1, together),)))
    (apart,) = [each for each in told if each.startswith("Your data cannot tell ")]
    assert apart.endswith(f"{fits}.")
    assert "custody_level.return_24_months" in apart
    assert "housing.loss" in apart


def test_of_a_fit_whose_first_two_numbers_move_the_same_targets_these_two_are_named_and_no_others() -> None:
    (told,) = [each for each in cannot_tell(FIT) if each.startswith("Your data cannot tell ")]
    first, second, *others = FIT.prior.names
    assert f"({first}) from" in told
    assert f"({second}): more of one fits as well as more of the other." in told
    assert not any(name in told for name in others)


def test_a_pilot_of_one_arm_is_told_that_it_shows_no_counterfactual_and_one_of_two_is_not() -> None:
    two = with_plan(arms={"pilot": "pull_in", "usual": "current"})
    assert any("one arm" in each for each in cannot_tell(FIT))
    assert not any("one arm" in each for each in cannot_tell(two))


def test_made_up_data_are_told_first_and_others_are_not_called_made_up() -> None:
    assert "synthetic" in cannot_tell(FIT)[0]
    assert not any("synthetic" in each for each in cannot_tell(with_plan(source="records of our own pilot")))


def test_a_fit_from_which_nothing_was_kept_aside_says_so() -> None:
    targets = tuple(replace(each, use="check" if each.use == "holdout" else each.use) for each in FIT.targets)
    assert "kept aside" in cannot_tell(replace(FIT, targets=targets))[-1]
    assert not any("kept aside" in each for each in cannot_tell(FIT))
    assert not any("kept aside" in each for each in tells(replace(FIT, targets=targets)))


def test_targets_kept_aside_are_told_whether_they_lie_where_they_are_expected() -> None:
    def told(*chances: float) -> list[str]:
        chance = FIT.checks.after.chance.copy()
        chance[FIT.kept_aside] = chances
        checks = replace(FIT.checks, after=replace(FIT.checks.after, chance=chance))
        return [each for each in tells(replace(FIT, checks=checks)) if "kept aside" in each or "hardly ever" in each]

    assert told(0.9, 0.2, 0.1)[0] == "Of 3 targets kept aside 3 lie where nine runs in ten of the fit do."
    assert told(0.9, 0.09, 0.02)[0] == "Of 3 targets kept aside 1 lies where nine runs in ten of the fit do."
    assert told(0.9, 1e-9, np.nan)[0] == "Of 2 targets kept aside 1 lies where nine runs in ten of the fit do."
    assert told(0.9, 1e-9, 0.5)[1].startswith("The fit hardly ever puts these where they were seen: ")
    assert not any("hardly ever" in each for each in told(0.9, 0.09, 0.02))


def test_bands_of_what_was_kept_aside_are_told_with_how_often_they_held() -> None:
    lay = np.array([[0.5, 0.99, 0.5]] * 20)
    known = replace(FIT.checks.self_check, foretold=Foretold(lay))
    told = tells(replace(FIT, checks=replace(FIT.checks, self_check=known)))
    assert "Of what 20 made-up pilots saw and their fits did not, such bands held 67% (90% is right)." in told


def test_time_is_that_of_what_was_played_now() -> None:
    assert time_told(replace(FIT, runs=(100, 360))).startswith(
        "100 runs of the whole model of 360, the others kept from"
    )
    assert time_told(replace(FIT, runs=(0, 360))) == (
        "All 360 runs of the whole model were kept from before; fit and checks took 2 s of processor time"
    )


def test_numbers_come_with_the_best_learned_first_and_lie_within_their_ranges() -> None:
    rows = parameters_told(FIT)
    assert [row.contraction for row in rows] == sorted(FIT.checks.identified.contraction, reverse=True)
    for row in rows:
        (_, low, high) = next(iter(row.parameter.ranges.values()))
        assert low < row.before[0] < row.before[1] < row.before[2] < high
        assert low < row.after[0] < row.after[1] < row.after[2] < high


def test_a_prior_of_the_study_itself_is_told_with_its_reason() -> None:
    level = FIT.prior.parameters[0]
    assert (
        source_of(level) == "the study's own prior: jurisdictions of Australia ranged from 36 to 58% (REC001 to REC006)"
    )
    assert phrase(level) == "people back in custody within 24 months (custody_level.return_24_months)"


def test_a_quick_fit_warns_and_a_whole_one_that_passed_does_not() -> None:
    whole = replace(FIT, size=replace(QUICK, wave=1000))
    assert warnings(whole) == []
    assert "not to decide by" in warnings(replace(FIT, size=QUICK))[-1]


def test_a_check_that_failed_is_warned_of_with_its_figure_and_what_is_allowed() -> None:
    lack = replace(FIT.step.emulator, lack=np.full(len(FIT.targets), 0.7))
    told = warnings(replace(FIT, step=replace(FIT.step, emulator=lack)))
    assert told[0].startswith("Not so: emulator fits (0.7; allowed: at most 0.4 of one run's luck).")


def with_second_opinion(other: SecondOpinion | None) -> Fit:
    return replace(FIT, checks=replace(FIT.checks, second_opinion=other))


def test_a_number_that_the_second_opinion_puts_elsewhere_is_warned_of_by_name_and_no_other() -> None:
    other = FIT.checks.second_opinion
    assert other is not None
    moved = other.scores + np.where(np.arange(len(FIT.prior.names)) == 1, 4.0, 0.0)
    far = with_second_opinion(replace(other, scores=moved))
    (told,) = [each for each in warnings(far) if "second opinion" in each]
    assert second_opinion_differs(far) == ["housing.loss"]
    assert "on housing.loss; of the numbers of 8 made-up pilots its 90% ranges held" in told
    assert not any("second opinion" in each for each in warnings(FIT))
    assert "agrees on every number" in second_opinion_told(FIT)


def test_without_a_second_opinion_it_is_said_that_there_is_none() -> None:
    none = with_second_opinion(None)
    assert "There is no second opinion" in second_opinion_told(none)
    assert {row.second for row in parameters_told(none)} == {None}


@pytest.mark.parametrize(("value", "words"), [(13_123.4, "13,123"), (0.31613, "0.316"), (float("nan"), "unknown")])
def test_figures_of_checks_are_read_without_powers_of_ten(value: float, words: str) -> None:
    assert figure(Verdict("a", value, "", True, "")) == words


@pytest.mark.parametrize(("chance", "words"), [(0.5, "0.50"), (0.001, "<0.01"), (float("nan"), "unknown")])
def test_a_chance_is_never_told_as_nothing(chance: float, words: str) -> None:
    assert chance_told(chance) == words


def with_next(*data: NextDatum) -> list[str]:
    told = tells(replace(FIT, checks=replace(FIT.checks, next_data=data)))
    return [each for each in told if " next: " in each]


def narrowing(target: int, again: bool, by: float) -> NextDatum:
    """A datum that narrows trust.gain by so much, and hardly anything else."""
    removed = np.where(np.arange(len(FIT.prior.names)) == 4, 1.0 - (1.0 - by) ** 2, 0.001)
    return NextDatum(target, again, removed, np.ones(len(removed)))


def test_a_further_datum_is_told_with_the_number_that_it_narrows_and_by_how_much() -> None:
    aside = next(place for place in range(len(FIT.targets)) if place not in FIT.fitted)
    told = with_next(narrowing(0, True, 0.12), narrowing(aside, False, 0.09), narrowing(1, False, 0.08))
    number = "trust won when a promise is kept (trust.gain)"
    assert told == [
        f"To collect next: {name_of(FIT, 0)}, of twice as many people, would narrow {number} by about 12%.",
        f"To fit next: {name_of(FIT, aside)}, which this fit keeps aside, would narrow {number} by about 9%.",
        f"To ask for next: the exact figure, not a range, of {name_of(FIT, 1)} would narrow {number} by about 8%.",
    ]


def test_a_datum_that_narrows_nothing_by_a_twentieth_is_not_told() -> None:
    fit = replace(FIT, checks=replace(FIT.checks, next_data=(narrowing(0, True, 0.04),)))
    assert with_next(narrowing(0, True, 0.04)) == []
    assert tells(fit)[-1].startswith(
        "No single target, seen in as many people again or fitted too, would narrow a number"
    )
    assert not any(
        "No single target" in each
        for each in tells(replace(fit, checks=replace(fit.checks, next_data=(narrowing(0, True, 0.06),))))
    )


def test_targets_of_a_pilot_with_two_arms_are_named_with_their_arm_and_of_one_without() -> None:
    two = with_plan(arms={"pilot": "pull_in", "usual": "current"})
    assert name_of(two, 5) == "stably housed at 6 months (pilot arm)"
    assert name_of(FIT, 5) == "stably housed at 6 months"
