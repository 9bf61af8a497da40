"""What a question of sensitivity hands to everything that reads it, and the plain values that `--json` prints."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.money.information import Worth
from simmodel.appraisal.money.tornado import Bar
from simmodel.appraisal.runs import OfRuns
from simmodel.sensitivity.pilot import Pilot
from simmodel.sensitivity.question import Question
from simmodel.sensitivity.shares import Share
from simmodel.sensitivity.uncertain import Uncertain


@dataclass(frozen=True)
class Driver:
    """A number that stands out, or several that move together.

    `first`, `total`: Sobol indices, shares of what evidence leaves open. `at_low`, `at_high`: the amount expected at
    the 5th and the 95th percentile of the number, others on average as they are.
    """

    numbers: tuple[Uncertain, ...]
    first: Share
    total: Share
    at_low: float
    at_high: float


@dataclass(frozen=True)
class Group:
    """The numbers of one page of the model together: the share of what evidence leaves open, and what knowing all of
    them is worth (EVPPI); None where there are too few draws for so many numbers, or where it is not about money."""

    page: str
    numbers: int
    assumed: int
    share: Share | None
    worth: Worth | None


@dataclass(frozen=True, kw_only=True)
class Sensitivity(OfRuns):
    """What moves one scenario's difference from the base case, and what to find out first.

    `evidence`: of the variance of the means of draws, the share that evidence makes up; the rest is luck. `explained`:
    of what evidence leaves open, the share that the drivers predict of draws never seen. `stands_out_from`: the share
    from which on a single number is likely to stand out from so many draws. `rests_on`: of what evidence leaves open,
    the share that would be left if every measured number were known. `everything`: what knowing all is worth (EVPI);
    `left_out`: what the tornado (`bars`) lacks, and why; `with_luck`: what it would seem to be worth if the luck of one
    site counted as something to be known.
    """

    basis: str
    kind: str
    years: int
    question: Question
    amount: Estimate
    numbers: tuple[Uncertain, ...]
    evidence: float
    explained: float
    stands_out_from: float
    drivers: tuple[Driver, ...]
    groups: tuple[Group, ...]
    rests_on: Share | None
    bars: tuple[Bar, ...]
    left_out: str
    pays: float | None
    everything: float | None
    with_luck: float | None
    pilot: Pilot | None

    @property
    def assumed(self) -> int:
        """How many of the numbers that vary nobody has measured."""
        return sum(each.assumed for each in self.numbers)


def to_json(found: Sensitivity, sentences: list[str]) -> dict[str, object]:
    """The result as plain values; a number that does not exist is None."""
    rests = {"numbers": found.assumed, "of_numbers": len(found.numbers)}
    return found.origin() | {
        "scenario": found.question.scenario,
        "outcome": found.question.outcome,
        "rests_on_assumed_link": found.question.assumed_link,
        "difference": asdict(found.amount),
        "evidence_share": found.evidence,
        "explained_share": found.explained,
        "stands_out_from": found.stands_out_from,
        "rests_on_assumptions": (asdict(found.rests_on) if found.rests_on else {"share": None, "error": None}) | rests,
        "indices": [_driver(each) for each in found.drivers],
        "groups": [_group(each) for each in found.groups],
        "moved_by": [asdict(bar) | {"crosses_zero": bar.crosses_zero} for bar in found.bars],
        "moved_by_lacks": found.left_out,
        "chance_it_pays": found.pays,
        "worth_of_knowing_everything": found.everything,
        "worth_if_luck_could_be_known": found.with_luck,
        "pilot": None if found.pilot is None else _pilot(found.pilot),
        "sentences": sentences,
    }


def _driver(found: Driver) -> dict[str, object]:
    return {
        "names": [each.name for each in found.numbers],
        "meaning": "; ".join(each.meaning for each in found.numbers),
        "evidence": [each.number.evidence for each in found.numbers],
        "grades": [each.grade for each in found.numbers],
        "first": found.first.share,
        "first_error": found.first.error,
        "total": found.total.share,
        "total_error": found.total.error,
        "at_low": found.at_low,
        "at_high": found.at_high,
    }


def _group(found: Group) -> dict[str, object]:
    return {
        "page": found.page,
        "numbers": found.numbers,
        "assumed": found.assumed,
        "share": found.share.share if found.share else None,
        "share_error": found.share.error if found.share else None,
        "evppi": found.worth.value if found.worth else None,
        "evppi_error": found.worth.error if found.worth else None,
    }


def _pilot(found: Pilot) -> dict[str, object]:
    return {"people": found.people, "years": found.years, "evsi": found.worth.value, "evsi_error": found.worth.error}
