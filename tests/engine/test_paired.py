"""Mechanisms that act beside the base case only: one warm-up for every set of them, the same to the last bit."""

from towns import differing, some_solution, town, towns

from simmodel.engine.batch import compiled_driver
from simmodel.engine.paired import play_all, play_switched
from simmodel.scenario import Study

OFF = ((), ("brokerage",), ("pull_in", "brokerage"))


def the_same(study: Study) -> list[str]:
    """The fields in which playing every set from one warm-up differs from playing each from its own."""
    address = (some_solution(), 5, 0, compiled_driver())
    switched = {(place, one.site, one.scenario): one for place, one in play_switched(OFF, study, *address)}
    found = []
    for place, names in enumerate(OFF):
        alone = study.model_copy(update={"mechanisms": dict.fromkeys(names, False)})
        for one in play_all(alone, *address):
            same = switched.pop((place, one.site, one.scenario))
            found += differing(one.here.people, same.here.people) + differing(one.here.weekly, same.here.weekly)
            found += differing(one.base.people, same.base.people)
    assert switched == {}
    return found


def test_one_warm_up_serves_every_set_of_mechanisms_that_it_does_not_know() -> None:
    assert the_same(town((30, 20, 10, 10), levers="reach_out = true")) == []


def test_several_sites_are_switched_alike() -> None:
    assert the_same(towns({"alder": 4, "birch": 1}, levers="reach_out = true")) == []
