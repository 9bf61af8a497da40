"""Luck has an address: the published words of Philox, a person's luck whoever else is there, and what luck decides."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from simmodel import chance
from simmodel.chance import as_luck, happens, key_of, luck_of, philox, turned, uniforms, words
from simmodel.world import MOST_COACHES, SERVICES

ALL_ONES = 0xFFFFFFFF
PUBLISHED = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ALL_ONES,) * 4, (ALL_ONES,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
"""Counter, key and words of Philox4x32-10 as Random123 publishes them (kat_vectors)."""

word = st.integers(0, ALL_ONES)
luck = st.floats(0.0, 1.0, exclude_max=True)


def with_luck(value: int, purpose: int = chance.CRISIS) -> SimpleNamespace:
    stand_in = SimpleNamespace(luck=[ALL_ONES] * chance.PURPOSES)
    stand_in.luck[purpose] = value
    return stand_in


@pytest.mark.parametrize(("counter", "key", "expected"), PUBLISHED)
def test_philox_gives_the_published_words(
    counter: tuple[int, ...], key: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    drawn = philox(*(np.uint64(part) for part in (*counter, *key)))

    assert tuple(int(part) for part in drawn) == expected


@pytest.mark.parametrize(("counter", "key", "expected"), PUBLISHED)
def test_philox_gives_the_published_words_over_whole_arrays(
    counter: tuple[int, ...], key: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    drawn = philox(*(np.full(3, part, np.uint64) for part in (*counter, *key)))

    assert [part.tolist() for part in drawn] == [[part] * 3 for part in expected]


@given(word, st.lists(word, min_size=1, max_size=4), word, word, word)
def test_one_person_at_a_time_and_all_at_once_have_the_same_luck(
    site: int, people: list[int], week: int, low: int, high: int
) -> None:
    at_once = words(site, np.array(people, np.uint64), week, 3, (low, high))

    for row, person in enumerate(people):
        for block in range(3):
            address = (np.uint64(part) for part in (site, person, week, block, low, high))
            alone = [int(part) for part in philox(*address)]
            assert at_once[row, 4 * block : 4 * block + 4].tolist() == alone


def test_a_persons_luck_does_not_depend_on_who_else_is_there() -> None:
    key = key_of(1, 0, 0)
    alone = words(1, np.array([42], np.uint64), 7, 9, key)
    in_company = words(1, np.array([9, 42, 3, 77], np.uint64), 7, 9, key)
    in_another_order = words(1, np.array([42, 77, 9], np.uint64), 7, 9, key)

    assert np.array_equal(alone[0], in_company[1])
    assert np.array_equal(alone[0], in_another_order[0])


@pytest.mark.parametrize(
    "changed",
    [{"site": 2}, {"person": 43}, {"week": 8}, {"key": key_of(2, 0, 0)}, {"key": key_of(1, 1, 0)}],
    ids=["site", "person", "week", "seed", "draw"],
)
def test_every_part_of_the_address_makes_other_luck(changed: dict) -> None:
    def drawn(site: int = 1, person: int = 42, week: int = 7, key: tuple = key_of(1, 0, 0)) -> np.ndarray:
        return words(site, np.array([person], np.uint64), week, 9, key)[0]

    assert not np.any(drawn() == drawn(**changed))


def test_every_run_and_every_draw_has_a_key_of_its_own() -> None:
    keys = {key_of(seed, draw, run) for seed in range(4) for draw in range(4) for run in range(4)}

    assert len(keys) == 64
    assert all(0 <= part <= ALL_ONES for key in keys for part in key)


def test_the_same_run_always_has_the_same_key() -> None:
    assert key_of(20, 3, 5) == key_of(20, 3, 5)


def test_luck_is_uniform_for_every_purpose() -> None:
    drawn = uniforms(1, np.arange(20_000, dtype=np.uint64), 5, chance.PURPOSES // 4, key_of(1, 0, 0))

    for purpose in range(chance.PURPOSES):
        assert kstest(drawn[:, purpose], "uniform").pvalue > 1e-4


def test_luck_for_one_purpose_says_nothing_about_another() -> None:
    drawn = uniforms(1, np.arange(20_000, dtype=np.uint64), 5, chance.PURPOSES // 4, key_of(1, 0, 0))
    correlation = np.corrcoef(drawn, rowvar=False) - np.eye(chance.PURPOSES)

    assert np.max(np.abs(correlation)) < 5 / np.sqrt(20_000)


def test_luck_of_one_week_says_nothing_about_the_next() -> None:
    people, key = np.arange(20_000, dtype=np.uint64), key_of(1, 0, 0)
    this, following = (uniforms(1, people, week, 1, key)[:, 0] for week in (5, 6))

    assert abs(np.corrcoef(this, following)[0, 1]) < 4 / np.sqrt(20_000)


@pytest.mark.parametrize("value", [0, 1, ALL_ONES])
def test_luck_is_never_0_and_never_1(value: int) -> None:
    assert 0.0 < luck_of(with_luck(value), chance.CRISIS) < 1.0


def test_a_rule_and_the_table_of_people_read_a_word_alike() -> None:
    people, key = np.arange(5, dtype=np.uint64), key_of(3, 0, 0)
    whole, shares = words(1, people, 9, 1, key), uniforms(1, people, 9, 1, key)

    for row in range(5):
        assert luck_of(with_luck(int(whole[row, 2])), chance.CRISIS) == shares[row, 2]


@given(luck)
def test_luck_handed_to_a_rule_is_read_back(uniform: float) -> None:
    read = luck_of(with_luck(as_luck(uniform)), chance.CRISIS)

    assert read == pytest.approx(uniform, abs=2.0**-32)


@given(word, st.floats(0.0, 5.0))
def test_an_event_happens_when_luck_is_below_one_minus_exp_of_minus_hazard(value: int, hazard: float) -> None:
    share = (value + 0.5) / 2**32

    assert happens(with_luck(value), chance.CRISIS, hazard) == (share < 1.0 - np.exp(-hazard))


@given(word, st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_a_greater_hazard_never_prevents_an_event(value: int, hazard: float, more: float) -> None:
    met = happens(with_luck(value), chance.CRISIS, hazard)

    assert happens(with_luck(value), chance.CRISIS, hazard + more) >= met


def test_nothing_without_a_hazard_happens() -> None:
    assert not happens(with_luck(0), chance.CRISIS, 0.0)


def test_an_event_reads_the_luck_of_its_own_purpose_only() -> None:
    assert happens(with_luck(0, chance.DEATH), chance.DEATH, 0.5)
    assert not happens(with_luck(0, chance.DEATH), chance.CRISIS, 0.5)


@given(luck, st.integers(0, 7))
def test_turned_luck_stays_between_0_and_1(uniform: float, domain: int) -> None:
    assert 0.0 <= turned(uniform, domain) < 1.0


@pytest.mark.parametrize("domain", range(8))
def test_turned_luck_is_as_good_as_new(domain: int) -> None:
    steps = (np.arange(1000) + 0.5) / 1000
    moved = sorted(turned(step, domain) for step in steps)

    assert moved == pytest.approx(list(steps))


def test_one_luck_turned_for_eight_domains_never_falls_twice_into_the_same_eighth() -> None:
    for uniform in (0.001, 0.06, 0.12, 0.5, 0.999):
        assert len({int(turned(uniform, domain) * 8) for domain in range(8)}) == 8


def test_no_two_purposes_share_a_place() -> None:
    house = {name: value for name, value in vars(chance).items() if name.isupper() and isinstance(value, int)}
    of_units = ("VACANCIES", "LEAVES", "WEEKS_VACANT", "JOINS")
    of_roles = ("ROLE_LEFT", "ROLE_OPEN")
    others = (
        "PURPOSES",
        "UNIT_PURPOSES",
        "WEEK_ZERO",
        "AT_BIRTH",
        "UNITS",
        "COACHES",
        "ROLES",
        *of_units,
        *of_roles,
        "LAST_HOME",
    )
    places = sorted(value for name, value in house.items() if name not in others)

    assert places == [*range(chance.ATTEND + 1), *range(chance.SAYS_YES, chance.STORY_KNOWN + 1)]
    assert chance.SAYS_YES == chance.ATTEND + 8
    assert places[-1] + 1 <= chance.PURPOSES
    assert sorted(house[name] for name in of_units) == list(range(len(of_units)))
    assert len(of_units) <= chance.UNIT_PURPOSES
    assert sorted(house[name] for name in of_roles) == list(range(len(of_roles)))
    assert chance.PURPOSES % 4 == 0
    assert chance.UNIT_PURPOSES % 4 == 0


def test_no_coach_shares_luck_with_a_service_a_list_or_a_person() -> None:
    assert chance.UNITS + SERVICES <= chance.COACHES
    assert chance.COACHES + MOST_COACHES <= chance.UNITS + 1024, "weekly counts of arrivals stand from there"
    assert chance.COACHES > chance.UNITS


def test_no_week_of_any_study_has_the_address_of_what_is_settled_at_birth() -> None:
    longest_warm_up = 10 * 52

    assert chance.WEEK_ZERO - longest_warm_up > chance.AT_BIRTH
