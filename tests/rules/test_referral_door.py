"""Who is let in at an intake, who is turned away, and who is referred on to a second provider."""

import pytest
from at_intake import EVERY, STEPS, assessed, chance_of_coming, referred, share_referred_on
from kit import WEEK, chance_of, lucky, person, site

from simmodel.chance import ATTEND, REFERRED_ON
from simmodel.rules import referral
from simmodel.vocabulary import DOMAINS, HOUSING, MENTAL_HEALTH, NOT_ASKED, PRACTICAL, REFERRED, WAITING

# who is let in


@pytest.mark.parametrize("domain", EVERY)
def test_a_need_lighter_than_the_threshold_is_turned_away(domain: int) -> None:
    where = site()
    edge = where.numbers.referral.threshold[domain]
    assert assessed(where, domain, need={domain: edge}).pathway[domain] == WAITING
    assert assessed(where, domain, need={domain: edge - 0.01}).pathway[domain] == NOT_ASKED


@pytest.mark.parametrize("domain", EVERY)
def test_a_life_more_complex_than_the_ceiling_is_turned_away(domain: int) -> None:
    for ceiling in (2, 4, 7):
        where = site(numbers={f"referral.ceiling.{DOMAINS[domain]}": ceiling})
        others = [other for other in EVERY if other != domain]
        just = dict.fromkeys(others[: ceiling - 1], 0.5)
        over = dict.fromkeys(others[:ceiling], 0.5)
        assert assessed(where, domain, need=just).pathway[domain] == WAITING
        assert assessed(where, domain, need=over).pathway[domain] == NOT_ASKED


@pytest.mark.parametrize("domain", [HOUSING, MENTAL_HEALTH, PRACTICAL])
def test_being_turned_away_is_a_refusal_and_some_are_referred_on_to_a_second_provider(domain: int) -> None:
    where = site()
    assert share_referred_on(where, domain) == pytest.approx(where.numbers.referral.refer_on, abs=1e-8)
    where = site()
    who = assessed(where, domain, need={domain: 0.0})
    assert (who.refused, where.tally.turned_away, who.pathway[domain]) == (1.0, 1, NOT_ASKED)
    who = lucky(lucky(referred(domain, need={domain: 0.0}), ATTEND + domain), REFERRED_ON, 1e-9, domain)
    referral.intake(who, where)
    assert (who.pathway[domain], who.asked[domain], who.handed_on[domain]) == (REFERRED, WEEK, 1)
    assert who.due[domain] > WEEK


def test_the_second_provider_has_its_own_view_and_nobody_is_handed_on_twice() -> None:
    where = site()
    share = where.numbers.referral.second_provider
    chance = chance_of_coming(where)
    second = {"handed_on": {MENTAL_HEALTH: 1}, "need": {MENTAL_HEALTH: 0.0}}

    def accepted(luck: float) -> bool:
        who = assessed(where, luck=luck * chance, **second)
        return who.pathway[MENTAL_HEALTH] == WAITING

    assert chance_of(accepted) == pytest.approx(share, abs=1e-6)
    who = lucky(referred(**second), ATTEND + MENTAL_HEALTH, 0.99 * chance)
    referral.intake(lucky(who, REFERRED_ON, 1e-9, MENTAL_HEALTH), where)
    assert who.pathway[MENTAL_HEALTH] == NOT_ASKED


def test_a_new_request_starts_with_the_first_provider_again() -> None:
    who = person(seeking=1, need={PRACTICAL: 0.9}, handed_on={PRACTICAL: 1})
    referral.refer(who, site())
    assert who.handed_on[PRACTICAL] == 0


def test_a_service_with_hours_to_spare_turns_nobody_away() -> None:
    idle = site(service={MENTAL_HEALTH: {"spare": 1}})
    assert assessed(idle, need={MENTAL_HEALTH: 0.0}).pathway[MENTAL_HEALTH] == WAITING
    assert assessed(idle, PRACTICAL, need={PRACTICAL: 0.0}).pathway[PRACTICAL] == NOT_ASKED


def test_the_first_providers_hours_to_spare_are_no_help_at_the_second() -> None:
    idle = site(service={MENTAL_HEALTH: {"spare": 1}})
    share = idle.numbers.referral.second_provider
    luck = chance_of_coming(idle) * (1 + share) / 2
    assert assessed(idle, luck=luck, handed_on={MENTAL_HEALTH: 1}).pathway[MENTAL_HEALTH] == NOT_ASKED


def test_a_service_under_strain_takes_heavier_needs_only_relative_to_the_reference() -> None:
    need = {MENTAL_HEALTH: 0.5}
    numbers = site().numbers.referral
    edge = (0.5 - numbers.threshold[MENTAL_HEALTH]) / numbers.strain
    for strain, usual, stage in ((edge - 0.01, 0.0, WAITING), (edge + 0.01, 0.0, NOT_ASKED), (0.9, 0.9, WAITING)):
        where = site(service={MENTAL_HEALTH: {"strain": strain}}, reference={"strain": {MENTAL_HEALTH: usual}})
        assert assessed(where, need=need).pathway[MENTAL_HEALTH] == stage


def let_in_at(strain: float, **changes: object) -> float:
    where = site(service={MENTAL_HEALTH: {"strain": strain}}, **changes)
    return float(assessed(where, need={MENTAL_HEALTH: 0.5}).pathway[MENTAL_HEALTH] == WAITING)


def test_more_strain_never_lets_more_people_in_and_with_strain_off_it_turns_nobody_away() -> None:
    let = [let_in_at(strain) for strain in STEPS]
    assert let == sorted(let, reverse=True)
    assert (let[0], let[-1]) == (1.0, 0.0)
    assert {let_in_at(strain, off=("strain",)) for strain in STEPS} == {1.0}
