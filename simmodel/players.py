"""The one way in which paired runs are played: from the store where it has them, else in threads or on a cluster.

Whatever asks for runs of a study makes `Players`, and takes from `runs` what it needs of each, one after the other; a
run that is let go is held nowhere. What needs something else of a run than `OneRun` says in `each` what to make of it.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass

from simmodel.apart import beside_the_base, parts_of, put_together, taken_apart
from simmodel.kept import OneRun, paired
from simmodel.pool import Live, Play, Solve, in_threads
from simmodel.sampling import Address
from simmodel.scenario import Study
from simmodel.store.address import Origin, origin_of
from simmodel.store.shelves import GoneError, Store
from simmodel.week import WEEK, Week

Lived = Generator[OneRun | None, None, None]
"""Runs in order; None stands for a run of a draw without a custody curve. Close it, and nobody plays on."""
_WHOLE = ""
"""The name of a study that is kept as one."""


@dataclass(frozen=True)
class Players:
    """Who plays runs and who keeps them: `workers` threads of this process, or `play` elsewhere (`simmodel.cluster`).

    Without a `store` nothing is kept. Another `week` than the model's is neither kept nor played elsewhere.
    """

    workers: int = 1
    store: Store | None = None
    play: Play | None = None
    week: Week = WEEK

    def runs(self, study: Study, seed: int, addresses: Sequence[Address], apart: bool = False) -> Lived:
        """These runs in order; those that the store has are read when they are due, and all others are put there.

        With `apart` each scenario is kept beside the base case, as a study of its own, so that it is found again
        whatever it is asked about with; what is missing is played together, the base case once.
        """
        if self.store is None or self.week is not WEEK:
            return self.each(study, seed, addresses, paired)
        parts = (parts_of(study) if apart else {}) or {_WHOLE: study}
        origins = {name: origin_of(part, seed) for name, part in parts.items()}
        return _OnShelves(self, self.store, study, parts, origins, seed).runs(addresses)

    def each[Kept](
        self, study: Study, seed: int, addresses: Sequence[Address], live: Live[Kept], solve: Solve | None = None
    ) -> Generator[Kept | None, None, None]:
        """What `live` makes of each of these runs, in order; all are played, and the store keeps nothing of it.

        `solve` finds the solution of a draw near that of the study, as finely as for any result unless given.
        """
        if self.play is None or self.week is not WEEK:
            return in_threads(study, addresses, seed, self.workers, self.week, live, solve)
        return self.play(study, seed, addresses, live, solve)


@dataclass(frozen=True)
class _OnShelves:
    """Runs of a study, of which a store keeps each of `parts`, by name, as a study of its own."""

    players: Players
    store: Store
    study: Study
    parts: Mapping[str, Study]
    origins: Mapping[str, Origin]
    seed: int

    def runs(self, addresses: Sequence[Address]) -> Lived:
        """These runs in order; runs of which the same is missing are played one after the other."""
        there = {name: self.store.there(origin, addresses) for name, origin in self.origins.items()}
        self.store.tell(sum(map(len, there.values())), len(addresses) * len(there))
        missing = {each: tuple(name for name in self.parts if each not in there[name]) for each in addresses}
        self.store.due += sum(not names for names in missing.values())
        with ExitStack() as until_the_end:
            played: dict[tuple[str, ...], Lived] = {}
            for address in addresses:
                names = missing[address]
                if names and names not in played:
                    alike = [each for each in addresses if missing[each] == names]
                    played[names] = until_the_end.enter_context(closing(self._played(names, alike)))
                lived = next(played[names]) if names else None
                found = {name: self._put(name, address, lived) for name in names}
                every = {name: found[name] if name in found else self._read(name, address) for name in self.parts}
                self.store.due -= not names
                self.store.taken_from += not names
                yield put_together(every, self.study)

    def _played(self, names: Sequence[str], addresses: Sequence[Address]) -> Lived:
        study = self.study if _WHOLE in names else beside_the_base(self.study, names)
        return self.players.each(study, self.seed, addresses, paired)

    def _put(self, name: str, address: Address, lived: OneRun | None) -> OneRun | None:
        """Keep a part of what was played."""
        one = taken_apart(lived, self.parts[name])
        self.store.keep(self.origins[name], address, one)
        return one

    def _read(self, name: str, address: Address) -> OneRun | None:
        """A part that the store has, or had: then it is played."""
        try:
            return self.store.read(self.origins[name], address)
        except GoneError:
            (one,) = self._played([name], [address])
            return self._put(name, address, one)
