"""A study as a reader changes it: the text of its file says all."""

import pytest
from small_study import SMALL, small
from streamlit.testing.v1 import AppTest
from the_page import WAIT, page_named, texts

from simmodel.scenario import parse_study
from simmodel.screens.comparing.choices import OWN, OWN_CONTENT, presets


def test_the_usual_study_comes_first_and_every_preset_can_be_read() -> None:
    known = presets()
    assert next(iter(known)) == "taree"
    assert len(known) >= 6
    assert "thurrock" in known


@pytest.mark.parametrize("name", list(presets()))
def test_a_shipped_study_has_ways_to_compare(name: str) -> None:
    study = parse_study(presets()[name].read_text(encoding="utf-8"))
    assert len(study.scenarios) >= 2


def handed_in(at: AppTest, text: str) -> AppTest:
    at.file_uploader(key="own_study").upload("mine.toml", text.encode()).run()
    assert not at.exception
    return at


def caseload(at: AppTest) -> float:
    (found,) = (each for each in at.number_input if str(each.key).endswith(".pull_in.caseload"))
    return float(found.value)


def test_what_was_changed_of_one_file_is_not_meant_of_the_next() -> None:
    at = handed_in(page_named("compare", study=OWN), SMALL)
    (lever,) = (each for each in at.number_input if str(each.key).endswith(".pull_in.caseload"))
    lever.set_value(30.0).run()
    assert "people beside one full-time worker 30 instead of" in " ".join(texts(at)).replace("\\", "")
    handed_in(at, small(('title = "A small study"', 'title = "Another"')))
    assert caseload(at) == parse_study(SMALL).scenarios["pull_in"].caseload


def test_the_slider_begins_with_the_sum_of_a_file_of_ones_own() -> None:
    text = SMALL.replace("650000", "512500")
    at = handed_in(page_named("compare", study=OWN), text)
    assert at.slider(key="funding").value == 512_500
    assert "Changed from the file" not in " ".join(texts(at))


def test_a_file_of_ones_own_is_still_in_use_after_another_page() -> None:
    at = handed_in(page_named("compare", study=OWN), SMALL)
    kept = at.session_state[OWN_CONTENT]
    back = AppTest.from_function(_compare, default_timeout=WAIT)
    back.session_state[OWN_CONTENT] = kept
    back.query_params["study"] = OWN
    back.run()
    assert caseload(back) == parse_study(SMALL).scenarios["pull_in"].caseload
    assert "still in use" in " ".join(texts(back))


def _compare() -> None:
    from simmodel.screens.compare import show_compare

    show_compare()


def test_a_study_with_its_base_case_alone_says_what_it_lacks() -> None:
    at = handed_in(page_named("compare", study=OWN), SMALL[: SMALL.index("[scenarios.pull_in]")])
    (said,) = (each.value for each in at.warning)
    assert "base case alone" in said
    assert "second way of working" in said


def test_studies_are_chosen_by_their_titles() -> None:
    offered = page_named("compare").selectbox(key="study").options
    titles = [parse_study(path.read_text(encoding="utf-8")).title for path in presets().values()]
    assert offered == [*titles, OWN]
    assert len(set(offered)) == len(offered)


def test_each_way_can_have_a_sum_of_its_own_although_the_file_gives_all_the_same() -> None:
    at = handed_in(page_named("compare", study=OWN), SMALL)
    assert [each.key for each in at.slider] == ["funding"]
    at.toggle(key="together").set_value(False).run()
    assert not at.slider
    assert "Titles are those of the file" in " ".join(texts(at))
    (lever,) = (each for each in at.number_input if str(each.key).endswith(".pull_in.funding_per_year"))
    lever.set_value(800_000.0).run()
    assert "dollars a year for the site $800,000 instead of" in " ".join(texts(at)).replace("\\", "")


def test_a_fault_in_a_file_of_ones_own_is_told_with_the_files_own_name() -> None:
    at = page_named("compare", study=OWN)
    at.file_uploader(key="own_study").upload("our plan.toml", SMALL.replace("650000", "-1").encode()).run()
    said = " ".join(each.value for each in at.error).replace("\\", "")
    assert "our plan.toml" in said
    assert "own-" not in said
