"""Which assumption matters, when the answer flips, and what to find out first."""

from __future__ import annotations

from simmodel.bands import counted
from simmodel.discovery.result import Discovered
from simmodel.discovery.told import sentences as flips_told
from simmodel.money_words import signed_money
from simmodel.sensitivity.result import Sensitivity
from simmodel.sensitivity.told import name_of_driver, share_told
from simmodel.sensitivity.told import sentences as moves_told
from simmodel.shown.parts import Heading, Part, Table, Words


def parts_of(moves: Sensitivity, flips: Discovered) -> list[Part]:
    """Sentences of both questions, and the numbers that stand out."""
    told = moves_told(moves)
    return [
        Words(told[0] if told else "No number stands out.", "finding", "What matters most"),
        *(Words(each) for each in told[1:]),
        *_drivers(moves),
        Heading("When the answer flips"),
        *(Words(each) for each in flips_told(flips)),
        Words(f"{counted(moves)}, seed {moves.seed}.", "caption"),
    ]


def _drivers(moves: Sensitivity) -> list[Part]:
    if not moves.drivers:
        return []
    rows = tuple(
        (
            name_of_driver(each),
            share_told(each.first),
            share_told(each.total),
            signed_money(each.at_low),
            signed_money(each.at_high),
        )
        for each in moves.drivers
    )
    head = ("Number", "Share alone", "Share with others", "At its low end", "At its high end")
    return [
        Table("Numbers that stand out", head, rows, "Shares of what evidence leaves open (Sobol indices).", "drivers")
    ]
