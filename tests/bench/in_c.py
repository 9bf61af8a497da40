"""The simple world in C: `twin.c`, compiled at -O2 by this machine's compiler."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

from simmodel.chance import key_of

from . import world
from .world import COACHED, DOMAINS, PEOPLE, WEEKS, Lived

SOURCE = Path(__file__).with_name("twin.c")
NUMBERS = (
    "usual_need", "drift", "shock", "shock_size", "seek", "help", "bonding", "fading", "trusting", "least_trust",
    "trust_of_bond", "crisis", "crisis_need", "crisis_bond", "crisis_trust",
)  # fmt: skip


class Numbers(ctypes.Structure):
    """The numbers of the world, as C takes them."""

    _fields_ = [(name, ctypes.c_double) for name in NUMBERS] + [
        ("places", ctypes.c_int32),
        ("episode", ctypes.c_int32),
    ]


class Counts(ctypes.Structure):
    """What C gives back."""

    _fields_ = [(name, ctypes.c_double) for name in ("crises", "waiting", "helped", "need", "trust")]


def compiler() -> str | None:
    """The C compiler of this machine, if there is one."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


@cache
def _library() -> ctypes.CDLL:
    found = compiler()
    if found is None:
        raise FileNotFoundError("there is no C compiler here (cc, gcc or clang), so C cannot be measured; install one")
    with tempfile.TemporaryDirectory() as folder:
        target = f"{folder}/twin.so"
        subprocess.run([found, "-O2", "-std=c11", "-fPIC", "-shared", str(SOURCE), "-lm", "-o", target], check=True)
        library = ctypes.CDLL(target)
    library.live.restype = Counts
    return library


def live(seed: int) -> Lived:
    """The world in C; FileNotFoundError where there is no compiler."""
    library, numbers = _library(), Numbers(*(getattr(world, name.upper()) for name in (*NUMBERS, "places", "episode")))
    low, high = key_of(seed, 0, 0)
    clock = time.process_time()
    counts = library.live(
        PEOPLE, WEEKS, COACHED, ctypes.c_uint32(low), ctypes.c_uint32(high), ctypes.byref(numbers)
    )  # fmt: skip
    seconds, weeks = time.process_time() - clock, PEOPLE * WEEKS
    return Lived(
        counts.crises / weeks,
        counts.waiting / weeks,
        counts.helped / weeks,
        counts.need / (PEOPLE * DOMAINS),
        counts.trust / PEOPLE,
        seconds,
    )
