"""What the two bands are, and how much is luck, in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic_runs import made_up_runs

from simmodel.appraisal.comparison import summarise
from simmodel.bands import bands_told, counted, fraction, has_evidence_band, luck_told, paired, samples


def test_both_bands_are_said_where_evidence_can_be_told_from_luck() -> None:
    text = bands_told(summarise(made_up_runs(runs=40, draws=20)))
    assert "One site: how one site may turn out" in text
    assert "evidence and luck. Evidence: what is not known about the numbers" in text
    assert "luck only" not in text


def test_with_one_run_a_draw_it_is_said_that_there_is_no_evidence_band() -> None:
    comparison = summarise(made_up_runs(runs=20, draws=20))
    assert not has_evidence_band(comparison)
    assert "no band, for it takes two draws of two runs" in bands_told(comparison)
    assert luck_told(comparison) == []


def test_without_draws_the_range_is_said_to_be_luck_only() -> None:
    assert "luck only, every number at its default" in bands_told(summarise(made_up_runs()))


def test_the_share_of_luck_is_said_for_every_scenario_and_whom_it_reached() -> None:
    places, pull_in = luck_told(summarise(made_up_runs(runs=40, draws=20)))
    assert places.endswith("(more_places, everyone in the site); the rest is what is not known about the numbers.")
    assert "(pull_in, the people reached)" in pull_in
    assert " for people back in custody within 24 months, " in pull_in


def test_no_share_of_luck_is_said_from_a_handful_of_draws() -> None:
    assert luck_told(summarise(made_up_runs(runs=18, draws=9))) == []
    assert luck_told(summarise(made_up_runs(runs=40))) == []


def test_a_share_of_luck_of_nothing_is_said_too() -> None:
    comparison = summarise(made_up_runs(runs=40, draws=20))
    luck = {"pull_in": {"site": {"crises": 0.0, "cost_total": None}}}
    (told,) = luck_told(replace(comparison, luck=luck))
    assert "next to none for crises (pull_in" in told
    assert "payers" not in told


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "next to none"),
        (0.11, "about a tenth"),
        (0.79, "about four fifths"),
        (0.52, "about half"),
        (1.0, "nearly all"),
    ],
)
def test_a_fraction_is_said_as_people_say_it(share: float, words: str) -> None:
    assert fraction(share) == words


@given(st.floats(0, 1))
def test_every_fraction_has_words(share: float) -> None:
    assert fraction(share)


def test_a_result_says_what_it_is_made_of() -> None:
    assert counted(summarise(made_up_runs(runs=20, draws=10))) == "20 paired runs in 10 draws"
    assert counted(summarise(made_up_runs(runs=20))) == "20 paired runs"
    assert paired(1) == "1 paired run"


def test_draws_are_the_independent_samples_where_there_are_any() -> None:
    assert samples(summarise(made_up_runs(runs=20, draws=10))) == 10
    assert samples(summarise(made_up_runs(runs=20))) == 20
