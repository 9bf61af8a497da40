"""What a question of scenario discovery hands to everything that reads it, and the plain values of `--json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.runs import OfRuns
from simmodel.sensitivity.question import Question
from simmodel.sensitivity.uncertain import Uncertain


@dataclass(frozen=True)
class Bound:
    """One limit of a box: `low` and `high` in the number's unit, or None where it has several values or no end there.

    `low_place`, `high_place`: the same along its range, 0 to 1. `quasi_p`: how likely a limit without effect makes the
    box as dense; `picked_again`: in what share of random halves of the draws this number is limited again.
    """

    number: Uncertain
    low_place: float | None
    high_place: float | None
    low: float | None
    high: float | None
    quasi_p: float
    picked_again: float


@dataclass(frozen=True)
class Found:
    """A box: of the draws that are looked for the share within, and of those within the share that is looked for."""

    bounds: tuple[Bound, ...]
    draws: int
    coverage: float
    density: float


@dataclass(frozen=True)
class Regret:
    """What is lost by choosing a scenario against the best one of each draw: mean, 95th percentile and most."""

    mean: float
    p95: float
    most: float


@dataclass(frozen=True, kw_only=True)
class Discovered(OfRuns):
    """When the answer flips. The answer: whether a scenario brings more than `gain` on the whole.

    `more`: it does; `flips`: in how many draws it is the other way round, luck taken out. `share`: what share of all
    draws the boxes are to hold. `nearest`: that is the fifth of draws that come nearest to flipping (those beyond
    `edge`), as too few flip.
    """

    basis: str
    kind: str
    years: int
    question: Question
    gain: float
    amount: Estimate
    more: bool
    flips: int
    nearest: bool
    share: float
    edge: float
    boxes: tuple[Found, ...]
    looked_at: int
    regret: Mapping[str, Regret]


def to_json(found: Discovered, sentences: list[str]) -> dict[str, object]:
    """The result as plain values; a number that does not exist is None."""
    return found.origin() | {
        "scenario": found.question.scenario,
        "outcome": found.question.outcome,
        "rests_on_assumed_link": found.question.assumed_link,
        "gain": found.gain,
        "difference": asdict(found.amount),
        "more_than_gain": found.more,
        "flips": found.flips,
        "nearest": found.nearest,
        "share": found.share,
        "edge": found.edge,
        "numbers_looked_at": found.looked_at,
        "boxes": [_box(box) for box in found.boxes],
        "regret": {name: asdict(regret) for name, regret in found.regret.items()},
        "sentences": sentences,
    }


def _box(found: Found) -> dict[str, object]:
    bounds = [
        {
            "name": bound.number.name,
            "meaning": bound.number.meaning,
            "unit": bound.number.number.unit,
            "evidence": bound.number.number.evidence,
            "grade": bound.number.grade,
            "low": bound.low,
            "high": bound.high,
            "low_place": bound.low_place,
            "high_place": bound.high_place,
            "quasi_p": bound.quasi_p,
            "picked_again": bound.picked_again,
        }
        for bound in found.bounds
    ]
    return {"coverage": found.coverage, "density": found.density, "draws": found.draws, "limits": bounds}
