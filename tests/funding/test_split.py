"""Ways to split a site's money: every split spends exactly the money, keeps a team, and is a study file's scenario."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import town

from simmodel.engine.start import delivery_of
from simmodel.errors import SimmodelError
from simmodel.funding.levels import why_not
from simmodel.funding.split import MOST_FLEXIBLE, MOST_MEETINGS, split_of, splits_of
from simmodel.purchase import SMALLEST_HEAD, budget_lines, places_of
from simmodel.scenario import parse_study
from simmodel.study_kinds import SILOS

TOWN = town()
SPLITS = splits_of(TOWN, "pull_in", 650_000)
number = st.floats(0, 1)


@settings(deadline=None)
@given(number, number, number, st.sampled_from([650_000, 400_000, 2_000_000]))
def test_every_split_spends_exactly_the_money_and_keeps_somebody_to_support(
    spared: float, silos: float, together: float, dollars: int
) -> None:
    split = splits_of(TOWN, "pull_in", dollars).at(np.array([spared, silos, together]))
    assert why_not(TOWN, split.scenario) == ""
    assert sum(split.bought.lines.values()) == pytest.approx(dollars, abs=0.01)
    assert split.coaches + split.silos + split.flexible == pytest.approx(1)
    assert split.bought.coach_fte >= SMALLEST_HEAD - 1e-6
    assert places_of(split.bought.heads, split.scenario.caseload) >= 1
    assert split.scenario.brokerage_share <= MOST_FLEXIBLE
    assert 0 <= split.meetings <= MOST_MEETINGS


@given(number, number, number)
@settings(deadline=None, max_examples=30)
def test_every_split_is_a_scenario_that_a_study_file_may_hold(spared: float, silos: float, together: float) -> None:
    scenario = SPLITS.at(np.array([spared, silos, together])).scenario
    fields = scenario.model_dump(exclude_defaults=True)
    given_ = TOWN.model_dump(by_alias=True, exclude_unset=True, mode="json")
    given_["scenarios"]["pull_in"] = {"buys": "coaches", "title": "Coaches"} | {
        key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()
    }
    from study_fuzz import as_toml

    assert parse_study(as_toml(given_)).scenarios["pull_in"] == scenario


def test_corners_of_the_box_are_coaches_alone_flexible_funds_and_hours_in_the_silos() -> None:
    alone, funds, hours = (SPLITS.at(np.array(corner)) for corner in ([0, 0, 0], [1, 0, 0], [1, 1, 1]))
    assert alone.silos == 0
    assert alone.flexible < 0.07
    assert (alone.scenario.joint_work, alone.meetings) == ({}, 0)
    assert funds.flexible > 0.4
    assert funds.silos == 0
    assert hours.silos > 0.4
    assert hours.meetings == pytest.approx(MOST_MEETINGS)


def test_half_of_what_can_be_spared_is_halfway_along_the_box() -> None:
    half, whole = (SPLITS.at(np.array([spared, 1, 0])).silos for spared in (0.5, 1))
    assert half == pytest.approx(whole / 2, abs=1e-6)
    assert whole == pytest.approx(SPLITS.spare, abs=1e-6)


def test_where_a_split_lies_says_how_much_is_spared_and_how_it_is_divided() -> None:
    split = SPLITS.made(0.2, 0.1, 4.0)
    beside = 0.2 + split.flexible * (1 + budget_lines()["contingency"])
    spared, to_silos, together = SPLITS.where(split)
    assert split.flexible > 0.1  # what is left of a job is spared too
    assert spared == pytest.approx(beside / SPLITS.spare)
    assert to_silos == pytest.approx(0.2 / beside)
    assert together == pytest.approx(0.5)
    assert SPLITS.where(SPLITS.made(0.0, 0.1, 0.0))[1:].tolist() == [0, 0]


@given(number, number, number)
@settings(deadline=None, max_examples=30)
def test_the_neighbourhood_of_a_split_holds_it_and_is_at_most_half_as_wide(a: float, b: float, c: float) -> None:
    split = SPLITS.at(np.array([a, b, c]))
    near = SPLITS.near(split)
    place, low, high = SPLITS.where(split), np.array(near.low), np.array(near.high)
    assert (low - 1e-9 <= place).all()
    assert (place <= high + 1e-9).all()
    assert ((high - low)[[0, 2]] <= 0.5 + 1e-9).all()
    ends = [near.at(np.array([end, 1.0, end])).meetings for end in (0, 1)]
    assert ends == pytest.approx([MOST_MEETINGS * low[2], MOST_MEETINGS * high[2]]) or ends[0] == 0


def test_hours_go_where_the_scenario_says_or_the_first_that_buys_places_or_everywhere() -> None:
    assert SPLITS.hours_to == {"mental_health": 0.5, "alcohol_and_other_drugs": 0.5}
    own = town(levers="places = { connection = 0.1 }")
    assert splits_of(own, "pull_in", 650_000).hours_to == {"connection": 1.0}
    alone = {name: one for name, one in TOWN.scenarios.items() if name != "more_places"}
    everywhere = splits_of(TOWN.model_copy(update={"scenarios": alone}), "pull_in", 650_000).hours_to
    assert everywhere == pytest.approx(dict.fromkeys(SILOS, 1 / len(SILOS)))


def test_joint_work_keeps_the_scenario_s_kinds_and_is_operational_where_there_is_none() -> None:
    assert SPLITS.meetings == {"operational": 1.0}
    own = town(levers="joint_work = { shared_training = 1, strategic = 3 }")
    assert splits_of(own, "pull_in", 650_000).meetings == {"shared_training": 0.25, "strategic": 0.75}


def test_the_study_s_own_split_is_told_as_it_is_bought() -> None:
    own = split_of(TOWN, TOWN.scenarios["pull_in"])
    assert own.flexible == pytest.approx(43_394.59 / 650_000, abs=1e-6)
    assert (own.silos, own.meetings) == (0, 0)


def test_what_a_split_buys_is_what_the_engine_delivers() -> None:
    split = SPLITS.made(0.2, 0.1, 4.0)
    delivered = delivery_of(TOWN, split.scenario)
    assert delivered.heads == split.bought.heads
    assert delivered.bought_hours == split.bought.specialist_hours_per_week
    assert set(delivered.bought_hours) == {"mental_health", "alcohol_and_other_drugs"}
    assert delivered.brokerage_per_year == split.bought.brokerage_per_year
    assert delivered.conditions.joint_hours["operational"] > 0


@pytest.mark.parametrize(
    ("name", "dollars", "said"),
    [
        ("more_places", 650_000, "--scenario is more_places, which buys places; only the money of coaches"),
        ("pul_in", 650_000, "did you mean 'pull_in'"),
        ("pull_in", 100_000, "--funding is $100,000: does not pay for 0.2 of a coach"),
    ],
)
def test_money_that_cannot_be_split_is_one_message(name: str, dollars: float, said: str) -> None:
    with pytest.raises(SimmodelError) as refusal:
        splits_of(TOWN, name, dollars)
    assert said in str(refusal.value)
