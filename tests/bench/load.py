"""What the server bears, each figure beside its target: `python -m tests.bench.load`.

The app as it is served, with readers who speak to it as a browser does (Streamlit's own messages over a websocket), in
another process on the same machine. Every reader looks at Compare and moves the funding slider now and then; a redraw
is over when the server says that the page is whole. Nothing is run: at half of the sums a stored result is shown, at
the others the last one, which is said to be old. Takes some five minutes, on an otherwise idle machine.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

import numpy as np
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from simmodel.screens.funding import LEAST, MOST
from tests.bench.app import told
from tests.browser.server import DOOR, served_app

MEGABYTE = 1e6
COMING, SECONDS = 25.0, 40.0
"""In how long readers come one after the other, and how long the whole crowd is watched from there on."""
PAUSE = 6.0
"""Seconds on average between two moves of a reader."""
STORED = (500_000, 575_000, 650_000, 725_000, 800_000)
SUMS = (*STORED, LEAST, 400_000, 600_000, 900_000, MOST)
SLIDER = "Funding for the site"
LARGEST_MESSAGE = 2**26
SHORT = 4000
"""Bytes that the word of a finished page does not reach."""


@dataclass
class Reader:
    """One tab: its line to the server, the slider's own name, and the seconds that each redraw took."""

    line: ClientConnection
    slider: str = ""
    first: float = 0.0
    redraws: list[float] = field(default_factory=list)

    async def open(self) -> None:
        """Open Compare."""
        clock = time.monotonic()
        await self._ask()
        async for message in self.line:
            said = ForwardMsg.FromString(bytes(message))
            if said.delta.new_element.slider.label.startswith(SLIDER):
                self.slider = said.delta.new_element.slider.id
            if said.WhichOneof("type") == "script_finished":
                break
        self.first = time.monotonic() - clock
        assert self.slider, "the page has no slider of funding"

    async def move(self, dollars: float) -> float:
        """Move the slider, and wait until the page is whole; the seconds that it took."""
        clock = time.monotonic()
        await self._ask(WidgetState(id=self.slider, double_array_value={"data": [dollars]}))
        async for message in self.line:
            if len(message) < SHORT and ForwardMsg.FromString(bytes(message)).WhichOneof("type") == "script_finished":
                break
        return time.monotonic() - clock

    async def _ask(self, *states: WidgetState) -> None:
        asked = BackMsg()
        asked.rerun_script.page_name = "compare"
        asked.rerun_script.widget_states.widgets.extend(states)
        await self.line.send(asked.SerializeToString())


async def reading(address: str, coming: float, seconds: float, chance: random.Random) -> Reader:
    """A reader who comes at some time, opens the page and moves the slider; told is what the whole crowd waited for."""
    begins = time.monotonic() + coming
    await asyncio.sleep(chance.uniform(0, coming))
    async with connect(
        f"{address.replace('http', 'ws')}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        origin=address,  # type: ignore[arg-type]
        max_size=LARGEST_MESSAGE,
        open_timeout=60,
    ) as line:
        reader = Reader(line)
        await reader.open()
        while time.monotonic() < begins + seconds:
            await asyncio.sleep(chance.expovariate(1 / PAUSE))
            took = await reader.move(chance.choice(SUMS))
            if time.monotonic() > begins:
                reader.redraws.append(took)
    return reader


async def crowd(address: str, readers: int, coming: float = COMING, seconds: float = SECONDS) -> list[Reader]:
    """So many readers at once."""
    return await asyncio.gather(*(reading(address, coming, seconds, random.Random(each)) for each in range(readers)))


async def watched(server: psutil.Process, coming: Awaitable[list[Reader]]) -> tuple[list[Reader], float]:
    """The readers of a crowd, and the most memory (MB) that the server held while they were there."""
    held = 0.0
    there = asyncio.ensure_future(coming)
    while not there.done():
        held = max(held, server.memory_info().rss / MEGABYTE)
        await asyncio.sleep(1)
    return await there, held


def p95(seconds: list[float]) -> str:
    """The 95th percentile in words."""
    return f"{1000 * np.quantile(seconds, 0.95):.0f} ms of {len(seconds):,}"


def server_of(address: str) -> psutil.Process:
    """The process that listens at this address."""
    port = int(address.rpartition(":")[2])
    found = (each for each in psutil.net_connections("tcp") if each.status == "LISTEN" and each.laddr.port == port)
    return psutil.Process(next(each.pid for each in found if each.pid))


def measured(address: str) -> None:
    """Print each figure beside its target."""
    urlopen(Request(f"{address}/compare"), timeout=10).read()
    server = server_of(address)
    asyncio.run(crowd(address, 1, 0, 10))
    before = server.memory_info().rss / MEGABYTE
    (alone,) = asyncio.run(crowd(address, 1, 0))
    told("a stored result, whole at the server's end", f"{alone.first:.2f} s", "1.5 s on screen")
    told("slider to redraw, one reader, median", f"{1000 * np.median(alone.redraws):.0f} ms", "150 ms")
    for readers, target in ((50, "250 ms"), (100, "300 ms")):
        found, held = asyncio.run(watched(server, crowd(address, readers)))
        redraws = [each for reader in found for each in reader.redraws]
        told(f"slider to redraw, {readers} readers, p95", p95(redraws), target)
    told("memory of the server, one reader", f"{before:.0f} MB", "350 MB")
    told("memory of a session, from one to 100 readers", f"{(held - before) / 99:.2f} MB", "2 MB")


def main() -> None:
    """Serve the app, and print each figure beside its target."""
    with tempfile.TemporaryDirectory() as kept, served_app(DOOR, Path(kept) / "runs", Path(kept) / "log.txt") as found:
        measured(found)


if __name__ == "__main__":
    main()
