"""Results in which every way of working goes by its title, as readers of a page know it, and not by its short name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simmodel.appraisal.comparison import Comparison
    from simmodel.attribution.result import Attribution
    from simmodel.discovery.result import Discovered
    from simmodel.funding.result import Funded
    from simmodel.sensitivity.result import Sensitivity


def compared_by_title(comparison: Comparison) -> Comparison:
    """The same comparison, for sentences of a page."""
    titles = {name: _quoted(str(bought.get("title", name))) for name, bought in comparison.money.items()}

    def renamed[Of](by_name: Mapping[str, Of]) -> dict[str, Of]:
        return {titles.get(name, name): each for name, each in by_name.items()}

    sites = {
        name: replace(site, scenarios=renamed(site.scenarios), differences=renamed(site.differences))
        for name, site in comparison.sites.items()
    }
    return replace(
        comparison,
        base_case=titles.get(comparison.base_case, comparison.base_case),
        scenarios=renamed(comparison.scenarios),
        differences=renamed(comparison.differences),
        people_reached=renamed(comparison.people_reached),
        money=renamed(comparison.money),
        luck=renamed(comparison.luck),
        notes=tuple(_note(note, titles) for note in comparison.notes),
        facts={_fact(name, titles): _value(value, titles) for name, value in comparison.facts.items()},
        sites=sites,
    )


def funded_by_title(found: Funded) -> Funded:
    """The same sums of money, for sentences of a page."""
    return replace(found, scenarios=tuple(replace(each, name=_quoted(each.title)) for each in found.scenarios))


def attributed_by_title(found: Attribution, titles: Mapping[str, str]) -> Attribution:
    """The same difference, shared out; `titles` by short name."""
    quoted = {name: _quoted(title) for name, title in titles.items()}
    first, second = (quoted.get(name, name) for name in found.between)
    return replace(found, between=(first, second), reached_by=quoted.get(found.reached_by, found.reached_by))


def asked_by_title[Found: (Sensitivity, Discovered)](found: Found, title: str) -> Found:
    """The same answer about a way of working with this title."""
    return replace(found, question=replace(found.question, scenario=_quoted(title)))


def _note(note: str, titles: Mapping[str, str]) -> str:
    named = next((name for name in titles if note.startswith(f"under {name} ")), None)
    return note if named is None else f"under {titles[named]}{note.removeprefix(f'under {named}')}"


def _fact(label: str, titles: Mapping[str, str]) -> str:
    name, mark, rest = label.partition(": ")
    return f"{titles.get(name, name)}{mark}{rest}"


def _value(value: object, titles: Mapping[str, str]) -> object:
    """What is told by scenario, or in rows of which each is of one."""
    if isinstance(value, Mapping):
        return {titles.get(str(name), name): each for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_row(each, titles) if isinstance(each, Mapping) else each for each in value]
    return value


def _row(row: Mapping[str, object], titles: Mapping[str, str]) -> dict[str, object]:
    of = {key: titles.get(str(row[key]), row[key]) for key in ("scenario",) if key in row}
    return {**row, **of}


def _quoted(title: str) -> str:
    return f"“{title}”"
