"""Levers on Compare: in the reader's unit on the page, in the file's unit in the study, told and put back."""

from collections.abc import Iterator

import pytest
from fake_ensemble import Ensemble
from hypothesis import given
from hypothesis import strategies as st
from small_study import small, with_keys
from the_page import made_up_page, page, texts, use_study

from simmodel.purchase_checks import SHARES_OF_ONE
from simmodel.scenario import Scenario, parse_study
from simmodel.screens.comparing.levers import COACHES, LEVERS, SILOS, whole_shares


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
    assert "people beside one full-time worker 12 instead of 9 for “Pull in”" in " ".join(texts(at)).replace("\\", "")
    at.button(key="put_back").click().run()
    assert "Changed from the file" not in " ".join(texts(at))
    assert at.number_input(key="taree.pull_in.caseload").value == 9.0


def test_shares_of_the_money_that_are_not_100_are_shared_out_and_said_so(ensemble: Ensemble) -> None:
    at = page()
    at.number_input(key="taree.places.places.mental_health").set_value(100).run()
    assert "add up to 150%" in " ".join(each.value for each in at.warning)
    assert not at.error


def test_a_sum_that_all_ways_share_is_asked_for_once(ensemble: Ensemble) -> None:
    at = page(funding="700000")
    assert at.slider(key="funding").value == 700_000
    assert [each.key for each in at.number_input if str(each.key).endswith("funding_per_year")] == []


def test_sums_that_differ_are_asked_for_way_by_way(ensemble: Ensemble, monkeypatch: pytest.MonkeyPatch) -> None:
    use_study(monkeypatch, small(("funding_per_year = 650000", "funding_per_year = 600000")))
    at = page()
    assert not [each for each in at.slider if each.key == "funding"]
    assert at.number_input(key="taree.pull_in.funding_per_year").value == 600_000
    assert at.number_input(key="taree.places.funding_per_year").value == 650_000


def test_what_a_file_says_beyond_a_levers_usual_ends_can_be_shown(
    ensemble: Ensemble, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = with_keys("scenarios.pull_in", "funded_years = 12") + "[time]\nhorizon_years = 15\n"
    use_study(monkeypatch, text)
    at = page()
    assert at.number_input(key="taree.pull_in.funded_years").value == 12.0
    assert "Changed from the file" not in " ".join(texts(at))


def test_money_that_goes_nowhere_is_told_and_goes_as_in_the_file(ensemble: Ensemble) -> None:
    at = page()
    for silo in ("mental_health", "connection"):
        at.number_input(key=f"taree.places.places.{silo}").set_value(0).run()
    assert "Say where some of the money goes" in " ".join(each.value for each in at.warning)
    assert not at.error
    assert not at.button(key="compare-run").disabled


def test_shares_that_are_no_whole_percents_stay_as_in_the_file(
    ensemble: Ensemble, monkeypatch: pytest.MonkeyPatch
) -> None:
    thirds = "places = { mental_health = 0.333, connection = 0.667 }"
    use_study(monkeypatch, small(("places = { mental_health = 0.5, connection = 0.5 }", thirds)))
    at = page()
    assert "Changed from the file" not in " ".join(texts(at))
    assert not at.warning


@given(st.dictionaries(st.sampled_from(SILOS), st.integers(1, 100), min_size=1))
def test_shares_of_the_money_are_one_together_whatever_is_typed(percents: dict[str, int]) -> None:
    shares = whole_shares({silo: percent / 100 for silo, percent in percents.items()})
    assert abs(sum(shares.values()) - 1) <= SHARES_OF_ONE / 10
    whole = sum(percents.values())
    assert all(abs(shares[silo] - percent / whole) < 1e-5 for silo, percent in percents.items())


def test_every_lever_says_beside_it_what_the_file_says_and_what_that_rests_on(ensemble: Ensemble) -> None:
    at = page()
    told = " ".join(each.value for each in at.caption).replace("\\", "")
    levers = [str(each.key) for each in at.number_input if str(each.key).startswith("taree.")]
    assert told.count("You decide") >= len(levers) + 1
    assert "In the file: 9; allowed: 1 to 60. You decide; WF008, grade D." in told
    assert "In the file: by lottery. You decide; no source." in told


def test_the_source_of_coaches_caseload_is_not_that_of_other_workers() -> None:
    caseload = next(lever for lever in LEVERS if lever.name == "caseload")
    assert caseload.evidence == {COACHES: "WF008"}


def test_a_percentage_is_shown_with_its_decimals(ensemble: Ensemble, monkeypatch: pytest.MonkeyPatch) -> None:
    use_study(monkeypatch, with_keys("scenarios.pull_in", "brokerage_share = 0.075"))
    at = page()
    assert at.number_input(key="taree.pull_in.brokerage_share").proto.format == "%g"
    assert "In the file: 7.5;" in " ".join(each.value for each in at.caption).replace("\\", "")


def test_choices_that_no_money_can_buy_together_are_not_called_faults_of_a_file_alone(ensemble: Ensemble) -> None:
    at = page()
    at.number_input(key="taree.pull_in.brokerage_share").set_value(50.0).run()
    at.number_input(key="taree.pull_in.indirect_rate").set_value(60.0).run()
    at.slider(key="funding").set_value(100_000).run()
    assert any("What you chose does not go together" in each.proto.title for each in at.error)
