"""The page about one life as a reader meets it: at first, asked for another life, by a link, and when it fails."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lived_twice import lived_twice
from streamlit.testing.v1 import AppTest
from the_page import WAIT, page_named, texts, use_study
from towns import towns

from simmodel.errors import SimmodelError
from simmodel.journey.arms import Journey
from simmodel.scenario import Study
from simmodel.screens import studies
from simmodel.screens.desk.line import the_desk
from simmodel.screens.plain import plain
from simmodel.shown.follow.asked import Asked


@pytest.fixture
def lived(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Asked]]:
    """A model that answers at once, and what it was asked."""
    calls: list[Asked] = []

    def follow(asked: Asked, study: Study) -> Journey:
        calls.append(asked)
        if asked.person == "999":
            raise SimmodelError("--person is 999; <b>allowed</b>: 0 to 12")
        return replace(lived_twice(), opening=f"Here lives {asked.person}, luck {asked.luck}.")

    monkeypatch.setattr(Asked, "follow", follow)
    the_desk.clear()
    yield calls
    the_desk.clear()


def press(at: AppTest) -> AppTest:
    at.button(key="follow-run").click().run()
    job = at.session_state["follow-job"]
    assert job.over.wait(WAIT)
    at.run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    return " ".join(texts(at)).replace("\\", "")


def test_a_first_visit_shows_a_stored_life_and_says_so_without_a_run(lived: list[Asked]) -> None:
    at = page_named("follow")
    assert "From a stored run" in said(at)
    assert "no evidence" in said(at)
    assert at.get("vega_lite_chart")
    assert not lived
    assert not at.warning


def test_a_stored_life_of_an_earlier_model_says_so(lived: list[Asked], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simmodel.shown.follow.stored.engine_now", lambda: "another model")
    at = page_named("follow")
    assert ["The model has changed" in each.value for each in at.warning] == [True]


def test_the_life_that_changes_most_is_stored_as_well(lived: list[Asked]) -> None:
    at = page_named("follow", person="most different")
    assert "From a stored run" in said(at)
    assert "whose two journeys differ most." in said(at)
    assert not lived


def test_other_luck_keeps_the_life_and_says_that_it_is_another_until_the_button_is_pressed(lived: list[Asked]) -> None:
    at = page_named("follow")
    at.number_input(key="luck").set_value(7).run()
    assert at.warning[0].value
    assert "luck number 7" in said(at)
    assert not lived
    press(at)
    assert "Here lives typical, luck 7." in said(at)
    assert not at.warning
    assert [each.luck for each in lived] == [7]
    assert "--run 7" in at.code[0].value


def test_a_link_starts_no_run_and_a_second_reader_finds_the_life(lived: list[Asked]) -> None:
    at = page_named("follow", person="by number", number="5")
    assert not lived
    assert at.warning
    press(at)
    second = page_named("follow", person="by number", number="5")
    assert "Here lives 5, luck 0." in said(second)
    assert not second.warning
    assert len(lived) == 1


def test_a_cohort_and_any_pair_of_ways_can_be_chosen(lived: list[Asked]) -> None:
    at = page_named("follow")
    at.selectbox(key="among").select("young people").run()
    at.selectbox(key="first_way").select("warm_referral").run()
    assert at.selectbox(key="first_way").options[2].startswith("Link workers")
    assert not [each for each in at.selectbox(key="second_way").options if each.startswith("Link workers")]
    press(at)
    assert (lived[0].cohort, lived[0].left, lived[0].right) == ("young_person", "warm_referral", "pull_in")
    assert "--cohort young_person --beside warm_referral --scenario pull_in" in at.code[0].value


def test_a_person_who_is_not_there_is_one_plain_sentence(lived: list[Asked]) -> None:
    at = press(page_named("follow", person="by number", number="999"))
    assert [each.value for each in at.error] == [plain("--person is 999; <b>allowed</b>: 0 to 12")]
    assert at.get("vega_lite_chart")


@pytest.mark.parametrize(
    "link", [{"person": "<b>x</b>"}, {"luck": "nan"}, {"luck": "-5"}, {"first_way": "$1"}, {"among": "[x](y)"}]
)
def test_a_link_that_makes_no_sense_shows_the_page_as_it_is_at_first(lived: list[Asked], link: dict[str, str]) -> None:
    at = page_named("follow", **link)
    assert not at.error
    assert "From a stored run" in said(at)


def test_of_several_sites_one_is_chosen(lived: list[Asked], monkeypatch: pytest.MonkeyPatch) -> None:
    several = towns({"alder": 4, "birch": 1})
    monkeypatch.setattr(studies, "shipped_study", lambda: several)
    at = page_named("follow")
    assert "No life yet" in [each.value for each in at.header]
    at.selectbox(key="follow_site").select("birch").run()
    press(at)
    assert lived[0].site == "birch"


def test_a_faulty_study_is_shown_as_its_sentences(lived: list[Asked], monkeypatch: pytest.MonkeyPatch) -> None:
    use_study(monkeypatch, "nonsense = ")
    at = page_named("follow")
    assert at.error
    assert not at.button
