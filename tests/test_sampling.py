"""How runs are split into draws, and which numbers do not go together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simmodel.errors import SimmodelError
from simmodel.sampling import MOST_RUNS, Sampling, sampling


def addresses(asked: Sampling) -> list[tuple[int, int]]:
    return [asked.address(run) for run in range(asked.runs)]


def test_runs_are_split_into_draws_of_two_unless_told() -> None:
    assert addresses(sampling(5)) == [(1, 0), (1, 1), (2, 0), (2, 1), (3, 0)]
    assert addresses(sampling(6, 2)) == [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]
    assert addresses(sampling(3, 3)) == [(1, 0), (2, 0), (3, 0)]


def test_no_draws_means_every_run_at_the_defaults() -> None:
    assert addresses(sampling(3, 0)) == [(0, 0), (0, 1), (0, 2)]


@given(st.integers(1, 60), st.integers(1, 60), st.sampled_from((0, 1, 2, 3)))
def test_the_first_runs_of_a_longer_ensemble_are_those_of_a_shorter_one(one: int, other: int, a_draw: int) -> None:
    short, long = (addresses(Sampling(runs, a_draw)) for runs in sorted((one, other)))
    assert long[: len(short)] == short
    assert len(set(long)) == len(long)


@pytest.mark.parametrize(
    ("runs", "draws", "said"),
    [
        (0, None, "runs is 0; allowed: 1 or more paired runs; type runs=20"),
        (20, -1, "draws is -1; allowed: 0 \\(every number at its default\\) or more; type draws=10"),
        (20, 30, "draws is 30 and runs 20; allowed: at most as many draws as runs; type 10 draws"),
        (20, 3, "draws is 3 and runs 20; allowed: as many runs in every draw; type 10 draws, or 21 runs"),
        (3, 2, "type 3 draws, or 4 runs"),
    ],
)
def test_numbers_that_do_not_go_together_are_one_sentence(runs: int, draws: int, said: str) -> None:
    with pytest.raises(SimmodelError, match=said):
        sampling(runs, draws)


@given(st.integers(1, 50), st.integers(1, 2 * MOST_RUNS), st.sampled_from((0, 1, 2, 3)))
def test_more_runs_are_whole_draws_and_never_more_than_the_most(runs: int, more: int, a_draw: int) -> None:
    found = Sampling(runs, a_draw).up_to(more).runs
    assert found <= MOST_RUNS
    assert found >= min(more, MOST_RUNS - 2)
    assert found % max(a_draw, 1) == 0 or found == MOST_RUNS
