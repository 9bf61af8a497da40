"""The store: the runs that it has of a study and seed, and those that are put into it."""

from __future__ import annotations

import math
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
RECOUNTED = 0.1
"""What lies in the folder is counted again whenever this share of the limit was added, as others may add to it too."""
Say = Callable[[str], None]


def in_silence(sentence: str) -> None:
    """Nobody is told."""


class GoneError(Exception):
    """A run that is not in the store, or not any more."""


class Store:
    """Kept runs in a folder of at most `limit` bytes; `say` is told, in sentences, what cannot be read or kept.

    `due` counts the runs that were asked for, are here whole and are yet to be read, `taken_from` those that were read.
    Several processes may use one folder: a file appears whole, and whoever plays a run writes the same bits.
    """

    def __init__(self, folder: Path, limit: int = DEFAULT_LIMIT, say: Say = in_silence) -> None:
        """Use this folder, which is made when the first run is kept."""
        self.folder, self.limit, self.say = folder, limit, say
        self.due, self.taken_from = 0, 0
        self._mine: set[Path] = set()
        self._taken, self._added = 0, math.inf
        self._keeps = True
        self._told_torn = False

    @property
    def runs(self) -> int:
        """How many runs were found here or put here so far."""
        return len(self._mine)

    def there(self, origin: Origin, addresses: Iterable[Address]) -> set[Address]:
        """Which of these runs are here; from now on they count as used. What may not be looked at is not here."""
        paths = {address: self._path(origin, address) for address in addresses}
        found = {address: path for address, path in paths.items() if os.path.exists(path)}
        for path in found.values():
            self._mine.add(path)
            with suppress(OSError):
                os.utime(path)
        return set(found)

    def tell(self, found: int, wanted: int) -> None:
        """Say how many of the wanted runs are here, if any are."""
        if found:
            self.say(f"Kept from before: {found} of {wanted} runs, in {self.folder}.")

    def read(self, origin: Origin, address: Address) -> OneRun | None:
        """A run that is here; None is one of a draw without a custody curve. GoneError where it is not, any more.

        A file that is torn, or holds something else, is set aside, which is told of the first, and is not here.
        """
        path = self._path(origin, address)
        try:
            return _run_in(path, origin, address)
        except FileNotFoundError:
            reason = None
        except TornError as error:
            reason = str(error)
        self._mine.discard(path)
        if reason is not None:
            set_aside(path, self.folder)
            self._tell_torn(reason)
        raise GoneError(address)

    def keep(self, origin: Origin, address: Address, one: OneRun | None) -> None:
        """Put a run here; where that cannot be done, say so once and keep no more."""
        if not self._keeps:
            return
        path = self._path(origin, address)
        try:
            if self._added > RECOUNTED * self.limit:
                self._taken, self._added = taken(self.folder), 0
            size = write(path, table_of_run(one, origin.labels(address)), origin.facts(address))
        except OSError as error:
            self._no_more(f"{error.strerror or error}; {self.folder}")
            return
        self._mine.add(path)
        self._taken, self._added = self._taken + size, self._added + size
        if self._taken > self.limit:
            self._taken = make_room(self.folder, self.limit, self._mine)
            if self._taken > self.limit:
                self._no_more(f"this command's own fill the {self.limit / GIGABYTE:g} GB of {self.folder}")

    def _path(self, origin: Origin, address: Address) -> Path:
        return self.folder / origin.study / f"{origin.name(address)}{ENDING}"

    def _tell_torn(self, reason: str) -> None:
        if not self._told_torn:
            self.say(
                f"A kept run is torn or not what its name says ({reason}): set aside in {self.folder / ASIDE}, never "
                "read, and played again, like every other that is found so."
            )
        self._told_torn = True

    def _no_more(self, why: str) -> None:
        self._keeps = False
        self.say(f"From here on runs are not kept ({why}); the result is whole all the same.")


def _run_in(path: Path, origin: Origin, address: Address) -> OneRun | None:
    table = read(path, origin.facts(address))
    try:
        return run_of_table(table, origin.scenarios)
    except (KeyError, ValueError, IndexError) as error:
        raise TornError("it is not a whole run") from error
