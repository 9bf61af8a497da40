"""What a link may hold: a number without end, or far beyond any that a page asks for, is taken out of it first.

A widget that is given such a number by a link ends the page before any code of ours is asked, so the browser is sent on
to the link without it.
"""

from __future__ import annotations

import math
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LARGEST = 1e12
"""No page asks for a larger number."""


class Tidy:
    """Sends a browser on to the same page where its link holds such numbers."""

    def __init__(self, app: ASGIApp) -> None:
        """`app`: what answers."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or send on."""
        asked = scope.get("query_string", b"").decode("latin-1")
        tidy = tidied(asked) if scope["type"] == "http" and scope["method"] == "GET" else asked
        if tidy == asked:
            await self.app(scope, receive, send)
            return
        # Only what stands behind the last slash: a path in front of the app (a proxy's) is kept.
        page = scope["path"].rpartition("/")[2]
        await RedirectResponse(f"./{page}{f'?{tidy}' if tidy else ''}")(scope, receive, send)


def tidied(asked: str) -> str:
    """A query string without wild numbers; as it was where it holds none.

    >>> tidied("funding=1e999&study=taree"), tidied("funding=650000")
    ('study=taree', 'funding=650000')
    """
    pairs = parse_qsl(asked, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not is_wild(value)]
    return asked if len(kept) == len(pairs) else urlencode(kept)


def is_wild(value: str) -> bool:
    """Whether a value is a number that no page could mean."""
    try:
        number = float(value)
    except ValueError:
        return False
    return not math.isfinite(number) or abs(number) > LARGEST
