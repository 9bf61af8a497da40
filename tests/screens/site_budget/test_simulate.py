"""A budget simulated: its result, what is said of it, and the command that gives the same numbers."""

import threading
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from budget_page import edit, made_up_runs_played, opened, simulate
from small_study import SHORT
from the_page import WAIT, texts

from simmodel.budget.as_study import study_of, study_text
from simmodel.budget.plan import Plan, parse_plan
from simmodel.scenario import parse_study
from simmodel.screens.desk.job import Hands
from simmodel.screens.site_budget.simulate import Asked, command_of, key_of, simulation, stages, study_here
from simmodel.shown.parts import to_json


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    yield from made_up_runs_played(monkeypatch)


def test_the_button_brings_the_result_sentence_first_and_the_command(played: SimpleNamespace) -> None:
    at = simulate(opened())
    found = [each.value for each in at.info if "In this model" in each.value]
    assert len(found) == 1
    assert played.asked == [("with_two_coaches", enough) for enough in stages(32)]
    assert command_of("with_two_coaches", 32) in [each.value for each in at.code]


def test_a_result_of_before_is_kept_and_said_to_be_old(played: SimpleNamespace) -> None:
    at = edit(simulate(opened()), "sites", edited_rows={0: {"Coaches": 3}})
    assert any("before your latest changes" in each.value for each in at.warning)
    assert any("In this model" in each.value for each in at.info)


def test_what_reproduces_a_result_of_before_is_of_before(played: SimpleNamespace) -> None:
    at = simulate(opened(site_budget_runs="8"))
    before = [each.value for each in at.code]
    assert command_of("with_two_coaches", 8) in before
    at = edit(at, "sites", edited_rows={0: {"Coaches": 3}})
    at.segmented_control(key="site_budget_runs").set_value(100).run()
    assert [each.value for each in at.code][:3] == before[:3], "commands and study file of the result that is shown"


def test_a_first_result_is_shown_while_the_rest_is_played(played: SimpleNamespace) -> None:
    gates = iter([lambda: None, lambda: held.wait(WAIT)])
    held = threading.Event()
    played.then = lambda: next(gates, lambda: None)()
    at = opened()
    at.button(key="site-budget-run").click().run()
    job = at.session_state["site-budget-job"]
    for _ in range(200):
        if job.result is not None:
            break
        threading.Event().wait(0.05)
    at.run()
    said = " ".join(texts(at))
    held.set()
    assert "Based on 4 of 32 runs, still improving" in said
    assert job.over.wait(WAIT)


def test_a_budget_that_no_scenario_can_have_is_told_and_the_rest_of_the_page_stands(played: SimpleNamespace) -> None:
    at = opened(two_coaches_years="20")
    assert any("funded" in each.value for each in at.warning)
    assert at.button(key="site-budget-run").disabled


def test_a_run_that_breaks_off_is_told_plainly(played: SimpleNamespace) -> None:
    def fail() -> None:
        raise RuntimeError("secret")

    played.then = fail
    at = simulate(opened())
    assert "fault in the model" in at.error[0].value
    assert "secret" not in " ".join(texts(at))


def test_the_command_gives_the_same_numbers_and_nothing_is_played_twice() -> None:
    plan: Plan = parse_plan('name = "small"\ntitle = "Small"\nyears = 2\n[sites.taree]\ncoaches = 1\n')
    from simmodel.documents.findings import findings_of
    from simmodel.ensemble import compare
    from simmodel.shown.site_budget.result import result_parts

    study = study_of(plan, SHORT)
    told: list[int] = []
    hands = Hands(lambda done, of: told.append(done), 1)
    given = Asked(plan.title, plan.name, study, study_text(plan, SHORT))
    *_, last = simulation(given, 6)(hands)
    typed = compare(parse_study(study_text(plan, SHORT)), 6, 1)
    expected = result_parts(findings_of(typed, command_of(study.name, 6), date.today()))
    assert to_json(last.parts) == to_json(expected)
    assert told == [1, 2, 3, 4, *range(1, 7)]


BUDGET = """\
name = "mine"
title = "Mine"
years = 2
[sites.taree]
coaches = 1
[[line]]
what = "{what}"
source = "a quote"
kind = "other"
mode = 1000
low = 900
high = 1100
"""


def test_budgets_that_differ_in_words_alone_share_no_result_since_it_holds_the_words() -> None:
    one, other = (study_here(parse_plan(BUDGET.format(what=what))) for what in ("A van", "A car for a partner"))
    assert one is not None
    assert other is not None
    assert one.study.digest() == other.study.digest()
    assert "A van" in one.text
    assert key_of(one, 8) != key_of(other, 8)
    assert key_of(one, 8) == key_of(one, 8)


def test_where_only_the_number_of_runs_was_changed_the_budget_is_not_said_to_be(played: SimpleNamespace) -> None:
    at = simulate(opened(site_budget_runs="8"))
    at.segmented_control(key="site_budget_runs").set_value(32).run()
    (said,) = [each.value for each in at.warning if "This is the result" in each.value]
    assert "in 8 runs" in said
    assert "latest changes" not in said
