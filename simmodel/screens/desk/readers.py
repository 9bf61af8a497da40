"""Who waits for a piece of work: readers whose pages are open, or were a moment ago."""

from __future__ import annotations

import time

from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

AWAY_SECONDS = 60.0
"""A reader who reloads, or whose line breaks, is waited for this long."""


def this_reader() -> str:
    """The name of the session whose page is being drawn; "" outside of pages."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context is not None else ""


def is_here(reader: str) -> bool:
    """Whether the reader's page is open; it is where nobody can tell."""
    try:
        return bool(get_instance().is_active_session(reader))
    except RuntimeError:
        return True


class Readers:
    """Who waits for a piece of work; `kept` work goes on without anybody."""

    def __init__(self, kept: bool = False) -> None:
        """Nobody yet."""
        self.kept = kept
        self._seen: dict[str, float] = {}
        self._left: set[str] = set()

    def join(self, reader: str) -> None:
        """A reader waits too, unless they pressed Stop."""
        if reader not in self._left:
            self._seen[reader] = time.monotonic()

    def ask(self, reader: str) -> None:
        """A reader waits, who may have pressed Stop before."""
        self._left.discard(reader)
        self.join(reader)

    def leave(self, reader: str) -> None:
        """A reader waits no longer."""
        self._left.add(reader)
        self._seen.pop(reader, None)

    def has_left(self, reader: str) -> bool:
        """Whether this reader pressed Stop."""
        return reader in self._left

    def are_here(self) -> bool:
        """Whether anybody's page is open who waits."""
        return self.kept or any(is_here(reader) for reader in list(self._seen))

    def wait(self) -> bool:
        """Whether anybody waits, or may come back soon."""
        now = time.monotonic()
        for reader in list(self._seen):
            if is_here(reader):
                self._seen[reader] = now
        return self.kept or any(now - seen <= AWAY_SECONDS for seen in list(self._seen.values()))
