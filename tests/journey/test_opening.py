"""Who the person is: said of the person, in a few sentences, from the record before the journey."""

from typing import Any

import pytest
from lives import life

from simmodel.journey.opening import INSIDE, LIVES, WHO, opening
from simmodel.measures import GROWN_UP
from simmodel.vocabulary import (
    COHORTS,
    CONNECTION,
    CUSTODY,
    HOMELESS,
    HOUSING,
    IN_COMMUNITY,
    MENTAL_HEALTH,
    PRACTICAL,
    REFERRED,
    SENTENCED,
    SERVED,
    STABLE,
    TENANCIES,
    WAITING,
)


def said(first: int = -1, **fields: Any) -> str:
    return opening(17, life(first=first, **fields)[0])


def test_a_person_has_a_number_and_no_name() -> None:
    assert said().startswith("Person 17 is ")


def test_every_code_has_words() -> None:
    assert set(WHO) == set(COHORTS)
    assert set(LIVES) == set(range(len(TENANCIES)))
    assert set(INSIDE) == set(CUSTODY) - {CUSTODY[IN_COMMUNITY]}


def test_people_grow_older_while_they_live_here() -> None:
    assert "is 35," in said(arrives=-1, age=35.2)
    assert "is 38," in said(arrives=-1 - 156, age=35.2)


def test_children_are_told_by_age_and_how_many_are_in_out_of_home_care() -> None:
    assert "Children" not in said()
    assert " Children: 1 (aged 3). At" in said(born={0: -190})
    assert " Children: 2 (aged 7, under one; in out-of-home care: 1). At" in said(
        born={0: -10, 1: -390}, in_care={1: 1}
    )
    assert "Children" not in said(born={0: -1 - GROWN_UP})


def test_the_heaviest_needs_are_named_heaviest_first_and_light_ones_are_not() -> None:
    text = said(need={MENTAL_HEALTH: 0.6, PRACTICAL: 0.9, CONNECTION: 0.2})
    assert "What weighs most: practical needs (very heavy), mental health (heavy)." in text


def test_where_nothing_weighs_much_the_heaviest_need_is_named_all_the_same() -> None:
    assert "What weighs most: mental health (middling)." in said(need={MENTAL_HEALTH: 0.45})


def test_a_hidden_need_is_said_to_be_hidden_but_a_home_is_seen() -> None:
    text = said(need={MENTAL_HEALTH: 0.8, HOUSING: 0.95}, known=0, tenancy=HOMELESS)
    assert "home (very heavy), mental health (very heavy, nobody has heard of it)" in text


@pytest.mark.parametrize("tenancy", range(len(TENANCIES)))
def test_where_the_person_lives_is_said(tenancy: int) -> None:
    assert f"living {LIVES[tenancy]}, without paid work" in said(tenancy=tenancy)


def test_custody_is_said_with_the_time_to_go() -> None:
    text = said(custody=SENTENCED, custody_weeks_left=12, tenancy=STABLE)
    assert "At the beginning serving a sentence, 12 weeks to go; lived in a stable home." in text


def test_parole_and_the_last_release_are_said() -> None:
    assert "in paid work, released from a sentence 30 weeks ago, on parole for 9 weeks more." in said(
        at_work=1, weeks_free=30, parole_weeks=9
    )
    assert "released" not in said()


def test_somebody_who_comes_later_is_described_on_arrival() -> None:
    assert "On arrival living" in said(first=30, arrives=31)
    assert "At the beginning living" in said()


def test_trust_is_said_beside_what_is_usual() -> None:
    assert "Trust in services: 0.32 of 1 (the usual is 0.50)." in said(trust=0.32)


def test_what_is_already_asked_for_or_given_is_said() -> None:
    text = said(pathway={MENTAL_HEALTH: REFERRED, HOUSING: WAITING, PRACTICAL: WAITING, CONNECTION: SERVED})
    assert "Referred to: mental health. Waiting for: home, practical needs." in text
    assert text.endswith("Getting help with: connection.")
    assert "Waiting" not in said()
