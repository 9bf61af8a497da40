"""Each person's follow-up is counted as the trial counts."""

import numpy as np
import pytest
from seen_weeks import by_hand, of_a_run

from simmodel.followed.windows import follow_up
from simmodel.validation.counted import FOLLOWED, Arm
from simmodel.vocabulary import (
    ALCOHOL_AND_OTHER_DRUGS,
    HOMELESS,
    INSECURE,
    MENTAL_HEALTH_ADMISSION,
    ON_REMAND,
    POLICE_CALL_OUT,
    RETURNED_FOR_BREACH,
    SENTENCED,
    STABLE,
)


def lived(**weeks: list) -> np.ndarray:
    """One person's weeks, the week before first; what is not named is 0 and the home stable."""
    length = len(next(iter(weeks.values())))
    return by_hand(
        (length, 1), **{name: {(week, 0): each for week, each in enumerate(values)} for name, values in weeks.items()}
    )


def counted(outcome: str, **weeks: list) -> tuple[float, float]:
    """What was counted of one person, and of how much."""
    arm = FOLLOWED[outcome].count(lived(**weeks))
    return float(arm.total[0]), float(arm.exposure[0])


# what happens once


def when(outcome: str, custody: list[int]) -> tuple[float, int]:
    arm: Arm = FOLLOWED[outcome].count(lived(custody=custody))
    return float(arm.total[0]), int(arm.weeks[0])


def test_a_return_is_the_first_week_inside_by_the_kind_that_counts() -> None:
    remand_then_sentence = [0, 0, ON_REMAND, SENTENCED, SENTENCED]
    assert when("any_custody", remand_then_sentence) == (1.0, 2)
    assert when("new_sentence", remand_then_sentence) == (1.0, 3)
    breached = [0, RETURNED_FOR_BREACH, 0, 0]
    assert when("return_to_prison", breached) == (1.0, 1)
    assert when("new_sentence", breached) == (0.0, 3)


def test_who_is_inside_already_returns_only_after_leaving() -> None:
    assert when("any_custody", [SENTENCED, SENTENCED, 0, 0]) == (0.0, 3)
    assert when("any_custody", [SENTENCED, 0, SENTENCED]) == (1.0, 2)
    assert when("new_sentence", [SENTENCED, SENTENCED, 0]) == (0.0, 2)


def test_whoever_dies_or_moves_away_is_seen_no_further() -> None:
    arm = FOLLOWED["any_custody"].count(lived(gone=[0, 0, 1, 1, 1]))
    assert (float(arm.total[0]), int(arm.weeks[0])) == (0.0, 1)


def test_an_arrest_and_acute_care_are_this_weeks_facts() -> None:
    assert counted("arrested", arrested=[1, 0, 0, 1]) == (1.0, 1.0)
    assert counted("arrests", arrested=[1, 0, 1, 1]) == (2.0, 1.0)
    police, ward = 1 + POLICE_CALL_OUT, 1 + MENTAL_HEALTH_ADMISSION
    assert counted("times_in_acute_care", crisis=[ward, police, ward, ward, 0]) == (2.0, 1.0)
    assert counted("acute_care", crisis=[ward, police, 0, 0, 0]) == (0.0, 1.0)
    assert counted("police_call_outs", crisis=[police, police, 0, ward]) == (1.0, 1.0)


def test_help_with_drugs_counts_from_the_first_week_of_it() -> None:
    drugs = 1 << ALCOHOL_AND_OTHER_DRUGS
    assert counted("drug_treatment", served=[drugs, 1, 1]) == (0.0, 1.0)
    assert counted("drug_treatment", served=[0, 1, 1 | drugs]) == (1.0, 1.0)


# amounts


def test_days_and_stays_in_custody() -> None:
    custody = [0, 0, SENTENCED, SENTENCED, 0, ON_REMAND]
    assert counted("custody_days", custody=custody) == (21.0, 1.0)
    assert counted("custody_stays", custody=custody) == (2.0, 1.0)


def test_homes_count_in_the_community_and_while_people_are_there() -> None:
    tenancy, custody = [HOMELESS, STABLE, STABLE, HOMELESS, INSECURE], [0, 0, SENTENCED, 0, 0]
    assert counted("time_housed", tenancy=tenancy, custody=custody) == (1.0, 4.0)
    assert counted("homeless_nights", tenancy=tenancy, custody=custody) == (7.0, 1.0)
    assert counted("housed", tenancy=[0, HOMELESS, STABLE]) == (1.0, 1.0)
    assert counted("homeless", tenancy=[0, STABLE, HOMELESS]) == (1.0, 1.0)
    assert counted("housed", tenancy=[0, STABLE, STABLE], gone=[0, 0, 1]) == (0.0, 0.0)
    assert counted("time_housed", tenancy=[0, STABLE, STABLE], gone=[0, 0, 1]) == (1.0, 1.0)


def test_work_and_cost() -> None:
    assert counted("weeks_in_work", at_work=[1, 1, 0, 1]) == (2.0, 1.0)
    assert counted("weeks_in_work", at_work=[1, 1, 1, 1], gone=[0, 0, 2, 2]) == (1.0, 1.0)
    assert counted("at_work", at_work=[1, 1, 0]) == (0.0, 1.0)
    assert counted("justice_cost", justice=[100.0, 150.0, 450.0]) == (350.0, 1.0)


def test_an_appointment_is_kept_in_the_week_in_which_it_falls_due() -> None:
    both, one = 0b110, 0b010
    assert counted("appointments_kept", due=[both, 0, one, one], told=[one, one, 0, one]) == (2.0, 3.0)


# out of a run


@pytest.mark.parametrize("outcome", ["custody_days", "weeks_in_work"])
def test_what_adds_up_is_what_the_model_itself_counts(outcome: str) -> None:
    watched = of_a_run()
    seen = np.asarray([*watched.before, *watched.seen])
    here = np.flatnonzero(watched.people.arrives <= 0)
    found = FOLLOWED[outcome].count(follow_up(seen, here, np.ones(len(here), int), len(watched.seen)))
    people = watched.people[here]
    stayed = people.gone == 0
    assert found.total[stayed].tolist() == people[outcome][stayed].tolist()
    assert np.all(found.total[~stayed] <= people[outcome][~stayed])
    assert found.total[stayed].sum() > 0 < np.sum(~stayed)


def test_appointments_that_fall_due_are_mostly_kept_or_missed_and_some_of_both() -> None:
    watched = of_a_run()
    seen = np.asarray([*watched.before, *watched.seen])
    everyone = np.arange(len(watched.people))
    kept = FOLLOWED["appointments_kept"].count(follow_up(seen, everyone, np.ones(len(everyone), int), 100))
    assert 0 < kept.total.sum() < kept.exposure.sum()
