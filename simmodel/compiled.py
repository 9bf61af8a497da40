"""The only page that knows numba: rules stay plain Python, and the batch driver compiles the very same functions.

numba is imported when something is first compiled, so reading a study or printing help does not wait for it.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
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


def fingerprint(*functions: Callable[..., Any]) -> str:
    """A hash of all that the compiled form of these functions hangs on, of which numba's cache would see one file.

    Rules freeze the codes and constants of other pages into what is compiled, so whole files are hashed: those of the
    model, and those on which marked functions that these call were written elsewhere.
    """
    digest = hashlib.sha256()
    for page in _pages_of_the_model():
        digest.update(page.read_bytes())
    for source in sorted({_source(function) for function in _called_by(functions)} - {b""}):
        digest.update(source)
    return digest.hexdigest()


def _pages_of_the_model() -> list[Path]:
    folder = Path(__file__).parent
    pages = sorted([*folder.glob("*.py"), *folder.glob("rules/*.py"), *folder.glob("engine/*.py")])
    return [page for page in pages if page.name not in _NOT_THE_MODEL]


def _called_by(functions: Iterable[Callable[..., Any]]) -> set[Callable[..., Any]]:
    """These functions, and the marked ones that they name, close over, or take from a module that they name."""
    found: set[Callable[..., Any]] = set()
    marked, left = set(_known), list(functions)
    while left:
        function = left.pop()
        if function in found:
            continue
        found.add(function)
        names, known = function.__code__.co_names, function.__globals__
        named = [known.get(name) for name in names]
        within = [getattr(each, name, None) for each in named if isinstance(each, ModuleType) for name in names]
        held = [cell.cell_contents for cell in function.__closure__ or ()]
        left += [each for each in (*named, *within, *held) if isinstance(each, FunctionType) and each in marked]
    return found


_NOT_THE_MODEL = frozenset(
    f"{page}.py"
    for page in (
        "apart",
        "bands",
        "by_site",
        "calibration_checks",
        "carried",
        "caveats",
        "charts",
        "checks",
        "cli",
        "cli_fit",
        "cli_matter",
        "cli_money",
        "custody_checks",
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
        "purchase_checks",
        "report",
        "ridge",
        "sampling",
        "series",
        "shipped",
        "study_checks",
        "study_faults",
        "terminal",
        "trial_checks",
        "turning",
        "words",
        "worth_report",
        "worth_words",
    )
)


def _source(function: Callable[..., Any]) -> bytes:
    """The page of a function; its own code where it has none, and nothing where the page is the model's."""
    page = Path(function.__code__.co_filename)
    if page in _OF_THE_MODEL:
        return b""
    try:
        return page.read_bytes()
    except OSError:
        code = function.__code__
        return repr((code.co_code, code.co_consts)).encode()


_OF_THE_MODEL = frozenset(_pages_of_the_model())


def _settle_cache_folder() -> None:
    """Where the package's own folder cannot be written, compile into a folder of the user's."""
    if "NUMBA_CACHE_DIR" not in os.environ and not os.access(Path(__file__).parent, os.W_OK):
        os.environ["NUMBA_CACHE_DIR"] = str(Path(tempfile.gettempdir()) / f"simmodel-{os.getuid()}")
