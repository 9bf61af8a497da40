"""Which pages may open a session: those of this server; others are refused before anything else is asked about them.

Streamlit refuses them too, but first asks another host for this machine's address on the internet.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

NOT_ALLOWED = 1008
"""The code that closes a websocket to whom it is not allowed."""
HERE = ("localhost", "127.0.0.1")


class Origin:
    """Closes websockets that another site's page opens."""

    def __init__(self, app: ASGIApp) -> None:
        """`app`: what answers."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or close."""
        if scope["type"] == "websocket":
            headers = Headers(scope=scope)
            if not is_ours(headers.get("origin"), headers.get("host", "")):
                await send({"type": "websocket.close", "code": NOT_ALLOWED})
                return
        await self.app(scope, receive, send)


def is_ours(origin: str | None, host: str) -> bool:
    """Whether a page from there may open a session; `host`: the name that it calls this server by.

    What is no browser says no origin.

    >>> is_ours("https://model.example.org", "model.example.org"), is_ours("https://evil.example", "localhost:8501")
    (True, False)
    """
    if origin is None:
        return True
    try:
        came_from = urlsplit(origin)
        named = came_from.hostname
    except ValueError:
        return False
    return came_from.netloc == host or named in (*HERE, st.get_option("browser.serverAddress"))
