"""Levers on Compare: in the reader's unit on the page, in the file's unit in the study, told and put back."""

from collections.abc import Iterator

import pytest
from fake_ensemble import Ensemble
from the_page import made_up_page, page, texts

from simmodel.scenario import Scenario, parse_study
from simmodel.screens.comparing.levers import LEVERS


@pytest.fixture
def ensemble(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ensemble]:
    yield from made_up_page(monkeypatch)


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.name)
def test_every_lever_is_one_of_a_study_file(lever) -> None:
    assert lever.name in Scenario.model_fields


def test_a_share_is_asked_for_in_percent_and_kept_as_a_share(ensemble: Ensemble) -> None:
    at = page()
    at.number_input(key="taree.pull_in.brokerage_share").set_value(10.0).run()
    assert not at.exception
    at.button(key="compare-run").click().run()
    assert at.session_state["compare-job"].over.wait(20)
    at.run()
    study = parse_study(at.code[-1].value)
    assert study.scenarios["pull_in"].brokerage_share == pytest.approx(0.1)


def test_what_is_changed_is_told_and_one_button_puts_it_back(ensemble: Ensemble) -> None:
    at = page()
    assert "Changed from the file" not in " ".join(texts(at))
    at.number_input(key="taree.pull_in.caseload").set_value(12.0).run()
    assert "caseload 12" in " ".join(texts(at)).replace("\\", "")
    at.button(key="put_back").click().run()
    assert "Changed from the file" not in " ".join(texts(at))
    assert at.number_input(key="taree.pull_in.caseload").value == 9.0


def test_shares_of_the_money_that_are_not_100_are_shared_out_and_said_so(ensemble: Ensemble) -> None:
    at = page()
    at.number_input(key="taree.places.places.mental_health").set_value(100).run()
    assert "add up to 150%" in " ".join(each.value for each in at.warning)
    assert not at.error
