"""Refer people out, or pull help in around them? A comparison for the same people, with the same luck."""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("simmodel")
except PackageNotFoundError:
    __version__ = "0+source"

# SiteModel needs Mesa and read_study pydantic; both are imported when first asked for.
_LATER = {"SiteModel": "simmodel.engine.model", "read_study": "simmodel.scenario", "compare": "simmodel.ensemble"}
__all__ = ["SiteModel", "__version__", "compare", "read_study"]


def __getattr__(name: str) -> object:
    """Import what is asked for."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module 'simmodel' has no attribute {name!r}")
