"""Before the first reader comes, and after the last has gone."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from anyio.to_thread import run_sync

PAGES = "simmodel.screens.pages"
DESK = "simmodel.screens.desk"


@asynccontextmanager
async def life(app: object) -> AsyncIterator[None]:
    """Load the pages and open the desk, and close the desk at the end."""
    await run_sync(warmed)
    try:
        yield
    finally:
        await run_sync(at_the_desk, "close_desk")


def warmed() -> None:
    """Load what every page needs; then the collector leaves alone what will be there to the end."""
    import_module(PAGES).load_pages()
    at_the_desk("open_desk")
    gc.collect()
    # A rerun with fifty readers took a second and more while every collection went through all that was loaded.
    gc.freeze()


def at_the_desk(name: str) -> None:
    """Do what the desk has under this name, if it has it; a desk that cannot be opened must not close the app."""
    act = getattr(import_module(DESK), name, None)
    if act is None:
        return
    try:
        act()
    except Exception:
        logging.getLogger(__name__).exception("the desk: %s", name)
