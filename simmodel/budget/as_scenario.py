"""From a budget to the levers of a scenario, and from a scenario that buys coaches to its budget.

Both ways the money buys what `simmodel.purchase` says. A scenario has the usual prices only: what a budget prices
otherwise, its own lines and its years of growth have no lever, and `left_behind` says so.
"""

from __future__ import annotations

import json
import math

import numpy as np
from pydantic import ValidationError

from simmodel.budget.lines import OPERATIONS, PEOPLE, amounts, lines_of
from simmodel.budget.plan import Plan, SiteTeam, checked_plan
from simmodel.budget.prices import INDIRECT, at_the_modes, usual_prices
from simmodel.errors import SimmodelError, StudyError
from simmodel.purchase import coach_team_cost, least_funding, what_funding_buys
from simmodel.scenario import Scenario, Study
from simmodel.study_faults import faults_of_keys, in_file_order
from simmodel.study_kinds import LONGEST_TITLE
from simmodel.world import MOST_COACHES

CENTS = 100
ROUNDING = 1e-6
"""Of a cent: what adding up in another order may change."""
COACH_DECIMALS = 9
"""Parts of a full-time job are told to a billionth, which costs less than a cent."""


def levers_of(plan: Plan, name: str) -> dict[str, str | float | int]:
    """The levers of a scenario that buys the team of one site: its money, years, set-up, caseload, indirect cost."""
    site = plan.sites[name]
    rate, setting_up = indirect_rate(plan, name), _setting_up(plan, name)
    return {
        "title": _title(plan, name),
        "buys": "coaches",
        "funding_per_year": _funding(site, rate),
        "funded_years": plan.years - site.from_year + 1,
        **({"set_up_cost": setting_up} if setting_up else {}),
        "set_up_weeks": site.set_up_weeks,
        "caseload": site.caseload,
        "indirect_rate": rate,
        "employs": site.employs,
    }


def _title(plan: Plan, name: str) -> str:
    """The title of a site's scenario: that of the budget, and where it has several sites the site's own behind it."""
    if len(plan.sites) == 1:
        return plan.title
    titles = [site.title for site in plan.sites.values()]
    own = plan.sites[name].title
    place = own if titles.count(own) == 1 and own else name.replace("_", " ")
    return f"{plan.title[: LONGEST_TITLE - len(place) - 2].rstrip()}, {place}"[:LONGEST_TITLE]


def _setting_up(plan: Plan, name: str) -> float:
    """What setting up a site costs in cash at the modes, to the cent."""
    return round(math.fsum(line.amount for line in lines_of(plan, name) if _sets_up(line.kind, line.paid)), 2)


def _sets_up(kind: str, paid: str) -> bool:
    return kind == "set_up" and paid == "cash"


def _funding(site: SiteTeam, rate: float) -> float:
    """What the team costs at the usual prices, up to the next cent, within whole dollars that a study may say."""
    cost = coach_team_cost(site.coaches, site.caseload, rate, site.employs).total
    least = math.ceil(least_funding(site.caseload, rate, employs=site.employs))
    most = math.floor(coach_team_cost(MOST_COACHES, site.caseload, rate, site.employs).total)
    return min(max(math.ceil(cost * CENTS - ROUNDING) / CENTS, least), most)


def indirect_rate(plan: Plan, name: str) -> float:
    """A site's indirect cost at the usual prices as a share of people and operations, as a scenario counts it."""
    usual = usual_prices()[INDIRECT].mode
    if plan.indirect is None or plan.indirect.of == "direct":
        return usual if plan.indirect is None else plan.indirect.mode
    values = at_the_modes(usual_prices()) | {INDIRECT: np.array([plan.indirect.mode])}
    found = {line: float(amount.item()) for line, amount in amounts(plan.sites[name], values, "total").items()}
    return found["indirect"] / math.fsum(found[line] for line in (*PEOPLE, *OPERATIONS))


def scenario_of(plan: Plan, name: str) -> Scenario:
    """The scenario that buys the team of one site; StudyError where no scenario may have such levers."""
    try:
        return Scenario.model_validate(levers_of(plan, name))
    except ValidationError as error:
        where = f"{plan.name}, as a scenario for {name},"
        raise StudyError(where, in_file_order(faults_of_keys(error, Scenario), {})) from None


def as_toml(plan: Plan, name: str) -> str:
    """The scenario of one site as a study file says it, with a comment on what has no lever."""
    scenario_of(plan, name)
    key = plan.name if len(plan.sites) == 1 else f"{plan.name}_{name}"[:40]
    told = [f"# {words}" for words in left_behind(plan)]
    levers = [f"{lever} = {_written(value)}" for lever, value in levers_of(plan, name).items()]
    return "\n".join([f"[scenarios.{key}]", *told, *levers])


def _written(value: str | float | int) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def left_behind(plan: Plan) -> list[str]:
    """What a budget says that no lever of a scenario can."""
    found = []
    if plan.prices:
        found.append(f"prices of this budget are not carried over, the usual ones hold: {', '.join(plan.prices)}")
    lost = [line.what for line in plan.lines if not _sets_up(line.kind, line.paid)]
    if lost:
        found.append(f"lines of this budget are not carried over: {', '.join(lost)}")
    if plan.stages:
        found.append("the stages of funding are not carried over: a scenario has one sum a year")
    if any((plan.indexation.wages, plan.indexation.funding, plan.indexation.prices)):
        found.append("growth of wages, prices and funding is not carried over: a scenario has the prices of year 1")
    return found


def plan_of(study: Study, name: str) -> Plan:
    """The budget of a scenario that buys coaches, the same team at every site of its study.

    Money left after the last part of a job stands in a line of its own, as flexible funds. SimmodelError where the
    scenario buys something else.
    """
    scenario = study.named(name)
    if scenario.buys != "coaches":
        raise SimmodelError(f"{name} of {study.name} buys {scenario.buys}; allowed: a scenario that buys coaches")
    if scenario.places or scenario.brokerage_share is not None:
        keys = "places" if scenario.places else "brokerage_share"
        raise SimmodelError(
            f"{name} of {study.name} has {keys}, which a budget of its team does not hold; allowed: a scenario without "
            "it, or a budget of its own with lines for specialist hours"
        )
    return checked_plan(_given(study, name, scenario), f"{study.name}, {name},")


def plans_of(study: Study) -> list[Plan]:
    """The budget of every scenario that buys coaches; SimmodelError where none does."""
    names = [name for name, scenario in study.scenarios.items() if scenario.buys == "coaches"]
    if not names:
        raise SimmodelError(f"{study.name} has no scenario that buys coaches, so there is no budget to lay out")
    return [plan_of(study, name) for name in names]


def _given(study: Study, name: str, scenario: Scenario) -> dict[str, object]:
    bought = what_funding_buys(scenario.funding_per_year, scenario)
    coaches = round(bought.coach_fte, COACH_DECIMALS)
    team = {"coaches": coaches, "caseload": scenario.caseload, "employs": scenario.employs}
    team |= {"set_up_weeks": scenario.set_up_weeks}
    cost = coach_team_cost(coaches, scenario.caseload, scenario.indirect_rate, scenario.employs).total
    return {
        "name": name,
        "title": scenario.title,
        "years": scenario.funded_years,
        "sites": {place: {"title": site.name, **team} for place, site in study.places.items()},
        "indirect": {"mode": scenario.indirect_rate, "source": f"indirect_rate of {name} in {study.name}"},
        "line": [*_set_up_line(scenario.set_up_cost, name), *_left_over(scenario.funding_per_year - cost)],
    }


def _set_up_line(dollars: float, name: str) -> list[dict[str, object]]:
    return [_line("Setting up", f"set_up_cost of {name}", dollars) | {"kind": "set_up"}] if dollars else []


def _left_over(dollars: float) -> list[dict[str, object]]:
    source = "what is left of funding_per_year after the last part of a job"
    return [_line("Flexible funds from what is left", source, dollars)] if dollars >= 1 / CENTS else []


def _line(what: str, source: str, dollars: float) -> dict[str, object]:
    return {"what": what, "source": source, **dict.fromkeys(("low", "mode", "high"), dollars)}
