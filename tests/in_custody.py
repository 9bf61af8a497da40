"""People in custody and released from it, and their chance of return by each route."""

from kit import chance_of, lucky, person

from simmodel.chance import BREACH, NEW_SENTENCE, REMAND
from simmodel.rules.custody import return_to_custody
from simmodel.vocabulary import ON_REMAND, RETURNED_FOR_BREACH, SENTENCED

NO_RISK_FACTOR = {"at_work": 1, "need": 0.2, "priors": 0.0, "age": 35.0}
ROUTES = {SENTENCED: NEW_SENTENCE, RETURNED_FOR_BREACH: BREACH, ON_REMAND: REMAND}
AFTER = {SENTENCED: "new_sentence_after", RETURNED_FOR_BREACH: "breach_after", ON_REMAND: "remand_after"}
CURVE = 0.004
"""The weekly hazard of the neutral site's flat curve."""


def released(**fields: object) -> object:
    """Somebody released ten weeks ago, on parole, with no risk factor."""
    return person(**(NO_RISK_FACTOR | {"weeks_free": 10, "parole_weeks": 20} | fields))


def inside(kind: int = SENTENCED, left: int = 1, **fields: object) -> object:
    """Somebody in custody, with a history of it, for so many weeks more."""
    return person(**({"custody": kind, "custody_weeks_left": left, "weeks_free": 30} | fields))


def chance_of_return(where: object, route: int = SENTENCED, **fields: object) -> float:
    """The chance of this route back this week."""

    def returns(luck: float) -> bool:
        who = lucky(released(**fields), ROUTES[route], luck)
        return_to_custody(who, where)
        return who.custody == route

    return chance_of(returns)
