"""What a trial keeps of a week is what the records say."""

import numpy as np
import pytest
from seen_weeks import of_a_run

from simmodel.followed.states import states_of
from simmodel.validation.seen import in_bits
from simmodel.vocabulary import DOMAINS


def test_the_first_domain_is_the_lowest_bit() -> None:
    flags = np.zeros((2, len(DOMAINS)), bool)
    flags[0, 0] = flags[1, [1, 7]] = True
    assert in_bits(flags).tolist() == [1, 2 + 128]


def test_what_is_kept_of_a_week_is_what_the_records_say() -> None:
    watched = of_a_run()
    last = watched.seen[-1]
    for name in ("custody", "weeks_free", "tenancy_weeks"):
        assert last[name].tolist() == watched.people[name].tolist()
    assert last["states"].tolist() == states_of(watched.people).tolist()
    assert last["on_parole"].tolist() == (watched.people.parole_weeks > 0).tolist()
    assert last["justice"].sum() == pytest.approx(watched.people.cost[:, 0].sum() / 100)
