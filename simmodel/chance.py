"""Luck as data: every chance event of the model has an address, and its luck is there before the week begins.

Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3") turns a key (seed, draw, run)
and a counter (site's luck number, person's or unit's luck number, week, block of four purposes) into four
32-bit words. So the same person has the same luck in every scenario, in any order, on any number of threads.
"""

from math import exp as _exp
from typing import Any

import numpy as np

from simmodel.compiled import helper
from simmodel.errors import SimmodelError
from simmodel.vocabulary import DOMAINS

# Purposes: what a person's luck is for. A purpose with one word per domain takes eight places.
SHOCK, SHOCK_SIZE, SEEK, TRANSIT = 0, 1, 2, 3
RECORD, REFERRED_ON, DROP_OUT, GRANT = 4, 5, 6, 7
DISCLOSE, NEW_SENTENCE, BREACH, REMAND = 8, 9, 10, 11
REMAND_OUTCOME, SENTENCE_LENGTH, REMAND_LENGTH, ON_PAROLE = 12, 13, 14, 15
TENANCY_LOSS, PRIVATE_RENTAL, HOME_ON_RELEASE, CRISIS = 16, 17, 18, 19
CRISIS_KIND, FINDS_WORK, DEATH, MOVES_AWAY = 20, 21, 22, 23
PURCHASE, BECOMES_QUIET, ENROL, LOSES_WORK = 24, 25, 26, 27
RELATIONAL, CONSENT, FOUND_OUT, WOULD_DROP_OUT = 28, 29, 30, 31
ATTEND = 32
SAYS_YES = ATTEND + len(DOMAINS)
CHILD_REPORTED, CHILD_TO_CARE, CHILD_HOME, SCHOOL_ENTRY = range(SAYS_YES + 1, SAYS_YES + 5)
STORY_KNOWN = 45
PURPOSES = 48

# Purposes of a unit's luck (a service, a list of people waiting for a letting, a coach).
VACANCIES, LEAVES, WEEKS_VACANT, JOINS = 0, 1, 2, 3
ROLE_LEFT, ROLE_OPEN = 0, 1
LAST_HOME = 0
UNIT_PURPOSES = 4

WEEK_ZERO = 1 << 20
"""Added to the week so that the counter of a warm-up week is not negative."""
AT_BIRTH = 0
"""The counter's week for what is settled once, when a person or a site comes into the study."""
UNITS = 1 << 31
"""Added to a unit's number so that it never meets a person's."""
COACHES = UNITS + 64
"""The number of the first coach; services stand before."""
ROLES = COACHES + 64
"""The number of the first role in a partnership."""

_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_WORD, _HALF = np.uint64(0xFFFFFFFF), np.uint64(32)
_TO_UNIT = 2.0**-32


@helper
def philox(site: Any, unit: Any, week: Any, block: Any, key: Any, key_high: Any) -> Any:
    """Four 32-bit words for this address; works on uint64 scalars and arrays, and compiled."""
    c0, c1, c2, c3 = site, unit, week, block
    for _ in range(10):
        p0 = c0 * _M0
        p1 = c2 * _M1
        c0 = (p1 >> _HALF) ^ c1 ^ key
        c1 = p1 & _WORD
        c2 = (p0 >> _HALF) ^ c3 ^ key_high
        c3 = p0 & _WORD
        key = (key + _W0) & _WORD
        key_high = (key_high + _W1) & _WORD
    return c0, c1, c2, c3


def key_of(seed: int, draw: int, run: int) -> tuple[int, int]:
    """The two 32-bit key words of one run of one draw."""
    if min(seed, draw, run) < 0:
        raise SimmodelError(f"seed is {seed}, draw {draw}, run {run}; allowed: whole numbers from 0; type seed=1")
    low, high = np.random.SeedSequence([seed, draw, run]).generate_state(2, np.uint32)
    return int(low), int(high)


def words(site: int, units: np.ndarray, week: int, blocks: int, key: tuple[int, int]) -> np.ndarray:
    """Luck for many people or units at once: uint32, shape (len(units), 4 * blocks)."""
    count = len(units)
    filled = np.empty((count, blocks, 4), np.uint32)
    unit = np.repeat(np.asarray(units, np.uint64), blocks)
    block = np.tile(np.arange(blocks, dtype=np.uint64), count)
    ones = np.ones(count * blocks, np.uint64)
    address = (ones * np.uint64(site), unit, ones * np.uint64(week), block)
    drawn = philox(*address, ones * np.uint64(key[0]), ones * np.uint64(key[1]))
    for place, word in enumerate(drawn):
        filled[:, :, place] = word.reshape(count, blocks)
    return filled.reshape(count, 4 * blocks)


def uniforms(site: int, units: np.ndarray, week: int, blocks: int, key: tuple[int, int]) -> np.ndarray:
    """As `words`, on the open interval from 0 to 1: f8, shape (len(units), 4 * blocks)."""
    return (words(site, units, week, blocks, key) + 0.5) * _TO_UNIT


@helper
def luck_of(person: Any, purpose: int) -> float:
    """This week's luck for this purpose, between 0 and 1; small luck makes things happen."""
    return (person.luck[purpose] + 0.5) * _TO_UNIT


@helper
def happens(person: Any, purpose: int, hazard: float) -> bool:
    """Whether an event of this weekly hazard happens to this person (or unit) this week."""
    luck = (person.luck[purpose] + 0.5) * _TO_UNIT
    # 1 - exp(-h) < h: most weeks need no exponential, and the answer is the same
    return luck < hazard and luck < 1.0 - _exp(-hazard)


@helper
def turned(luck: float, domain: int) -> float:
    """One luck turned by domain, or by child: as good as new within each, tied across them (at most one small chance
    comes true in a week)."""
    moved = luck + 0.125 * domain
    return moved - 1.0 if moved >= 1.0 else moved


def as_luck(uniform: float) -> int:
    """The 32-bit word that `luck_of` reads as `uniform`, for tests that hand a rule its luck."""
    return int(uniform / _TO_UNIT)
