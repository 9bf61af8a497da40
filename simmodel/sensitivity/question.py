"""Which difference is asked about: of one scenario from the base case, in net present value or in something gained."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simmodel.appraisal.flows import extra_of
from simmodel.appraisal.runs import Runs
from simmodel.appraisal.worth import Appraisal
from simmodel.errors import SimmodelError
from simmodel.funding.gains import GAINS, bare, gain_named, gained
from simmodel.funding.page import millions
from simmodel.funding.question import usual_scenarios
from simmodel.funding.search import NET
from simmodel.funding.told import money
from simmodel.sampling import RUNS_A_DRAW, sampling
from simmodel.scenario import Study


@dataclass(frozen=True)
class Question:
    """One scenario against the base case, everyone at the site counted, in `outcome`: a gain or net present value."""

    scenario: str
    outcome: str = NET

    @property
    def in_dollars(self) -> bool:
        """Whether it is about what the scenario is worth."""
        return self.outcome == NET

    @property
    def label(self) -> str:
        """What it is about, in words."""
        return "net present value" if self.in_dollars else GAINS[self.outcome].label

    @property
    def assumed_link(self) -> bool:
        """Whether it rests on the assumed link from a carer's life to a child's."""
        return not self.in_dollars and GAINS[self.outcome].assumed_link

    def shown(self, amount: float) -> str:
        """An amount of it, "$1.23 million" or "12.3"."""
        return money(amount) if self.in_dollars else bare(amount)

    def short(self, amount: float) -> str:
        """The same for a column, dollars in millions."""
        return millions(amount) if self.in_dollars else bare(amount)

    def amount(self, runs: Runs, appraisal: Appraisal) -> np.ndarray:
        """How much of it each run has more than the base case, discounted; (draws, runs)."""
        if self.in_dollars:
            return appraisal.scenarios[self.scenario].net
        return gained(extra_of(runs, self.scenario), self.outcome)

    def options(self, runs: Runs, appraisal: Appraisal) -> np.ndarray:
        """The same of the base case, which comes first, and of every scenario; (draws, runs, options)."""
        brings = [replace(self, scenario=name).amount(runs, appraisal) for name in appraisal.scenarios]
        return np.stack([np.zeros_like(brings[0]), *brings], axis=-1)


def question_of(study: Study, scenario: str | None = None, outcome: str = NET) -> Question:
    """The question in these words; SimmodelError for words that do not fit the study.

    Without a scenario the first that buys coaches, or the first that buys anything.
    """
    if outcome != NET:
        gain_named(outcome, NET)
    named = usual_scenarios(study)[0] if scenario is None else scenario
    study.named(named)
    if named == study.base_case:
        allowed = ", ".join(name for name in study.scenarios if name != study.base_case)
        raise SimmodelError(f"--scenario is {named}, the base case; allowed: {allowed or 'none of this study'}")
    return Question(named, outcome)


def check_sampling(runs: int, draws: int | None, least: int) -> None:
    """SimmodelError unless there are at least so many draws, of at least two runs each."""
    asked = sampling(runs, draws)
    a_draw = asked.runs_a_draw
    if a_draw < RUNS_A_DRAW or runs // a_draw < least:
        given = f"--runs is {runs}" + ("" if draws is None else f" and --draws {draws}")
        needed = least * RUNS_A_DRAW
        raise SimmodelError(
            f"{given}; allowed: {least} draws or more, of two runs or more each, for evidence to be told from luck; "
            f"type --runs {max(needed, runs)} alone"
        )
