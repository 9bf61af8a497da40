"""Targets (placeholder until the page of targets lands)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """One thing that a pilot observed."""

    row: int
    outcome: str
    kind: str
    since: float
    until: float
    group: str
    arm: str
    value: float | None
    n: float | None
    se: float | None
    lower: float | None
    upper: float | None
    use: str
    source: str
    note: str
