"""Questions that need runs of their own: asked of coaches first, in enough runs, and told how to ask them again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_ensemble import Ensemble
from made_up_matter import mattering_runs
from small_study import SHORT, SMALL
from the_page import WAIT, made_up_page, page

from simmodel.attribution.groups import GROUPS, left_out
from simmodel.attribution.question import narrowed, question_of
from simmodel.bands import RUNS_TO_TELL
from simmodel.cli import main
from simmodel.discovery.found import found_in as flips_in
from simmodel.sampling import Sampling
from simmodel.scenario import parse_study
from simmodel.screens.comparing import questions, work
from simmodel.screens.comparing.choices import Asked, presets
from simmodel.screens.desk.job import Hands
from simmodel.sensitivity.found import found_in as moves_in
from simmodel.sensitivity.question import NET, Question
from simmodel.shown.compare import matters
from simmodel.shown.parts import Words
from simmodel.shown.titled import asked_by_title


@pytest.fixture
def ensemble(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ensemble]:
    yield from made_up_page(monkeypatch)


def test_enough_draws_are_made_to_tell_shares() -> None:
    last_draw, _ = Sampling(questions.DRIVES_RUNS).address(questions.DRIVES_RUNS - 1)
    assert last_draw + 1 >= RUNS_TO_TELL


def test_it_is_asked_of_coaches_unless_another_way_is_chosen(ensemble: Ensemble) -> None:
    at = page(tab="What drives the difference")
    at.button(key="compare-run").click().run()
    assert at.session_state["compare-job"].over.wait(WAIT)
    at.run()
    at.segmented_control(key="tab").set_value("What drives the difference").run()
    assert at.selectbox(key="drives.way").options[0] == "Pull in"


@pytest.mark.parametrize("name", list(presets()))
def test_what_drives_it_can_be_asked_of_every_way_of_a_shipped_study(name: str) -> None:
    study = parse_study(presets()[name].read_text(encoding="utf-8"))
    for way in set(study.scenarios) - {study.base_case}:
        for outcome in questions.OUTCOMES:
            question_of(study, (study.base_case, way), outcome, None)


@pytest.mark.slow
def test_what_drives_places_is_asked_for_the_whole_site() -> None:
    study = parse_study(SHORT)
    (parts,) = work.drives(study, "places", "crises", 2)(Hands(lambda done, of: None, 1))
    said = " ".join(each.text for each in parts if isinstance(each, Words))
    assert "“Places” instead of “Current”" in said
    assert "places instead of current" not in said


@pytest.mark.slow
def test_what_matters_is_told_of_a_way_by_its_title() -> None:
    runs = mattering_runs()
    found = asked_by_title(moves_in(runs, Question("pull_in", NET)), "Coaches who stay")
    flips = asked_by_title(flips_in(runs, Question("pull_in", NET)), "Coaches who stay")
    said = " ".join(each.text for each in matters.parts_of(found, flips) if isinstance(each, Words))
    assert "“Coaches who stay”" in said
    assert "pull_in" not in said


@pytest.mark.parametrize("tab", questions.QUESTIONS)
def test_what_is_to_be_typed_for_the_same_is_a_command_that_is_understood(
    tab: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    monkeypatch.setattr(questions, "_answered", lambda *given: told.extend(given[-1][1]))
    asked = Asked(SMALL, parse_study(SMALL))
    questions.QUESTIONS[tab](asked)
    monkeypatch.chdir(tmp_path)
    for command in told:
        *uv_run, name, file = command.split()[:5]
        assert uv_run == ["uv", "run", "simmodel"]
        (tmp_path / file).write_text(SMALL, encoding="utf-8")
        found = main.commands[name]
        assert found.make_context(name, command.split()[4:]).params["runs"] >= questions.SWEEP_RUNS
    assert told


@pytest.mark.parametrize("tab", questions.QUESTIONS)
def test_how_long_it_takes_stands_beside_a_question_before_it_is_asked(ensemble: Ensemble, tab: str) -> None:
    at = page(tab=tab)
    at.button(key="compare-run").click().run()
    assert at.session_state["compare-job"].over.wait(WAIT)
    at.run()
    said = " ".join(each.value for each in at.caption)
    assert "times what a comparison of 32 runs plays" in said


def test_every_group_that_can_act_doubles_what_is_played() -> None:
    study = parse_study(SMALL)
    sets = questions._sets(study, "pull_in", "crises")
    found = question_of(study, (study.base_case, "pull_in"), "crises")
    out = left_out(narrowed(study, found), "crises")
    assert sets == 2 ** (len(GROUPS) - len(out))
    assert "children" in out
