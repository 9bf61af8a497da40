"""What a fit found, as `simmodel calibrate --json` says it: of a fit made here, or of one that is shipped."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from simmodel.calibration.identified import HARDLY
from simmodel.calibration.plan import Calibration
from simmodel.calibration.predictive import UNLIKELY
from simmodel.calibration.prior import Parameter, prior_of
from simmodel.calibration.result import fitted_of
from simmodel.calibration.targets import Target
from simmodel.scenario import Study
from simmodel.shown.fit.study_file import plan_in

BAND = ("q05", "q50", "q95")


@dataclass(frozen=True)
class Found:
    """A study and what a fit of it found: `told` is the fit as JSON, in its own sentences and figures."""

    study: Study
    told: Mapping[str, Any]

    @property
    def plan(self) -> Calibration:
        """The plan of the pilot."""
        return plan_in(self.study)

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """By name every number that was fitted, with its range before the pilot."""
        names = [row["parameter"] for row in self.told["parameters"]]
        prior = prior_of(names, self.plan, {each.number: each.value for each in self.study.assumptions})
        return {each.name: each for each in prior.parameters}

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Every target, in the order of its file."""
        return tuple(_target(row) for row in self.told["targets"])

    @property
    def fitted(self) -> list[int]:
        """The places of the targets that were fitted."""
        return fitted_of(self.targets)

    @property
    def hardly(self) -> int:
        """About how many numbers almost nothing was learned."""
        return sum(row["contraction"] < HARDLY for row in self.told["parameters"])

    @property
    def failed(self) -> int:
        """How many checks the fit did not pass."""
        return sum(not row["passed"] for row in self.told["checks"])

    def outside(self, when: str, places: list[int]) -> list[int]:
        """The places of these targets that lie where runs `chance_before`, or `chance_after`, hardly ever do."""
        chances = {place: self.told["targets"][place][when] for place in places}
        known = {place: chance for place, chance in chances.items() if chance is not None}
        return [place for place, chance in known.items() if chance < UNLIKELY / max(len(known), 1)]


def found_in(study: Study, folder: Path) -> Found | None:
    """What a fit that came with the package found; None where there is none that can be read."""
    try:
        told = json.loads((folder / "fit" / "diagnostics.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Found(study, told)


def number(value: float | None) -> float:
    """A figure of the JSON, in which nothing stands for what is not known."""
    return math.nan if value is None else float(value)


def _target(row: Mapping[str, Any]) -> Target:
    figures = {name: row[name] for name in ("value", "n", "se", "lower", "upper")}
    return Target(
        row=row["row"],
        outcome=row["target"],
        kind=row["kind"],
        since=row["since_months"],
        until=row["until_months"],
        group=row["group"] or "",
        arm=row["arm"],
        use=row["use"],
        source="",
        note="",
        **figures,
    )
