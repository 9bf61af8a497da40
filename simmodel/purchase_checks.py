"""What does not fit together in what a scenario's money buys: sums, shares, times, and beliefs about prices.

Each check takes a scenario's levers, with None wherever a value could not be understood, and gives (key, what is wrong
with it and what to type instead).
"""

import math
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from simmodel.purchase import SMALLEST_HEAD, funding_for, least_for_places
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.study_faults import shown
from simmodel.vocabulary import DOMAINS
from simmodel.world import MOST_COACHES

SHARES_OF_ONE = 1e-6
"""How far from 1 the shares of a scenario's money may add up."""
WORKERS = ("link_workers", "coaches")

Faults = Iterator[tuple[str, str]]


def purchase(levers: dict[str, Any], horizon: int | None, values: Mapping[str, float]) -> Faults:
    """Money buys something, and what is bought is paid for and lasts no longer than the horizon.

    `values`: the numbers of the model that the study believes in.
    """
    buys, funding = levers["buys"], levers["funding_per_year"]
    if buys == "nothing" and funding:
        words = f"is {shown(funding)} and buys nothing; allowed: 0, or something to buy"
        yield "funding_per_year", f'{words}; type for example buys = "coaches"'
    if buys not in ("places", "homes", *WORKERS):
        return
    if funding == 0:
        words = f"is 0 in a scenario that buys {buys}; allowed: dollars a year above 0"
        yield "funding_per_year", f"{words}; type for example funding_per_year = 650000"
    elif funding is not None and buys in WORKERS:
        yield from _team_size(levers)
    if buys == "places":
        yield from _shares(levers["places"])
    if buys == "places" or (buys == "coaches" and levers["places"]):
        yield from _whole_place(funding, levers["places"], values)
    if buys == "homes":
        yield from _whole_home(funding, levers["funded_years"], values)
    yield from _funded_years(levers["funded_years"], horizon)
    yield from _set_up(levers["set_up_weeks"], levers["funded_years"])


def _team_size(levers: dict[str, Any]) -> Faults:
    if None in (levers[key] for key in ("caseload", "indirect_rate", "employs", "places")):
        return
    funding, caseload, asked = levers["funding_per_year"], levers["caseload"], SimpleNamespace(**levers)
    worker = "coach" if asked.buys == "coaches" else "link worker"
    least = funding_for(SMALLEST_HEAD, asked)
    if not math.isfinite(least):
        yield from _nothing_left(levers)
        return
    least, more = math.ceil(least), funding_for(1 / caseload, asked)
    if funding < least:
        words = f"is {shown(funding)}, which does not pay for {SMALLEST_HEAD} of a {worker} and the team around"
        yield (
            "funding_per_year",
            f"{words}; allowed: {least} dollars a year or more; type funding_per_year = {least}",
        )
    elif funding < more:
        words = f"is {shown(funding)}, too little of a {worker} to support anybody at {caseload:g} a {worker}"
        more = math.ceil(funding_for(1 / caseload + 0.001, asked))
        yield "funding_per_year", f"{words}; allowed: {more} dollars a year or more; type funding_per_year = {more}"
    most = math.floor(funding_for(MOST_COACHES, asked))
    if funding > most:
        words = f"is {shown(funding)}, which pays for more than {MOST_COACHES} posts at one site"
        yield "funding_per_year", f"{words}; allowed: {most} dollars a year or less; type funding_per_year = {most}"


def _nothing_left(levers: dict[str, Any]) -> Faults:
    """Shares of the money that leave nothing for coaches."""
    key = "places" if levers["places"] else "brokerage_share"
    named = {"places": math.fsum(levers["places"].values()), "brokerage_share": levers["brokerage_share"] or 0.0}
    told = " and ".join(f"{name} {share:.3g}" for name, share in named.items() if share)
    words = f"leaves nothing for coaches ({told}, with contingency); allowed: shares that leave money for coaches"
    example = "places = { mental_health = 0.1 }" if key == "places" else "brokerage_share = 0.1"
    yield key, f"{words}; type for example {example}"


def _set_up(weeks: int | None, years: int | None) -> Faults:
    if weeks is not None and years and weeks >= years * WEEKS_PER_YEAR:
        words = f"is {weeks}, as long as the {years * WEEKS_PER_YEAR} weeks of funding, so nothing would ever start"
        yield "set_up_weeks", f"{words}; allowed: fewer weeks than are funded; type for example set_up_weeks = 17"


def _shares(places: dict[str, float] | None) -> Faults:
    if places is None:
        return
    together = math.fsum(places.values())
    allowed = "allowed: shares of the money that add up to 1"
    example = "type for example places = { mental_health = 0.6, alcohol_and_other_drugs = 0.4 }"
    if not places:
        yield "places", f'names no domain, and buys is "places"; {allowed}; {example}'
    elif abs(together - 1) > SHARES_OF_ONE:
        yield "places", f"adds up to {together:.7g}; {allowed}; {example}"


def _whole_place(funding: float | None, places: dict[str, float] | None, values: Mapping[str, float]) -> Faults:
    if not funding or not places:
        return
    priced = (_by_silo(values, name) for name in ("prices.specialist_hour", "services.place_hours"))
    needed = least_for_places(places, *priced)
    if math.isinf(needed):
        words = "has shares so small that no sum of money buys a whole place; allowed: larger shares"
        yield "places", f"{words}; type for example places = {{ mental_health = 0.2 }}"
        return
    least = math.ceil(needed)
    if funding < least:
        words = f"is {shown(funding)}, which buys no whole place in any of the domains named"
        yield "funding_per_year", f"{words}; allowed: {least} dollars a year or more; type funding_per_year = {least}"


def _whole_home(funding: float | None, years: int | None, values: Mapping[str, float]) -> Faults:
    if not funding or not years:
        return
    least = math.ceil(values["prices.home"] / years)
    if funding < least:
        words = f"is {shown(funding)}, which buys no whole home in {years} years"
        yield "funding_per_year", f"{words}; allowed: {least} dollars a year or more; type funding_per_year = {least}"


def _by_silo(values: Mapping[str, float], number: str) -> dict[str, float]:
    return {domain: values[f"{number}.{domain}"] for domain in DOMAINS}


def _funded_years(years: int | None, horizon: int | None) -> Faults:
    if years is not None and horizon is not None and years > horizon:
        words = f"is {years}; allowed: 1 to {horizon}, the horizon_years of the study"
        yield "funded_years", f"{words}; type for example funded_years = {min(3, horizon)}"
