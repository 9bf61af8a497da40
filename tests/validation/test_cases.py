"""Every outside case passes, in the quick form here and in the long form among the slow tests."""

import math
import re

import pytest

from simmodel.validation import housing_queue, states
from simmodel.validation.case import Case, Effort
from simmodel.validation.cases import FAMILIES, outside_cases


@pytest.fixture(scope="module")
def quick() -> list[Case]:
    return outside_cases(Effort(quick=True))


def test_every_case_passes_and_would_see_a_fault_of_five_percent(quick: list[Case]) -> None:
    assert [(case.id, case.expected, case.found, case.judged) for case in quick if not case.passed] == []


def test_there_are_fifteen_cases_or_more_each_with_a_name_and_a_claim_of_its_own(quick: list[Case]) -> None:
    assert len(quick) >= 15
    assert len({case.id for case in quick}) == len({case.proves for case in quick}) == len(quick)


def test_every_case_says_in_a_sentence_what_it_proves_and_where_it_is_known_from(quick: list[Case]) -> None:
    assert [case.id for case in quick if not re.fullmatch(r"[A-Z].{30,}\.", case.proves)] == []
    assert [case.id for case in quick if len(case.source) < 10 or not case.unit] == []


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__.rpartition(".")[2])
def test_every_case_passes_and_would_see_a_fault_of_two_percent(family: object) -> None:
    found = family.cases(Effort(quick=False, seed=2))

    assert [(case.id, case.expected, case.found, case.judged) for case in found if not case.passed] == []


def test_a_twentieth_fewer_homes_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = housing_queue.homes_free
    monkeypatch.setattr(housing_queue, "homes_free", lambda week: 0.95 * right(week))

    assert not any(case.passed for case in housing_queue.cases(Effort(quick=True)))


def test_a_twentieth_more_crises_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = states.give_load
    monkeypatch.setattr(states, "give_load", lambda people, log_rate: right(people, log_rate + math.log(1.05)))

    assert not any(case.passed for case in states.crises(Effort(quick=True)))
