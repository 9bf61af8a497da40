"""What a reader hands in: a fit is read as from its folder, and everything else is one plain sentence."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_posterior import folder_of, made_up

from simmodel.calibration.folder import read_posterior
from simmodel.errors import SimmodelError
from simmodel.screens import uploads
from simmodel.screens.uploads import posterior_handed_in

Files = dict[str, bytes]


@pytest.fixture
def fit(tmp_path: Path) -> Files:
    folder = folder_of(made_up(), tmp_path / "fit")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def zipped(files: Files, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def within(folder: str, files: Files) -> Files:
    return {f"{folder}{name}": content for name, content in files.items()}


@pytest.mark.parametrize("folder", ["", "fit/", "somewhere/fit/", "../../", "/etc/"])
def test_a_zip_gives_the_posterior_of_its_folder_and_lays_nothing_down(
    folder: str, fit: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    beside = within("__MACOSX/fit/", fit) | {"report.html": b"<p>", "../../evil": b"x"}

    found = posterior_handed_in([("fit.zip", zipped(within(folder, fit) | beside))])

    assert found == read_posterior(tmp_path / "fit") == made_up()
    assert list(empty.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "fit"]


def test_the_two_files_themselves_are_a_fit(fit: Files) -> None:
    assert posterior_handed_in(list(fit.items())) == made_up()


def with_manifest(**changes: object) -> Callable[[Files], Files]:
    return lambda fit: fit | {"manifest.json": json.dumps(json.loads(fit["manifest.json"]) | changes).encode()}


def encrypted(fit: Files) -> bytes:
    """A zip whose entries say that they are encrypted."""
    content = bytearray(zipped(fit, zipfile.ZIP_STORED))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            content[place + flags] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda fit: b"no zip", r'"fit\.zip" is no zip that can be read; allowed: the folder fit of simmodel'),
        (lambda fit: zipped(fit)[:-40], "is no zip that can be read"),
        (encrypted, "is no zip that can be read"),
        (lambda fit: zipped(fit, zipfile.ZIP_LZMA), "is no zip that can be read"),
        (lambda fit: zipped({}), r'there is no manifest\.json and no posterior\.csv in "fit\.zip"'),
        (lambda fit: zipped({"manifest.json": fit["manifest.json"]}), r"there is no posterior\.csv in"),
        (lambda fit: zipped(within("a/", fit) | within("b/", fit)), "there is more than one fit in"),
        (lambda fit: zipped(fit | {"posterior.csv": bytes(uploads.LARGEST + 1)}), "has more than 2 MB once unpacked"),
        (lambda fit: bytes(uploads.LARGEST + 1), r'"fit\.zip" has more than 2 MB; allowed'),
        (
            lambda fit: zipped(fit | {"manifest.json": b"[" * 100_000}),
            r"manifest\.json (cannot be read|is no manifest)",
        ),
        (lambda fit: zipped(fit | {"posterior.csv": b"a,b\n1,2\n"}), "it was changed or torn"),
        (
            lambda fit: zipped(with_manifest(fitted="<b>made up</b>")(fit)),
            r"is no manifest of a fit; fit the pilot again",
        ),
        (lambda fit: zipped(with_manifest(ranges={})(fit)), "is another one than when"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(spoil: Callable[[Files], bytes], said: str, fit: Files) -> None:
    with pytest.raises(SimmodelError, match=said) as refused:
        posterior_handed_in([("fit.zip", spoil(fit))])
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


def test_more_figures_than_a_fit_has_are_refused(fit: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_FIGURES", 5)
    with pytest.raises(SimmodelError, match="has more than 5 figures"):
        posterior_handed_in(list(fit.items()))


def test_a_fit_beside_another_is_refused(fit: Files) -> None:
    with pytest.raises(SimmodelError, match="more than one fit"):
        posterior_handed_in([("fit.zip", zipped(fit)), *fit.items()])


@given(st.binary(max_size=200), st.sampled_from(["fit.zip", "manifest.json", "posterior.csv", "", "\n" * 80]))
def test_whatever_is_handed_in_is_a_sentence_and_never_a_traceback(content: bytes, name: str) -> None:
    with pytest.raises(SimmodelError):
        posterior_handed_in([(name, content)])
