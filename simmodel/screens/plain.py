"""Text that the page shows as it stands, whatever marks it holds."""

import re

_MARKS = re.compile(r"([\\`*_\[\]<>~$:|#.!&@{}])")


def plain(text: str) -> str:
    """The text with every mark that markdown would read made plain, and its lines kept apart."""
    return _MARKS.sub(r"\\\1", text).replace("\n", "  \n")
