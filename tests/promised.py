"""The keys of JSON: those that a page of commands promises, and those that are there."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[1] / "docs/commands.md").read_text(encoding="utf-8")


def promised_of(command: str) -> set[str]:
    """The keys in what docs/commands.md shows of a command's JSON."""
    return keys(PAGE.split(f"**`{command}`**")[1].split("```")[1])


def keys(text: str) -> set[str]:
    """Every key in a text of JSON."""
    return set(re.findall(r'"(\w+)":', text))
