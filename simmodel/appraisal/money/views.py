"""Whose money counts: perspectives, what each holds, and the optional layers.

A view holds what payers save (less cost than in the base case is a benefit, more is a negative benefit: demand made
elsewhere included) against the cost to the programme's funder. Only people of NSW count in the headline, so what the
Commonwealth saves or pays stands apart. Transfers move money between people: a fiscal effect for who pays, none for
society. Hours of services are paid whoever uses them: those that people outside the studied group get more of, or
less, are worth their price to them, which no budget shows and the headline counts. Costs to victims and wellbeing are
layers that a study may supply; no fiscal view holds them, and with neither the headline is fiscal too and must be
printed so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from simmodel.cost_items import OTHERS
from simmodel.vocabulary import PAYERS

FUNDER = "programme"
NSW_AGENCIES = ("justice", "health", "housing", "community", "child_protection")
LAYERS = ("victims", "wellbeing")
Kind = Literal["fiscal", "social"]
Dollars = Mapping[str, np.ndarray]
"""Real dollars of each year by account, each of shape (draws, runs, years)."""


@dataclass(frozen=True)
class View:
    """A perspective: the payers whose savings count, whether it pays for the programme, and what layers it may hold."""

    id: str
    label: str
    payers: tuple[str, ...]
    pays_programme: bool
    layers: tuple[str, ...] = ()
    counts_transfers: bool = True


_CATALOGUE = (
    View("nsw_residents", "People of NSW (headline)", NSW_AGENCIES, True, (*LAYERS, OTHERS), counts_transfers=False),
    View("nsw_government", "NSW Government", NSW_AGENCIES, True),
    View("funder", "The programme's funder", (), True),
    View("all_governments", "All governments", (*NSW_AGENCIES, "commonwealth"), True),
    View("commonwealth", "Commonwealth, apart from NSW", ("commonwealth",), False),
    View("participants", "The people themselves", (), False, ("wellbeing",)),
)
VIEWS = {view.id: view for view in _CATALOGUE}
"""Every view, the headline first."""
HEADLINE_VIEW = _CATALOGUE[0]


@dataclass(frozen=True)
class Effects:
    """What a scenario changes against the base case, in real dollars of each year; every array (draws, runs, years).

    `cost`: extra cost by payer (negative: saved), all of `PAYERS`. `layers`: what is gained, by layer, where supplied.
    `transfers`: extra payments to people by payer, which are not in `cost`.
    """

    cost: Dollars
    layers: Dollars
    transfers: Dollars

    def __post_init__(self) -> None:
        """Refuse accounts that nobody would read."""
        for what, given, allowed in (
            ("cost", self.cost, PAYERS),
            ("layers", self.layers, (*LAYERS, OTHERS)),
            ("transfers", self.transfers, PAYERS),
        ):
            unknown = sorted(set(given) - set(allowed))
            if unknown:
                raise ValueError(f"{what} of {', '.join(unknown)}: the accounts are {', '.join(allowed)}")
        missing = [payer for payer in PAYERS if payer not in self.cost]
        if missing:
            raise ValueError(f"cost lacks the payers {', '.join(missing)}")


def effects_between(here: Dollars, base: Dollars, layers: Dollars | None = None) -> Effects:
    """What a scenario costs more than the base case, payer by payer, of the same draws and the same luck."""
    return Effects({payer: here[payer] - base[payer] for payer in here}, layers or {}, {})


def benefits_of(effects: Effects, view: View) -> np.ndarray:
    """What a view gains in each year, the programme's own cost aside; dollars, shape (draws, runs, years)."""
    gained = np.zeros_like(effects.cost[FUNDER], dtype=float)
    for payer in view.payers:
        gained = gained - effects.cost[payer]
    for layer in view.layers:
        gained = gained + effects.layers.get(layer, 0.0)
    return gained + _transfers(effects, view)


def costs_of(effects: Effects, view: View) -> np.ndarray:
    """What a view pays for the programme in each year; dollars, shape (draws, runs, years)."""
    paid = effects.cost[FUNDER]
    return np.asarray(paid, float) if view.pays_programme else np.zeros_like(paid, dtype=float)


def kind_of(effects: Effects, view: View) -> Kind:
    """Whether a view's result is to be printed as fiscal or as social: social only where a layer is supplied."""
    return "social" if any(layer in effects.layers for layer in view.layers if layer in LAYERS) else "fiscal"


def _transfers(effects: Effects, view: View) -> np.ndarray | float:
    if view.id == "participants":
        return sum(effects.transfers.values(), start=np.float64(0.0))
    if not view.counts_transfers:
        return 0.0
    return -sum((paid for payer, paid in effects.transfers.items() if payer in view.payers), start=np.float64(0.0))
