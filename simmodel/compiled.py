"""The only page that knows numba: rules stay plain Python, and the batch driver compiles the very same functions.

numba is imported when something is first compiled, so reading a study or printing help does not wait for it.
"""

import hashlib
import inspect
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

_known: list[Callable[..., Any]] = []
_registered: set[Callable[..., Any]] = set()


def rule[Function: Callable[..., Any]](function: Function) -> Function:
    """Mark a rule of the model: plain Python to call, and compiled by the batch driver."""
    _known.append(function)
    return function


helper = rule
"""Mark a little function that rules call; the same mark, named for the reader."""


def compile_driver(run: Callable[..., Any]) -> Callable[..., Any]:
    """The compiled form of a driver loop whose rules are marked; it releases Python's lock while it runs."""
    _settle_cache_folder()
    import numba
    from numba.extending import register_jitable

    _spell_records_out_once()

    for function in _known:
        if function not in _registered:
            register_jitable(error_model="numpy")(function)
            _registered.add(function)
    return numba.njit(nogil=True, cache=True, error_model="numpy")(run)


def _spell_records_out_once() -> None:
    """numba writes each type out in full at every pass; ours have hundreds of fields, a third of all compiling."""
    from numba.core.types import Record

    if not hasattr(Record.__repr__, "cache_info"):
        Record.__repr__ = cache(Record.__repr__)  # type: ignore[method-assign]


def fingerprint() -> str:
    """A hash of all that a compiled week depends on, of which numba's cache would see one file only.

    Rules freeze the codes and constants of other pages into what is compiled, so whole files are hashed; and the
    source of every marked function that was written elsewhere.
    """
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for page in sorted([*folder.glob("*.py"), *folder.glob("rules/*.py"), *folder.glob("engine/*.py")]):
        if page.name not in _NOT_THE_MODEL:
            digest.update(page.read_bytes())
    written_elsewhere = {_source(function) for function in _known if not function.__module__.startswith("simmodel.")}
    for source in sorted(written_elsewhere):
        digest.update(source.encode())
    return digest.hexdigest()


_NOT_THE_MODEL = frozenset(
    f"{page}.py"
    for page in (
        "apart",
        "bands",
        "by_site",
        "carried",
        "caveats",
        "charts",
        "checks",
        "cli",
        "cli_fit",
        "cli_matter",
        "cli_money",
        "draws",
        "ensemble",
        "export",
        "facts",
        "kept",
        "mechanisms",
        "money_charts",
        "money_told",
        "money_words",
        "odd",
        "others_told",
        "place_checks",
        "players",
        "pool",
        "report",
        "ridge",
        "sampling",
        "series",
        "shipped",
        "terminal",
        "turning",
        "words",
        "worth_report",
        "worth_words",
    )
)


def _source(function: Callable[..., Any]) -> str:
    try:
        return inspect.getsource(function)
    except OSError:
        return repr(function.__code__.co_code) + repr(function.__code__.co_consts)


def _settle_cache_folder() -> None:
    """Where the package's own folder cannot be written, compile into a folder of the user's."""
    if "NUMBA_CACHE_DIR" not in os.environ and not os.access(Path(__file__).parent, os.W_OK):
        os.environ["NUMBA_CACHE_DIR"] = str(Path(tempfile.gettempdir()) / f"simmodel-{os.getuid()}")
