"""Information: what is passed on of a story, with whose consent, and who finds out."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import (
    Attributes,
    beliefs,
    chance_of,
    changes_made,
    funded,
    lean,
    lucky,
    names_of_numbers,
    people,
    person,
    site,
    states_are_valid,
    unlucky,
)

from simmodel.chance import ATTEND, CONSENT, FOUND_OUT, STORY_KNOWN
from simmodel.rules import information, referral, trust
from simmodel.vocabulary import (
    ACTIVE,
    ALL_SHARED,
    CONNECTION,
    DOMAINS,
    LINKED_BY_WORKER,
    MENTAL_HEALTH,
    NOTHING_SHARED,
    QUIET,
    REFERRED,
    SHARED_WITH_CONSENT,
)

STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)
LINKED = {"relationship": LINKED_BY_WORKER, "coach": 0}


def where_services_share(regime: int, **changes: object) -> Attributes:
    return site(**({"service": {domain: {"information": regime} for domain in range(len(DOMAINS))}} | changes))


def heard(domain: int = MENTAL_HEALTH, **fields: object) -> Attributes:
    """Somebody whom this service heard this week, and whose story is known elsewhere; nobody consents by chance."""
    return person(**({"told_to": {domain: 1}, "told_again": 1.0, "told": 1.0} | fields))


def spared(where: Attributes, who: Attributes) -> float:
    before = who.told_again
    information.pass_on(who, where)
    return before - who.told_again


def chance_of_consent(where: Attributes, **fields: object) -> float:
    def consents(luck: float) -> bool:
        return spared(where, lucky(heard(**fields), CONSENT, luck, MENTAL_HEALTH)) == 1.0

    return chance_of(consents)


def chance_of_finding_out(where: Attributes) -> float:
    def finds_out(luck: float) -> bool:
        who = lucky(heard(), FOUND_OUT, luck, MENTAL_HEALTH)
        information.pass_on(who, where)
        return who.found_out == 1

    return chance_of(finds_out)


def consents(who: Attributes) -> Attributes:
    return lucky(who, CONSENT, 1e-9, MENTAL_HEALTH)


def refuses(who: Attributes) -> Attributes:
    return unlucky(who, CONSENT, MENTAL_HEALTH)


# What a service passes on


def test_a_story_passed_on_is_one_telling_less_and_is_counted() -> None:
    who, where = consents(heard()), where_services_share(SHARED_WITH_CONSENT)
    assert changes_made(information.pass_on, who, where) == {"told_again", "site.tally.shared"}
    assert (who.told_again, where.tally.shared) == (0.0, 1)


def test_services_that_share_nothing_spare_nobody_a_telling() -> None:
    assert spared(where_services_share(NOTHING_SHARED), consents(heard())) == 0.0


def test_a_service_with_a_duty_has_its_own_regime_whatever_the_others_share() -> None:
    for own, others, who, told in (
        (ALL_SHARED, NOTHING_SHARED, refuses(heard()), 0.0),
        (NOTHING_SHARED, ALL_SHARED, consents(heard()), 1.0),
    ):
        where = where_services_share(others)
        where.service[MENTAL_HEALTH].information = own
        information.pass_on(who, where)
        assert who.told_again == told


def test_where_a_site_has_learned_it_some_stories_need_not_be_told_whatever_is_shared_and_nobody_finds_out() -> None:
    for regime in (NOTHING_SHARED, SHARED_WITH_CONSENT):
        where = where_services_share(regime, partnership={"learning": 0.5})
        share = where.numbers.learning.story * 0.5
        for luck, told in ((share - 0.01, 1.0), (share + 0.01, 0.0)):
            who = lucky(refuses(heard()), STORY_KNOWN, luck, MENTAL_HEALTH)
            assert spared(where, who) == told
            assert who.found_out == 0


def test_a_learned_story_is_spared_once_and_with_consent_switched_off_too() -> None:
    where = where_services_share(ALL_SHARED, partnership={"learning": 1.0})
    assert spared(where, lucky(heard(), STORY_KNOWN, 1e-9, MENTAL_HEALTH)) == 1.0
    where.on.consent = 0
    assert spared(where, lucky(heard(), STORY_KNOWN, 1e-9, MENTAL_HEALTH)) == 1.0
    assert spared(where, unlucky(heard(), STORY_KNOWN, MENTAL_HEALTH)) == 0.0


def test_with_consent_only_what_the_person_agrees_to_is_passed_on() -> None:
    where = where_services_share(SHARED_WITH_CONSENT)
    assert spared(where, consents(heard())) == 1.0
    assert spared(where, refuses(heard())) == 0.0


def test_where_everything_is_shared_nobody_is_asked() -> None:
    assert spared(where_services_share(ALL_SHARED), refuses(heard())) == 1.0


@pytest.mark.parametrize("regime", [SHARED_WITH_CONSENT, ALL_SHARED])
def test_a_story_that_nobody_was_told_for_long_is_not_there_to_be_passed_on(regime: int) -> None:
    where = where_services_share(regime)
    edge = where.numbers.information.known_story
    assert spared(where, consents(heard(told=edge))) == 1.0
    assert spared(where, consents(heard(told=edge * 0.99))) == 0.0


@pytest.mark.parametrize("regime", [NOTHING_SHARED, SHARED_WITH_CONSENT, ALL_SHARED])
def test_whoever_told_nobody_this_week_is_spared_nothing(regime: int) -> None:
    who = consents(person(told=5.0, told_again=1.0))
    assert changes_made(information.pass_on, who, where_services_share(regime)) == set()


def test_it_is_the_service_that_heard_the_story_whose_regime_counts() -> None:
    where = site(service={CONNECTION: {"information": ALL_SHARED}})
    assert spared(where, heard(MENTAL_HEALTH)) == 0.0
    assert spared(where, heard(CONNECTION)) == 1.0


def test_information_passed_on_saves_telling_and_with_it_trust_and_the_memory_of_telling() -> None:
    after = {}
    for regime in (NOTHING_SHARED, SHARED_WITH_CONSENT):
        who, where = consents(heard()), where_services_share(regime)
        information.pass_on(who, where)
        trust.encounters(who, where)
        after[regime] = (who.trust, who.told)
    assert after[SHARED_WITH_CONSENT][0] > after[NOTHING_SHARED][0]
    assert after[SHARED_WITH_CONSENT][1] < after[NOTHING_SHARED][1]


def test_an_intake_this_week_is_what_a_story_can_be_passed_on_for() -> None:
    where = where_services_share(SHARED_WITH_CONSENT, week=30)
    who = person(pathway={MENTAL_HEALTH: REFERRED}, asked={MENTAL_HEALTH: 27}, due={MENTAL_HEALTH: 30}, told=1.0)
    referral.intake(lucky(who, ATTEND + MENTAL_HEALTH), where)
    assert who.told_again == 1.0
    assert spared(where, consents(who)) == 1.0


# Finding out


def test_where_everything_is_shared_the_pages_share_of_people_find_out_and_with_consent_nobody_does() -> None:
    where = where_services_share(ALL_SHARED)
    share = where.numbers.information.found_out
    assert chance_of_finding_out(where) == pytest.approx(share, abs=1e-8)
    for regime in (NOTHING_SHARED, SHARED_WITH_CONSENT):
        assert chance_of_finding_out(where_services_share(regime)) == 0.0


def test_finding_out_costs_more_trust_than_the_telling_would_have() -> None:
    after = {}
    for regime in (NOTHING_SHARED, ALL_SHARED):
        who, where = lucky(heard(), FOUND_OUT, 1e-9, MENTAL_HEALTH), where_services_share(regime)
        information.pass_on(who, where)
        trust.encounters(who, where)
        after[regime] = who.trust
    assert after[ALL_SHARED] < after[NOTHING_SHARED]


def test_what_was_found_out_last_week_is_not_found_out_again() -> None:
    who = person(found_out=1)
    information.pass_on(who, site())
    assert who.found_out == 0


# A link worker


def test_a_link_worker_tells_the_story_only_with_consent_whatever_services_share() -> None:
    for regime in (NOTHING_SHARED, SHARED_WITH_CONSENT, ALL_SHARED):
        where = where_services_share(regime)
        assert spared(where, consents(heard(**LINKED))) == 1.0
        assert spared(where, refuses(heard(**LINKED))) == 0.0


def test_a_link_worker_knows_the_story_even_of_somebody_who_told_it_to_nobody_else() -> None:
    assert spared(site(), consents(heard(told=0.0, **LINKED))) == 1.0


@pytest.mark.parametrize("relationship", [ACTIVE, QUIET])
def test_a_coach_tells_nobodys_story(relationship: int) -> None:
    assert spared(site(), consents(heard(relationship=relationship, coach=0))) == 0.0


def test_nobody_is_found_out_to_have_a_link_worker() -> None:
    who = lucky(consents(heard(**LINKED)), FOUND_OUT, 1e-9, MENTAL_HEALTH)
    information.pass_on(who, where_services_share(ALL_SHARED))
    assert who.found_out == 0


def test_a_link_worker_who_has_left_tells_nobodys_story() -> None:
    where = funded(plan={"link_sessions": 5}, coach={0: {"weeks_vacant": 4}})
    assert spared(where, consents(heard(told=0.0, **LINKED))) == 0.0


# Consent


@pytest.mark.parametrize("who", [{}, LINKED], ids=["asked by a service", "asked by a link worker"])
def test_people_consent_the_sooner_the_more_they_trust(who: dict) -> None:
    where = where_services_share(SHARED_WITH_CONSENT)
    n = where.numbers.information
    chances = [chance_of_consent(where, trust=trust, **who) for trust in STEPS]
    assert chances == sorted(chances)
    expected = [1 / (1 + math.exp(-n.consent - n.consent_trust * (trust - 0.5))) for trust in STEPS]
    assert chances == pytest.approx(expected, abs=1e-8)


def test_with_trust_off_everyone_consents_as_often_as_at_the_reference() -> None:
    off = where_services_share(SHARED_WITH_CONSENT, off=("trust",))
    assert {chance_of_consent(off, trust=trust) for trust in STEPS} == {chance_of_consent(off)}


@pytest.mark.parametrize("who", [{}, LINKED])
def test_with_consent_off_nothing_is_passed_on(who: dict) -> None:
    for regime in (NOTHING_SHARED, SHARED_WITH_CONSENT, ALL_SHARED):
        assert (
            changes_made(information.pass_on, consents(heard(**who)), where_services_share(regime, off=("consent",)))
            == set()
        )


# The numbers of the page


def with_consent(where: Attributes) -> Attributes:
    where.service[MENTAL_HEALTH].information = SHARED_WITH_CONSENT
    return where


def with_everything(where: Attributes) -> Attributes:
    where.service[MENTAL_HEALTH].information = ALL_SHARED
    return where


CLAIMS = {
    "consent": (lambda where: chance_of_consent(with_consent(where)), 1),
    "consent_trust": (lambda where: chance_of_consent(with_consent(where), trust=0.9), 1),
    "found_out": (lambda where: chance_of_finding_out(with_everything(where)), 1),
    "known_story": (lambda where: spared(with_everything(where), heard(told=0.3)), -1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"information.{name}", outcome) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("information")


@settings(max_examples=80, deadline=None)
@given(people(), beliefs("information"), st.sampled_from((NOTHING_SHARED, SHARED_WITH_CONSENT, ALL_SHARED)))
def test_nobody_is_spared_more_tellings_than_services_heard_and_no_state_moves(
    who: Attributes, believed: dict, regime: int
) -> None:
    who.told_to = [int(luck % 2) for luck in who.luck[: len(DOMAINS)]]
    who.told_again = float(sum(who.told_to))
    where, before = where_services_share(regime, numbers=believed), who.told_again
    assert changes_made(information.pass_on, who, where) <= {"told_again", "found_out", "site.tally.shared"}
    assert 0.0 <= who.told_again == before - where.tally.shared
    assert states_are_valid(who)


def test_a_coach_tells_the_story_to_a_service_that_the_coach_has_asked_and_to_no_other() -> None:
    with_coach = {"relationship": ACTIVE, "coach": 0, "by_coach": {MENTAL_HEALTH: 1}}
    assert spared(funded(), consents(heard(**with_coach))) == 1.0
    assert spared(funded(), refuses(heard(**with_coach))) == 0.0
    assert spared(funded(), consents(heard(CONNECTION, **with_coach))) == 0.0
    assert spared(funded(coach={0: {"weeks_vacant": 3}}), consents(heard(**with_coach))) == 0.0
    assert spared(funded(off=("consent",)), consents(heard(**with_coach))) == 0.0
