"""From records to events: in order, from week 0 on, and as many as the site counted."""

from collections import Counter

import numpy as np
import pytest
from lives import kinds, life
from towns import some_solution, town

from simmodel.engine.batch import advance, compiled_driver
from simmodel.engine.start import delivery_of, start
from simmodel.journey.events import events_of
from simmodel.journey.moments import Moment
from simmodel.site import deliver
from simmodel.vocabulary import HOMELESS, INSECURE, PRACTICAL

WEEKS = 130


def test_what_happened_before_week_0_is_not_told() -> None:
    moments = life({"tenancy": INSECURE}, {"tenancy": HOMELESS}, first=-2)
    assert [(event.week, event.kind) for event in events_of(moments)] == [(0, "homeless")]


def test_what_happened_before_the_person_arrived_is_not_told() -> None:
    moments = life({"at_work": 1}, {}, {}, first=4, arrives=6)
    assert [(event.week, event.kind) for event in events_of(moments)] == [(6, "arrives")]


def test_nothing_follows_when_the_person_is_gone() -> None:
    moments = life(
        {"gone": 1, "at_work": 1, "crisis_now": 2}, {"tenancy": HOMELESS, "crisis_now": 1}, {"crisis_now": 1}
    )
    assert kinds(events_of(moments)) == ["work_found", "crisis", "dies"]


def test_hours_stand_in_their_week_and_leaving_comes_last() -> None:
    moments = life({"hours": 2.0, "crisis_now": 1}, {"hours": 2.0, "gone": 2}, {}, relationship=1, coach=0)
    assert kinds(events_of(moments)) == ["crisis", "hours", "moves_away"]
    assert kinds(events_of(life({"hours": 2.0}, {}, {"crisis_now": 1}))) == ["hours", "crisis"]


def test_deriving_events_changes_no_record() -> None:
    moments = life({"pathway": {PRACTICAL: 1}, "asked": {PRACTICAL: 20}, "due": {PRACTICAL: 22}}, {"tenancy": 0})
    before = [str(sorted(vars(moment.person).items())) for moment in moments]
    assert events_of(moments) == events_of(moments)
    assert [str(sorted(vars(moment.person).items())) for moment in moments] == before


@pytest.fixture(
    scope="module",
    params=[pytest.param(way, marks=pytest.mark.slow) for way in ("current", "more_places")] + ["pull_in"],
)
def counted(request: pytest.FixtureRequest) -> tuple[Counter, Counter]:
    """The kinds of events of everyone in a town, and what the town counted in the same weeks."""
    study = town(at_start=(30, 20, 15, 10), a_year=(15.0, 10.0, 6.0, 6.0), levers="reach_out = true\ncaseload = 9")
    begin, driver = start(study, some_solution(), 5, 0), compiled_driver()
    people, sites, tally = begin.people, begin.sites, Counter()
    advance(people, sites, begin.warm_up_weeks, driver)
    deliver(sites[0], delivery_of(study, study.named(request.param)))
    history = [people.copy()]
    for _ in range(WEEKS):
        week = advance(people, sites, 1, driver)[0]
        tally.update({name: float(np.sum(week[name])) for name in week.dtype.names})
        tally["silos"] += float(np.sum(week.admitted[1:8]))
        history.append(people.copy())
    lives = [[Moment(at - 1, table[row], sites[0]) for at, table in enumerate(history)] for row in range(len(people))]
    return Counter(event.kind for life in lives for event in events_of(life)), tally


def test_the_town_is_lively_enough_to_count(counted: tuple[Counter, Counter]) -> None:
    common = {
        "asks_for_help",
        "referred",
        "missed",
        "attended",
        "turned_away",
        "handed_on",
        "waiting",
        "lost",
        "admitted",
    }
    common |= {"child_reported", "child_to_care", "school_on_track", "school_developmentally_vulnerable"}
    common |= {"ended", "stopped", "asked_for_home", "crisis", "sentence", "release", "shock", "known", "moves_away"}
    assert common - set(counted[0]) == set()
    coached = {"contact_begins", "contact_quiet", "contact_again", "contact_ends", "hours", "brought_in", "purchase"}
    assert coached <= set(counted[0]) or not coached & set(counted[0])


@pytest.mark.parametrize(
    ("kinds_of_event", "count"),
    [
        (("asks_for_help",), "seeking"),
        (("turned_away",), "turned_away"),
        (("lost",), "dropped_out"),
        (("admitted",), "silos"),
        (("admitted", "letting"), "admitted"),
        (("contact_begins",), "enrolled"),
        (("purchase",), "purchases"),
        (("sentence",), "new_sentences"),
        (("breach",), "breaches"),
        (("remand",), "remands"),
        (("crisis",), "crises"),
        (("child_reported",), "child_reports"),
        (("school_on_track", "school_developmentally_vulnerable"), "school_starts"),
        (("school_developmentally_vulnerable",), "starts_vulnerable"),
        (("dies",), "deaths"),
        (("moves_away",), "moves"),
    ],
)
def test_everyones_events_together_are_what_the_site_counted(
    counted: tuple[Counter, Counter], kinds_of_event: tuple[str, ...], count: str
) -> None:
    events, tally = counted
    assert sum(events[kind] for kind in kinds_of_event) == tally[count]
