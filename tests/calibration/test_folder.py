"""The folder of a fit: what was written is read, and nothing else is."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from known_pilots import NUMBERS, FakePlayers, a_study, targets

from simmodel.calibration.fit import calibrate
from simmodel.calibration.folder import FIT, MANIFEST, POSTERIOR, read_posterior, write_fit
from simmodel.calibration.result import Fit, Size
from simmodel.errors import SimmodelError

SMALL = Size(screen=0, wave_least=60, wave=60, a_coefficient=1, near=20, waves=1, repeats=5, draws=50)


@pytest.fixture(scope="module")
def fit(tmp_path_factory: pytest.TempPathFactory) -> Fit:
    return calibrate(a_study(), targets(), tmp_path_factory.mktemp("fit"), SMALL, players=FakePlayers())


@pytest.fixture
def folder(fit: Fit, tmp_path: Path) -> Path:
    write_fit(tmp_path / FIT, fit)
    return tmp_path


def test_a_posterior_is_read_as_it_was_written_from_either_folder(folder: Path, fit: Fit) -> None:
    found = read_posterior(folder)

    assert found == read_posterior(folder / FIT)
    assert found.numbers == NUMBERS
    assert np.array_equal(found.draws, fit.posterior.draws)
    assert found.digest == fit.posterior.digest


def changed_manifest(change: Callable[[dict], object]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / FIT / MANIFEST
        manifest = json.loads(path.read_text())
        change(manifest)
        path.write_text(json.dumps(manifest))

    return spoil


def other_number(folder: Path) -> None:
    path = folder / FIT / POSTERIOR
    text = path.read_text().replace("trust.gain", "trust.gian")
    path.write_text(text)
    import hashlib

    changed_manifest(lambda told: told.update(posterior_sha256=hashlib.sha256(text.encode()).hexdigest()))(folder)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / FIT / MANIFEST).unlink(), "there is no posterior in"),
        (lambda folder: (folder / FIT / POSTERIOR).unlink(), "cannot be read"),
        (lambda folder: (folder / FIT / POSTERIOR).write_bytes(b"\xff\xfe"), "cannot be read"),
        (lambda folder: (folder / FIT / MANIFEST).write_text("{"), "cannot be read"),
        (lambda folder: (folder / FIT / MANIFEST).write_text("[]"), "is no manifest of a fit"),
        (changed_manifest(lambda told: told.pop("digest")), "is no manifest of a fit"),
        (lambda folder: (folder / FIT / POSTERIOR).open("a").write("1,2,3\n"), "it was changed or torn"),
        (changed_manifest(lambda told: told["ranges"].update({"trust.gain": [0.05, 0.0, 1.0]})), "is another one than"),
        (other_number, "did you mean 'trust.gain'"),
    ],
)
def test_what_cannot_be_trusted_is_refused_with_the_command_that_mends_it(
    folder: Path, spoil: Callable[[Path], object], told: str
) -> None:
    spoil(folder)
    with pytest.raises(SimmodelError) as error:
        read_posterior(folder)

    assert told in str(error.value)
    assert f"simmodel calibrate {folder}" in str(error.value)


def test_who_gives_the_folder_of_a_fit_is_told_to_fit_that_of_its_study(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / FIT / POSTERIOR).unlink()

    def told(given: Path) -> str:
        with pytest.raises(SimmodelError) as error:
            read_posterior(given)
        return str(error.value)

    assert told(folder / FIT).endswith(f"; type simmodel calibrate {folder}")
    monkeypatch.chdir(folder)
    assert told(Path(FIT)).endswith("; type simmodel calibrate .")
    monkeypatch.chdir(folder / FIT)
    assert told(Path()).endswith("; type simmodel calibrate ..")
    (folder / FIT).rename(folder / "elsewhere")
    out = folder / "elsewhere"
    assert f"; type simmodel calibrate FOLDER --out {out}, with the folder of its study.toml" in told(out)
    (folder / FIT).mkdir()
    assert told(folder / FIT).endswith(f"; type simmodel calibrate {folder}")


def test_other_figures_are_another_posterior(fit: Fit, tmp_path: Path) -> None:
    other = calibrate(a_study(), targets(trust=0.1), tmp_path, SMALL, players=FakePlayers())

    assert other.posterior.digest != fit.posterior.digest


def renamed(folder: Path, names: str) -> None:
    """The same draws under other names."""
    path = folder / FIT / POSTERIOR
    head, _, rest = path.read_text().partition("\n")
    path.write_text(f"{names.format(*head.split(','))}\n{rest}")
    digest = sha256(path.read_bytes()).hexdigest()
    changed_manifest(lambda told: told.update(posterior_sha256=digest))(folder)


def test_levels_of_single_arms_are_left_out_for_no_scenario_has_them(folder: Path, fit: Fit) -> None:
    levels = [f"custody_level.return_12_months@{arm}" for arm in ("aid", "none", "other")]
    renamed(folder, f"{levels[0]},{{1}},{{2}}")

    found = read_posterior(folder)
    assert found.numbers == NUMBERS[1:]
    assert np.array_equal(found.draws, np.array(fit.posterior.draws)[:, 1:])
    renamed(folder, ",".join(levels))
    with pytest.raises(SimmodelError, match="nothing but levels of the arms of its trial"):
        read_posterior(folder)


def test_a_posterior_whose_study_or_targets_were_edited_since_says_so_wherever_it_is_used(
    fit: Fit, tmp_path: Path
) -> None:
    (tmp_path / "study.toml").write_bytes(b"a = 1\n")
    (tmp_path / "targets.csv").write_bytes(b"b\n1\n")
    write_fit(tmp_path / FIT, fit, made_from=tmp_path)
    as_fitted = read_posterior(tmp_path).failed
    (tmp_path / "study.toml").write_bytes(b"a = 1\r\n")
    (tmp_path / "targets.csv").write_bytes(b"b\n2\n")

    assert not any("when fitted" in each for each in as_fitted)
    assert read_posterior(tmp_path).failed == (*as_fitted, "targets.csv is as it was when fitted")
    assert read_posterior(tmp_path / FIT) == read_posterior(tmp_path)
