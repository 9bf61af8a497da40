"""What a study cannot answer is refused in one message: what was given, what is allowed, what to type."""

import pytest
from towns import LINKS, town

from simmodel.errors import SimmodelError
from simmodel.evaluation.question import question
from simmodel.scenario import Pilot, Study

STUDY = town()


def ask(study: Study = STUDY, **changed: object):
    given = {"design": "pre_post", "enrolled": 8, "scenario": None, "outcome": "custody_days", "months": 6}
    return question(study, **{**given, "enrol_at": None, **changed})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"design": "randomized"}, r"design is 'randomized'; allowed: pre_post, .*; did you mean 'randomised'\?"),
        ({"design": ""}, "design is ''; allowed: pre_post, matched, randomised, stepped_wedge; type --design pre_post"),
        ({"outcome": "custody_day"}, r"outcome is 'custody_day'; allowed: .*; did you mean 'custody_days'\?"),
        ({"enrol_at": "exit"}, "enrol_at is 'exit'; allowed: service, release; type --enrol-at service"),
        ({"scenario": "pul_in"}, r"town has no scenario called 'pul_in'; allowed: .*did you mean 'pull_in'\?"),
        (
            {"scenario": "more_places"},
            r"more_places of town enrols nobody \(it buys places\); .*type --scenario pull_in",
        ),
        ({"scenario": "current"}, r"current of town enrols nobody \(it buys nothing\)"),
        ({"scenario": ""}, "town has no scenario called ''"),
        ({"enrolled": 7}, "enrolled is 7; allowed: 8 to 100,000 people; type --enrolled 60"),
        ({"months": 0}, "follow_up is 0 months; allowed: 1 to 35"),
        ({"months": 36}, "follow_up is 36 months; allowed: 1 to 35, .* of town; type --follow-up 12"),
        (
            {"months": 13},
            "looks back 56 weeks .* is 1; type warm_up_years = 2 in the study, or --follow-up 12",
        ),
        ({"design": "matched", "enrol_at": "release"}, "allowed at release: pre_post, randomised"),
        (
            {"design": "stepped_wedge", "outcome": "taken_into_custody"},
            "outcome taken_into_custody, which happens once in a follow-up; .*type --outcome times_taken_into_custody",
        ),
    ],
)
def test_what_a_study_cannot_answer_is_refused(changed: dict, said: str) -> None:
    with pytest.raises(SimmodelError, match=said):
        ask(**changed)


def test_a_study_whose_money_enrols_nobody_has_nothing_to_evaluate() -> None:
    scenarios = {name: one for name, one in STUDY.scenarios.items() if one.buys != "coaches"}
    with pytest.raises(SimmodelError, match="no scenario of town enrols people"):
        ask(STUDY.model_copy(update={"scenarios": scenarios}))


def test_without_a_warm_up_only_a_coin_can_be_evaluated() -> None:
    for design in ("pre_post", "matched", "stepped_wedge"):
        with pytest.raises(SimmodelError, match="--design randomised"):
            ask(town(warm_up=0), design=design)
    assert ask(town(warm_up=0), design="randomised").look_back == 0


def test_coaches_come_before_link_workers_and_link_workers_before_nobody() -> None:
    assert ask(town(more=LINKS)).scenario == "pull_in"
    assert ask(town(more=LINKS), scenario="links").scenario == "links"


def test_the_study_says_when_people_are_enrolled_unless_the_asker_does() -> None:
    at_release = STUDY.model_copy(update={"pilot": Pilot(enrol_at="release")})
    assert ask().moment == "service"
    assert ask(at_release).moment == "release"
    assert ask(at_release, enrol_at="service").moment == "service"


def test_months_are_whole_weeks() -> None:
    assert [ask(months=months).weeks for months in (1, 3, 6, 12)] == [4, 13, 26, 52]
