"""Who is counted with every group on and with every group off are told apart."""

import numpy as np
import pytest

from simmodel.attribution.played import Pair, overlap


def counted(*people: bool) -> Pair:
    return Pair(0, (), (), np.array(people))


def test_of_the_people_counted_with_every_group_off_it_is_told_how_many_are_counted_with_all_on() -> None:
    on, off = (
        [counted(True, True, False, True), counted(True, True)],
        [counted(True, False, True, True), counted(False, True)],
    )
    assert overlap(on, off) == pytest.approx(3 / 4)


def test_where_nobody_is_counted_with_every_group_off_there_is_no_share() -> None:
    assert overlap([counted(True, False)], [counted(False, False)]) is None
