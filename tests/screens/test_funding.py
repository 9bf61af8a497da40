"""What a sum of money pays for, as the Compare page says it before anything is played."""

from small_study import SMALL

from simmodel.scenario import Study, parse_study
from simmodel.screens.funding import coaches_paid

STUDY = parse_study(SMALL)
WAY = next(each for each in STUDY.scenarios.values() if each.buys == "coaches")


def with_two(caseload: float) -> Study:
    """A study with a further way that buys coaches, each beside so many people."""
    second = WAY.model_copy(update={"title": "Coaches in the country", "caseload": caseload})
    return STUDY.model_copy(update={"scenarios": {**STUDY.scenarios, "country": second}})


def test_it_is_said_which_way_the_coaches_are_of() -> None:
    assert coaches_paid(STUDY).startswith(f"Under “{WAY.title}” it pays for ")


def test_ways_with_other_coaches_are_told_one_by_one() -> None:
    told = coaches_paid(with_two(WAY.caseload / 2))
    assert told.count("it pays for") == 2
    assert "Under “Coaches in the country” it pays for" in told


def test_ways_with_the_same_coaches_are_told_together() -> None:
    told = coaches_paid(with_two(WAY.caseload))
    assert told.startswith(f"Under “{WAY.title}” and “Coaches in the country” it pays for ")
    assert told.count("it pays for") == 1


def test_a_study_without_coaches_says_nothing_of_them() -> None:
    others = {name: each for name, each in STUDY.scenarios.items() if each.buys != "coaches"}
    assert coaches_paid(STUDY.model_copy(update={"scenarios": others})) == ""
