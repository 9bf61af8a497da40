"""Times and sizes in words."""

import doctest

from simmodel.planning import units


def test_examples_of_units_hold() -> None:
    found = doctest.testmod(units)
    assert (found.failed, found.attempted) == (0, 3)
