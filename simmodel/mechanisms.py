"""The mechanisms that a study can switch off, each with what it does and what "off" means.

Off holds a part at its reference, the mean of the reference community under the base case, from the first week of the
warm-up and in every scenario; it makes nobody better or worse. To add one: name it in `simmodel.vocabulary`, add a row
here and in docs/model.md, and let the rule read `site.on.<name>`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mechanism:
    """One part of the model that `[mechanisms] name = false` holds at its reference."""

    name: str
    does: str
    off: str


CATALOGUE = (
    Mechanism(
        "eligibility",
        "threshold, ceiling and second provider decide who is accepted",
        "each attended intake succeeds with the reference share",
    ),
    Mechanism(
        "waiting",
        "waiting costs attendance before an intake, people after it, and trust beyond what was said",
        "intakes are attended as after the reference wait; the usual share is lost on joining a queue, nobody later; "
        "long waits cost trust as the reference mean",
    ),
    Mechanism(
        "referral_loss",
        "attendance follows trust, agency, tellings, the wait, link workers and relational workers",
        "each intake is attended with the reference share",
    ),
    Mechanism(
        "retelling",
        "telling the story again costs attendance and trust",
        "tellings act on attendance and trust as the reference mean",
    ),
    Mechanism("mismatch", "effect depends on the heaviest need", "match is the reference mean"),
    Mechanism("complementarity", "unmet linked needs weaken a service", "complement is the reference mean"),
    Mechanism(
        "dilution",
        "more organisations, less effect of each; a coach holds them together",
        "dilution is the reference mean",
    ),
    Mechanism(
        "trust",
        "acts on asking, telling, attending, waiting, appointments, consent; moves the community's default trust",
        "acts as the reference mean, and default trust stays; the state still moves and the bond still acts",
    ),
    Mechanism(
        "agency",
        "acts on needs, asking, attending, appointments, work",
        "acts as the reference mean; the state still moves",
    ),
    Mechanism(
        "bond_continuity",
        "coaches and link workers leave, posts stay vacant, and part of the bond is lost",
        "nobody leaves before the money ends",
    ),
    Mechanism(
        "disclosure",
        "people speak as they trust; reflective practice gets needs written down",
        "people speak at the reference confidence; reflective sessions change nothing in what is written down",
    ),
    Mechanism("brokerage", "flexible funds pay for purchases", "nothing is bought; the programme costs as much"),
    Mechanism(
        "pull_in",
        "coaches ask specialists and for homes",
        "they ask nobody; the person goes on asking as without a coach",
    ),
    Mechanism(
        "strain",
        "queues and crises wear services down: fewer accepted, slower to come, less effect",
        "acts as the reference strain; the state still moves",
    ),
    Mechanism(
        "consent",
        "stories are passed on by regime and consent, and found out",
        "nothing is passed on, by services or link workers",
    ),
    Mechanism(
        "displacement",
        "people whom coaches bring in take hours that others would have had",
        "their hours come on top and nobody waits longer for them (some wait less, since what coached people would "
        "have used is free); homes are let as they are",
    ),
    Mechanism(
        "child_development",
        "what a child lives with at home acts on reports, on coming home from care and on starting school",
        "acts as the reference mean: children's lives do not hang on the carer's; what they live with is still summed",
    ),
    Mechanism(
        "admin_burden",
        "a regime of learning frees workers' hours from reports",
        "as many hours go into reports as under targets",
    ),
    Mechanism(
        "creaming",
        "a regime of learning has services accept more complex lives, and fewer light needs",
        "who is accepted stays as under targets",
    ),
    Mechanism(
        "partnership_safety",
        "services that take part in a safe partnership come sooner, and more is learned",
        "safety acts as its usual level; the state still moves, and joint work still costs hours",
    ),
    Mechanism(
        "roles",
        "three roles and levels of governance stand behind change: services come, decisions are quick, stress is less",
        "nobody stands behind change, so nothing is learned either; roles are still taken up and left",
    ),
    Mechanism(
        "learning",
        "what a site learns eases referral for everybody",
        "nothing that is learned acts; the state still moves",
    ),
    Mechanism(
        "diffusion",
        "sites learn from one another",
        "each site learns alone",
    ),
)
"""Every mechanism, in the order of `simmodel.vocabulary.MECHANISMS`."""
