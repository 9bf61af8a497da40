"""The only page that knows numba: rules stay plain Python, and the batch driver compiles the very same functions.

numba is imported when something is first compiled, so reading a study or printing help does not wait for it.
"""

import hashlib
import inspect
import os
import tempfile
from collections.abc import Callable
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

    for function in _known:
        if function not in _registered:
            register_jitable(error_model="numpy")(function)
            _registered.add(function)
    return numba.njit(nogil=True, cache=True, error_model="numpy")(run)


def fingerprint() -> str:
    """A hash of the source of every marked function: numba's cache would otherwise miss an edited rule."""
    digest = hashlib.sha256()
    for function in _known:
        digest.update(_source(function).encode())
    return digest.hexdigest()


def _source(function: Callable[..., Any]) -> str:
    try:
        return inspect.getsource(function)
    except OSError:
        return repr(function.__code__.co_code) + repr(function.__code__.co_consts)


def _settle_cache_folder() -> None:
    """Where the package's own folder cannot be written, compile into a folder of the user's."""
    if "NUMBA_CACHE_DIR" not in os.environ and not os.access(Path(__file__).parent, os.W_OK):
        os.environ["NUMBA_CACHE_DIR"] = str(Path(tempfile.gettempdir()) / f"simmodel-{os.getuid()}")
