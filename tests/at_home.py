"""People at home or on a list for one, and the chance that they lose it."""

from kit import chance_of, lucky, person

from simmodel.chance import TENANCY_LOSS
from simmodel.rules import housing
from simmodel.vocabulary import HOMELESS, HOUSING, INSECURE, STABLE, WAITING

WORSE_OFF = {STABLE: INSECURE, INSECURE: HOMELESS}


def chance_to_lose(where: object, **fields: object) -> float:
    """The chance that this week ends with less of a home."""

    def loses(luck: float) -> bool:
        who = lucky(person(**fields), TENANCY_LOSS, luck)
        before = who.tenancy
        housing.tenancy(who, where)
        return who.tenancy == WORSE_OFF[before]

    return chance_of(loses)


def with_approved(unit: int, **fields: object) -> object:
    """Somebody who waits for a letting, homeless and approved for the priority list or insecurely housed."""
    home = HOMELESS if unit == HOUSING else INSECURE
    return person(**({"tenancy": home, "priority_case": 1, "pathway": {HOUSING: WAITING}} | fields))
