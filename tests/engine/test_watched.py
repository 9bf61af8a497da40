"""A run can be watched week by week, and watching changes nothing."""

import numpy as np
import pytest
from towns import differing, some_solution, town, towns

from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play
from simmodel.engine.together import groups_of
from simmodel.engine.watched import Watched, watch
from simmodel.scenario import Study
from simmodel.week import WEEK

STUDY = town()


def seen_in(study: Study, **more) -> dict[str, dict[str, Watched]]:
    (group,) = groups_of(study, WEEK.exchange)

    def look(people, site):
        return int(site.week), people.custody_days.copy()

    return watch(study, some_solution(), group, 3, 1, compiled_driver(), look, **more)


@pytest.fixture(scope="module")
def watched() -> dict[str, dict[str, Watched]]:
    return seen_in(STUDY)


def test_a_watched_run_is_the_played_one_to_the_last_bit(watched):
    played = play(STUDY, some_solution(), 3, 1, compiled_driver())
    assert list(watched) == list(played)
    for name, by_site in watched.items():
        assert differing(by_site["site"].people, played[name].people) == []
        assert differing(by_site["site"].sites, played[name].sites) == []


def test_every_week_is_seen_once_and_in_order(watched):
    for by_site in watched.values():
        assert [week for week, _ in by_site["site"].seen] == list(range(1, 3 * 52 + 1))
        assert [week for week, _ in by_site["site"].before] == [0]


def test_the_weeks_of_the_warm_up_that_are_asked_for_are_seen(watched):
    early = seen_in(STUDY, weeks_before=20, scenarios=["pull_in"])
    assert list(early) == ["pull_in"]
    assert [week for week, _ in early["pull_in"]["site"].before] == list(range(-19, 1))
    assert differing(early["pull_in"]["site"].people, watched["pull_in"]["site"].people) == []


def test_without_a_warm_up_the_start_is_seen():
    (start,) = seen_in(town(warm_up=0), weeks_before=52)["current"]["site"].before
    assert start[0] == 0


def test_a_run_that_is_watched_for_some_weeks_is_the_beginning_of_the_whole_one(watched):
    short = seen_in(STUDY, weeks=30)["pull_in"]["site"]
    assert [week for week, _ in short.seen] == list(range(1, 31))
    for (_, days), (_, same) in zip(short.seen, watched["pull_in"]["site"].seen, strict=False):
        assert np.array_equal(days, same)


def test_nobody_who_is_barred_is_ever_enrolled(watched):
    free = watched["pull_in"]["site"].people
    enrolled = free.luck_number[free.enrolled >= 0]
    held_back = seen_in(STUDY, barred={"site": enrolled[:2]})["pull_in"]["site"].people
    assert len(enrolled) > 2
    assert np.all(held_back.enrolled[np.isin(held_back.luck_number, enrolled[:2])] < 0)


def test_sites_that_learn_from_one_another_are_watched_side_by_side():
    study = towns({"a": 1, "b": 2})
    together = seen_in(study)
    played = play(study, some_solution(), 3, 1, compiled_driver(), site="b")
    assert set(together["pull_in"]) == {"a", "b"}
    assert differing(together["pull_in"]["b"].people, played["pull_in"].people) == []


def test_people_who_are_invited_are_barred_until_their_week_and_nobody_else_is_enrolled(watched):
    free = watched["pull_in"]["site"].people
    enrolled = free.enrolled >= 0
    early = enrolled & (free.enrolled == free.enrolled[enrolled].min())
    invited = {"site": {10: free.luck_number[early], 30: free.luck_number[enrolled & ~early]}}
    found = seen_in(STUDY, barred={"site": free.luck_number}, invited=invited)["pull_in"]["site"].people
    assert np.all(found.enrolled[~enrolled] < 0)
    assert found.enrolled[early].min() == 10
    assert found.enrolled[(found.enrolled >= 0) & ~early].min() == 30
    assert np.all(seen_in(STUDY, barred={"site": free.luck_number})["pull_in"]["site"].people.enrolled < 0)
