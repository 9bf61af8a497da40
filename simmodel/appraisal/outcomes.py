"""The catalogue of outcomes: what is counted, in which unit, and how a change in it is said.

To add an outcome, add one entry to `OUTCOMES` and let the ensemble write rows with its id; tables, files and
sentences follow. `less`, `more` and `same` complete the sentence "Under this scenario, ...": an
amount stands for {amount} and {definition} for what counts as a return to custody.

What rests on the assumed link from a carer's life to a child's (page `children`) has `assumed_link`, says so in its
label and in its sentence, and is flagged in JSON and files; a note says so of the cost to all payers, which holds some.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal

from simmodel.errors import SimmodelError
from simmodel.vocabulary import FUNNEL, PAYERS

Kind = Literal["share", "weeks", "count", "dollars"]
Better = Literal["lower", "higher"] | None


@dataclass(frozen=True)
class Outcome:
    """One thing that is counted for people, with the words for it.

    A share is stored as 0..1 and shown as per cent, its change in percentage points.
    """

    id: str
    label: str
    unit: str
    better: Better
    decimals: int
    kind: Kind
    less: str
    more: str
    same: str
    assumed_link: bool = False
    nobody: str = "none"
    """What is shown in place of a value where there is nobody to have one."""


PAYER_LABELS = {
    "justice": "Justice",
    "health": "Health",
    "housing": "Housing and homelessness",
    "commonwealth": "Commonwealth",
    "community": "Community services",
    "child_protection": "Child protection (assumed link)",
    "programme": "Programme funder",
}


def _cost(name: str, label: str, subject: str, assumed_link: bool = False) -> Outcome:
    return Outcome(
        id=f"cost_{name}",
        label=label,
        unit="dollars per person",
        better="lower",
        decimals=0,
        kind="dollars",
        less=f"{subject} {{amount}} less per person",
        more=f"{subject} {{amount}} more per person",
        same=f"{subject} as much per person",
        assumed_link=assumed_link,
    )


def _cost_to(payer: str) -> Outcome:
    label = PAYER_LABELS[payer]
    return _cost(payer, f"Cost: {label}", f"{label} pays", assumed_link=payer == "child_protection")


_STEP_LABELS = {
    "in_need": "in need",
    "known": "known to somebody",
    "referred": "referred or asked for",
    "attended": "first appointment attended",
    "accepted": "accepted",
    "served": "served",
    "right_need_met": "served where it weighed most",
    "resolved": "served and no longer active",
}


def _counted(identity: str, label: str, unit: str, better: Better, subject: str) -> Outcome:
    return Outcome(
        id=identity,
        label=label,
        unit=unit,
        better=better,
        decimals=2,
        kind="count",
        less=f"{subject} {{amount}} fewer each",
        more=f"{subject} {{amount}} more each",
        same=f"{subject} as many each",
    )


def _step(step: str) -> Outcome:
    label = _STEP_LABELS[step]
    better: Better = "higher" if step in ("right_need_met", "resolved") else None
    return _counted(f"needs_{step}", f"Needs {label}", "needs per person", better, f"needs {label}:")


_CATALOGUE = (
    Outcome(
        id="return_to_custody_24m",
        label="People back in custody within 24 months",
        unit="share of counted releases",
        better="lower",
        decimals=1,
        kind="share",
        less="people return to custody within 24 months of release ({definition}) {amount} points less often",
        more="people return to custody within 24 months of release ({definition}) {amount} points more often",
        same="people return to custody within 24 months of release ({definition}) as often",
    ),
    Outcome(
        id="weeks_stably_housed",
        label="Weeks stably housed",
        unit="weeks per person",
        better="higher",
        decimals=1,
        kind="weeks",
        less="people are stably housed for {amount} weeks less each",
        more="people are stably housed for {amount} weeks more each",
        same="people are stably housed for as many weeks",
    ),
    Outcome(
        id="crises",
        label="Crises",
        unit="crises per person",
        better="lower",
        decimals=2,
        kind="count",
        less="people meet {amount} fewer crises each",
        more="people meet {amount} more crises each",
        same="people meet as many crises",
    ),
    Outcome(
        id="custody_days",
        label="Days in custody",
        unit="days per person",
        better="lower",
        decimals=1,
        kind="count",
        less="people spend {amount} fewer days each in custody",
        more="people spend {amount} more days each in custody",
        same="people spend as many days in custody",
    ),
    Outcome(
        id="deaths",
        label="People who die",
        unit="share of people",
        better="lower",
        decimals=2,
        kind="share",
        less="people die {amount} points less often",
        more="people die {amount} points more often",
        same="people die as often",
    ),
    Outcome(
        id="weeks_in_work",
        label="Weeks in work",
        unit="weeks per person",
        better="higher",
        decimals=1,
        kind="weeks",
        less="people are in work for {amount} weeks less each",
        more="people are in work for {amount} weeks more each",
        same="people are in work for as many weeks",
    ),
    Outcome(
        id="weeks_to_recover",
        label="Weeks off course after a shock",
        unit="weeks per shock",
        better="lower",
        decimals=1,
        kind="weeks",
        less="people are back on track {amount} weeks sooner after a shock",
        more="people are back on track {amount} weeks later after a shock",
        same="people are back on track as soon after a shock",
    ),
    _counted("weeks_waited", "Weeks of waiting for services", "weeks per person", "lower", "weeks of waiting:"),
    _counted("points_of_engagement", "Points of engagement", "organisations per person", None, "new organisations:"),
    _counted("times_told", "Times the story was told", "times per person", "lower", "times the story is told:"),
    Outcome(
        id="child_reports",
        label="Reports to child protection (assumed link)",
        unit="reports per 100 children",
        better="lower",
        decimals=1,
        kind="count",
        less="there are {amount} fewer reports to child protection per 100 children (assumed link)",
        more="there are {amount} more reports to child protection per 100 children (assumed link)",
        same="there are as many reports to child protection (assumed link)",
        assumed_link=True,
        nobody="no children",
    ),
    Outcome(
        id="child_care_weeks",
        label="Weeks of children in out-of-home care (assumed link)",
        unit="weeks per child",
        better="lower",
        decimals=2,
        kind="weeks",
        less="children are in out-of-home care for {amount} weeks less each (assumed link)",
        more="children are in out-of-home care for {amount} weeks more each (assumed link)",
        same="children are in out-of-home care for as many weeks (assumed link)",
        assumed_link=True,
        nobody="no children",
    ),
    Outcome(
        id="children_vulnerable",
        label="Children developmentally vulnerable when they start school (assumed link)",
        unit="share of children who start school",
        better="lower",
        decimals=1,
        kind="share",
        less="children are developmentally vulnerable when they start school {amount} points less often (assumed link)",
        more="children are developmentally vulnerable when they start school {amount} points more often (assumed link)",
        same="children are developmentally vulnerable when they start school as often (assumed link)",
        assumed_link=True,
        nobody="no children",
    ),
    *(_step(step) for step in FUNNEL),
    _cost("total", "Cost to all payers", "all payers together pay", assumed_link=True),
    *(_cost_to(payer) for payer in PAYERS),
)

OUTCOMES = {outcome.id: outcome for outcome in _CATALOGUE}
"""Every outcome by id, in the order in which tables show them."""

FUNNEL_STEPS = tuple(f"needs_{step}" for step in FUNNEL)
"""The ids of the referral funnel, step by step; shown in a table of their own."""

HEADLINE = "return_to_custody_24m"
"""The outcome of the sentence that ends every report."""

BY_SITE = (HEADLINE, "weeks_stably_housed", "crises", "custody_days", "cost_total")
"""The outcomes that are told site by site."""

COSTS_BY_PAYER = tuple(f"cost_{payer}" for payer in PAYERS)
"""The ids of the costs that add up to `cost_total`."""


OF_CHILDREN = tuple(name for name, outcome in OUTCOMES.items() if outcome.nobody == "no children")
"""The ids of children's outcomes."""

ASSUMED_LINK = (
    "children: no study has linked help for a parent to what happens to a child; whatever is marked “assumed link” "
    "rests on that assumption, and so does the part of the cost to all payers that child protection pays"
)
"""The note that stands with every result."""


def outcome_named(name: str) -> Outcome:
    """The outcome with this id; an unknown id is an error that names the nearest right one."""
    if name in OUTCOMES:
        return OUTCOMES[name]
    close = difflib.get_close_matches(name, list(OUTCOMES), n=1, cutoff=0.6)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    raise SimmodelError(f"there is no outcome called {name!r}; allowed: {', '.join(OUTCOMES)}{hint}")
