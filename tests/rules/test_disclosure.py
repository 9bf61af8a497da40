"""Disclosure: how a hidden need comes to be known, and how a known one comes to be written down."""

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

from simmodel.chance import DISCLOSE, RECORD
from simmodel.rules import disclosure
from simmodel.vocabulary import CONNECTION, DOMAINS, FAMILY_AND_SAFETY, MENTAL_HEALTH, ON_REMAND, PRACTICAL, SENTENCED

EVERY = range(len(DOMAINS))
ABSENT = ({"gone": 1}, {"gone": 2}, {"custody": ON_REMAND, "custody_weeks_left": 9}, {"custody": SENTENCED})
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def reflects(weeks_ago: int, **changes: object) -> Attributes:
    """A site whose services had a reflective session so many weeks ago."""
    return site(week=40 + weeks_ago, **({"plan": {"reflection_every": 40}} | changes))


def chance_of_telling(where: Attributes, **fields: object) -> float:
    def tells(luck: float) -> bool:
        who = lucky(person(known=0, **fields), DISCLOSE, luck)
        disclosure.disclose(who, where)
        return sum(who.known) == 1

    return chance_of(tells)


def chance_of_writing_down(where: Attributes, domain: int = MENTAL_HEALTH, **fields: object) -> float:
    def writes(luck: float) -> bool:
        who = lucky(person(**fields), RECORD, luck, domain)
        disclosure.write_down(who, where)
        return who.recorded[domain] == 1

    return chance_of(writes)


def chance_of_lapsing(where: Attributes, domain: int = MENTAL_HEALTH) -> float:
    def stays(luck: float) -> bool:
        who = lucky(person(recorded={domain: 1}), RECORD, luck, domain)
        disclosure.write_down(who, where)
        return who.recorded[domain] == 1

    return 1.0 - chance_of(stays)


# Telling


def test_a_person_tells_of_one_hidden_need_the_heaviest() -> None:
    hidden = {MENTAL_HEALTH: 0, PRACTICAL: 0}
    who = lucky(person(known=hidden, need={PRACTICAL: 0.6, CONNECTION: 0.9}), DISCLOSE)
    assert changes_made(disclosure.disclose, who, site()) == {"known"}
    assert (who.known[PRACTICAL], who.known[MENTAL_HEALTH]) == (1, 0)


@pytest.mark.parametrize("domain", EVERY)
def test_any_need_can_come_to_be_known_housing_too(domain: int) -> None:
    who = lucky(person(known={domain: 0}), DISCLOSE)
    disclosure.disclose(who, site())
    assert who.known == [1] * len(DOMAINS)


def test_whoever_has_nothing_hidden_has_nothing_to_tell() -> None:
    assert changes_made(disclosure.disclose, lucky(person(), DISCLOSE), site()) == set()


def test_telling_goes_with_the_stronger_of_trust_in_services_and_the_bond_with_a_coach() -> None:
    where = site()
    for trust, bond in ((0.3, 0.0), (0.3, 0.8), (0.9, 0.8)):
        expected = 1 - math.exp(-where.numbers.disclosure.disclose * max(trust, bond))
        assert chance_of_telling(where, trust=trust, bond=bond) == pytest.approx(expected, abs=1e-8)


def test_with_trust_off_a_bond_still_opens_people_up() -> None:
    off = site(off=("trust",))
    assert chance_of_telling(off, trust=0.0) == chance_of_telling(off, trust=1.0) == chance_of_telling(site())
    assert chance_of_telling(off, bond=0.9) > chance_of_telling(off)


def test_with_disclosure_off_everybody_speaks_as_readily_as_at_the_reference() -> None:
    off = site(off=("disclosure",), reference={"confidence": 0.3})
    chances = {chance_of_telling(off, trust=trust, bond=bond) for trust in STEPS for bond in STEPS}
    assert chances == {chance_of_telling(site(), trust=0.3)}


@pytest.mark.parametrize("rule", [disclosure.disclose, disclosure.write_down])
@pytest.mark.parametrize("fields", ABSENT)
def test_nobody_in_custody_or_gone_tells_and_nothing_of_them_is_written_or_lapses(
    rule: object, fields: dict[str, int]
) -> None:
    for luck in (1e-9, 1.0 - 1e-9):
        who = lucky(lucky(person(known={MENTAL_HEALTH: 0}, recorded={CONNECTION: 1}, **fields), RECORD, luck), DISCLOSE)
        assert changes_made(rule, who, site()) == set()


# Writing down


@pytest.mark.parametrize("domain", EVERY)
def test_a_known_need_is_written_down_at_the_rate_of_the_page_and_is_counted(domain: int) -> None:
    where = site()
    assert chance_of_writing_down(where, domain) == pytest.approx(where.numbers.disclosure.record, abs=1e-8)
    where, who = site(), lucky(person(), RECORD, 1e-9, domain)
    assert changes_made(disclosure.write_down, who, where) == {"recorded", "site.tally.recorded"}
    assert [who.recorded[other] for other in EVERY] == [int(other == domain) for other in EVERY]
    assert where.tally.recorded == [float(other == domain) for other in EVERY]


@pytest.mark.parametrize("domain", EVERY)
def test_records_lapse_at_the_rate_of_the_page(domain: int) -> None:
    where = site()
    assert chance_of_lapsing(where, domain) == pytest.approx(where.numbers.disclosure.lapse, abs=1e-8)


def test_nobody_writes_down_what_nobody_has_heard_of() -> None:
    assert chance_of_writing_down(site(), known=0, need=1.0) == 0.0
    assert chance_of_writing_down(reflects(0), known=0, need=1.0) == 0.0


def test_neither_trust_nor_how_heavy_a_need_is_moves_what_is_written_down() -> None:
    chances = {chance_of_writing_down(site(), trust=level, bond=level, need=level) for level in STEPS}
    assert len(chances) == 1


def test_a_record_that_lapsed_hides_no_need() -> None:
    who = lucky(person(recorded={MENTAL_HEALTH: 1}), RECORD, 1.0 - 1e-9, MENTAL_HEALTH)
    assert changes_made(disclosure.write_down, who, site()) == {"recorded"}
    assert who.known[MENTAL_HEALTH] == 1


# Reflective practice


def test_a_reflective_session_raises_recording_for_the_weeks_of_the_page_and_no_longer() -> None:
    n = site().numbers.disclosure
    usual, felt = n.record, n.record * n.reflection
    expected = [felt if weeks < n.reflection_weeks else usual for weeks in range(7)]
    chances = [chance_of_writing_down(reflects(weeks)) for weeks in range(7)]
    assert chances == pytest.approx(expected, abs=1e-8)


def test_a_place_without_sessions_writes_down_as_always() -> None:
    assert chance_of_writing_down(site(week=0)) == chance_of_writing_down(site())


def test_a_reflective_session_moves_no_need_and_makes_nobody_speak_of_a_hidden_one() -> None:
    assert chance_of_telling(reflects(0)) == chance_of_telling(site())
    for luck in (1e-9, 0.1, 0.5):
        who = lucky(person(known={MENTAL_HEALTH: 0}), RECORD, luck)
        before = (list(who.need), list(who.known))
        disclosure.write_down(who, reflects(0))
        assert (who.need, who.known) == before


def test_with_disclosure_off_a_session_changes_nothing_that_is_written() -> None:
    off = reflects(0, off=("disclosure",))
    assert chance_of_writing_down(off) == chance_of_writing_down(site())


def test_alerts_rise_by_a_third_in_the_four_weeks_after_a_session_as_the_source_reports() -> None:
    n = site().numbers.disclosure
    written = settled = n.record / (n.record + n.lapse)
    for weeks in range(4):
        hazard = chance_of_writing_down(reflects(weeks), FAMILY_AND_SAFETY)
        written += hazard * (1 - written) - n.lapse * written
    assert written / settled - 1 == pytest.approx(0.33, abs=0.01)


# The numbers of the page

CLAIMS = {
    "disclose": (chance_of_telling, 1),
    "record": (chance_of_writing_down, 1),
    "lapse": (chance_of_lapsing, 1),
    "reflection": (lambda where: chance_of_writing_down(where), 1),
    "reflection_weeks": (lambda where: chance_of_writing_down(where), 1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    make = site if name in ("disclose", "record", "lapse") else lambda numbers: reflects(3, numbers=numbers)
    assert lean(f"disclosure.{name}", outcome, make) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("disclosure")


@settings(max_examples=60, deadline=None)
@given(people(), beliefs("disclosure"))
def test_no_need_is_ever_unlearned_and_only_known_needs_are_written_down(who: Attributes, believed: dict) -> None:
    known, where = list(who.known), reflects(1, numbers=believed)
    changed = changes_made(disclosure.disclose, who, where) | changes_made(disclosure.write_down, who, where)
    assert changed <= {"known", "recorded", "site.tally.recorded"}
    assert sum(known) <= sum(who.known) <= sum(known) + 1
    assert all(after >= before for before, after in zip(known, who.known, strict=True))
    assert all(written <= heard for written, heard in zip(who.recorded, who.known, strict=True))
    assert states_are_valid(who)
