"""Which runs are played, where others are read from the store."""

from collections.abc import Iterator, Sequence

import pytest

from simmodel import players
from simmodel.sampling import Address
from simmodel.scenario import Study

Played = list[tuple[tuple[str, ...], Address]]


def runs_played(monkeypatch: pytest.MonkeyPatch) -> Played:
    """The scenarios and the address of each run that is handed to threads of this process, from now on."""
    found, real = Played(), players.in_threads

    def in_threads(study: Study, addresses: Sequence[Address], *more: object) -> Iterator[object]:
        found.extend((tuple(study.scenarios), address) for address in addresses)
        return real(study, addresses, *more)

    monkeypatch.setattr(players, "in_threads", in_threads)
    return found
