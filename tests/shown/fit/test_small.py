"""Counts of fewer than five people never leave the app."""

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


def test_days_and_estimates_are_no_counts_of_people() -> None:
    for target in (
        a_target("custody_days", "mean", 12, value=0.02, n=40.0),
        a_target("housed", "state", 12, value=0.02, se=0.01),
        a_target("housed", "state", 12, lower=0.0, upper=0.1, n=40.0),
    ):
        assert with_small_hidden([target]) == (target,)


def test_the_reader_is_told_which_rows_and_what_to_type() -> None:
    few = a_target("any_custody", "cumulative", 12, value=0.05, n=40.0, row=3)
    many = a_target("housed", "state", 12, value=0.5, n=40.0, row=4)

    assert small_told([few, many]).startswith("Row 3 tells exactly")
    assert "Type <5" in small_told([few, many])
    assert small_told([many]) == ""
    assert is_small(few)
