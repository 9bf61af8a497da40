"""What drives a difference: parts that add up to what `compare` tells, the same whoever plays them."""

import numpy as np
import pytest
from sent_elsewhere import Elsewhere, stop
from towns import some_solution, town, towns

from simmodel import pool
from simmodel.appraisal.comparison import summarise
from simmodel.appraisal.outcomes import ASSUMED_LINK
from simmodel.attribution.difference import attribute
from simmodel.attribution.groups import GROUPS, POOLING, SPENDING, with_groups_off
from simmodel.attribution.result import Attribution, to_json
from simmodel.ensemble import compare
from simmodel.scenario import Study, read_study

BETWEEN = ("current", "pull_in")
OFF = ("fragmentation", "learning")
SWITCHES = "".join(f"{name} = false\n" for group in GROUPS if group.id in OFF for name in group.mechanisms)
FEW = {"levers": "reach_out = true", "more": f"[mechanisms]\n{SWITCHES}"}
"""A town with few groups that act, for there are twice as many sets with each."""
STUDY = town((30, 20, 10, 10), **FEW)
SAME = ("mean", "low", "high", "evidence_low", "evidence_high", "mc_error")


@pytest.fixture(autouse=True)
def _no_reference_community(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "solution_of", lambda study, near=None: some_solution())


@pytest.fixture(scope="module")
def found() -> Attribution:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "solution_of", lambda study, near=None: some_solution())
        return attribute(STUDY, BETWEEN, "cost_total", runs=4, workers=2)


def told_by_compare(study: Study, outcome: str, population: str = "reached", **like: int) -> object:
    return summarise(compare(study, seed=1, **like)).differences["pull_in"][population][outcome]


def test_shares_sum_to_the_whole(found: Attribution) -> None:
    assert sum(part.share for part in found.parts) == pytest.approx(1.0)
    assert sum(part.amount.mean for part in found.parts) == pytest.approx(found.whole.mean)
    assert abs(found.whole.mean) > 1000


def test_every_group_has_a_part_and_spending_is_the_last(found: Attribution) -> None:
    assert [part.group for part in found.parts] == [*GROUPS, SPENDING]
    assert [part.group.id for part in found.parts if part.amount.mean == 0.0] == list(OFF)


def test_the_whole_is_what_compare_tells_of_the_same_runs(found: Attribution) -> None:
    compared = told_by_compare(STUDY, "cost_total", runs=4)
    assert found.whole == compared


def test_spending_is_what_compare_tells_with_every_group_off(found: Attribution) -> None:
    compared = told_by_compare(with_groups_off(STUDY, GROUPS), "cost_total", runs=4)
    assert [getattr(found.parts[-1].amount, name) for name in SAME] == [getattr(compared, name) for name in SAME]


def test_any_number_of_workers_gives_the_same_bits() -> None:
    one, two = (attribute(town(**FEW), BETWEEN, "crises", runs=4, workers=workers) for workers in (1, 2))
    assert to_json(one) == to_json(two)


def test_progress_is_told_up_to_its_end() -> None:
    told: list[tuple[int, int]] = []
    attribute(town(), BETWEEN, "crises", runs=1, draws=0, progress=lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == list(range(1, 17))
    assert {of for _, of in told} == {16}


def test_a_group_that_the_study_holds_off_gets_exactly_nothing() -> None:
    study = town(levers="reach_out = true", more=f"[mechanisms]\n{SWITCHES}brokerage = false\ntrust = false")
    parts = {part.group.id: part for part in attribute(study, BETWEEN, "crises", runs=2, draws=0).parts}
    assert parts["brokerage"].left_out == "off in this study"
    assert {getattr(parts["brokerage"].amount, name) for name in SAME} == {0.0}
    assert parts["brokerage"].share == 0.0
    assert parts["relationship"].off == ("trust",)
    assert parts["relationship"].left_out == ""


def test_the_difference_turned_round_has_the_same_shares() -> None:
    there, back = (attribute(town(**FEW), way, "crises", runs=2, draws=0) for way in (BETWEEN, BETWEEN[::-1]))
    assert back.whole.mean == pytest.approx(-there.whole.mean)
    assert [part.share for part in back.parts] == pytest.approx([part.share for part in there.parts])
    assert there.reached_by == back.reached_by == "pull_in"


def test_two_scenarios_beside_the_base_case_are_compared_with_each_other() -> None:
    study = town((30, 20, 10, 10), **FEW)
    found = attribute(study, ("more_places", "pull_in"), "weeks_waited", runs=2, draws=0, population="site")
    levels = summarise(compare(study, runs=2, seed=1, draws=0)).scenarios
    means = [levels[name]["site"]["weeks_waited"].mean for name in ("pull_in", "more_places")]
    assert found.whole.mean == pytest.approx(means[0] - means[1])
    assert sum(part.share for part in found.parts) == pytest.approx(1.0)


def test_several_sites_are_told_together() -> None:
    study = towns({"alder": 4, "birch": 1}, **FEW)
    found = attribute(study, BETWEEN, "crises", runs=2, draws=0, workers=2)
    assert found.whole == told_by_compare(study, "crises", runs=2, draws=0)
    assert list(found.sites) == ["alder", "birch"]


def test_without_coaches_the_whole_site_is_told_and_nobody_is_reached() -> None:
    found = attribute(town(), ("current", "more_places"), "crises", runs=1, draws=0)
    assert (found.population, found.reached_by, found.same_people) == ("site", "", None)
    assert {part.group.id for part in found.parts if part.left_out} == {"pulling_in", "brokerage", "children"}


def test_what_must_be_said_with_the_result_is_said() -> None:
    pooled = attribute(town(**FEW | {"levers": "pooled_hours = 0.5"}), BETWEEN, "child_reports", runs=1, draws=0)
    assert POOLING in pooled.notes
    assert ASSUMED_LINK in pooled.notes
    assert attribute(town(**FEW), BETWEEN, "crises", runs=1, draws=0).notes == ()


def test_with_other_groups_on_it_is_told_how_many_people_are_the_same(found: Attribution) -> None:
    assert 0.0 < found.same_people < 1.0
    assert found.people > 5


@pytest.mark.slow
def test_with_queues_only_waiting_is_queueing_and_pulling_in_and_none_of_it_is_relationship() -> None:
    study = read_study("scenarios/queue_only.toml")
    found = attribute(study, BETWEEN, "weeks_waited", runs=2, draws=0, workers=2, population="site")
    parts = {part.group.id: part for part in found.parts}
    assert parts["queueing"].share + parts["pulling_in"].share > 0.9
    assert parts["queueing"].share == max(part.share for part in found.parts)
    assert abs(parts["relationship"].share) < 0.1
    assert parts["brokerage"].amount.mean == 0.0
    assert np.abs(parts["spending"].share) < 0.05


def test_played_elsewhere_it_is_the_same_to_the_last_bit() -> None:
    here, there = (
        attribute(town(**FEW), BETWEEN, "crises", runs=2, draws=1, play=each) for each in (None, Elsewhere())
    )
    assert there == here


def test_once_it_is_stopped_nobody_plays_on() -> None:
    play = Elsewhere()
    with pytest.raises(KeyboardInterrupt) as caught:
        attribute(town(), BETWEEN, "crises", runs=2, draws=0, progress=stop, play=play)
    assert play.ended == [True]
    assert caught.traceback
