"""A fit that a reader hands in: read in memory and nowhere laid down, and refused in a sentence unless it is one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from simmodel.calibration.trusted import MANIFEST, POSTERIOR, FitFiles, posterior_in
from simmodel.errors import SimmodelError
from simmodel.posterior import Posterior
from simmodel.study_faults import shown

WANTED = (MANIFEST, POSTERIOR)
LARGEST_MEGABYTES = 2
LARGEST = LARGEST_MEGABYTES * 2**20
"""Bytes of what is handed in, and of each of the two files in it once unpacked."""
MOST_FIGURES = 50_000
"""Draws times numbers; a fit has some hundred draws of a dozen numbers."""
ALLOWED = f"allowed: the folder fit of simmodel calibrate as a zip, or its {MANIFEST} and {POSTERIOR}"
_AGAIN = "fit the pilot again with this version of simmodel, and hand in its new folder fit"
_TORN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)


def posterior_handed_in(files: Sequence[tuple[str, bytes]]) -> Posterior:
    """The posterior in these files, (name, content) each: a zip with a fit in it, or the two files themselves.

    SimmodelError, one sentence, for anything else.
    """
    given = " and ".join(shown(name) for name, _ in files)
    found: dict[str, bytes] = {}
    for name, content in files:
        if len(content) > LARGEST:
            raise SimmodelError(f"{shown(name)} has more than {LARGEST_MEGABYTES} MB; {ALLOWED}, nothing beside them")
        inside = _unpacked(name, content) if name.lower().endswith(".zip") else {name: content}
        if found.keys() & inside.keys():
            raise SimmodelError(f"there is more than one fit in {given}; {ALLOWED}")
        found |= inside
    missing = [name for name in WANTED if name not in found]
    if missing:
        raise SimmodelError(f"there is no {' and no '.join(missing)} in {given}; {ALLOWED}")
    posterior = posterior_in(FitFiles(found[MANIFEST], found[POSTERIOR], given, _AGAIN))
    if len(posterior.draws) * len(posterior.numbers) > MOST_FIGURES:
        raise SimmodelError(f"{POSTERIOR} in {given} has more than {MOST_FIGURES:,} figures; {ALLOWED}")
    return posterior


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """The two files of a fit in a zip, whatever folder they are in; all else in it is left unread."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [each for each in archive.infolist() if "__MACOSX" not in each.filename]
            wanted = [each for each in members if _base(each) in WANTED]
            if len({_base(each) for each in wanted}) < len(wanted):
                raise SimmodelError(f"there is more than one fit in {shown(name)}; {ALLOWED}")
            return {_base(each): _read(archive, each) for each in wanted}
    except _TORN:
        raise SimmodelError(f"{shown(name)} is no zip that can be read; {ALLOWED}") from None


def _base(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename).name


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """A file of a zip; no more of it is unpacked than may be."""
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError
    with archive.open(member) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        told = f"{shown(member.filename)} has more than {LARGEST_MEGABYTES} MB once unpacked"
        raise SimmodelError(f"{told}; {ALLOWED}")
    return content
