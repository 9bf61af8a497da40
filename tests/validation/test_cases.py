"""Every outside case passes, in the quick form here and in the long form among the slow tests."""

import math
import re

import pytest

from simmodel.scenario import Study
from simmodel.validation import housing_queue, lines, lost_homes, queues, social_list, states, together
from simmodel.validation.case import Case, Effort
from simmodel.validation.cases import FAMILIES, outside_cases

LEFT = ("housing.loss_supported_first", "housing.loss_supported_later")


@pytest.fixture(scope="module")
def quick() -> list[Case]:
    return outside_cases(Effort(quick=True))


@pytest.mark.slow
def test_every_case_passes_and_would_see_a_fault_of_five_percent(quick: list[Case]) -> None:
    assert [(case.id, case.expected, case.found, case.judged) for case in quick if not case.passed] == []


@pytest.mark.slow
def test_there_are_fifteen_cases_or_more_each_with_a_name_and_a_claim_of_its_own(quick: list[Case]) -> None:
    assert len(quick) >= 15
    assert len({case.id for case in quick}) == len({case.proves for case in quick}) == len(quick)


@pytest.mark.slow
def test_every_case_says_in_a_sentence_what_it_proves_and_where_it_is_known_from(quick: list[Case]) -> None:
    assert [case.id for case in quick if not re.fullmatch(r"[A-Z].{30,}\.", case.proves)] == []
    assert [case.id for case in quick if len(case.source) < 10 or not case.unit] == []


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__.rpartition(".")[2])
def test_every_case_passes_and_would_see_a_fault_of_two_percent(family: object) -> None:
    found = family.cases(Effort(quick=False, seed=2))

    assert [(case.id, case.expected, case.found, case.judged) for case in found if not case.passed] == []


def at_times(study: Study, times: dict[str, float]) -> Study:
    """The same study with some of its numbers so many times as high: a fault, as a rule could have it."""
    beliefs = [
        each.model_copy(update={"value": each.value * times.get(each.number, 1.0)}) for each in study.assumptions
    ]
    return study.model_copy(update={"assumptions": tuple(beliefs)})


@pytest.mark.slow
def test_a_twentieth_more_people_leaving_their_homes_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right, more = housing_queue.study_of_alameda, dict.fromkeys(LEFT, 1.05)
    monkeypatch.setattr(housing_queue, "study_of_alameda", lambda when: at_times(right(when), more))

    failed = [case.id for case in housing_queue.cases(Effort(quick=True)) if not case.passed]

    assert "alameda-ten-years" in failed


@pytest.mark.slow
def test_a_twentieth_fewer_homes_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = housing_queue.study_of_alameda
    monkeypatch.setattr(housing_queue, "study_of_alameda", lambda when: at_times(right(when), {"prices.home": 1.05}))

    failed = {case.id for case in housing_queue.cases(Effort(quick=True)) if not case.passed}

    assert {"alameda-year-0", "alameda-year-1", "alameda-year-5", "alameda-ten-years", "alameda-homes-1"} <= failed


@pytest.mark.slow
def test_a_twentieth_fewer_social_lettings_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    study = social_list.study_of_list()
    assert study.site is not None
    assert study.site.lettings_per_year is not None
    lettings = study.site.lettings_per_year
    fewer = lettings.model_copy(update={"priority": 0.95 * lettings.priority})
    short = study.model_copy(update={"site": study.site.model_copy(update={"lettings_per_year": fewer})})
    monkeypatch.setattr(social_list, "study_of_list", lambda: short)

    failed = [case.id for case in social_list.cases(Effort(quick=True)) if not case.passed]

    assert failed == ["list-year-5", "list-order"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "seen"),
    [("housing.loss", ["lost-stable", "lost-debts"]), ("housing.fall", ["lost-insecure"])],
)
def test_a_twentieth_more_homes_lost_would_be_seen(
    number: str, seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    right = lost_homes.with_numbers
    monkeypatch.setattr(
        lost_homes, "with_numbers", lambda study, beliefs: at_times(right(study, beliefs), {number: 1.05})
    )

    assert [case.id for case in lost_homes.cases(Effort(quick=True)) if not case.passed] == seen


@pytest.mark.slow
def test_hours_in_common_that_are_a_twentieth_fewer_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = together.started_in_services
    monkeypatch.setattr(
        together,
        "started_in_services",
        lambda needs, places, pooled=0.0: right(needs, places, 0.95 * pooled),
    )

    assert not together.in_common(Effort(quick=True), 2).passed


@pytest.mark.slow
def test_an_episode_of_a_week_more_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = lines.in_services
    monkeypatch.setattr(
        lines,
        "in_services",
        lambda needs, places, run, episode: right(needs, places, run, episode + 1),
    )

    assert not queues.checked(queues.episodes(), Effort(quick=True)).passed


@pytest.mark.slow
def test_a_twentieth_more_crises_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = states.give_load
    monkeypatch.setattr(states, "give_load", lambda people, log_rate: right(people, log_rate + math.log(1.05)))

    assert not any(case.passed for case in states.crises(Effort(quick=True)))
