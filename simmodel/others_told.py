"""What hours of services do to the answer that people outside the study get or miss, which no budget holds."""

from __future__ import annotations

from simmodel.appraisal.estimates import Estimate
from simmodel.appraisal.who_pays import gained_by, minus, without
from simmodel.cost_items import OTHERS
from simmodel.documents.findings import Findings
from simmodel.money_told import named, subject
from simmodel.money_words import gain_told, judged


def hours_turn(findings: Findings) -> str:
    """What the answer, or the order of the ways, would be without these hours, where it turns; otherwise empty."""
    about = subject(findings.comparison)
    if about is None or OTHERS not in gained_by(findings.runs, about):
        return ""
    worths = findings.appraisal.scenarios
    with_hours = {"": findings.appraisal.headline(about).net}
    with_hours |= {name: minus(worths[about], worths[name]) for name in worths if name != about}
    turned = []
    for name, net in with_hours.items():
        alone = without(findings.runs, about, OTHERS, name)
        if _verdict(alone, findings) != _verdict(net, findings):
            told = gain_told(alone, findings.comparison, "{amount} better", "{amount} worse", "{told}")
            turned.append(f"beside {named(findings, name or findings.comparison.base_case)}, {told}")
    if not turned:
        return ""
    return (
        "The answer hangs on services' hours that others gain or lose, counted at cost (an assumption). Without them "
        f"{named(findings, about)} does otherwise: {'; '.join(turned)}."
    )


def _verdict(net: Estimate, findings: Findings) -> str:
    """Better, worse or not clear, whatever one site may show."""
    return judged(net, findings.comparison).partition(", though")[0]
