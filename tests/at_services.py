"""People who wait for a service or are in one, and a queue of people from outside."""

from kit import WEEK, Attributes, person

from simmodel.vocabulary import MENTAL_HEALTH, SERVED, WAITING


def waiting(domain: int = MENTAL_HEALTH, weeks: int = 3, **fields: object) -> Attributes:
    return person(pathway={domain: WAITING}, asked={domain: WEEK - weeks}, **fields)


def in_service(domain: int = MENTAL_HEALTH, **fields: object) -> Attributes:
    return person(**({"pathway": {domain: SERVED}, "due": {domain: WEEK + 5}} | fields))


def queue(**fields: object) -> dict[int, dict[str, object]]:
    return {MENTAL_HEALTH: fields}
