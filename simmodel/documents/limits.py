"""What is not in the numbers, and which way that leans: every document lists it."""

from __future__ import annotations

from typing import NamedTuple

from simmodel.appraisal.money.views import LAYERS
from simmodel.appraisal.runs import Runs
from simmodel.documents.figures import value_told


class Limit(NamedTuple):
    """Something that is left out, and in whose favour that is."""

    left_out: str
    leans: str


INDEPENDENT = "how numbers go together (they are sampled independently)"
BUT_FITTED = "how numbers that were not fitted go together (they are sampled independently)"
LAYER_LIMITS = {
    "victims": Limit("victims' costs, unless the study values them", "against what lowers crime"),
    "wellbeing": Limit("wellbeing, unless the study values it", "against what helps people live well"),
}
"""By layer what is left out where the study puts no value on it."""
NOT_MODELLED = (
    Limit("money that ends keeps new people out in the last four weeks only", "against pull-in"),
    Limit("sick leave; leaving and vacancies among specialists", "for pull-in"),
    Limit("workforce: bought hours and coaches exist in full after set-up", "for whatever is bought"),
    Limit(
        "learning the wrong thing; who gets on with whom in a partnership",
        "for whoever works together",
    ),
    Limit(
        "outcomes of outside demand; what a scenario is worth counts the hours that they get at their price, and costs "
        "to payers do not: hours that they no longer use are not saved there",
        "outcomes for, costs to payers against, whoever uses more",
    ),
    Limit(
        "births; what happens to children acts on no adult; care, schools and services for children change no child",
        "against what helps families",
    ),
    Limit("workers who visit a family and report more", "for whoever visits"),
    Limit("services inside; needs change in custody", "against what is continuous"),
    *LAYER_LIMITS.values(),
    Limit("income support, higher courts", "against what lowers crime"),
    Limit("effect of supervision on offending; community orders as an outcome", "unclear"),
    Limit("no-shows free no hours", "against services that people do not trust"),
    Limit(
        "losses beyond those of trust, agency and waiting at a further hand-off (no study measured one)",
        "for referring out",
    ),
    Limit("outside demand is a fluid: queues vary a little less", "neither"),
    Limit("the case worker of a leased home", "against homes"),
    Limit("rent once a lease has ended; whom a leased home would have housed otherwise", "for homes"),
    Limit("seasons; people who move from one site to another; competition between sites", "unclear"),
    Limit(
        f"{INDEPENDENT}; what the ranges of the ledger leave out; the budget lines of a team, which are not sampled",
        "unclear; evidence bands are as wide as the ranges are honest",
    ),
)
"""As section 8 of docs/model.md says it."""
_LAYER_WORDS = {"victims": "costs to people harmed by crime", "wellbeing": "people's wellbeing"}


def left_out(runs: Runs) -> list[Limit]:
    """What is not in the numbers of this study: all of it, less the layers that the study puts a value on itself."""
    supplied = [LAYER_LIMITS[value.account] for value in runs.values if value.account in LAYER_LIMITS]
    left = [limit for limit in NOT_MODELLED if limit not in supplied]
    if runs.fitted is None:
        return left
    return [limit._replace(left_out=limit.left_out.replace(INDEPENDENT, BUT_FITTED)) for limit in left]


def layers_told(runs: Runs) -> list[str]:
    """For victims' costs and wellbeing, whether the study puts a value on them, and with what reason."""
    told = []
    for layer in LAYERS:
        given = [value for value in runs.values if value.account == layer]
        words = _LAYER_WORDS[layer]
        told += [f"{words}: {value_told(v)} of {v.of}, as the study says: {v.because}" for v in given]
        if not given:
            told.append(f"{words}: no value is supplied, so the benefit-cost ratio leaves them out")
    return told
