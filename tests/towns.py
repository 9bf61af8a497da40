"""Small towns to play in: a study over a few people and years, records by hand, and comparisons to the last bit."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from simmodel.places import Network, OneOfSites, Site
from simmodel.scenario import Study, parse_study
from simmodel.site import Solution, flat_curve
from simmodel.world import NEVER, PERSON

COHORTS = ("leaving_custody", "homelessness", "family_with_young_children", "young_person")

TOWN = """\
name = "town"
title = "A small town"
[time]
warm_up_years = {warm_up}
horizon_years = {years}
count_releases_weeks = 52
[site]
name = "Town"
{site}
[site.people]
{people}
[scenarios.current]
title = "Current"
base_case = true
buys = "nothing"
[scenarios.more_places]
title = "More places"
buys = "places"
funding_per_year = {funding}
funded_years = {funded}
set_up_weeks = {set_up}
places = {{ mental_health = 0.5, alcohol_and_other_drugs = 0.5 }}
[scenarios.pull_in]
title = "Coaches"
buys = "coaches"
funding_per_year = {funding}
funded_years = {funded}
set_up_weeks = {set_up}
{levers}
{more}
"""
LINKS = """\
[scenarios.links]
title = "Links"
buys = "link_workers"
funding_per_year = 900000
funded_years = 2
set_up_weeks = 4
"""
"""A further scenario, to be given as `more`; keys of it may follow."""


def town(
    at_start: tuple[int, ...] = (8, 5, 3, 3),
    a_year: tuple[float, ...] = (4.0, 3.0, 2.0, 2.0),
    warm_up: int = 1,
    years: int = 3,
    funding: int = 650_000,
    funded: int = 2,
    set_up: int = 4,
    site: str = "",
    levers: str = "",
    more: str = "",
) -> Study:
    """A study of a town with so many people by cohort; `site`, `levers` (of pull_in) and `more` are TOML.

    With `funded=0` the scenarios are what they are, and nothing is paid: a study file may not say that.
    """
    people = "\n".join(
        f"{cohort} = {{ at_start = {count}, arrivals_per_year = {rate} }}"
        for cohort, count, rate in zip(COHORTS, at_start, a_year, strict=True)
    )
    words = {name: value for name, value in locals().items() if name != "at_start"}
    study = parse_study(TOWN.format(**words | {"funded": max(funded, 1)}))
    return study if funded else unpaid(study)


def towns(luck_numbers: Mapping[str, int], links: list | None = None, **like: Any) -> Study:
    """A study of towns with these luck numbers, each with people by its number; else as `town`."""
    study = town(**like)
    sites = {}
    for place, (name, number) in enumerate(luck_numbers.items()):
        fields = study.site.model_dump() | {"name": f"Town {place + 1}", "luck_number": number}
        for cohort in fields["people"].values():
            cohort["at_start"] += 2 * number
        sites[name] = OneOfSites(**fields)
    return study.model_copy(
        update={"site": None, "sites": sites, "network": Network() if links is None else Network(links=links)}
    )


def alone(study: Study, name: str) -> Study:
    """The same study with this one of its sites and no other."""
    site = Site(**study.places[name].model_dump())
    return study.model_copy(update={"site": site, "sites": {}, "generated": None, "network": Network()})


def unpaid(study: Study) -> Study:
    """The same study, whose money lasts for no time at all."""
    scenarios = {name: one.model_copy(update={"funded_years": 0}) for name, one in study.scenarios.items()}
    return study.model_copy(update={"scenarios": scenarios})


def some_solution(**means: Any) -> Solution:
    """Plain numbers that centre the model well enough for a test, without a reference community."""
    centre: dict[str, Any] = {
        "trust": 0.47, "agency": 0.39, "load": 0.50, "need": (0.36, 0.55, 0.54, 0.40, 0.58, 0.50, 0.60, 0.51),
        "match": 0.89, "presence": 0.66, "complement": 0.82, "dilution": 0.94, "quality": 0.45, "told": 1.0,
        "retold": 0.014, "long_waits": 0.003, "attended": 0.40, "eligible": 0.72,
    }  # fmt: skip
    return Solution(0.7, flat_curve(0.004), centre | means)


def lives(*changed: dict[str, Any]) -> np.recarray:
    """A record for each dict: somebody in scope for ten weeks, never released or enrolled unless it says so."""
    people = np.zeros(len(changed), PERSON).view(np.recarray)
    not_yet = ("enrolled", "index_release", "new_sentence_after", "breach_after", "remand_after", "born")
    for person, fields in zip(people, changed, strict=True):
        for name, value in ({"weeks_in_scope": 10.0} | dict.fromkeys(not_yet, NEVER) | fields).items():
            person[name] = value
    return people


def differing(one: np.ndarray, other: np.ndarray, path: str = "") -> list[str]:
    """The fields (dotted) in which two arrays of records are not equal to the last bit; padding does not count."""
    names = one.dtype.names
    if names is None:
        return [] if np.array_equal(_bits(one), _bits(other)) else [path]
    return [field for name in names for field in differing(one[name], other[name], f"{path}.{name}".strip("."))]


def _bits(values: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(values).view(np.uint8)
