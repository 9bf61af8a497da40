"""One life as parts of a page: facts, sentences, lanes, the picture, and the lives that ship."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lived_twice import WITH, lived_twice

from simmodel.documents.pictures import png
from simmodel.journey.arms import Journey
from simmodel.journey.moments import Event
from simmodel.screens.draw import csv_of, titled
from simmodel.screens.studies import shipped_study
from simmodel.shown.follow.asked import Asked, at_first
from simmodel.shown.follow.chart import described, swim_lanes
from simmodel.shown.follow.facts import facts_of, finding, rows_of, story, times
from simmodel.shown.follow.lanes import MARKS, STATES, lanes_of
from simmodel.shown.follow.page import events, lanes, parts_of
from simmodel.shown.follow.stored import FILE, STORED, played_anew, stored_life
from simmodel.shown.parts import Figure, Words, from_json, to_json

MOST_BYTES = 150_000
OUTCOMES = (
    "times_told", "weeks_stably_housed", "crises", "custody_days", "weeks_in_work", "hours_with_coach",
    "weeks_in_scope",
)  # fmt: skip


def test_hand_offs_waits_and_the_story_are_counted_from_kinds_of_events_and_spans() -> None:
    one, other = (facts_of(arm) for arm in lived_twice().arms.values())
    assert (one.hand_offs, one.refused, one.times_told, one.weeks_waiting, one.weeks_waiting_for_home) == (
        2,
        1,
        1,
        8,
        40,
    )
    assert (one.nights_without_home, other.nights_without_home, other.weeks_housed) == (700, 140, 80)
    assert (other.hand_offs, other.pulled_in, other.purchases) == (0, 1, 1)


def test_facts_never_read_the_words_of_an_event() -> None:
    journey = lived_twice()
    silent = {
        name: replace(arm, events=tuple(replace(event, text="x") for event in arm.events))
        for name, arm in journey.arms.items()
    }
    assert rows_of(replace(journey, arms=silent)) == rows_of(journey)


def test_a_coach_who_leaves_is_a_hand_off_too() -> None:
    arm = lived_twice().arms["pull_in"]
    left = replace(arm, events=(*arm.events, Event(50, "coach", "coach_leaves", "the coach leaves")))
    assert (facts_of(left).hand_offs, facts_of(left).new_workers) == (1, 1)


def test_the_story_names_what_was_bought_and_nobody_where_nobody_stayed() -> None:
    one, other = (story(facts_of(arm)) for arm in lived_twice().arms.values())
    assert "Nobody stayed beside this person" in one
    assert "a fridge, say" in other
    assert "fridge" not in one


def test_the_finding_says_both_numbers_in_the_order_of_the_panels() -> None:
    assert "0 against 80 weeks in a stable home" in finding(lived_twice())
    assert "told once against never" in finding(lived_twice())


def test_a_life_that_came_out_alike_is_said_to_be_alike() -> None:
    journey = lived_twice()
    same = replace(journey, arms=dict.fromkeys(journey.arms, journey.arms["pull_in"]))
    assert finding(same).endswith("it came out alike, 80 weeks in a stable home both times")
    assert "against" not in finding(same)


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_finding_names_a_difference_if_there_is_one_and_only_then(left: int, right: int) -> None:
    journey = lived_twice()
    arm = journey.arms["pull_in"]
    arms = {
        name: replace(arm, outcomes=arm.outcomes | {"weeks_stably_housed": float(each)})
        for name, each in (("a", left), ("b", right))
    }
    said = finding(replace(journey, arms=arms))
    assert (f"{left} against {right} weeks in a stable home" in said) == (left != right)
    assert ("both times" in said) == (left == right)


@given(st.integers(0, 10_000))
def test_times_are_never_said_as_one_times(count: int) -> None:
    assert times(count) != "1 times"


def test_both_panels_have_the_same_lanes_and_every_bar_and_mark_stands_in_one() -> None:
    found = lanes_of(lived_twice())
    ids = [row for row, _ in found.rows]
    first, second = ([row[2:] for row in ids if row[0] == place] for place in "01")
    assert first == second
    assert len(set(ids)) == len(ids)
    assert {each["row"] for each in (*found.bars, *found.marks, *found.headings)} <= set(ids)
    assert "children" not in first


def test_lanes_of_marks_say_how_often() -> None:
    labels = dict(lanes_of(lived_twice()).rows)
    assert (labels["0 handed_on"], labels["1 handed_on"]) == ("Handed on: 2", "Handed on: 0")
    assert labels["0 told"] == "Tells the story: 1"


def test_bars_lie_where_their_weeks_lie() -> None:
    bars = [bar for bar in lanes_of(lived_twice()).bars if bar["row"] == "1 worker"]
    span = next(each for each in WITH if each.lane == "worker")
    assert [(bar["from"], bar["to"]) for bar in bars] == [
        (pytest.approx(span.begin / 52, abs=0.01), pytest.approx(span.end / 52, abs=0.01))
    ]


def test_states_are_told_apart_by_words_and_marks_by_shape() -> None:
    assert len({look.words for look in STATES.values()}) == len(STATES)
    assert len({shape for _, shape, _ in MARKS.values()}) == len(MARKS)


def test_the_description_states_the_numbers_of_both_panels() -> None:
    said = described(lived_twice())
    assert "waited 8 weeks for services" in said
    assert "In a stable home for 80 weeks" in said
    assert swim_lanes(lived_twice())["description"] == said


def test_the_picture_is_drawn_for_a_file_whatever_a_title_holds() -> None:
    journey = lived_twice()
    odd = replace(journey.arms["current"], title="A \"way\" of 'working' \\ <b>")
    figure = lanes(replace(journey, arms=journey.arms | {"current": odd}))
    assert png(titled(figure)).startswith(b"\x89PNG")


def test_the_list_of_events_holds_each_once_and_says_in_which_life() -> None:
    table = events(lived_twice())
    crisis = [row for row in table.rows if "police" in row[1]]
    assert crisis == [("year 1, week 10", "Crisis: the police are called", "yes", "yes")]
    assert len(table.rows) == 6
    assert csv_of(table).decode("utf-8-sig").startswith("When,What happened,Referred out,Pulled in")


def test_the_page_says_that_one_life_is_no_evidence_and_that_the_person_is_made_up() -> None:
    said = " ".join(part.text for part in parts_of(lived_twice()) if isinstance(part, Words))
    assert "no evidence" in said
    assert "Compare" in said
    assert "made up" in said


def test_parts_keep_as_json() -> None:
    parts = parts_of(lived_twice())
    assert from_json(to_json(parts)) == parts


@pytest.mark.parametrize("person", STORED)
def test_the_lives_that_ship_are_read_and_are_of_the_study_that_ships(person: str) -> None:
    study = shipped_study()
    found = stored_life(at_first(study, person), study)
    assert found is not None
    assert any(isinstance(part, Figure) for part in found)
    assert FILE.stat().st_size < MOST_BYTES


def test_no_life_ships_for_other_luck_or_another_study() -> None:
    study = shipped_study()
    assert stored_life(replace(at_first(study), luck=1), study) is None
    other = study.with_funding(700_000)
    assert stored_life(at_first(other), other) is None


def test_the_command_names_all_that_differs_from_the_command_lines_own_choice() -> None:
    study = shipped_study()
    assert at_first(study).command(study, "a.toml") == (
        "uv run simmodel journey a.toml --person typical --scenario pull_in --seed 1 --run 0"
    )
    other = Asked("12", "homelessness", "more_places", "pull_in", "alder", 4).command(study, "a.toml")
    assert "--cohort homelessness --beside more_places --scenario pull_in --site alder" in other
    assert other.endswith("--run 4")


@pytest.mark.slow
def test_the_lives_that_ship_are_what_the_model_gives_now() -> None:
    """If not: `uv run python -m simmodel.shown.follow.stored`."""
    assert json.loads(FILE.read_text(encoding="utf-8")) == json.loads(json.dumps(played_anew()))


def test_why_a_person_is_followed_names_the_way_by_its_title() -> None:
    journey = lived_twice()
    title = journey.arms["pull_in"].title
    shown = parts_of(replace(journey, why="Chosen as the one, of 57 people whom pull_in reached, whose lives differ."))
    whom = next(part.text for part in shown if isinstance(part, Words) and part.text.startswith("Person "))
    assert whom.endswith(f"of 57 people whom “{title}” reached, whose lives differ.")


def with_outcomes(**other: float) -> Journey:
    """A life in which the second way differs from the first in these outcomes alone."""
    journey = lived_twice()
    base = replace(journey.arms["current"], events=(), spans=(), outcomes=dict.fromkeys(OUTCOMES, 10.0))
    second = replace(base, outcomes=base.outcomes | other)
    return replace(journey, arms={"current": base, "pull_in": second})


def test_what_is_worse_is_in_the_headline_where_all_that_stands_first_is_better() -> None:
    better = {"weeks_stably_housed": 80.0, "times_told": 2.0, "custody_days": 0.0}
    assert "but" not in finding(with_outcomes(**better))
    assert finding(with_outcomes(**better, weeks_in_work=4.0)).endswith("prison, but 10 against 4 weeks in work")
    assert finding(with_outcomes(**better, weeks_in_work=14.0)).endswith("weeks in prison")


def test_how_well_a_person_holds_on_shows_in_the_height_of_bars_and_not_in_their_colour_alone() -> None:
    heights = [STATES[state].height for state in ("stable", "insecure", "without_home")]
    assert heights == sorted(set(heights), reverse=True)
    journey = lived_twice()
    drawn = [layer for layer in swim_lanes(journey)["layer"] if isinstance(layer["mark"].get("height"), dict)]
    assert sum(len(layer["data"]["values"]) for layer in drawn) == len(lanes_of(journey).bars)
    for layer in drawn:
        assert {bar["height"] for bar in layer["data"]["values"]} == {layer["mark"]["height"]["band"]}
