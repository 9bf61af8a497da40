"""simmodel: is it better to refer people out, or to pull help in around them? For the same people, with the same luck."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("simmodel")
except PackageNotFoundError:
    __version__ = "0+source"
