"""Mesa's agents: the same attributes as the batch driver's records, as plain Python values."""

from typing import Any

import mesa
import numpy as np


class Attributes:
    """A record's fields as attributes: what `site.tally` or `site.service[2]` is in the Mesa driver."""

    def __init__(self, record: np.void) -> None:
        """Take over the record's values."""
        self.__dict__.update(plain(record))


class PersonAgent(mesa.Agent):
    """A person as Mesa sees one; its attributes are the fields of `world.Person`."""

    def __init__(self, model: mesa.Model, record: np.void) -> None:
        """Take over the record's values."""
        super().__init__(model)
        self.__dict__.update(plain(record))


def plain(record: np.void) -> dict[str, Any]:
    """The record's fields as plain Python: numbers, lists of numbers, and `Attributes` for records inside it."""
    assert record.dtype.names is not None
    return {name: _plain_value(record[name]) for name in record.dtype.names}


def pack(source: Any, record: np.void) -> None:
    """Write the attributes of `source` back into a record: the inverse of `plain`."""
    assert record.dtype.names is not None
    for name in record.dtype.names:
        value = getattr(source, name)
        if isinstance(value, Attributes):
            pack(value, record[name])
        elif isinstance(value, list) and value and isinstance(value[0], Attributes):
            for place, item in enumerate(value):
                pack(item, record[name][place])
        else:
            record[name] = value


def _plain_value(value: Any) -> Any:
    if isinstance(value, np.void):
        return Attributes(value)
    if isinstance(value, np.ndarray):
        return [Attributes(item) for item in value] if value.dtype.names else value.tolist()
    return value.item()
