"""The order of the week, and a changed copy of it by name."""

import pytest

from simmodel.engine.batch import compiled_driver
from simmodel.errors import SimmodelError
from simmodel.week import WEEK, Allotment, Step, name_of, people
from simmodel.world import GENERAL_LIST, PROGRAMME_DWELLINGS


def nothing(person: object, site: object) -> None:
    """Nothing at all."""


def before(first: str, second: str) -> bool:
    names = WEEK.names()
    return names.index(first) < names.index(second)


def test_a_rule_is_named_by_its_page_and_its_own_name() -> None:
    assert name_of(nothing) == "test_week.nothing"
    assert "crisis.crisis" in WEEK.names()


def test_only_lettings_are_handed_out_twice_and_no_other_name_comes_twice() -> None:
    names = WEEK.names()

    assert {name for name in names if names.count(name) > 1} == {"housing.let"}


def test_swapping_a_rule_changes_that_rule_and_nothing_else() -> None:
    changed = WEEK.swap("crisis.crisis", nothing)
    place = WEEK.names().index("crisis.crisis")

    assert changed.steps[place] == Step("person", nothing)
    assert changed.steps[:place] == WEEK.steps[:place]
    assert changed.steps[place + 1 :] == WEEK.steps[place + 1 :]


def test_swapping_what_is_granted_keeps_who_asks_and_in_which_order() -> None:
    changed = WEEK.swap("enrolment.enrol", nothing)
    place = WEEK.names().index("enrolment.enrol")
    kept, made = WEEK.steps[place], changed.steps[place]

    assert isinstance(made, Allotment)
    assert made.rule is nothing
    assert (made.units, made.asks, made.order, made.lasts) == (kept.units, kept.asks, kept.order, kept.lasts)


def test_a_week_without_a_rule_has_all_the_others_in_order() -> None:
    names = WEEK.names()
    names.remove("needs.shock")

    assert WEEK.without("needs.shock").names() == names


def test_a_week_of_lettings_alone_has_both_allotments_of_homes() -> None:
    assert WEEK.only("housing.let").names() == ["housing.let", "housing.let"]


def test_the_week_as_it_ships_is_never_changed() -> None:
    before_changes = WEEK.names()
    WEEK.swap("crisis.crisis", nothing)
    WEEK.without("needs.shock")

    assert WEEK.names() == before_changes


@pytest.mark.parametrize("change", [lambda week, name: week.without(name), lambda week, name: week.swap(name, nothing)])
def test_an_unknown_rule_names_the_nearest_right_one(change: object) -> None:
    with pytest.raises(SimmodelError, match=r"no rule called 'crises.crisis'; did you mean 'crisis.crisis'\?"):
        change(WEEK, "crises.crisis")


def test_a_name_like_no_rule_gets_no_hint() -> None:
    with pytest.raises(SimmodelError, match=r"^the week has no rule called '0'$"):
        WEEK.without("0")


def test_people_makes_a_step_for_each_person_of_each_rule() -> None:
    assert people(nothing, nothing) == (Step("person", nothing), Step("person", nothing))


def test_every_step_is_for_a_person_a_service_a_coach_the_site_or_is_an_allotment() -> None:
    steps = [step for step in WEEK.steps if isinstance(step, Step)]

    assert {step.calls_for for step in steps} == {"person", "service", "coach", "site"}


def test_each_silo_each_housing_list_and_the_programmes_dwellings_are_handed_out_once() -> None:
    places = [unit for step in WEEK.steps if isinstance(step, Allotment) and step.ahead for unit in step.units]
    dwellings = [step.units for step in WEEK.steps if isinstance(step, Allotment) and step.name == "housing.let"]

    assert sorted(places) == [0, 1, 2, 3, 4, 5, 6, 7, GENERAL_LIST]
    assert dwellings == [(0, GENERAL_LIST), (PROGRAMME_DWELLINGS,)]


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("census.clean_sheet", "services.admit", "this week's facts are written on a clean sheet"),
        ("enrolment.clear_load", "enrolment.count_load", "loads are counted from nothing"),
        ("coaching.keep_coach", "enrolment.count_load", "a quiet relationship frees its place at once"),
        ("enrolment.count_load", "enrolment.enrol", "only free places are given"),
        ("brokerage.open_pool", "brokerage.buy", "a year's funds are there before anyone asks"),
        ("workforce.start_team", "enrolment.enrol", "posts are filled before anybody is taken on"),
        ("enrolment.count_load", "workforce.staff", "stress follows this week's load"),
        ("workforce.staff", "enrolment.enrol", "a post left this week takes nobody new"),
        ("workforce.staff", "coaching.meet", "who has left this week meets nobody"),
        ("workforce.staff", "trust.bond", "the bond meets a leaving in its own week"),
        ("needs.shock", "needs.recover", "the week of a shock is a week off course"),
        ("quality.serve", "needs.recover", "what service did this week counts"),
        ("disclosure.disclose", "disclosure.write_down", "what was said today may be written down today"),
        ("disclosure.write_down", "referral.refer", "what is written down today is referred on today"),
        ("seeking.seek", "referral.refer", "whoever asks is referred in the same week"),
        ("seeking.seek", "enrolment.enrol", "a link worker takes on who asks this week"),
        ("referral.refer", "enrolment.enrol", "the referral is there when its link worker comes"),
        ("referral.intake", "information.pass_on", "a story is passed on to the service that would have heard it"),
        ("information.pass_on", "trust.encounters", "a story not told again costs no trust"),
        ("coaching.meet", "linking.hold_sessions", "a link worker's hours are not wiped by the coaches' page"),
        ("referral.intake", "linking.part", "a link worker never leaves before the intake"),
        ("enrolment.enrol", "linking.hold_sessions", "the first session is in the week of taking on"),
        ("linking.hold_sessions", "linking.part", "the last session is held before the worker leaves"),
        ("trust.bond", "linking.part", "the last session still counts for the bond"),
        ("services.admit", "services.note_moved_back", "who was passed over is known when all are admitted"),
        ("census.count_week", "trust.move_default_trust", "default trust learns from the whole week"),
        ("crisis.crisis", "strain.wear_down", "this week's crises land on services"),
        ("strain.wear_down", "strain.gauge_strain", "strain is gauged as it is at the end of the week"),
        ("coaching.pull_in", "services.admit", "a coach's request stands in the same list this week"),
        ("referral.intake", "services.admit", "who is accepted may be admitted this week"),
        ("housing.vacancies", "housing.let", "houses fall empty before they are let"),
        ("services.open_week", "services.hold_place", "hours are counted before they are held"),
        ("services.hold_place", "services.admit", "those in service keep their hours"),
        ("services.admit", "quality.serve", "what is given is given this week"),
        ("quality.serve", "trust.encounters", "trust learns from what happened"),
        ("brokerage.buy", "brokerage.count_unmet", "what was not paid is known when all were paid"),
        ("trust.encounters", "crisis.crisis", "events meet this week's relationships"),
        ("custody.serve_time", "custody.return_to_custody", "released people are at risk from the first day"),
        ("custody.return_to_custody", "crisis.crisis", "nobody inside has a crisis outside"),
        ("custody.note_week_zero", "custody.serve_time", "a sentence at week 0 is noted before it ends"),
        ("crisis.crisis", "ledger.post_costs", "a crisis is priced in its own week"),
        ("ledger.post_costs", "leaving.leave", "the last week of a life is priced"),
        ("census.count_week", "leaving.leave", "the last week of a life is counted"),
        ("crisis.crisis", "census.count_week", "a crisis is counted in its own week"),
    ],
)
def test_the_order_of_the_week_has_a_reason(first: str, second: str, why: str) -> None:
    assert before(first, second), why


def test_another_exchange_keeps_the_rules_and_another_rule_keeps_the_exchange() -> None:
    def meeting(sites: object, neighbours: object) -> None:
        """Something shared."""

    changed = WEEK.exchanging(meeting)

    assert changed.steps == WEEK.steps
    assert changed.swap("crisis.crisis", nothing).exchange is meeting
    assert changed.without("needs.shock").exchange is meeting


def test_another_exchange_compiles_nothing_again() -> None:
    assert compiled_driver(WEEK.exchanging(print)) is compiled_driver(WEEK)
