"""Every level of funding as a scenario of one study: the same people with the same luck at each of them."""

from __future__ import annotations

from dataclasses import dataclass

from simmodel.draws import at_rest
from simmodel.engine.start import parameters_of, specialist_prices
from simmodel.errors import SimmodelError
from simmodel.funding.question import Question
from simmodel.purchase import Purchase, places_of, what_funding_buys
from simmodel.purchase_checks import purchase
from simmodel.scenario import Scenario, Study
from simmodel.study_kinds import LONGEST_NAME, LONGEST_TITLE
from simmodel.words import dollars


@dataclass(frozen=True)
class Level:
    """A scenario of the study at so many dollars a year and site; `key` is its name in the study that is played."""

    key: str
    scenario: str
    dollars: int
    bought: Purchase
    caseload: float


@dataclass(frozen=True)
class Levels:
    """The study to play, its levels of funding in order, and why others are left out, by scenario."""

    study: Study
    levels: tuple[Level, ...]
    left_out: dict[str, tuple[str, ...]]


def at_levels(study: Study, question: Question) -> Levels:
    """The base case and each scenario at each level that buys something; SimmodelError where none does."""
    base = study.base_case
    scenarios: dict[str, Scenario] = {base: study.scenarios[base]}
    levels, left_out = [], {}
    for place, name in enumerate(question.scenarios):
        words = []
        for amount in question.levels:
            asked = at_money(study.scenarios[name], amount)
            fault = why_not(study, asked)
            if fault:
                words.append(f"{dollars(amount)}: {fault}")
                continue
            key = _key(name, place, amount)
            scenarios[key] = asked
            levels.append(Level(key, name, amount, bought_by(study, asked), asked.caseload))
        left_out[name] = tuple(words)
    if not levels:
        faults = "; ".join(words for each in left_out.values() for words in each)
        raise SimmodelError(f"no level buys what it should: {faults}")
    return Levels(played_alone(study, scenarios), tuple(levels), left_out)


def at_money(scenario: Scenario, amount: float) -> Scenario:
    """The same scenario for so many dollars a year, and a title that says so."""
    suffix = f" at {dollars(amount)}"
    title = scenario.title[: LONGEST_TITLE - len(suffix)].rstrip() + suffix
    return scenario.model_copy(update={"funding_per_year": float(amount), "title": title})


def played_alone(study: Study, scenarios: dict[str, Scenario]) -> Study:
    """The study with these scenarios and no others, and nothing told of programmes or trials."""
    return study.model_copy(update={"scenarios": scenarios, "programme": None, "trial": None})


def why_not(study: Study, scenario: Scenario) -> str:
    """Why its money does not buy what it should, and what is allowed; nothing where it does."""
    faults = purchase(scenario.model_dump(), study.time.horizon_years, parameters_of(at_rest(study)).values)
    told = next((words for _, words in faults), "")
    return told.partition("; type")[0].partition(", ")[2].removeprefix("which ")


def bought_by(study: Study, scenario: Scenario) -> Purchase:
    """What a year of the scenario's money buys, at the prices that the study believes in."""
    parameters = parameters_of(at_rest(study))
    prices, home = specialist_prices(parameters), parameters.values["prices.home"]
    return what_funding_buys(scenario.funding_per_year, scenario, prices, home)


def bought_told(level: Level) -> str:
    """What a year's money buys, in words: "2 full-time workers with 18 places, $43,395 of flexible funds"."""
    return purchase_told(level.bought, level.caseload)


def purchase_told(bought: Purchase, caseload: float) -> str:
    """What a year's money buys, in words."""
    parts = []
    if bought.heads:
        workers = f"{bought.coach_fte:.2f}".rstrip("0").rstrip(".")
        parts.append(f"{workers} full-time workers, {places_of(bought.heads, caseload)} places")
    if bought.brokerage_per_year:
        parts.append(f"{dollars(bought.brokerage_per_year)} of flexible funds")
    if bought.specialist_hours_per_week:
        parts.append(f"{sum(bought.specialist_hours_per_week.values()):.1f} specialist hours a week")
    if bought.homes_per_year:
        parts.append(f"{bought.homes_per_year:.1f} homes a year")
    return ", ".join(parts) or "nothing"


def _key(name: str, place: int, amount: int) -> str:
    """A valid name of a scenario; the place tells apart what is cut off."""
    suffix = f"_at_{amount}"
    whole = name + suffix
    if len(whole) <= LONGEST_NAME:
        return whole
    suffix = f"_{place}{suffix}"
    return name[: LONGEST_NAME - len(suffix)] + suffix
