"""How a site's money may be split: coaches with their team, flexible funds, hours in the silos; and hours of meetings.

What partners do together costs hours of everybody who takes part and none of the programme's money, so it stands beside
the split. A split is a scenario like any other: `places`, `brokerage_share` and `joint_work` in a study file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from simmodel.draws import at_rest
from simmodel.engine.start import parameters_of
from simmodel.errors import SimmodelError
from simmodel.funding.levels import at_money, bought_by, why_not
from simmodel.purchase import SMALLEST_HEAD, Purchase, budget_lines, funding_for, least_for_places
from simmodel.scenario import Scenario, Study
from simmodel.study_kinds import SILOS
from simmodel.vocabulary import DOMAINS, JOINT_WORK, OPERATIONAL
from simmodel.words import dollars

MOST_FLEXIBLE = 0.5
"""The most that `brokerage_share` may be."""
MOST_MEETINGS = 8.0
"""Hours a month of joint work up to which splits are searched: two hours a week of everybody who takes part."""
NO_MEETINGS = 0.25
"""Hours a month below which nobody is convened."""
A_LITTLE = 0.001
"""FTE by which the smallest team is more than the least, for rounding."""
NEAR = 0.5
"""How wide the neighbourhood of a split is, of the whole box."""
AXES = ("hours in the silos", "flexible funds", "joint work")
"""What a split is told apart by; coaches have what is left of the money."""


@dataclass(frozen=True)
class Split:
    """One way to split the money: the scenario that does so, what a year of it buys, and shares of the money as bought.

    `silos`: the share for hours in the silos; `flexible`: that of flexible funds, what is left after the last part of a
    job included; `meetings`: hours a month of joint work.
    """

    scenario: Scenario
    bought: Purchase
    silos: float
    flexible: float
    meetings: float

    @property
    def coaches(self) -> float:
        """The share for coaches with the team around them."""
        return 1.0 - self.silos - self.flexible

    @property
    def point(self) -> np.ndarray:
        """The split as a point, along `AXES`; shape (3,)."""
        return np.array([self.silos, self.flexible, self.meetings])


@dataclass(frozen=True)
class Splits:
    """Every way to split so much money of one scenario: a box of three numbers from 0 to 1, each a split.

    `hours_to`: how money for the silos is shared out among domains, adding up to 1; `meetings`: how hours of joint
    work are shared out among kinds; `spare`: the largest share that leaves a team with somebody to support; `low` and
    `high`: the part of the whole box that is looked at.
    """

    study: Study
    own: Scenario
    dollars: float
    hours_to: dict[str, float]
    meetings: dict[str, float]
    spare: float
    low: tuple[float, float, float] = (0.0, 0.0, 0.0)
    high: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def at(self, corner: np.ndarray) -> Split:
        """The split at a point of the box: how much is spared from coaches, how it is divided, and meetings.

        Splits lie the closer together the more of the money stays with coaches.
        """
        low, high = np.array(self.low), np.array(self.high)
        spared, to_silos, together = (float(each) for each in low + np.clip(corner, 0.0, 1.0) * (high - low))
        share = self.spare * spared
        flexible = min(share * (1.0 - to_silos) / (1.0 + budget_lines()["contingency"]), MOST_FLEXIBLE)
        return self.made(share * to_silos, flexible, together * MOST_MEETINGS)

    def where(self, split: Split) -> np.ndarray:
        """The point of the whole box at which a split lies; shape (3,)."""
        spared = split.silos + split.flexible * (1.0 + budget_lines()["contingency"])
        to_silos = split.silos / spared if spared > 0 else 0.0
        found: np.ndarray = np.clip([spared / self.spare, to_silos, split.meetings / MOST_MEETINGS], 0.0, 1.0)
        return found

    def near(self, split: Split) -> Splits:
        """The part of the box near a split, half as wide; what is spared may go to either use."""
        spared, _, together = self.where(split)
        ends = [(max(each - NEAR / 2, 0.0), min(each + NEAR / 2, 1.0)) for each in (spared, together)]
        (least, most), (few, many) = ends
        return replace(self, low=(float(least), 0.0, float(few)), high=(float(most), 1.0, float(many)))

    def made(self, silos: float, flexible: float, meetings: float) -> Split:
        """The split with these shares and hours; shares that buy no whole place buy none."""
        places = {domain: silos * part for domain, part in self.hours_to.items()}
        if silos * self.dollars < self._whole_place():
            places = {}
        levers: dict[str, object] = {"places": places, "brokerage_share": flexible}
        levers["joint_work"] = {kind: meetings * part for kind, part in self.meetings.items()}
        if meetings < NO_MEETINGS:
            levers |= {"joint_work": {}, "levels_engaged": ("practitioners",)}
        return split_of(self.study, self.own.model_copy(update=levers))

    def _whole_place(self) -> float:
        values = parameters_of(at_rest(self.study)).values
        priced = ({each: values[f"{name}.{each}"] for each in DOMAINS} for name in _PRICES)
        return least_for_places(self.hours_to, *priced)


_PRICES = ("prices.specialist_hour", "services.place_hours")


def split_of(study: Study, scenario: Scenario) -> Split:
    """How a scenario that buys coaches splits its money, as it is bought."""
    bought = bought_by(study, scenario)
    silos = math.fsum(bought.lines[domain] for domain in scenario.places)
    return Split(
        scenario=scenario,
        bought=bought,
        silos=silos / scenario.funding_per_year,
        flexible=bought.brokerage_per_year / scenario.funding_per_year,
        meetings=math.fsum(scenario.joint_work.values()),
    )


def splits_of(study: Study, name: str, amount: float) -> Splits:
    """Every split of so many dollars a year of a scenario that buys coaches; SimmodelError where there is none."""
    if study.named(name).buys != "coaches":
        able = ", ".join(other for other, one in study.scenarios.items() if one.buys == "coaches")
        raise SimmodelError(
            f"--scenario is {name}, which buys {study.scenarios[name].buys}; only the money of coaches can be split; "
            f"allowed: {able or 'none of this study'}"
        )
    own = at_money(study.scenarios[name], amount)
    fault = why_not(study, own)
    if fault:
        raise SimmodelError(f"--funding is {dollars(amount)}: {fault}")
    smallest = max(SMALLEST_HEAD, 1.0 / own.caseload) + A_LITTLE
    alone = own.model_copy(update={"places": {}, "brokerage_share": 0.0})
    spare = 1.0 - funding_for(smallest, alone) / amount
    if spare <= 0:
        raise SimmodelError(f"--funding is {dollars(amount)}, which leaves nothing to split beside the smallest team")
    return Splits(study, own, amount, _hours_to(study, own), _meetings(own), spare)


def usual_split(study: Study) -> str:
    """The scenario whose money is split unless one is named: the first that buys coaches; SimmodelError for none."""
    name = next((name for name, one in study.scenarios.items() if one.buys == "coaches"), None)
    if name is None:
        raise SimmodelError(
            f"no scenario of {study.name} buys coaches, so there is no money to split; allowed: a study with one that "
            'does; type buys = "coaches" and funding_per_year = 650000 in a scenario of it'
        )
    return name


def _hours_to(study: Study, own: Scenario) -> dict[str, float]:
    """Which silos hours would be bought in: those of the scenario, else of the first that buys places, else all."""
    places = [one.places for one in (own, *study.scenarios.values()) if one.places]
    found = dict(places[0]) if places else dict.fromkeys(SILOS, 1.0)
    whole = math.fsum(found.values())
    return {domain: share / whole for domain, share in found.items()}


def _meetings(own: Scenario) -> dict[str, float]:
    """How hours of joint work are divided among kinds: as in the scenario, else all of them operational meetings."""
    whole = math.fsum(own.joint_work.values())
    if not whole:
        return {JOINT_WORK[OPERATIONAL]: 1.0}
    return {kind: hours / whole for kind, hours in own.joint_work.items()}
