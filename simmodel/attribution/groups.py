"""The grouping of mechanisms that a difference is shared out to: every mechanism in one group, one table, one place.

A group that is off has all of its mechanisms off (`simmodel.mechanisms` says what that means), from the first week of
the warm-up and in both scenarios. Two things have no switch, since the base case holds nothing of them, and go to
nothing with the group that they belong to: hours held in common (a lever), and the bond with a worker and a coach's own
work (numbers). Without that their effect would be told as the effect of money. What is left with every group off is a
share of its own, `spending`. To add a mechanism, name it in a group here and in the table of docs/model.md, section 7.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simmodel.appraisal.outcomes import OF_CHILDREN
from simmodel.scenario import Assumption, Study

BECAUSE = "held at nothing, as in the base case, while its group is off"


@dataclass(frozen=True)
class Group:
    """Mechanisms that are switched together; `through` completes "comes about through ...".

    `levers` of scenarios and `numbers` of the model are 0 while the group is off. `acts_on`: the only outcomes that the
    group can act on; none named for any. `needs`: what a scenario must buy for the group to do anything before or after
    week 0, by its mechanisms alone.
    """

    id: str
    through: str
    holds: str
    mechanisms: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    acts_on: tuple[str, ...] = ()
    needs: str = ""


GROUPS = (
    Group(
        "queueing",
        "queueing",
        "who is let in and when: waits, who is accepted, strain, who is passed over, hours held in common",
        ("eligibility", "waiting", "strain", "displacement"),
        levers=("pooled_hours",),
    ),
    Group(
        "pulling_in",
        "pulling help in",
        "coaches ask specialists and for homes, past the chain of referral",
        ("pull_in",),
        needs="coaches",
    ),
    Group(
        "fragmentation",
        "help in one piece or in many",
        "losses from referral to referral, the story told again or passed on, help that fits what else is in need",
        ("referral_loss", "retelling", "mismatch", "complementarity", "dilution", "consent"),
    ),
    Group("brokerage", "flexible funds", "money for what people themselves name", ("brokerage",), needs="coaches"),
    Group(
        "relationship",
        "relationship",
        "trust, agency, speaking up, the bond with a worker who stays, what person and coach get done themselves",
        ("trust", "agency", "disclosure", "bond_continuity"),
        numbers=("trust.bond_gain", "coaching.generalist"),
    ),
    Group(
        "learning",
        "learning",
        "a partnership that is safe and backed, what sites learn, a regime of learning instead of targets",
        ("partnership_safety", "roles", "learning", "diffusion", "admin_burden", "creaming"),
    ),
    Group(
        "children",
        "what children live with",
        "what a child lives with at home acts on its life (an assumed link)",
        ("child_development",),
        acts_on=(*OF_CHILDREN, "cost_child_protection", "cost_total"),
    ),
)
"""Every group but spending, in the order of tables."""

SPENDING = Group(
    "spending",
    "spending",
    "what is left with all of that off: the money itself, and the hours, homes and workers' time that it buys",
)
"""The share of the difference that remains with every group off."""


POOLING = (
    "hours held in common have no switch of their own, and are off with queueing; they can cut waits several-fold by "
    "themselves, without money or a coach: compare with a scenario that does nothing else"
)
"""What must be said where a scenario holds hours in common."""


def left_out(study: Study, outcome: str) -> dict[str, str]:
    """Groups that cannot change a difference between scenarios of the study, each with the reason; their share is
    exactly nothing."""
    bought = {scenario.buys for scenario in study.scenarios.values()}
    found = {}
    for group in GROUPS:
        if with_groups_off(study, [group]).digest() == study.digest():
            found[group.id] = "off in this study"
        elif group.acts_on and outcome not in group.acts_on:
            found[group.id] = "acts on children's lives only"
        elif group.needs and group.needs not in bought:
            found[group.id] = f"nobody buys {group.needs}"
    return found


def with_groups_off(study: Study, off: Iterable[Group]) -> Study:
    """The same study with these groups off, whatever else is off in it already."""
    groups = list(off)
    unused = {lever: 0.0 for group in groups for lever in group.levers}
    switches = {name: False for group in groups for name in group.mechanisms}
    scenarios = {name: one.model_copy(update=unused) for name, one in study.scenarios.items()}
    none = [number for group in groups for number in group.numbers]
    beliefs = [belief for belief in study.assumptions if belief.number not in none or belief.value == 0.0]
    none = [number for number in none if number not in {belief.number for belief in beliefs}]
    beliefs += [Assumption(number=number, value=0.0, because=BECAUSE) for number in none]
    changes = {"scenarios": scenarios, "mechanisms": study.mechanisms | switches, "assumptions": tuple(beliefs)}
    return study.model_copy(update=changes)


def only_beside_the_base(study: Study, group: Group) -> bool:
    """Whether the group acts on neither the warm-up nor the base case, so that these need not be played without it."""
    return bool(group.needs) and study.scenarios[study.base_case].buys != group.needs


def pools(study: Study) -> bool:
    """Whether any scenario of the study holds hours in common."""
    return any(scenario.pooled_hours > 0 for scenario in study.scenarios.values())


def off_already(study: Study, group: Group) -> tuple[str, ...]:
    """Mechanisms of a group that the study itself holds off."""
    return tuple(name for name in group.mechanisms if not study.mechanisms.get(name, True))
