"""What a question of funding hands to everything that reads it, and the plain values that `--json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.money.effectiveness import CostPerOutcome
from simmodel.appraisal.money.views import HEADLINE_VIEW
from simmodel.appraisal.runs import OfRuns
from simmodel.funding.gains import GAINS
from simmodel.funding.levels import Level
from simmodel.funding.question import Question
from simmodel.purchase import places_of

NET = "net"


@dataclass(frozen=True)
class Likely:
    """A chance, 0 to 1, and the range that so few samples leave open (95%); of draws without the luck of runs, or
    of single runs where luck cannot be told from evidence (`of` says which)."""

    share: float
    low: float
    high: float
    samples: int
    of: str


@dataclass(frozen=True)
class AtLevel:
    """What a scenario brings at one level of funding, against the base case, everyone at the site counted.

    `gained`: by count, over all years, discounted like dollars. `net`: present dollars to people of NSW. `clear` names
    what is clear as in every other result (`simmodel.words`): counts, and "net". `comes_back`: benefits for each dollar
    of cost. `further`: benefits for each dollar that this level costs beyond the level below it (or beyond nothing).
    `pays`: the chance that net is above 0; `reaches`: that of the gain asked for. `cost_per`: where it can be told.
    """

    level: Level
    people: float | None
    gained: Mapping[str, Estimate]
    net: Estimate
    clear: frozenset[str]
    comes_back: Estimate
    further: Estimate
    pays: Likely
    reaches: Likely | None
    cost_per: Mapping[str, CostPerOutcome]


@dataclass(frozen=True)
class OfScenario:
    """A scenario over the levels of funding: `best` is the place of the level worth most, -1 for no money at all.

    `open`: places of levels that the best is not clearly better than, -1 for no money; `often`: by the same places how
    often each is best when draws are drawn again. `stops`, `pays_up_to`: dollars a year at which the next dollar stops
    paying, and up to which the money pays (None: beyond the highest level). `least`, `least_for_gain`: the least
    dollars a year with the chance that was asked for, with what the error of the chances leaves open (None: none of
    these levels).
    """

    name: str
    title: str
    years: int
    levels: tuple[AtLevel, ...]
    left_out: tuple[str, ...]
    best: int
    open: tuple[int, ...]
    often: Mapping[int, float]
    stops: float | None
    pays_up_to: float | None
    least: Least
    least_for_gain: Least | None


@dataclass(frozen=True)
class Least:
    """The least dollars a year with a wanted chance; `sooner` and `later` at the ends of the ranges of the chances.

    `between`: the two levels between which the chance leaps by more than half, so that dollars between them mean
    little; None where it rises more smoothly, or the lowest level has the chance already.
    """

    dollars: float | None
    sooner: float | None
    later: float | None
    between: tuple[int, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Funded(OfRuns):
    """What each sum of money brings, scenario by scenario; `sites` is empty where there is one."""

    basis: str
    kind: str
    convention: str
    horizon: int
    question: Question
    scenarios: tuple[OfScenario, ...]


def to_json(found: Funded, sentences: list[str]) -> dict[str, object]:
    """The result as plain values; a number that does not exist is None."""
    asked = found.question
    return found.origin() | {
        "sites": max(len(found.sites), 1),
        "unit_costs": found.basis,
        "view": HEADLINE_VIEW.id,
        "kind": found.kind,
        "years": found.horizon,
        "chance": asked.chance,
        "outcome": asked.outcome,
        "gain": asked.gain,
        "scenarios": {each.name: _scenario(each) for each in found.scenarios},
        "sentences": sentences,
    }


def _scenario(found: OfScenario) -> dict[str, object]:
    dollars = {-1: 0, **{place: each.level.dollars for place, each in enumerate(found.levels)}}
    return {
        "title": found.title,
        "levels": [_level(each) for each in found.levels],
        "left_out": list(found.left_out),
        "best": dollars[found.best],
        "not_told_from_best": [dollars[place] for place in found.open],
        "often_best": [{"funding_per_year": dollars[place], "share": share} for place, share in found.often.items()],
        "next_dollar_stops_paying": found.stops,
        "pays_up_to": found.pays_up_to,
        "least_for_chance": asdict(found.least),
        "least_for_gain": None if found.least_for_gain is None else asdict(found.least_for_gain),
    }


def _level(found: AtLevel) -> dict[str, object]:
    bought = found.level.bought
    return {
        "funding_per_year": found.level.dollars,
        "heads": list(bought.heads),
        "places": places_of(bought.heads, found.level.caseload),
        "brokerage_per_year": bought.brokerage_per_year,
        "specialist_hours_per_week": bought.specialist_hours_per_week,
        "homes_per_year": bought.homes_per_year,
        "people_reached": found.people,
        "gained": {
            name: asdict(each) | {"clear": name in found.clear, "rests_on_assumed_link": GAINS[name].assumed_link}
            for name, each in found.gained.items()
        },
        "net_present_value": asdict(found.net) | {"clear": NET in found.clear},
        "comes_back_of_a_dollar": asdict(found.comes_back),
        "comes_back_of_the_next_dollar": asdict(found.further),
        "chance_it_pays": asdict(found.pays),
        "chance_of_gain": None if found.reaches is None else asdict(found.reaches),
        "cost_per": {name: {"dollars": each.ratio, "words": each.word} for name, each in found.cost_per.items()},
    }
