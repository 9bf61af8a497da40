"""What an attribution hands to everything that reads it, and the plain values that `--json` prints."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from simmodel.appraisal.estimates import Difference, Estimate
from simmodel.appraisal.outcomes import OUTCOMES, Outcome
from simmodel.appraisal.runs import OfRuns
from simmodel.attribution.groups import Group
from simmodel.bands import place_of, samples
from simmodel.words import NOT_CLEAR, TOO_FEW, verdict


@dataclass(frozen=True)
class Part:
    """What one group adds to the difference: an amount in the outcome's unit, and its fraction of the whole.

    `share` is None where the whole is exactly nothing, `share_mc_error` also of a single run or draw. `left_out` says
    why a group cannot change anything here, and `off` which of its mechanisms the study itself holds off.
    """

    group: Group
    amount: Estimate
    share: float | None
    share_mc_error: float | None
    left_out: str = ""
    off: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Attribution(OfRuns):
    """A difference between two scenarios and the parts that add up to it, spending last.

    The difference is the second of `between` minus the first, in `outcome`, of everyone in scope (population "site")
    or of the people whom `reached_by` reached ("reached"): `people` of them in a mean run. `same_people` is the share
    of the people reached with every group off who are also reached with all on. `sites` is empty where there is one.
    """

    between: tuple[str, str]
    outcome: str
    population: str
    reached_by: str
    people: float
    same_people: float | None
    whole: Difference
    parts: tuple[Part, ...]
    return_definition: str

    @property
    def counted(self) -> Outcome:
        """The outcome that is shared out."""
        return OUTCOMES[self.outcome]

    @property
    def verdict(self) -> str:
        """Whether there is a difference to share out, in words."""
        return verdict(self.counted, self.whole, samples(self), place_of(self)) if self.has_value else NOT_CLEAR

    @property
    def has_value(self) -> bool:
        """Whether any run has a value in both arms."""
        return self.whole.mean is not None

    @property
    def clear(self) -> bool:
        """Whether the whole is clear enough for fractions of it to be told to people."""
        return self.verdict not in (NOT_CLEAR, TOO_FEW)


def to_json(found: Attribution) -> dict[str, object]:
    """The attribution as plain values; a number that does not exist is None."""
    return found.origin() | {
        "between": list(found.between),
        "outcome": found.outcome,
        "unit": found.counted.unit,
        "population": found.population,
        "n": found.people,
        "same_people": found.same_people,
        "difference": asdict(found.whole),
        "clear": found.clear,
        "rests_on_assumed_link": found.counted.assumed_link,
        "shares": [_part(part, found.clear) for part in found.parts],
    }


def _part(part: Part, clear: bool) -> dict[str, object]:
    amount = asdict(part.amount)
    return {
        "group": part.group.id,
        "share": part.share,
        "share_mc_error": part.share_mc_error if clear else None,
        "amount": amount.pop("mean"),
        **amount,
        "mechanisms": list(part.group.mechanisms),
        "levers": list(part.group.levers),
        "numbers": list(part.group.numbers),
        "off_in_study": list(part.off),
        "left_out": part.left_out or None,
    }
