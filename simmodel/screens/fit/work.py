"""The long work of this page: what a fit will take, and the fit, which goes on where it was stopped."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simmodel.errors import SimmodelError
from simmodel.scenario import Study, parse_study
from simmodel.screens.desk.job import Hands
from simmodel.shown.fit.checked import FILE, checked
from simmodel.shown.fit.study_file import FILE as STUDY_FILE

if TYPE_CHECKING:
    from simmodel.calibration.result import Fit, Size
    from simmodel.calibration.targets import Target
    from simmodel.shown.fit.files import Asked

LEDGERS = 20
"""Ledgers of fits that the server keeps; the one that was written longest ago goes first."""
WAITS = 0.5
_turns: defaultdict[Path, threading.Lock] = defaultdict(threading.Lock)


@dataclass(frozen=True)
class Fitted:
    """A fit made here: what it was asked with, the fit, and what it found, as the command line says it in JSON."""

    asked: Asked
    fit: Fit
    told: Mapping[str, Any]


@dataclass
class FitWork:
    """Fits a study to its targets; `now` says which part of it goes on."""

    asked: Asked
    now: str = ""
    ledgers: Path = field(default_factory=lambda: ledgers_of_the_server())

    def __call__(self, hands: Hands) -> Iterator[Fitted]:
        """Give the fit."""
        from simmodel.calibration.as_json import to_json
        from simmodel.calibration.fit import calibrate
        from simmodel.players import Players
        from simmodel.shown.fit.files import to_take_away

        study, targets = study_and_targets(self.asked)
        folder = ledger_of(self.ledgers, study, targets, self.asked.seed)
        with _turn(folder, hands):
            self.now = "Now: making the model ready for this study; the first time that takes up to a minute or two."
            settle(study)
            players = Players(hands.workers, play=hands.play)
            found = calibrate(study, targets, folder, size_of(self.asked), self.asked.seed, players, self._tell(hands))
        yield Fitted(self.asked, found, to_json(to_take_away(found, self.asked)))

    def _tell(self, hands: Hands) -> Callable[[str, int], Callable[[int, int], None]]:
        def tell(name: str, runs: int) -> Callable[[int, int], None]:
            self.now = f"Now: {wave_told(name)}, {runs:,} runs."
            hands.progress(0, runs)

            def told(done: int, of: int) -> None:
                if done == of:
                    self.now = "Now: learning from these runs; where they suffice, the checks, some half a minute."
                hands.progress(done, of)

            return told

        return tell


@dataclass
class PlanWork:
    """Says what a fit will take on this machine, from a few runs that are played and not kept."""

    asked: Asked
    ledgers: Path = field(default_factory=lambda: ledgers_of_the_server())

    def __call__(self, hands: Hands) -> Iterator[list[str]]:
        """Give the lines that the command line prints."""
        from simmodel.calibration.fit import what_it_hangs_on
        from simmodel.calibration.ledger import held_in
        from simmodel.commands.compare import cores
        from simmodel.planning.fit_plan import plan_of_fit
        from simmodel.planning.fit_runs import ToCome
        from simmodel.planning.fit_told import told
        from simmodel.players import Players

        study, targets = study_and_targets(self.asked)
        settle(study)
        hands.progress(0, 1)
        seed = self.asked.seed
        held = held_in(ledger_of(self.ledgers, study, targets, seed), what_it_hangs_on(study, targets, seed))
        to_come = ToCome(study, targets, size_of(self.asked), seed, held)
        yield told(plan_of_fit(to_come, hands.workers, cores(), Players(play=hands.play)))
        hands.progress(1, 1)


def key_of(asked: Asked) -> str:
    """What the result of a fit depends on."""
    parts = (asked.study, asked.targets, "quick" if asked.quick else "whole", str(asked.seed), asked.folder)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def study_and_targets(asked: Asked) -> tuple[Study, tuple[Target, ...]]:
    """The study and the targets of what was asked; SimmodelError where either has a fault."""
    from simmodel.errors import TargetsError

    study = parse_study(asked.study, STUDY_FILE)
    found = checked(asked.targets, study)
    if found.faults:
        raise TargetsError(FILE, list(found.faults))
    return study, found.targets


def settle(study: Study) -> None:
    """SimmodelError where no custody curve gives the study's level of return, as before a fit at the command line."""
    from simmodel.draws import at_rest
    from simmodel.engine.start import solution_of

    solution_of(at_rest(study))


def size_of(asked: Asked) -> Size:
    """How many runs the parts of this fit have."""
    from simmodel.calibration.result import QUICK, WHOLE

    return QUICK if asked.quick else WHOLE


def wave_told(name: str) -> str:
    """A part of a fit in words.

    >>> wave_told("wave 0"), wave_told("wave 2")
    ('runs over what was believed before', 'runs at draws of the posterior, for the 2nd time')
    """
    if name == "screen":
        return "a screen of all numbers"
    if name.endswith(" again"):
        return "the same points with other luck"
    wave = int(name.removeprefix("wave "))
    if wave == 0:
        return "runs over what was believed before"
    return f"runs at draws of the posterior{f', for the {wave}{_TH[wave]} time' if wave in _TH else ''}"


_TH = {2: "nd", 3: "rd"}


def ledgers_of_the_server() -> Path:
    """The folder in which the server keeps ledgers of fits."""
    from simmodel.store.where import usual_folder

    return usual_folder().parent / "fits"


def ledger_of(ledgers: Path, study: Study, targets: tuple[Target, ...], seed: int) -> Path:
    """The folder of the runs of this fit: of what they hang on, which holds no figure that was observed."""
    from simmodel.calibration.fit import what_it_hangs_on
    from simmodel.store.address import hash_of

    return ledgers / hash_of(what_it_hangs_on(study, targets, seed))[:32]


@contextmanager
def _turn(folder: Path, hands: Hands) -> Iterator[None]:
    """One fit at a time writes a ledger; others wait, for as long as somebody waits for them."""
    lock = _turns[folder]
    while not lock.acquire(timeout=WAITS):
        hands.progress(0, 1)
    try:
        _forget_oldest(folder)
        yield
    except OSError as error:
        raise SimmodelError(
            f"the runs of this fit cannot be kept ({error.strerror}); ask who runs the server"
        ) from None
    finally:
        lock.release()


def _forget_oldest(mine: Path) -> None:
    """Delete the ledgers that were written longest ago, but none that a fit is writing."""
    if not mine.parent.is_dir():
        return
    others = [each for each in mine.parent.iterdir() if each.is_dir() and each != mine and not _turns[each].locked()]
    others.sort(key=lambda each: each.stat().st_mtime)
    for each in others[: max(0, len(others) + 1 - LEDGERS)]:
        shutil.rmtree(each, ignore_errors=True)
