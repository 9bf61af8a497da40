"""What a study says otherwise than its defaults, and what of it counts for its hash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simmodel.money_terms import PRICES_GROW
from simmodel.places import Generated, Site

Change = tuple[str, Any, Any]
"""Dotted key, value, and the default or base-case value."""

UNUSED = ("site", "sites", "generated", "pilot", "trial", "calibration", "posterior")
ABSENT = {"set_up_cost": 0.0, "brokerage_share": None}
"""Levers that came later than results were saved, and what they are where a study does not use them."""


def leave_out_what_is_absent(values: dict[str, Any]) -> None:
    """What a study does not use (tables of `UNUSED`, a table of returns, levers of `ABSENT`, values of its own, a form
    of naming sites) is no part of its hash, nor is the order of links."""
    _leave_out(values, dict.fromkeys(UNUSED))
    _leave_out(values["custody_level"], {"returned_by_month": []})
    _leave_out(values["money"], {"value": [], "prices_grow": PRICES_GROW})
    for scenario in values["scenarios"].values():
        _leave_out(scenario, ABSENT)
    links = values.pop("network")["links"]
    if links is not None:
        values["links"] = sorted(sorted(pair) for pair in links)


def _leave_out(table: dict[str, Any], absent: Mapping[str, Any]) -> None:
    for key, value in absent.items():
        if table[key] == value or (value is None and table[key] == {}):
            del table[key]


def places_changed(one: Site | None, several: Mapping[str, Site], generated: Generated | None) -> list[Change]:
    """What the place or places of a study have otherwise than Taree's recipe."""
    if generated is not None:
        usual = Generated(sites=generated.sites)
        rows: list[Change] = [("generated.sites", generated.sites, None)]
        return rows + differences("generated", generated.model_dump(), usual.model_dump())
    named = {"site": one} if one is not None else {f"sites.{key}": site for key, site in several.items()}
    rows = []
    for key, site in named.items():
        luck_number = 1 if site is one else site.luck_number
        rows += differences(key, site.model_dump(), Site(name=site.name, luck_number=luck_number).model_dump())
    return rows


def differences(prefix: str, values: Mapping[str, Any], others: Mapping[str, Any]) -> list[Change]:
    """Values that are not those of `others`, those of tables inside under their dotted keys."""
    rows = []
    for key, value in values.items():
        other = others.get(key)
        if isinstance(value, dict):
            rows += differences(f"{prefix}.{key}", value, other or {})
        elif value != other:
            rows.append((f"{prefix}.{key}", value, other))
    return rows
