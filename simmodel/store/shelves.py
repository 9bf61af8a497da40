"""The store: the runs that it has of a study and seed, and those that are put into it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from simmodel.kept import OneRun
from simmodel.sampling import Address
from simmodel.store.address import Origin
from simmodel.store.files import ASIDE, ENDING, TornError, read, set_aside, write
from simmodel.store.room import make_room, taken
from simmodel.store.table import run_of_table, table_of_run

GIGABYTE = 10**9
DEFAULT_LIMIT = 2 * GIGABYTE
Say = Callable[[str], None]


def in_silence(sentence: str) -> None:
    """Nobody is told."""


class Store:
    """Kept runs in a folder of at most `limit` bytes; `say` is told, in sentences, what cannot be read or kept.

    Several processes may use one folder: a file appears whole, and whoever plays a run writes the same bits.
    """

    def __init__(self, folder: Path, limit: int = DEFAULT_LIMIT, say: Say = in_silence) -> None:
        """Use this folder, which is made when the first run is kept."""
        self.folder, self.limit, self.say = folder, limit, say
        self._mine: set[Path] = set()
        self._taken: int | None = None
        self._keeps = True

    @property
    def runs(self) -> int:
        """How many runs were found here or put here so far."""
        return len(self._mine)

    def held(self, origin: Origin, addresses: Iterable[Address]) -> dict[Address, OneRun | None]:
        """Those of these runs that are here; None is one of a draw without a custody curve.

        A file that is torn, or holds something else, is set aside and told, and its run is as if it were not there.
        """
        found, wanted = dict[Address, OneRun | None](), list(addresses)
        torn: list[str] = []
        for address in wanted:
            path = self._path(origin, address)
            try:
                found[address] = _run_in(path, origin, address)
                self._used(path)
            except FileNotFoundError:
                continue
            except TornError as error:
                torn.append(str(error))
                set_aside(path, self.folder)
        if found:
            self.say(f"Kept from before: {len(found)} of {len(wanted)} runs, in {self.folder}.")
        if torn:
            files = "1 kept run is" if len(torn) == 1 else f"{len(torn)} kept runs are"
            self.say(
                f"{files} torn or not what the name says ({torn[0]}): set aside in {self.folder / ASIDE}, "
                "never read, and played again."
            )
        return found

    def keep(self, origin: Origin, address: Address, one: OneRun | None) -> None:
        """Put a run here; where that cannot be done, say so once and keep no more."""
        if not self._keeps:
            return
        path = self._path(origin, address)
        try:
            if self._taken is None:
                self._taken = taken(self.folder)
            self._taken += write(path, table_of_run(one, origin.labels(address)), origin.facts(address))
        except OSError as error:
            self._no_more(f"{error.strerror or error}; {self.folder}")
            return
        self._mine.add(path)
        if self._taken > self.limit:
            self._taken = make_room(self.folder, self.limit, self._mine)
            if self._taken > self.limit:
                self._no_more(f"this command's own fill the {self.limit / GIGABYTE:g} GB of {self.folder}")

    def _path(self, origin: Origin, address: Address) -> Path:
        return self.folder / origin.study / f"{origin.name(address)}{ENDING}"

    def _used(self, path: Path) -> None:
        self._mine.add(path)
        with suppress(OSError):
            os.utime(path)

    def _no_more(self, why: str) -> None:
        self._keeps = False
        self.say(f"From here on runs are not kept ({why}); the result is whole all the same.")


def _run_in(path: Path, origin: Origin, address: Address) -> OneRun | None:
    table = read(path, origin.facts(address))
    try:
        return run_of_table(table, origin.scenarios)
    except (KeyError, ValueError, IndexError) as error:
        raise TornError("it is not a whole run") from error
