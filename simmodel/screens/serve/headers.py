"""What every answer tells a browser not to do: call other hosts, be framed by other pages, guess types, tell where."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy(inline_scripts: Sequence[str]) -> str:
    """The content security policy: everything from this server; of scripts in the page itself only these ones."""
    known = [f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in inline_scripts]
    allowed = {
        "default-src": ["'self'"],
        # Vega compiles the expressions of a chart, and emotion writes styles into the page.
        "script-src": ["'self'", "'unsafe-eval'", *known],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in allowed.items())


@cache
def headers() -> dict[str, str]:
    """What every answer carries, by name."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    return {
        "Content-Security-Policy": policy(_INLINE.findall(page.read_text(encoding="utf-8"))),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


class Headers:
    """Puts the headers onto every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """`app`: what answers."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers; a websocket has none."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers())
            await send(message)

        await self.app(scope, receive, send_with_headers)
