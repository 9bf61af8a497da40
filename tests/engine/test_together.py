"""Several sites in one study: alone where nothing is shared, and together, every fourth week, where it is."""

import numpy as np
import pytest
from towns import alone, differing, some_solution, towns

from simmodel.engine.batch import compiled_driver
from simmodel.engine.model import SiteModel
from simmodel.engine.paired import play, play_all
from simmodel.engine.start import delivery_of, start
from simmodel.engine.state import StateModel
from simmodel.engine.together import advance_together, group_of, groups_of
from simmodel.errors import SimmodelError
from simmodel.site import deliver
from simmodel.week import WEEK, nothing_to_share

THREE = {"alder": 4, "birch": 1, "cedar": 9}
SCENARIO = "pull_in"
WEEKS = 70
"""A year of warm-up, and eighteen weeks of the programme."""


def trust_meets(sites, neighbours):
    """A toy exchange: a community's trust moves halfway to the mean of those it learns from."""
    before = [site.default_trust for site in sites]
    for site, others in zip(sites, neighbours, strict=True):
        if others:
            site.default_trust = 0.5 * (site.default_trust + sum(before[other] for other in others) / len(others))


class MeetingTown(SiteModel):
    """A town that exchanges trust."""

    rules = WEEK.exchanging(trust_meets)


def three(links=None, **like):
    return towns(THREE, links, **{"funded": 1, "levers": "reach_out = true"} | like)


def mesa_state(study, model=SiteModel, weeks=WEEKS):
    """People, site and weekly tallies by site, stepped together."""
    state = StateModel(study, SCENARIO, seed=5, run=2, model=model, solution=some_solution())
    weekly = state.run_weeks(weeks)
    return {name: (*site.records(), weekly[name]) for name, site in state.sites.items()}


def batch_state(study, exchange, weeks=WEEKS):
    """The same by the compiled driver."""
    found = {}
    for group in groups_of(study, exchange):
        begun = [start(study, some_solution(), 5, 2, site_name=name) for name in group.names]
        lives, before = [(begin.people, begin.sites) for begin in begun], begun[0].warm_up_weeks
        rest = (compiled_driver(), exchange, group.neighbours)
        earlier = advance_together(lives, before, *rest)
        for begin in begun:
            deliver(begin.sites[0], delivery_of(study, study.scenarios[SCENARIO]))
        later = advance_together(lives, weeks - before, *rest)
        weekly = [np.concatenate(both).view(np.recarray) for both in zip(earlier, later, strict=True)]
        found |= {name: (*life, tally) for name, life, tally in zip(group.names, lives, weekly, strict=True)}
    return found


def differences(one, other):
    return {
        name: [field for mine, theirs in zip(one[name], other[name], strict=True) for field in differing(mine, theirs)]
        for name in one
    }


NO_DIFFERENCE = {name: [] for name in THREE}


def test_with_nothing_shared_sites_in_one_study_equal_studies_of_one_to_the_last_bit():
    study = three()
    together = {}
    for lived in play_all(study, some_solution(), 5, 2, compiled_driver(), exchange=nothing_to_share):
        together[lived.site, lived.scenario] = lived.here
    assert list(together) == [(name, scenario) for name in THREE for scenario in study.scenarios]
    for name in THREE:
        for scenario, one in play(alone(study, name), some_solution(), 5, 2, compiled_driver()).items():
            here = together[name, scenario]
            assert differing(here.people, one.people) == differing(here.weekly, one.weekly) == []
            assert differing(here.sites, one.sites) == []


def test_with_nothing_shared_the_same_is_true_of_mesa():
    study = three()
    together, apart = mesa_state(study), {name: mesa_state(alone(study, name))["site"] for name in THREE}
    assert differences(together, apart) == NO_DIFFERENCE
    assert differences(together, batch_state(study, nothing_to_share)) == NO_DIFFERENCE


@pytest.mark.parametrize("links", [None, [["cedar", "birch"]], [["cedar", "birch"], ["birch", "alder"]]])
def test_with_an_exchange_both_drivers_are_equal_to_the_last_bit(links):
    study = three(links)
    found = batch_state(study, trust_meets)
    assert differences(mesa_state(study, MeetingTown), found) == NO_DIFFERENCE
    assert (differences(found, batch_state(study, nothing_to_share)) != NO_DIFFERENCE) is True


def test_a_site_without_links_lives_as_if_alone():
    study = three([["alder", "birch"]])
    found, apart = batch_state(study, trust_meets), batch_state(study, nothing_to_share)
    changed = {name for name, fields in differences(found, apart).items() if fields}
    assert changed == {"alder", "birch"}


def test_the_order_of_sites_in_the_file_does_not_matter():
    study = three()
    turned = study.model_copy(update={"sites": dict(reversed(study.sites.items()))})
    assert list(turned.places) == ["cedar", "birch", "alder"]
    one, other = batch_state(study, trust_meets), batch_state(turned, trust_meets)
    assert differences(one, other) == NO_DIFFERENCE
    assert study.digest() == turned.digest()


def test_names_are_no_part_of_luck():
    study = three()
    named = study.model_copy(update={"sites": {name.upper(): site for name, site in study.sites.items()}})
    one, other = batch_state(study, trust_meets), batch_state(named, trust_meets)
    assert differences(one, {name: other[name.upper()] for name in THREE}) == NO_DIFFERENCE


def test_sites_exchange_once_after_every_fourth_week_wherever_the_playing_began():
    study, weeks = three(warm_up=1), []

    def noting(sites, neighbours):
        weeks.append(int(sites[0].week))
        assert [int(site.luck_number) for site in sites] == [1, 4, 9]
        assert neighbours == ((1, 2), (0, 2), (0, 1))

    group = group_of(study, noting, "cedar")
    begun = [start(study, some_solution(), 5, 0, site_name=name) for name in group.names]
    lives = [(begin.people, begin.sites) for begin in begun]
    for count in (3, 2, 9, 1, 1):
        advance_together(lives, count, compiled_driver(), noting, group.neighbours)
    assert weeks == [-48, -44, -40, -36]


def test_where_nothing_is_shared_a_stretch_is_played_in_one_call():
    study, calls = three(), []

    def counting(people, sites, weekly, blank):
        calls.append(len(weekly))
        return compiled_driver()(people, sites, weekly, blank)

    list(play_all(study, some_solution(), 1, 0, counting, exchange=nothing_to_share))
    assert sorted(set(calls)) == [52, 156]
    assert len(calls) == 3 * (1 + len(study.scenarios))


def test_one_of_several_sites_is_played_with_those_it_learns_from():
    study = three()
    whole = {
        (one.site, one.scenario): one.here
        for one in play_all(study, some_solution(), 5, 2, compiled_driver(), exchange=trust_meets)
    }
    one = play(study, some_solution(), 5, 2, compiled_driver(), site="cedar", exchange=trust_meets)
    for scenario, here in one.items():
        assert differing(here.people, whole["cedar", scenario].people) == []
        assert differing(here.sites, whole["cedar", scenario].sites) == []


def test_a_site_that_is_not_named_or_not_there_is_one_message():
    for name, said in ((None, "no site is named"), ("cedr", "did you mean 'cedar'")):
        with pytest.raises(SimmodelError, match=said):
            play(three(), some_solution(), 1, 0, compiled_driver(), site=name)


def test_a_state_ends_with_its_study():
    state = StateModel(three(warm_up=0), solution=some_solution())
    assert state.running
    state.run_weeks()
    assert not state.running
    with pytest.raises(SimmodelError, match="the study ends with week 155"):
        state.step()


def test_people_barred_at_one_site_are_not_those_of_the_same_number_at_another():
    study, hours = three(), {}

    def noting(sites, neighbours):
        for site in sites:
            number = int(site.luck_number)
            hours[number] = hours.get(number, 0.0) + float(site.tally.coach_hours)

    numbers = start(study, some_solution(), 5, 2, site_name="birch").people.luck_number
    lives = [
        play(study, some_solution(), 5, 2, compiled_driver(), these, site="birch", exchange=noting)["pull_in"].people
        for these in ((), tuple(numbers))
    ]
    assert [np.sum(people.enrolled >= 0) > 0 for people in lives] == [True, False]
    hours.clear()
    play(study, some_solution(), 5, 2, compiled_driver(), tuple(numbers), site="birch", exchange=noting)
    assert hours[1] == 0.0
    assert min(hours[4], hours[9]) > 0.0


LEARNING = """\
reach_out = true
joint_work = { operational = 8, strategic = 4 }
levels_engaged = ["practitioners", "managers", "executives"]
"""


def test_what_one_site_learns_the_others_take_over_and_both_drivers_agree_on_it():
    study = three(levers=LEARNING, funded=2)
    found, apart = batch_state(study, WEEK.exchange, 130), batch_state(study, nothing_to_share, 130)
    assert differences(mesa_state(study, weeks=130), found) == NO_DIFFERENCE
    known, alone_known = ([float(of[name][1][0].partnership.learning) for name in THREE] for of in (found, apart))
    least = alone_known.index(min(alone_known))
    assert max(alone_known) > 0.0
    assert known[least] > alone_known[least]
    assert max(known) - min(known) < max(alone_known) - min(alone_known)


def test_with_diffusion_switched_off_each_site_learns_alone():
    study = three(levers=LEARNING, funded=2, more="[mechanisms]\ndiffusion = false")
    assert (
        differences(batch_state(study, WEEK.exchange, 130), batch_state(study, nothing_to_share, 130)) == NO_DIFFERENCE
    )
