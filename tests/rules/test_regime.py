"""Regime: what moves from targets and activities to relationships and learning, part by part, and together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import Attributes, as_plain, beliefs, funded, lean, names_of_numbers, partnered, person, shares, site

from simmodel.hours import episode_now, usual_hours
from simmodel.rules import coaching, linking, partnership, referral, regime
from simmodel.vocabulary import DOMAINS, MENTAL_HEALTH, REGIME_PARTS

NUMBERS = site().numbers.regime
TERMS = {
    "services_admin": {"hours_more": NUMBERS.hours},
    "workers_admin": {"admin_less": NUMBERS.admin},
    "creaming": {"ceiling_more": NUMBERS.ceiling, "threshold_more": NUMBERS.threshold},
    "episodes": {"longer": NUMBERS.longer},
    "competition": {"competition_less": 1.0},
}
OFF = {"admin_burden": ("services_admin", "workers_admin"), "creaming": ("creaming",)}


def moved(*parts: str, share: float = 1.0, make: object = site, **changes: object) -> Attributes:
    """A site in which these parts have moved by a share."""
    return commissioned(make(plan={"learning_regime": [share * (part in parts) for part in REGIME_PARTS]}, **changes))


def commissioned(where: Attributes) -> Attributes:
    regime.commission(where)
    return where


def terms(where: Attributes) -> dict[str, float]:
    return {name: value for name, value in as_plain(where.terms).items() if value != 0.0}


# Each part alone, and all together


@pytest.mark.parametrize("part", REGIME_PARTS)
def test_each_part_moves_its_own_terms_and_no_others(part: str) -> None:
    assert terms(moved(part)) == pytest.approx(TERMS[part])


def test_together_they_move_what_each_moves_alone_and_by_the_same() -> None:
    together = {name: value for part in REGIME_PARTS for name, value in TERMS[part].items()}
    assert terms(moved(*REGIME_PARTS)) == pytest.approx(together)


@pytest.mark.parametrize("share", [0.25, 0.5])
def test_half_way_to_a_regime_of_learning_is_half_of_its_terms(share: float) -> None:
    whole = terms(moved(*REGIME_PARTS))
    expected = {name: share * value for name, value in whole.items()}
    assert terms(moved(*REGIME_PARTS, share=share)) == pytest.approx(expected)


@pytest.mark.parametrize("switch", OFF)
def test_a_part_that_is_switched_off_stays_as_under_targets_and_the_others_move(switch: str) -> None:
    others = [part for part in REGIME_PARTS if part not in OFF[switch]]
    assert terms(moved(*REGIME_PARTS, off=(switch,))) == terms(moved(*others))


def test_under_targets_nothing_of_the_site_changes_whatever_the_week_before_was_like() -> None:
    where = site()
    before = as_plain(where)
    assert as_plain(commissioned(where)) == before
    back = moved(*REGIME_PARTS)
    back.plan.learning_regime = [0.0] * len(REGIME_PARTS)
    assert as_plain(commissioned(back)) == before


# What it does to services and workers


def hours(where: Attributes) -> float:
    return usual_hours(where.service[MENTAL_HEALTH], where)


def weeks_of_an_episode(where: Attributes) -> float:
    return float(episode_now(where.service[MENTAL_HEALTH], where))


def lightest_need(where: Attributes) -> float:
    return referral.threshold(where, MENTAL_HEALTH)


def most_needs(where: Attributes) -> float:
    """The most active needs with which a person is still let in."""
    lives = [person(need=[0.9] * many + [0.1] * (len(DOMAINS) - many)) for many in range(2, len(DOMAINS) + 1)]
    return float(sum(referral.eligible(who, where, MENTAL_HEALTH, 0.5) for who in lives))


def safety(where: Attributes) -> float:
    return partnership.won_together(where)


def sessions(where: Attributes) -> float:
    where.coach[0].to_meet = 9
    return linking.sessions_there_are(where.coach[0], where)


def test_hours_not_spent_on_reports_are_spent_with_people() -> None:
    assert hours(moved("services_admin")) == pytest.approx(hours(site()) * (1 + NUMBERS.hours))
    before, after = coaching.hours_a_place(funded()), coaching.hours_a_place(moved("workers_admin", make=funded))
    numbers = site().numbers.workforce
    assert after / before == pytest.approx(
        (1 - numbers.admin * (1 - NUMBERS.admin) - numbers.kept_for_quiet)
        / (1 - numbers.admin - numbers.kept_for_quiet)
    )
    assert sessions(moved("workers_admin", make=funded)) > sessions(funded())


def test_where_nobody_counts_cases_closed_complex_lives_are_let_in_and_light_needs_are_not() -> None:
    assert most_needs(moved("creaming")) > most_needs(site())
    assert lightest_need(moved("creaming")) == pytest.approx(lightest_need(site()) + NUMBERS.threshold)


def test_episodes_are_longer_where_nobody_has_to_close_them_and_never_beyond_what_a_queue_remembers() -> None:
    usual = site().service[MENTAL_HEALTH].episode
    assert weeks_of_an_episode(moved("episodes")) == int(usual * (1 + NUMBERS.longer) + 0.5) > usual
    assert weeks_of_an_episode(moved("episodes", service={MENTAL_HEALTH: {"episode": 120}})) == 127


def test_a_group_whose_members_do_not_compete_is_safer() -> None:
    won = safety(moved("competition", make=partnered)) - safety(partnered())
    assert won == pytest.approx(site().numbers.partnership.competition)


# The numbers of the page

CLAIMS = {
    "hours": (lambda where: hours(commissioned(where)), 1),
    "admin": (lambda where: coaching.hours_a_place(commissioned(where)), 1),
    "ceiling": (lambda where: most_needs(commissioned(where)), 1),
    "threshold": (lambda where: lightest_need(commissioned(where)), 1),
    "longer": (lambda where: weeks_of_an_episode(commissioned(where)), 1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]

    def make(numbers: dict) -> Attributes:
        return funded(numbers=numbers, plan={"learning_regime": 1.0})

    assert lean(f"regime.{name}", outcome, make) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("regime")


@settings(max_examples=60, deadline=None)
@given(beliefs("regime"), st.lists(shares, min_size=5, max_size=5))
def test_a_regime_moves_nothing_but_its_terms_and_further_never_moves_them_less(believed: dict, parts: list) -> None:
    where = site(numbers=believed, plan={"learning_regime": parts})
    before = as_plain(where)
    regime.commission(where)
    after = as_plain(where)
    assert {name for name in before if before[name] != after[name]} <= {"terms"}
    whole = as_plain(commissioned(site(numbers=believed, plan={"learning_regime": 1.0})))["terms"]
    assert all(0.0 <= after["terms"][name] <= whole[name] for name in whole)
