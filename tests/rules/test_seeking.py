"""Who asks for help, how trust and agency move it, and how a hidden need comes to be known."""

import math

import pytest
from hypothesis import given, settings
from kit import (
    Attributes,
    beliefs,
    chance_of,
    changes_made,
    lean,
    lucky,
    names_of_numbers,
    people,
    person,
    site,
    states_are_valid,
)

from simmodel.chance import DISCLOSE, SEEK
from simmodel.rules import seeking
from simmodel.vocabulary import CONNECTION, DOMAINS, MENTAL_HEALTH, ON_REMAND, PRACTICAL, REFERRED, WAITING

ABSENT = ({"gone": 1}, {"gone": 2}, {"custody": ON_REMAND, "custody_weeks_left": 9})
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def chance_of_asking(where: Attributes, **fields: object) -> float:
    def asks(luck: float) -> bool:
        who = lucky(person(**fields), SEEK, luck)
        seeking.seek(who, where)
        return who.seeking == 1

    return chance_of(asks)


def chance_of_telling(where: Attributes, **fields: object) -> float:
    def tells(luck: float) -> bool:
        who = lucky(person(known=0, **fields), DISCLOSE, luck)
        seeking.disclose(who, where)
        return sum(who.known) == 1

    return chance_of(tells)


def test_at_average_trust_and_agency_people_ask_at_the_pages_rate_times_their_worst_known_need() -> None:
    where = site()
    expected = 1 - math.exp(-where.numbers.seeking.rate * 0.8)
    assert chance_of_asking(where, need={PRACTICAL: 0.8}) == pytest.approx(expected, abs=1e-8)


def test_whoever_asks_is_counted_and_remembered_as_having_asked() -> None:
    who, where = lucky(person(), SEEK), site()
    changed = changes_made(seeking.seek, who, where)
    assert changed == {"seeking", "has_sought", "site.tally.seeking"}
    assert (who.seeking, who.has_sought, where.tally.seeking) == (1, 1, 1)


@pytest.mark.parametrize("domain", range(len(DOMAINS)))
def test_any_known_need_brings_people_to_ask_housing_too(domain: int) -> None:
    known = [int(other == domain) for other in range(len(DOMAINS))]
    assert chance_of_asking(site(), known=known) > 0.0


def test_most_people_do_not_ask_in_any_one_week_even_at_full_need_trust_and_agency() -> None:
    assert chance_of_asking(site(), need=1.0, trust=1.0, agency=1.0) < 0.1


@pytest.mark.parametrize("state", ["trust", "agency"])
def test_more_trust_or_agency_never_makes_asking_less_likely(state: str) -> None:
    chances = [chance_of_asking(site(), **{state: level}) for level in STEPS]
    assert chances == sorted(chances)
    assert chances[0] < chances[-1]


def test_a_heavier_need_never_makes_asking_less_likely() -> None:
    chances = [chance_of_asking(site(), need={CONNECTION: level}) for level in STEPS]
    assert chances == sorted(chances)
    assert chances[0] < chances[-1]


@pytest.mark.parametrize("state", ["trust", "agency"])
def test_a_mechanism_that_is_off_leaves_everyone_at_the_reference(state: str) -> None:
    off = [chance_of_asking(site(off=(state,)), **{state: level}) for level in STEPS]
    assert off == [chance_of_asking(site())] * len(STEPS)


@pytest.mark.parametrize("fields", ABSENT)
@pytest.mark.parametrize("rule", [seeking.seek, seeking.disclose])
def test_nobody_in_custody_or_gone_asks_or_tells(rule: object, fields: dict[str, int]) -> None:
    who = lucky(lucky(person(known={MENTAL_HEALTH: 0}, need=1.0, **fields), SEEK), DISCLOSE)
    assert changes_made(rule, who, site()) == set()


def test_people_with_an_active_coach_do_not_go_out_asking_but_those_with_a_quiet_one_may() -> None:
    assert chance_of_asking(site(), coach=0, relationship=1) == 0.0
    assert chance_of_asking(site(), coach=0, relationship=2) == chance_of_asking(site())


def test_needs_that_nobody_has_heard_of_are_not_asked_about() -> None:
    assert chance_of_asking(site(), known=0, need=1.0) == 0.0


@pytest.mark.parametrize("stage", [REFERRED, WAITING])
def test_nobody_asks_again_for_what_is_already_under_way(stage: int) -> None:
    assert chance_of_asking(site(), pathway=[stage] * 8) == 0.0


def test_last_weeks_asking_is_over_this_week() -> None:
    who = person(seeking=1)
    seeking.seek(who, site())
    assert who.seeking == 0


def test_a_person_tells_of_one_hidden_need_the_heaviest() -> None:
    hidden = {MENTAL_HEALTH: 0, PRACTICAL: 0}
    who = lucky(person(known=hidden, need={PRACTICAL: 0.6, CONNECTION: 0.9}), DISCLOSE)
    assert changes_made(seeking.disclose, who, site()) == {"known"}
    assert (who.known[PRACTICAL], who.known[MENTAL_HEALTH]) == (1, 0)


@pytest.mark.parametrize("domain", range(len(DOMAINS)))
def test_any_need_can_come_to_be_known_housing_too(domain: int) -> None:
    who = lucky(person(known={domain: 0}), DISCLOSE)
    seeking.disclose(who, site())
    assert who.known == [1] * len(DOMAINS)


def test_whoever_has_nothing_hidden_has_nothing_to_tell() -> None:
    assert changes_made(seeking.disclose, lucky(person(), DISCLOSE), site()) == set()


def test_telling_goes_with_the_stronger_of_trust_in_services_and_the_bond_with_a_coach() -> None:
    where = site()
    for trust, bond in ((0.3, 0.0), (0.3, 0.8), (0.9, 0.8)):
        expected = 1 - math.exp(-where.numbers.seeking.disclose * max(trust, bond))
        assert chance_of_telling(where, trust=trust, bond=bond) == pytest.approx(expected, abs=1e-8)


def test_with_trust_off_a_bond_still_opens_people_up() -> None:
    off = site(off=("trust",))
    assert chance_of_telling(off, trust=0.0) == chance_of_telling(off, trust=1.0) == chance_of_telling(site())
    assert chance_of_telling(off, bond=0.9) > chance_of_telling(off)


CLAIMS = {
    "rate": (chance_of_asking, 1),
    "trust": (lambda where: chance_of_asking(where, trust=0.9), 1),
    "agency": (lambda where: chance_of_asking(where, agency=0.9), 1),
    "disclose": (chance_of_telling, 1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"seeking.{name}", outcome) == direction


@pytest.mark.parametrize("name", ["trust", "agency"])
def test_below_average_trust_and_agency_hold_people_back_the_more_they_matter(name: str) -> None:
    assert lean(f"seeking.{name}", lambda where: chance_of_asking(where, **{name: 0.1})) == -1


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("seeking")


@settings(max_examples=60, deadline=None)
@given(people(), beliefs("seeking"))
def test_asking_and_telling_never_unlearn_a_need_or_move_a_state(who: Attributes, believed: dict) -> None:
    known, where = list(who.known), site(numbers=believed)
    changed = changes_made(seeking.disclose, who, where) | changes_made(seeking.seek, who, where)
    assert changed <= {"known", "seeking", "has_sought", "site.tally.seeking"}
    assert sum(known) <= sum(who.known) <= sum(known) + 1
    assert all(after >= before for before, after in zip(known, who.known, strict=True))
    assert states_are_valid(who)
