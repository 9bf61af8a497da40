"""What does not fit together in the places of a study: how they are named, their luck, their people, their network.

Checks as in `simmodel.study_checks`; `given` is the study as written, without defaults.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from simmodel.parameters import default_values, nearest
from simmodel.places import MOST_SITES, ONLY, Generated, communities
from simmodel.quantities import WEEKS_PER_YEAR
from simmodel.site import SITE
from simmodel.study_faults import shown
from simmodel.study_text import KeyPath
from simmodel.vocabulary import COHORTS
from simmodel.world import PERSON, TALLY

MOST_PEOPLE = 60_000
"""People who ever come into scope at one site; a run with so many still ends within a minute."""
MOST_TOGETHER = 400_000
"""People who ever come into scope at all sites."""
MOST_BYTES = 3 * 10**9
"""Memory that the records of one run may take."""
TABLES = 3
"""Of all people and sites in memory at a time: the warm-up, the base case and one scenario."""
FORMS = ("site", "sites", "generated")

Found = Iterator[tuple[KeyPath, str]]
Seen = dict[str, Any]


def forms(given: Seen) -> Found:
    """A study names its places in one way."""
    found = [form for form in FORMS if form in given]
    allowed = "allowed: one of [site], [sites.NAME] and [generated]"
    if not found:
        yield ("site",), f"is missing; {allowed}; type for example [site]"
    for form in found[1:]:
        yield (form,), f"stands beside {found[0]}; {allowed}; delete one of the two"
    if "sites" in given and not given["sites"]:
        yield ("sites",), "names no site; allowed: a table for each site; type for example [sites.taree]"
    if isinstance(given.get("sites"), dict) and len(given["sites"]) > MOST_SITES:
        yield ("sites",), f"names {len(given['sites']):,} sites; allowed: 1 to {MOST_SITES:,}; delete some"


def distinct(seen: Seen) -> Found:
    """Every site has a luck number and a name of its own."""
    sites = {name: site for name, site in (seen["sites"] or {}).items() if site is not None}
    for key, example in (("luck_number", _free_number(sites)), ("name", "another one")):
        owners: dict[object, str] = {}
        for name, site in sites.items():
            value = site[key].casefold() if isinstance(site[key], str) else site[key]
            owner = owners.setdefault(value, name) if value is not None else name
            if owner != name:
                words = f"is {shown(site[key])}, which is also the {key} of sites.{owner}"
                yield ("sites", name, key), f"{words}; allowed: a {key} of its own; type {example}"


def _free_number(sites: Seen) -> str:
    taken = {site["luck_number"] for site in sites.values()}
    return f"for example luck_number = {next(number for number in range(1, len(taken) + 2) if number not in taken)}"


def network(seen: Seen, given: Seen) -> Found:
    """Links join two different sites of the study, each pair once."""
    path, names = ("network", "links"), _names(seen)
    links = (seen["network"] or {}).get("links")
    if "network" in given and ("site" in given or len(names) == 1):
        words = "has no effect in a study of one site; allowed: only with [sites.NAME] or [generated]"
        yield ("network",), f"{words}; delete the table"
        return
    if links is not None and (seen["mechanisms"] or {}).get("diffusion") is False:
        words = "has no effect with the mechanism diffusion switched off; allowed: only where sites learn from others"
        yield path, f"{words}; delete the line"
    joined: set[frozenset[str]] = set()
    for place, (one, other) in enumerate(links or ()):
        unknown = [name for name in (one, other) if names and name not in names]
        if unknown:
            listed = ", ".join(list(names)[:8]) + (", ..." if len(names) > 8 else "")
            words = f"names {shown(unknown[0])}, which is no site; allowed: {listed}"
            yield (*path, place), words + (nearest(unknown[0], names) or f"; type {next(iter(names))}")
        elif one == other:
            yield (*path, place), f"joins {one} to itself; allowed: two different sites; delete the pair"
        elif frozenset((one, other)) in joined:
            yield (*path, place), f"joins {one} and {other} a second time; allowed: once; delete the pair"
        joined.add(frozenset((one, other)))


def people(seen: Seen, given: Seen) -> Found:
    """Every site has people at the start or people who arrive, and no more than can be played and held in memory."""
    together, sites, recipe = 0.0, 0, default_values()
    for path, cohorts in _people_by_site(seen):
        counts = [count for cohort in COHORTS for count in _counts(cohorts.get(cohort))]
        if all(count == 0 for count in counts):
            words = "leaves the site without people; allowed: an at_start or arrivals_per_year above 0"
            example = "leaving_custody = { at_start = 400, arrivals_per_year = 54 }"
            yield path, f"{words}; type for example {example}"
        everyone = _expected_people(seen, _as_written(cohorts, path, given), recipe)
        together, sites = together + (everyone or 0.0), sites + 1
        if everyone is not None and not 1 <= everyone <= MOST_PEOPLE:
            size = f" ({_size(everyone)})" if everyone > MOST_PEOPLE else ""
            words = f"adds up to {_count(everyone)} people{size} over the years of warm-up and horizon"
            yield path, f"{words}; allowed: 1 to {MOST_PEOPLE:,}; {_to_change(path)}"
    if _too_many(seen, given):
        sites = int(given["generated"]["sites"])
        together = sites * (seen["generated"]["size"] or 1.0) * (_expected_people(seen, {}, recipe) or 0.0)
    if sites > 1 and (together > MOST_TOGETHER or _bytes(seen, together, sites) > MOST_BYTES):
        form = next(form for form in ("generated", "sites", "site") if seen[form])
        size = _size(together, _bytes(seen, together, sites))
        words = f"adds up to {_count(together)} people at all {sites:,} sites ({size}) over warm-up and horizon"
        allowed = f"allowed: at most {MOST_TOGETHER:,} people and {MOST_BYTES / 1e9:g} GB"
        yield (form,), f"{words}; {allowed}; name fewer sites, fewer people or fewer years"


def _too_many(seen: Seen, given: Seen) -> bool:
    """Whether more communities are asked for than are ever made; how many people they would be is told all the same."""
    asked: Any = given["generated"].get("sites") if isinstance(given.get("generated"), dict) else None
    return seen["generated"] is not None and _is_count(asked) and asked > MOST_SITES


def _is_count(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e15


def _as_written(cohorts: Seen, path: KeyPath, given: Seen) -> Seen:
    """People by cohort, those whose number is out of range too: what they would need is told."""
    if path[-1] != "people":
        return cohorts
    table: Any = given
    for step in path:
        table = table.get(step, {})
    written = {}
    for cohort, counts in cohorts.items():
        raw = table[cohort] if isinstance(table[cohort], dict) else {}
        written[cohort] = {
            key: raw.get(key) if count is None and _is_count(raw.get(key)) else count
            for key, count in (counts or {"at_start": None, "arrivals_per_year": None}).items()
        }
    return written


def _bytes(seen: Seen, people: float, sites: int) -> float:
    """Memory of the records of one run: people, sites, and the weekly counts of the base case and of one scenario."""
    years = [(seen["time"] or {}).get(key) or 0 for key in ("warm_up_years", "horizon_years", "horizon_years")]
    weekly = sum(years) * WEEKS_PER_YEAR * TALLY.itemsize
    return TABLES * people * PERSON.itemsize + sites * (TABLES * SITE.itemsize + weekly)


def _size(people: float, size: float = 0.0) -> str:
    gigabytes = max(size, TABLES * people * PERSON.itemsize) / 1e9
    return f"some {gigabytes:,.{0 if gigabytes >= 10 else 1}f} GB of memory for a run"


def _count(people: float) -> str:
    return f"{people:,.0f}" if people >= 1 else f"{people:.2g}"


def somebody_to_enrol(seen: Seen) -> Found:
    """A programme for some cohorts has people of them to enrol, at one site at least."""
    everywhere = [cohorts for _, cohorts in _people_by_site(seen)]
    for name, levers in (seen["scenarios"] or {}).items():
        chosen = (levers or {}).get("for_cohorts") or ()
        known = [cohort for cohort in chosen if cohort is not None]
        if known and everywhere and all(_nobody(cohorts.get(cohort)) for cohorts in everywhere for cohort in known):
            words = f"is for {' and '.join(known)}, of whom the study has nobody"
            yield ("scenarios", name, "for_cohorts"), f"{words}; allowed: cohorts with people; name another one"


def _nobody(cohort: dict[str, Any] | None) -> bool:
    return all(count == 0 for count in _counts(cohort))


def _to_change(path: KeyPath) -> str:
    return "change size or size_spread" if path[0] == "generated" else "change at_start or arrivals_per_year"


def _people_by_site(seen: Seen) -> Iterator[tuple[KeyPath, Seen]]:
    """People by cohort of each site, with the way to what decides them; sites that are not understood left out."""
    if seen["site"]:
        yield (ONLY, "people"), seen["site"]["people"] or {}
    for name, site in (seen["sites"] or {}).items():
        if site is not None:
            yield ("sites", name, "people"), site["people"] or {}
    made = seen["generated"]
    if made and None not in made.values():
        for site in communities(Generated(**made), default_values()).values():
            yield ("generated", "size"), {cohort: each.model_dump() for cohort, each in site.people.items()}


def _names(seen: Seen) -> Mapping[str, object]:
    made = seen["generated"]
    if made and made["sites"] is not None and made["first_luck_number"] is not None:
        first = made["first_luck_number"]
        return {f"community_{number}": None for number in range(first, first + made["sites"])}
    return seen["sites"] or {}


def _expected_people(seen: Seen, cohorts: Seen, values: Mapping[str, float]) -> float | None:
    time = seen["time"] or {}
    years = (time.get("warm_up_years"), time.get("horizon_years"))
    if None in years:
        return None
    counts = []
    for cohort in COHORTS:
        start, arriving = _counts(cohorts[cohort]) if cohort in cohorts else (None, None)
        start = values[f"community.people_at_start.{cohort}"] if start is None else start
        arriving = values[f"community.arrivals_per_year.{cohort}"] if arriving is None else arriving
        counts.append(start + arriving * sum(year or 0 for year in years))
    return math.fsum(counts)


def _counts(cohort: dict[str, Any] | None) -> tuple[Any, Any]:
    return (cohort["at_start"], cohort["arrivals_per_year"]) if cohort else (None, None)
