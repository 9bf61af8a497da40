"""Counts of fewer than five people never leave the app."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_targets import a_target

from simmodel.calibration.targets import told
from simmodel.shown.fit.small import FEWEST, hidden, is_small, small_told, with_small_hidden

PEOPLE = st.integers(1, 300)


@given(people=PEOPLE, data=st.data())
def test_no_target_that_is_told_lets_a_small_count_be_worked_out(people: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, people))
    target = hidden(a_target("any_custody", "cumulative", 12, value=count / people, n=float(people)))

    if target.value is not None:
        assert count >= FEWEST
        assert people - count >= FEWEST
    else:
        assert target.lower is not None
        assert target.upper is not None
        assert target.lower <= count / people <= target.upper


def test_a_small_count_is_told_as_agencies_tell_it() -> None:
    target = hidden(a_target("any_custody", "cumulative", 12, value=2 / 40, n=40.0))

    assert told(target) == "back in custody, remand included, within 12 months: 0% to 10% of 40 people (pilot arm)"


def test_ends_between_which_there_is_one_small_number_tell_it() -> None:
    ends = ((0.09, 0.11), (0.89, 0.91))
    few, most = (a_target("homeless", "state", 12, lower=low, upper=high, n=20.0) for low, high in ends)
    assert (hidden(few).lower, hidden(few).upper) == (0.0, 0.2)
    assert (hidden(most).lower, hidden(most).upper) == (0.8, 1.0)
    wide = a_target("homeless", "state", 12, lower=0.04, upper=0.11, n=20.0)
    assert hidden(wide) == wide


def test_days_and_estimates_are_no_counts_of_people() -> None:
    for target in (
        a_target("custody_days", "mean", 12, value=0.2, n=40.0),
        a_target("time_housed", "mean", 12, value=0.02, n=40.0),
        a_target("justice_cost", "cost", 12, value=0.02, n=40.0),
        a_target("arrests", "rate", 24, value=0.05, n=60.0),
        a_target("housed", "state", 12, value=0.02, se=0.01),
        a_target("housed", "state", 12, lower=0.0, upper=0.1, n=40.0),
    ):
        assert with_small_hidden([target]) == (target,)


@pytest.mark.parametrize(
    ("outcome", "kind", "until", "times"),
    [
        ("times_in_acute_care", "mean", 12, 1),
        ("police_call_outs", "rate", 24, 4),
        ("custody_days", "mean", 24, 0),
        ("arrests", "rate", 6, 3),
    ],
)
def test_what_happened_fewer_than_five_times_is_a_range_up_to_five(
    outcome: str, kind: str, until: int, times: int
) -> None:
    people, years = 20.0, until / 12 if kind == "rate" else 1.0
    target = hidden(a_target(outcome, kind, until, value=times / (people * years), n=people))

    assert (target.value, target.lower) == (None, 0.0)
    assert target.upper == pytest.approx(FEWEST / (people * years))
    assert not is_small(a_target(outcome, kind, until, value=(FEWEST + 0.01) / (people * years), n=people))


@pytest.mark.parametrize(
    ("outcome", "kind", "seen", "upper"),
    [
        ("custody_days", "mean", {"value": 14.0}, 366.0),
        ("arrests", "rate", {"value": 0.5}, 10.0),
        ("justice_cost", "cost", {"value": 12_345.0}, 100_000.0),
        ("time_housed", "mean", {"value": 0.4}, 1.0),
        ("custody_days", "mean", {"lower": 3.0, "upper": 9.0}, 366.0),
        ("any_custody", "cumulative", {"lower": 0.0, "upper": 0.5}, 1.0),
    ],
)
def test_of_fewer_than_five_people_neither_how_many_nor_what_is_told(
    outcome: str, kind: str, seen: dict[str, float], upper: float
) -> None:
    target = hidden(a_target(outcome, kind, 12, n=4.0, **seen))

    assert (target.value, target.n, target.se) == (None, None, None)
    assert (target.lower, target.upper) == (0.0, upper)
    assert not is_small(target)


def test_few_appointments_are_hidden_as_few_people_are() -> None:
    target = hidden(a_target("appointments_kept", "mean", 12, value=3 / 40, n=40.0))

    assert (target.value, target.lower, target.upper) == (None, 0.0, 0.1)


def test_the_reader_is_told_which_rows_and_what_to_type() -> None:
    few = a_target("any_custody", "cumulative", 12, value=0.05, n=40.0, row=3)
    many = a_target("housed", "state", 12, value=0.5, n=40.0, row=4)

    assert small_told([few, many]).startswith("Row 3 tells exactly")
    assert "Type <5" in small_told([few, many])
    assert small_told([many]) == ""
    assert is_small(few)
