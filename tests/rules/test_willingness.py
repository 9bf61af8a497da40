"""Whether a service comes when a coach asks: sooner or later, later under strain, and never by itself."""

import math

import pytest
from hypothesis import given, settings
from kit import (
    Attributes,
    as_plain,
    beliefs,
    changes_made,
    funded,
    lean,
    lucky,
    names_of_numbers,
    partnered,
    people,
    person,
)

from simmodel.chance import SAYS_YES
from simmodel.rules import willingness
from simmodel.vocabulary import (
    CONNECTION,
    INITIATING,
    MENTAL_HEALTH,
    NOT_ASKED,
    REFERRED,
    SENTENCED,
    SERVED,
    WAITING,
)

NUMBERS = funded().numbers.willingness
ASKED = {"pathway": {MENTAL_HEALTH: REFERRED}, "by_coach": {MENTAL_HEALTH: 1}}


def chance(where: Attributes | None = None) -> float:
    return willingness.willingness(where or funded(), MENTAL_HEALTH)


def after(luck: float, where: Attributes | None = None, domain: int = MENTAL_HEALTH, **fields: object) -> Attributes:
    who = lucky(person(**(ASKED | fields)), SAYS_YES, luck, domain)
    willingness.say_yes(who, where or funded())
    return who


def test_a_service_says_yes_with_the_weekly_chance_that_the_page_says() -> None:
    assert chance() == pytest.approx(1 - math.exp(-NUMBERS.rate))
    assert after(chance() - 0.01).pathway[MENTAL_HEALTH] == WAITING
    assert after(chance() + 0.01).pathway[MENTAL_HEALTH] == REFERRED


def test_whoever_says_yes_is_told_the_story_and_is_one_more_to_deal_with() -> None:
    yes, no = after(0.0), after(1.0 - 1e-9)
    assert (yes.told_again, yes.told_to[MENTAL_HEALTH], yes.engaged) == (1.0, 1, 1.0)
    assert (no.told_again, sum(no.told_to), no.engaged) == (0.0, 0, 0.0)


def test_a_strained_service_says_yes_later_and_not_with_strain_switched_off() -> None:
    worn = {"service": {MENTAL_HEALTH: {"strain": 0.5}}}
    assert chance(funded(**worn)) < chance()
    assert chance(funded(**worn, off=("strain",))) == chance()


@pytest.mark.parametrize("stage", [NOT_ASKED, WAITING, SERVED])
def test_only_an_open_request_is_answered(stage: int) -> None:
    assert after(0.0, pathway={MENTAL_HEALTH: stage}).pathway[MENTAL_HEALTH] == stage


def test_a_cold_referral_is_not_answered_here_and_nobody_is_in_custody() -> None:
    assert after(0.0, by_coach=0).pathway[MENTAL_HEALTH] == REFERRED
    assert after(0.0, custody=SENTENCED, custody_weeks_left=9).pathway[MENTAL_HEALTH] == REFERRED


def test_each_service_answers_for_itself() -> None:
    both = {"pathway": {MENTAL_HEALTH: REFERRED, CONNECTION: REFERRED}, "by_coach": 1}
    who = after(chance() - 0.01, domain=CONNECTION, **both)
    assert (who.pathway[CONNECTION], who.pathway[MENTAL_HEALTH]) == (WAITING, REFERRED)


def with_partners(**changes: object) -> Attributes:
    return partnered(funded, **changes)


def test_a_service_that_takes_part_in_a_safe_and_authorised_partnership_says_yes_sooner() -> None:
    where = with_partners()
    strength = where.numbers.partnership.strength[where.partnership.stage - INITIATING]
    lean = NUMBERS.safety * (0.6 - where.numbers.partnership.usual_safety) + NUMBERS.authorising * 0.5
    assert chance(where) == pytest.approx(1 - math.exp(-NUMBERS.rate * math.exp(lean * strength)))
    for less in ({"safety": 0.4}, {"authorising": 0.0}, {"stage": INITIATING}):
        assert chance() < chance(with_partners(partnership=less)) < chance(where)


def test_a_partnership_changes_nothing_for_a_service_that_does_not_take_part() -> None:
    assert chance(with_partners(service={MENTAL_HEALTH: {"takes_part": 0}})) == chance()


def test_with_safety_or_roles_switched_off_each_changes_nothing_and_the_other_does() -> None:
    unsafe, nobody = {"safety": 0.3}, {"authorising": 0.0}
    assert chance(with_partners(off=("partnership_safety",))) == pytest.approx(
        chance(with_partners(partnership=unsafe))
    )
    assert chance(with_partners(off=("roles",))) == pytest.approx(chance(with_partners(partnership=nobody)))
    assert chance(with_partners(off=("partnership_safety", "roles"))) == chance()


CLAIMS = {
    "rate": (chance, 1),
    "strain": (lambda where: chance(strained(where)), -1),
    "safety": (chance, 1),
    "authorising": (chance, 1),
}


def strained(where: Attributes) -> Attributes:
    where.service[MENTAL_HEALTH].strain = 0.5
    return where


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"willingness.{name}", outcome, with_partners) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("willingness")


@settings(max_examples=60, deadline=None)
@given(people(), beliefs("willingness"))
def test_a_yes_moves_nothing_but_the_request(who: Attributes, believed: dict) -> None:
    before = as_plain(who)
    changed = changes_made(willingness.say_yes, who, funded(numbers=believed))
    assert changed <= {"pathway", "told_again", "told_to", "engaged"}
    moved = [d for d, (was, now) in enumerate(zip(before["pathway"], who.pathway, strict=True)) if was != now]
    assert all(before["pathway"][d] == REFERRED and before["by_coach"][d] == 1 for d in moved)
