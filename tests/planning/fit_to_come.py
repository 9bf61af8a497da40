"""A fit of the known pilot before it is started, with what a ledger keeps of it."""

from pathlib import Path

from known_pilots import FakePlayers, a_study, targets

from simmodel.calibration.fit import calibrate, what_it_hangs_on
from simmodel.calibration.ledger import held_in
from simmodel.calibration.result import Size
from simmodel.planning.fit_runs import ToCome

SMALL = Size(wave_least=200, wave=200, a_coefficient=1, near=40, waves=2, twice=30, repeats=4, draws=100)


def to_come(folder: Path, seed: int = 3, people: float = 60.0) -> ToCome:
    study, wanted = a_study(), tuple(targets(people=people))
    return ToCome(study, wanted, SMALL, seed, held_in(folder, what_it_hangs_on(study, wanted, seed)))


def fitted(folder: Path, players: FakePlayers, people: float = 60.0) -> None:
    calibrate(a_study(), targets(people=people), folder, SMALL, 3, players)
