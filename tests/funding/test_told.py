"""What each sum brings in sentences: plain where no level pays, and honest about what few runs leave open."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_levels import made_up

from simmodel.funding.told import money, sentences

nets = st.lists(st.sampled_from([-1e6, -1e4, 1e3, 5e4, 1e6]), min_size=4, max_size=4)


def test_a_programme_that_never_pays_is_said_not_to_in_three_sentences() -> None:
    assert sentences(made_up([-4e5, -6e5, -8e5, -1e6])) == [
        "pull_in, $400,000 to $1,000,000 a year, 4 levels: no level played pays; net present values run from "
        "-$1.00 million to -$400,000; clearly below 0 at all of them.",
        "pull_in: the first dollar does not pay: of the levels played, no money at all has the highest net (in 100% "
        "of resamples it is the best).",
        "pull_in: no level reaches a chance of 50% that it pays; the highest is 0% of 20 draws (0% to 14%), at "
        "$400,000 a year.",
    ]


def test_a_peak_between_levels_is_where_the_next_dollar_stops_paying() -> None:
    told = sentences(made_up([1e5, 3e5, 2e5, -1e5]))
    assert told[0].endswith(
        "at $400,000, $600,000, $800,000 a year benefits exceed costs on the mean; above about $933,000 a year it no "
        "longer pays."
    )
    assert "the next dollar stops paying at about $600,000 a year" in told[1]
    assert "not told apart from" not in told[1]
    assert "$400,000, the lowest level, has a chance of 50% that it pays already" in told[2]


def test_levels_that_the_best_is_not_clearly_better_than_are_named_and_no_resamples() -> None:
    told = sentences(made_up([1e5, 1e5, -5e6, -5e6], noise=2e5))[1]
    assert re.search(r"\(not told apart from (no money, )?\$[46]00,000 by two Monte Carlo errors\)", told)
    assert "resamples" not in told


@pytest.mark.parametrize("net", [[-4e5, -6e5, -8e5, -1e6], [1e5, 3e5, 2e5, -1e5]])
def test_with_fewer_than_ten_draws_nothing_is_called_clear_and_nothing_is_said_of_errors_or_resamples(
    net: list[float],
) -> None:
    first, second, _ = sentences(made_up(net, draws=4))
    assert first.endswith("; with fewer than 10 draws nothing is called clear.")
    assert "(on the mean)" in second
    assert not re.search("Monte Carlo|resamples|clearly|no clear gain", first + second)


def test_levels_that_pay_on_the_mean_alone_are_said_to_have_no_clear_gain() -> None:
    told = sentences(made_up([1e3, 1e3, 1e3, 1e6], noise=1e5))[0]
    assert "(no clear gain at" in told


def test_where_net_still_rises_at_the_top_the_end_is_said_not_to_be_seen() -> None:
    assert "where the next dollar stops is not seen here" in sentences(made_up([1e5, 2e5, 3e5, 4e5]))[1]


def test_a_chance_that_is_crossed_between_levels_is_told_with_what_is_left_open() -> None:
    told = sentences(made_up([-3e5, -5e4, 2e4, 2e5], draws=0, noise=1e5))[2]
    assert re.search(r"with a chance of 50% that it pays is about \$[67]\d\d,000 a year; so few samples leave", told)


def test_where_a_chance_leaps_between_levels_no_sum_between_them_is_named() -> None:
    assert sentences(made_up([-1e6, -1e6, 1e6, 1e6]))[2] == (
        "pull_in: the least funding with a chance of 50% that it pays lies between $600,000 and $800,000 a year, with "
        "no level played between them (0% of 20 draws (0% to 14%) at the one, 100% of 20 draws (86% to 100%) at the "
        "other)."
    )


def test_a_gain_that_is_asked_for_has_a_sentence_of_its_own() -> None:
    told = sentences(made_up([-1e6] * 4, outcome="weeks_stably_housed", gain=2.5))
    assert "of more than 2.5 person-years in a stable home (discounted) lies between" in told[3]


@settings(max_examples=12, deadline=None)
@given(nets, st.sampled_from([0, 4, 20]), st.sampled_from([10.0, 1e5]), st.sampled_from([0.1, 0.5, 1.0]))
def test_every_sentence_is_whole_promises_nothing_and_says_no_level_pays_exactly_where_none_does(
    net: list[float], draws: int, noise: float, chance: float
) -> None:
    found = made_up(net, draws=draws, noise=noise, chance=chance)
    for sentence in sentences(found):
        assert sentence.startswith("pull_in")
        assert sentence.endswith(".")
        assert not re.search(r"\bwill\b|None|nan|inf\b|  |\.\.|;\.", sentence)
    none = all(one.net.mean <= 0 for one in found.scenarios[0].levels)
    assert [each in " ".join(sentences(found)) for each in ("no level played pays", "first dollar does not")] == [
        none,
        none,
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1_234_567.0, "$1.23 million"),
        (-410_400.0, "-$410,000"),
        (999_600.0, "$1.00 million"),
        (0.0, "$0"),
        (None, "none"),
    ],
)
def test_large_sums_are_told_in_three_figures(value: float | None, said: str) -> None:
    assert money(value) == said
