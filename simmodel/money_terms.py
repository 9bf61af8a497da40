"""How a study counts money: the basis of unit costs, and what it puts a value on itself.

What the model's ledger prices day by day may not be priced a second time as a lump, and the simulated base case has
taken out what would have happened anyway: both are refused with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field

from simmodel.appraisal.money.views import LAYERS
from simmodel.appraisal.runs import Value
from simmodel.appraisal.yearly import OUTCOMES_COUNTED
from simmodel.study_faults import one_of
from simmodel.study_kinds import A_REASON, Table
from simmodel.study_text import KeyPath
from simmodel.vocabulary import PAYERS, PROGRAMME, UNIT_COST_BASES

ACCOUNTS = (*LAYERS, *(payer for payer in PAYERS if payer != PAYERS[PROGRAMME]))
PRICED = {
    "new_sentences": "custody by the day, police and courts",
    "returns_to_custody": "custody by the day, police and courts",
    "custody_days": "custody by the day",
    "crises": "each crisis by its kind",
    "weeks_homeless": "crises and crisis accommodation",
    "weeks_stably_housed": "social tenancies, crises and crisis accommodation",
    "child_reports": "each report",
    "child_care_weeks": "out-of-home care by the week",
}
"""What the ledger prices already, by what is counted."""
NESTED = (
    ("new_sentences", "returns_to_custody", "custody_days"),
    ("weeks_homeless", "weeks_stably_housed"),
)
"""Counts of which each holds what the others count: an account may value one of them."""
_TWICE = (
    "would be taken off twice: the base case is simulated, so what would have happened anyway is out already; "
    "allowed: no such deduction; delete the line"
)
DEDUCTIONS = ("deadweight", "attribution", "counterfactual", "drop_off")
PRICES_GROW = 0.025
"""The middle of the Reserve Bank's target of 2 to 3% a year (ECO008)."""
Dollars = Annotated[float, Field(gt=0, le=10_000_000, description="dollars for each", examples=[15_000])]


class OwnValue(Table):
    """What one more of something costs or gains somebody, where the model has no price for it."""

    account: Annotated[str, AfterValidator(one_of(ACCOUNTS)), Field(examples=["victims"])]
    of: Annotated[str, AfterValidator(one_of(OUTCOMES_COUNTED)), Field(examples=["new_sentences"])]
    costs: Dollars | None = None
    gains: Dollars | None = None
    because: Annotated[str, AfterValidator(A_REASON), Field(examples=["the source that says so, with its year"])]


class Money(Table):
    """How costs are counted: `avoidable` (what would really be saved) or `average` (all costs shared out).

    `prices_grow` turns real dollars into those of each year, in budgets alone.
    """

    REFUSED: ClassVar[Mapping[str, str]] = dict.fromkeys(DEDUCTIONS, _TWICE)
    unit_costs: Annotated[str, AfterValidator(one_of(UNIT_COST_BASES)), Field(examples=["avoidable"])] = "avoidable"
    prices_grow: Annotated[float, Field(ge=-0.05, le=0.2, description="a year", examples=[0.025])] = PRICES_GROW
    value: Annotated[tuple[OwnValue, ...], Field(strict=False)] = ()

    def valued(self) -> tuple[Value, ...]:
        """What the study puts a value on, each as what one more costs."""
        return tuple(Value(v.account, v.of, (v.costs or 0.0) - (v.gains or 0.0), v.because) for v in self.value)


def checks_of_money(seen: dict[str, Any], given: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Each value stands once, says one of costs and gains, and prices nothing a second time."""
    first: dict[tuple[str, str], int] = {}
    for place, value in enumerate((seen["money"] or {}).get("value") or ()):
        if value is None or value["account"] is None or value["of"] is None:
            continue
        path, account, of = ("money", "value", place), value["account"], value["of"]
        owner = first.setdefault((account, of), place)
        if account not in LAYERS and of in PRICED:
            words = f"is {of} for {account}, which would count twice what the ledger prices: {PRICED[of]}"
            yield (*path, "of"), f"{words}; allowed there: {_unpriced()}; delete this table"
        for other in _nested(of):
            if (account, other) in first:
                words = f"is {of} for {account}, which holds what {other} counts already; allowed: one of the two"
                yield (*path, "of"), f"{words}; delete this table"
        if owner != place:
            yield (*path, "of"), f"is {of} for {account} a second time; allowed: one value of it; delete one of the two"
        if len({"costs", "gains"} & set(given["money"]["value"][place])) != 1:
            yield path, "says both or neither of costs and gains; allowed: one of them; type for example costs = 15000"


def _nested(of: str) -> tuple[str, ...]:
    return next((tuple(other for other in counts if other != of) for counts in NESTED if of in counts), ())


def _unpriced() -> str:
    return ", ".join(name for name in OUTCOMES_COUNTED if name not in PRICED)
