"""The Compare page as a reader meets it: empty, running, done, old, and when something is wrong."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fake_ensemble import Ensemble, runs_of
from hypothesis import given
from hypothesis import strategies as st
from small_study import SMALL, small, with_keys
from the_page import APP, WAIT, made_up_page, page, run, texts, use_study

from simmodel.appraisal.comparison import summarise
from simmodel.bands import bands_told
from simmodel.commands import app as command
from simmodel.documents.findings import findings_of
from simmodel.errors import SimmodelError, StudyError
from simmodel.money_told import answer
from simmodel.scenario import parse_study
from simmodel.screens import compare
from simmodel.screens.comparing import work
from simmodel.screens.comparing.result import OLD
from simmodel.screens.desk import line
from simmodel.screens.desk.desk import BROKEN
from simmodel.screens.plain import plain
from simmodel.shown.titled import compared_by_title
from simmodel.words import headline

PEOPLE = """\
leaving_custody = { at_start = 40, arrivals_per_year = 10 }
homelessness = { at_start = 20, arrivals_per_year = 5 }
family_with_young_children = { at_start = 10, arrivals_per_year = 2 }
young_person = { at_start = 10, arrivals_per_year = 2 }
"""
TINY = (
    SMALL.replace("[site]", "[time]\nhorizon_years = 4\nwarm_up_years = 1\ncount_releases_weeks = 52\n[site]")
    + "\n[site.people]\n"
    + PEOPLE
)
UNSAFE = re.compile(r"(?<!\\)\$")


@pytest.fixture
def ensemble(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ensemble]:
    """A page whose study is small and whose runs are made up."""
    yield from made_up_page(monkeypatch)


def result_of(funding: int, runs: int) -> str:
    study = parse_study(SMALL).with_funding(funding)
    return plain(answer(findings_of(runs_of(study, runs, work.SEED), "", date.today())))


def test_a_first_visit_shows_what_to_do_and_no_result(ensemble: Ensemble) -> None:
    at = page()
    assert [each.value for each in at.header] == ["No result yet"]
    assert "Run the comparison" in " ".join(texts(at))
    assert at.slider(key="funding").value == 650_000
    assert not at.table
    assert not at.get("vega_lite_chart")[1:]
    assert not ensemble.asked


def test_the_button_brings_sentence_chart_and_tables_in_this_order(ensemble: Ensemble) -> None:
    at = run(page())
    assert ensemble.asked == [("small", compare.STANDARD_RUNS, work.SEED)]
    assert at.info[0].value == result_of(650_000, compare.STANDARD_RUNS)
    bands = bands_told(summarise(runs_of(parse_study(SMALL), compare.STANDARD_RUNS, work.SEED)))
    assert plain(bands) in " ".join(each.value for each in at.caption)
    assert len(at.get("vega_lite_chart")) == 2
    assert [each.value for each in at.info].count(result_of(650_000, compare.STANDARD_RUNS)) == 1
    at.segmented_control(key="tab").set_value("Money").run()
    assert at.info[0].value == result_of(650_000, compare.STANDARD_RUNS), "the answer stays above every tab"
    at.segmented_control(key="tab").set_value("In short").run()
    headings = [each.value for each in at.header]
    assert headings[:3] == ["In short", "What changes in people's lives", "What to keep in mind"]
    assert [plain("Outcome and its unit"), "Pull in", "Places"] in [list(each.value.columns) for each in at.table]


def test_every_dollar_sign_is_kept_from_starting_a_formula(ensemble: Ensemble) -> None:
    said = texts(run(page()))
    assert any(r"\$" in text for text in said)
    assert [text for text in said if UNSAFE.search(text)] == []


def test_another_sum_keeps_the_result_and_says_that_it_is_old(ensemble: Ensemble) -> None:
    at = run(page())
    at.slider(key="funding").set_value(700_000).run()
    said = at.warning[0].value.replace("\\", "")
    assert "You have now chosen dollars a year for the site $700,000 instead of $650,000; run the comparison" in said
    assert at.info[0].value == result_of(650_000, 32)
    assert at.info[0].proto.title == OLD
    assert len(ensemble.asked) == 1
    back = at.slider(key="funding").set_value(650_000).run()
    assert back.info[0].proto.title == "What was found"
    assert "now chosen" not in " ".join(texts(back))


def test_a_new_run_takes_the_place_of_the_old_result(ensemble: Ensemble) -> None:
    at = run(page())
    at.slider(key="funding").set_value(700_000).run()
    at = run(at)
    assert at.info[0].value == result_of(700_000, 32)
    assert "now chosen" not in " ".join(texts(at))


def test_the_page_says_whether_the_sum_lies_in_the_band_and_what_it_pays_for(ensemble: Ensemble) -> None:
    at = page()
    assert "is within the proposal's" in " ".join(texts(at))
    assert "it pays for 2 full-time coaches" in " ".join(texts(at)).replace("\\", "")
    at.slider(key="funding").set_value(1_000_000).run()
    assert "is above the proposal's" in " ".join(texts(at))


def test_while_it_runs_the_page_tells_how_far_and_a_click_stops_it(ensemble: Ensemble) -> None:
    ensemble.may_go_on.clear()
    at = page()
    at.button(key="compare-run").click().run()
    assert ensemble.started.wait(WAIT)
    at.run()
    assert "1 of 32" in at.progress[0].text
    assert at.button(key="compare-run").disabled
    next(button for button in at.button if button.label == "Stop").click().run()
    assert "Stopped after 1 of 32" in at.info[0].value
    assert not at.button(key="compare-run").disabled
    ensemble.may_go_on.set()
    assert ensemble.ended.wait(WAIT)


def test_the_number_of_runs_is_what_is_run(ensemble: Ensemble) -> None:
    at = page()
    at.segmented_control(key="runs").set_value(8).run()
    run(at)
    assert ensemble.asked == [("small", 8, work.SEED)]
    assert "too few to tell" in " ".join(texts(at))


def test_a_second_reader_finds_the_result_without_a_run(ensemble: Ensemble) -> None:
    first = run(page())
    second = page()
    assert second.info[0].value == first.info[0].value
    assert len(ensemble.asked) == 1


def test_a_second_reader_sees_a_comparison_that_runs_and_cannot_stop_it_for_the_first(ensemble: Ensemble) -> None:
    ensemble.may_go_on.clear()
    first = page()
    first.button(key="compare-run").click().run()
    assert ensemble.started.wait(WAIT)
    second = page()
    assert "1 of 32" in second.progress[0].text
    assert second.button(key="compare-run").disabled
    ensemble.may_go_on.set()
    key = f"compare-{parse_study(SMALL).digest()}-32-{work.SEED}"
    assert line.the_desk().find(key).over.wait(WAIT)
    assert second.run().info[0].value == result_of(650_000, 32)


def test_a_faulty_study_is_shown_as_its_sentences(ensemble: Ensemble, monkeypatch: pytest.MonkeyPatch) -> None:
    text = small(("caseload", "caselaod")) if "caseload" in SMALL else with_keys("site", "luckk = 1")
    use_study(monkeypatch, text)
    with pytest.raises(StudyError) as caught:
        parse_study(text, "taree.toml")
    at = page()
    assert at.error[0].value == plain(str(caught.value))
    assert at.button(key="compare-run").disabled


def test_too_little_money_is_said_and_cannot_be_run(ensemble: Ensemble, monkeypatch: pytest.MonkeyPatch) -> None:
    use_study(monkeypatch, with_keys("scenarios.pull_in", "indirect_rate = 0.6", "caseload = 15"))
    at = page()
    at.slider(key="funding").set_value(300_000).run()
    assert "does not pay for" in at.error[0].value
    assert at.button(key="compare-run").disabled


@pytest.mark.parametrize(
    ("error", "said"),
    [(SimmodelError("there is no price for $1"), plain("there is no price for $1")), (KeyError("x"), plain(BROKEN))],
)
def test_a_failed_comparison_is_a_sentence_never_a_traceback(ensemble: Ensemble, error: Exception, said: str) -> None:
    def fail() -> None:
        raise error

    ensemble.then = fail
    at = run(page())
    assert [each.value for each in at.error] == [said]
    assert not at.table


def test_what_does_not_fit_is_shown_as_a_warning(ensemble: Ensemble) -> None:
    at = run(page())
    at.segmented_control(key="tab").set_value("Details").run()
    assert plain(f"T{ensemble.notes[0][1:]}.") in [each.value for each in at.warning]


def test_what_others_lose_is_told_and_is_no_misfit(ensemble: Ensemble) -> None:
    ensemble.notes = ("under more_places the services reach 9 more people a year",)
    at = run(page())
    at.segmented_control(key="tab").set_value("Details").run()
    assert [each.value for each in at.warning] == []
    assert any("reach 9 more people" in each.value for each in at.info)


def test_the_study_file_and_the_command_repeat_the_result(ensemble: Ensemble) -> None:
    at = page()
    at.slider(key="funding").set_value(725_000).run()
    at = run(at)
    typed, text = (each.value for each in at.code)
    digest = parse_study(SMALL).with_funding(725_000).digest()
    assert typed == f"uv run simmodel compare small-{digest[:8]}.toml --runs 32 --seed 1"
    assert parse_study(text).digest() == digest


def test_a_chart_can_follow_another_series_and_has_a_table(ensemble: Ensemble) -> None:
    at = run(page())
    at.segmented_control(key="tab").set_value("Over time").run()
    of_chart = {each.label: each for each in at.selectbox}
    of_chart["What to follow"].select("Cost to all payers in a quarter").run()
    assert "paid by all payers" in " ".join(texts(at))
    assert "Year 1, quarter 1" in list(at.table[0].value["Quarter"])
    next(each for each in at.selectbox if each.label == "Show").select("Each way of working").run()
    assert len(at.table[0].value.columns) == 4


@given(st.text(max_size=40))
def test_plain_text_leaves_no_mark_that_markdown_reads(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>~$:|#{}]", plain(text))


def test_the_real_model_runs_behind_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page and a script that calls the same functions give the same sentence."""
    from simmodel.ensemble import compare as compare_for_real

    use_study(monkeypatch, TINY)
    line.the_desk.clear()
    at = page()
    at.segmented_control(key="runs").set_value(8).run()
    at.button(key="compare-run").click().run()
    assert at.session_state["compare-job"].over.wait(10 * WAIT)
    at.run()
    found = compare_for_real(parse_study(TINY), 8, work.SEED)
    assert at.info[0].value == plain(answer(findings_of(found, "", date.today())))
    assert plain(headline(compared_by_title(summarise(found)))) in [each.value for each in at.markdown]
    line.the_desk.clear()


def test_a_study_of_several_sites_shows_all_of_them_together_and_site_by_site(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places = "".join(
        f'[sites.{name.lower()}]\nname = "{name}"\nluck_number = {number}\n[sites.{name.lower()}.people]\n{PEOPLE}'
        for number, name in enumerate(("Alder", "Birch"), start=1)
    )
    use_study(monkeypatch, TINY.split("[site.people]")[0].replace('[site]\nname = "Taree"\n', "") + places)
    line.the_desk.clear()
    at = page()
    at.segmented_control(key="runs").set_value(8).run()
    at = run(at)
    at.segmented_control(key="tab").set_value("Who benefits").run()
    rows = [list(table.value.iloc[:, 0]) for table in at.table]
    assert ["Alder", "Birch", "All together"] in rows
    assert not at.exception


def test_the_app_starts_from_the_door_or_else_from_the_first_page(tmp_path: Path) -> None:
    package = tmp_path / "simmodel"
    assert command.page(package) == package / "screens" / "door.py"
    (tmp_path / "app.py").touch()
    assert command.page(package) == tmp_path / "app.py"
    assert command.page() == APP


def test_more_sites_multiply_money_and_coaches_and_leave_the_result_of_one_site_as_it_is(ensemble: Ensemble) -> None:
    at = run(page())
    asked = at.session_state["compare-job"].key
    at.number_input(key="sites").set_value(3).run()

    said = " ".join(texts(at)).replace("\\", "")
    assert "3 such sites cost $1,950,000 a year" in said
    assert "What is shown below is for one of them" in said
    assert "old result" not in said
    assert at.session_state["compare-job"].key == asked
