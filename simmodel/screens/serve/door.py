"""What the server of the app is given beside its pages."""

from __future__ import annotations

from typing import Any

from starlette.middleware import Middleware

from simmodel.screens.links import Tidy
from simmodel.screens.serve.fault import told_of_fault
from simmodel.screens.serve.headers import Headers
from simmodel.screens.serve.life import life
from simmodel.screens.serve.origin import Origin
from simmodel.screens.serve.packed import Packed


def served() -> dict[str, Any]:
    """What `st.App` takes beside the first page: opening, closing, who may ask, headers, compression, faults."""
    return {
        "lifespan": life,
        "middleware": [Middleware(Origin), Middleware(Headers), Middleware(Tidy), Middleware(Packed)],
        "on_script_error": told_of_fault,
    }
