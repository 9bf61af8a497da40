"""Scripts and styles go out compressed; each file is compressed once, and not for every reader anew.

Streamlit compresses what pages say, and leaves its own scripts (some 5 MB) to a proxy, which a team may not have.
"""

from __future__ import annotations

import gzip

from anyio.to_thread import run_sync
from starlette.datastructures import Headers as Read
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENDS = (".js", ".css", ".map", ".json", ".svg", ".wasm")
"""Files that compress; fonts and pictures are compressed already."""
LEAST_BYTES = 1000
MOST_BYTES = 64 * 2**20
"""Of all files kept together, compressed."""


class Packed:
    """Sends files below /static compressed, to browsers that take that."""

    def __init__(self, app: ASGIApp) -> None:
        """`app`: what answers."""
        self.app = app
        self.kept: dict[tuple[str, str], bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, compressed where that is worth it."""
        if not _is_worth_it(scope):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def gather(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                body = await self._packed(scope["path"], start, b"".join(parts))
                await send(start)
                await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, gather)

    async def _packed(self, path: str, start: Message, body: bytes) -> bytes:
        """The body as it goes out; the head is told what became of it."""
        head = MutableHeaders(scope=start)
        if start["status"] != 200 or len(body) < LEAST_BYTES or "content-encoding" in head:
            return body
        address = (path, head.get("etag", str(len(body))))
        if address not in self.kept:
            found = await run_sync(gzip.compress, body, 6)
            if sum(map(len, self.kept.values())) + len(found) > MOST_BYTES:
                self.kept.clear()
            self.kept[address] = found
        head["content-encoding"], head["content-length"] = "gzip", str(len(self.kept[address]))
        head.add_vary_header("Accept-Encoding")
        return self.kept[address]


def _is_worth_it(scope: Scope) -> bool:
    """Whether somebody asks for a whole file that compresses, and takes it so."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    asked = Read(scope=scope)
    takes = "gzip" in asked.get("accept-encoding", "") and "range" not in asked
    return takes and "/static/" in scope["path"] and scope["path"].endswith(ENDS)
