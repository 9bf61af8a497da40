"""Learning: it takes cases, making sense of them, safety and authority; it fades, spreads, and helps everybody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import (
    Attributes,
    as_plain,
    beliefs,
    chance_of,
    lean,
    lucky,
    names_of_numbers,
    partnered,
    person,
    shares,
    site,
    unlucky,
)

from simmodel.chance import ATTEND, REFERRED_ON, STORY_KNOWN, TRANSIT
from simmodel.rules import information, learning, referral
from simmodel.vocabulary import (
    HOT_DESKS,
    INITIATING,
    MENTAL_HEALTH,
    NOT_ASKED,
    NOT_BEGUN,
    OPERATIONAL,
    REFERRED,
    SHARED_TRAINING,
    STRATEGIC,
    WORKING_TOGETHER,
)

NUMBERS = site().numbers.learning
NOTHING_LACKS = {"people": 100.0, "active": 6.0}
AWAKE = {MENTAL_HEALTH: 0.7}


def group(tally: dict | None = None, **changes: object) -> Attributes:
    """Partners with six people in a hundred in an active relationship."""
    return partnered(tally=NOTHING_LACKS | (tally or {}), **changes)


def learned(where: Attributes | None = None, weeks: int = 1, **changes: object) -> float:
    """What the site knows after so many four-week spells."""
    where = where or group(**changes)
    for _ in range(weeks):
        learning.learn(where)
    return where.partnership.learning


# What it takes


def test_four_weeks_of_learning_are_the_product_of_what_it_takes() -> None:
    hours, strength = 8.0, site().numbers.partnership.strength[WORKING_TOGETHER - INITIATING]
    cases, sense = 6 / (6 + NUMBERS.half_cases), hours / (hours + NUMBERS.half_hours)
    assert learned() == pytest.approx(NUMBERS.rate * cases * sense * 0.6 * (0.5 * strength))


LACKING = {
    "cases": {"tally": {"active": 0.0}},
    "people": {"tally": {"active": 0.0, "people": 0.0}},
    "time to make sense of them": {"plan": {"joint_hours": 0.0}},
    "meetings now": {"plan": {"joins_until": 0, "reflection_every": 4}},
    "safety": {"partnership": {"safety": 0.0}},
    "authority": {"partnership": {"authorising": 0.0}},
    "a group": {"partnership": {"stage": NOT_BEGUN}},
}


@pytest.mark.parametrize("what", LACKING)
def test_where_one_of_them_lacks_nothing_is_learned(what: str) -> None:
    assert learned() > 0.0
    assert learned(**LACKING[what]) == 0.0


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"tally": {"active": 9.0}}, {"tally": {"active": 3.0}}),
        ({"tally": {"people": 50.0}}, {"tally": {"people": 200.0}}),
        ({"partnership": {"safety": 0.8}}, {"partnership": {"safety": 0.4}}),
        ({"partnership": {"authorising": 1.0}}, {"partnership": {"authorising": 0.25}}),
        ({}, {"partnership": {"stage": INITIATING}}),
    ],
)
def test_more_of_any_of_them_teaches_more(more: dict, less: dict) -> None:
    assert learned(**more) > learned(**less)


def test_sense_is_made_in_operational_and_strategic_meetings_and_in_reflection_not_in_training_or_at_hot_desks() -> (
    None
):
    def only(kind: int, **plan: object) -> float:
        return learned(plan={"joint_hours": [float(kind == each) for each in range(4)], **plan})

    assert only(OPERATIONAL) == only(STRATEGIC) > 0.0
    assert only(SHARED_TRAINING) == only(HOT_DESKS) == 0.0
    assert only(HOT_DESKS, reflection_every=4) > 0.0
    assert only(OPERATIONAL, reflection_every=4) > only(OPERATIONAL)


def test_with_safety_held_at_usual_only_as_much_is_learned_as_at_usual_safety() -> None:
    usual = site().numbers.partnership.usual_safety
    assert learned(off=("partnership_safety",)) == pytest.approx(learned(partnership={"safety": usual}))


def test_with_roles_switched_off_nobody_stands_behind_change_and_nothing_is_learned() -> None:
    assert learned(off=("roles",)) == 0.0


def test_learning_saturates_below_all_there_is_and_each_spell_adds_less() -> None:
    told = [learned(weeks=weeks) for weeks in (0, 1, 2, 10, 100, 1000)]
    assert told == sorted(told)
    assert told[2] - told[1] < told[1]
    found = told[1]
    assert told[-1] == pytest.approx(found / (found + NUMBERS.fades))


def test_what_is_not_kept_up_fades() -> None:
    where = group(partnership={"authorising": 0.0, "learning": 0.5})
    assert learned(where) == pytest.approx(0.5 * (1 - NUMBERS.fades))
    assert learned(where, weeks=2000) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("week", range(20, 28))
def test_a_site_learns_every_fourth_week_and_shows_in_every_one_what_it_knows(week: int) -> None:
    where = group(week=week, partnership={"learning": 0.2})
    assert (learned(where) != 0.2) == (week % 4 == 0)
    assert where.tally.learning == where.partnership.learning


# What it changes, with or without a coach


def knows(share: float, **changes: object) -> Attributes:
    return site(partnership={"learning": share}, **changes)


def weeks_to_intake(where: Attributes) -> float:
    who = lucky(person(), TRANSIT, 0.99, MENTAL_HEALTH)
    referral.send(who, where, MENTAL_HEALTH)
    return float(who.due[MENTAL_HEALTH] - where.week)


def lightest_need(where: Attributes) -> float:
    return referral.threshold(where, MENTAL_HEALTH)


def handed_on(where: Attributes) -> float:
    """Of people turned away, those for whom a second provider is found."""

    def found(luck: float) -> bool:
        asked = {"pathway": {MENTAL_HEALTH: REFERRED}, "due": {MENTAL_HEALTH: 20}, "need": {MENTAL_HEALTH: 0.05}}
        who = lucky(lucky(person(**asked), ATTEND + MENTAL_HEALTH), REFERRED_ON, luck, MENTAL_HEALTH)
        referral.intake(who, where)
        return who.handed_on[MENTAL_HEALTH] == 1

    where.service[MENTAL_HEALTH].spare = 0
    return chance_of(found)


def spared(where: Attributes) -> float:
    """Of stories that a service would hear again, those that it need not."""

    def not_told(luck: float) -> bool:
        who = lucky(person(told_to={MENTAL_HEALTH: 1}, told_again=1.0), STORY_KNOWN, luck, MENTAL_HEALTH)
        information.pass_on(who, where)
        return who.told_again == 0.0

    return chance_of(not_told)


EFFECTS = {
    "threshold": (lightest_need, -NUMBERS.threshold),
    "refer_on": (handed_on, NUMBERS.refer_on),
    "story": (spared, NUMBERS.story),
}


@pytest.mark.parametrize("name", EFFECTS)
def test_what_a_site_learns_eases_the_way_for_everybody_in_step_with_how_much_it_knows(name: str) -> None:
    outcome, whole = EFFECTS[name]
    before = outcome(site())
    assert outcome(knows(1.0)) - before == pytest.approx(whole, abs=1e-8)
    assert outcome(knows(0.5)) - before == pytest.approx(whole / 2, abs=1e-8)


def test_intakes_come_sooner_where_a_site_has_learned() -> None:
    told = [weeks_to_intake(knows(share)) for share in (0.0, 0.5, 1.0)]
    longest = site().numbers.referral.transit_weeks
    assert told == [1 + int(0.99 * longest * (1 - NUMBERS.transit * share)) for share in (0.0, 0.5, 1.0)]
    assert told[0] > told[-1]


@pytest.mark.parametrize("outcome", [lightest_need, weeks_to_intake, handed_on, spared])
def test_with_learning_switched_off_what_is_known_changes_nothing_and_is_still_there(outcome: object) -> None:
    where = knows(1.0, off=("learning",))
    assert outcome(where) == outcome(site())
    assert learned(group(off=("learning",))) == learned(group())


def test_a_person_with_a_need_just_too_light_is_let_in_where_the_site_has_learned() -> None:
    need = site().numbers.referral.threshold[MENTAL_HEALTH] - NUMBERS.threshold / 2
    asked = {"pathway": {MENTAL_HEALTH: REFERRED}, "due": {MENTAL_HEALTH: 20}, "need": {MENTAL_HEALTH: need}}
    stages = []
    for where in (site(), knows(1.0)):
        who = unlucky(lucky(person(**asked), ATTEND + MENTAL_HEALTH), REFERRED_ON, MENTAL_HEALTH)
        referral.intake(who, where)
        stages.append(who.pathway[MENTAL_HEALTH] == NOT_ASKED)
    assert stages == [True, False]


# Between sites


def sites(*known: float, off: dict[int, tuple[str, ...]] | None = None) -> list[Attributes]:
    return [knows(share, off=(off or {}).get(place, ())) for place, share in enumerate(known)]


def known(places: list[Attributes]) -> list[float]:
    return [place.partnership.learning for place in places]


def test_a_site_takes_over_a_little_of_what_its_neighbours_know_better() -> None:
    places = sites(0.1, 0.5, 0.9)
    learning.spread(places, [(1, 2), (0,), (0, 1)])
    assert known(places) == pytest.approx([0.1 + NUMBERS.spread * 0.6, 0.5, 0.9])


def test_a_neighbour_who_knows_less_takes_nothing_from_what_another_teaches() -> None:
    places = sites(0.5, 0.0, 0.9)
    learning.spread(places, [(1, 2), (), ()])
    assert known(places)[0] == pytest.approx(0.5 + NUMBERS.spread * 0.4 / 2)


def test_nobody_learns_without_neighbours_or_with_diffusion_off_and_others_still_learn_from_that_site() -> None:
    places = sites(0.1, 0.1, 0.9, off={1: ("diffusion",), 2: ("diffusion",)})
    learning.spread(places, [(), (2,), (0,)])
    assert known(places) == [0.1, 0.1, 0.9]
    learning.spread(places, [(2,), (2,), (2,)])
    assert known(places) == pytest.approx([0.1 + NUMBERS.spread * 0.8, 0.1, 0.9])


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[float], list[list[int]]]:
    count = draw(st.integers(1, 5))
    among = st.lists(st.integers(0, count - 1), max_size=count, unique=True)
    return [draw(shares) for _ in range(count)], [draw(among) for _ in range(count)]


@settings(max_examples=40, deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_sites_does_not_matter_and_no_site_ends_above_the_best(
    network: tuple[list[float], list[list[int]]], mixer: object
) -> None:
    shares_known, neighbours = network
    places = sites(*shares_known)
    learning.spread(places, neighbours)
    after = known(places)
    assert all(before <= now <= max(shares_known) + 1e-12 for before, now in zip(shares_known, after, strict=True))
    order = list(range(len(after)))
    mixer.shuffle(order)
    mixed = sites(*(shares_known[place] for place in order))
    learning.spread(mixed, [[order.index(other) for other in neighbours[place]] for place in order])
    assert known(mixed) == pytest.approx([after[place] for place in order], abs=1e-12)


def test_learning_from_others_changes_nothing_else() -> None:
    places = sites(0.1, 0.9)
    before = as_plain(places[0])
    learning.spread(places, [(1,), (0,)])
    before["partnership"]["learning"] = known(places)[0]
    assert as_plain(places[0]) == before


# The numbers of the page


def knowing(outcome: object) -> object:
    def known_wholly(where: Attributes) -> float:
        where.partnership.learning = 1.0
        return outcome(where)

    return known_wholly


def taken_over(where: Attributes) -> float:
    learning.spread([where, knows(1.0)], [(1,), ()])
    return where.partnership.learning


CLAIMS = {
    "rate": (learned, 1),
    "half_cases": (learned, -1),
    "half_hours": (learned, -1),
    "fades": (lambda where: learned(where, weeks=30), -1),
    "threshold": (knowing(lightest_need), -1),
    "transit": (knowing(weeks_to_intake), -1),
    "refer_on": (knowing(handed_on), 1),
    "story": (knowing(spared), 1),
    "spread": (taken_over, 1),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_each_number_of_the_page_does_what_its_meaning_says(name: str) -> None:
    outcome, direction = CLAIMS[name]
    assert lean(f"learning.{name}", outcome, group) == direction


def test_no_number_of_the_page_is_forgotten_here() -> None:
    assert set(CLAIMS) == names_of_numbers("learning")


@settings(max_examples=60, deadline=None)
@given(beliefs("learning", "partnership", "workforce"), shares, shares, shares, st.floats(0, 500), st.floats(0, 80))
def test_learning_stays_between_0_and_1_for_any_belief(
    believed: dict, start: float, safety: float, authority: float, active: float, hours: float
) -> None:
    state = {"learning": start, "safety": safety, "authorising": authority, "stage": 3}
    where = group(numbers=believed, partnership=state, plan={"joint_hours": hours, "reflection_every": 4})
    where.tally.active = active
    for _ in range(20):
        assert 0.0 <= learned(where) <= 1.0
