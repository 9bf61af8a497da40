"""Whose pages may open a session: this server's own, asked for by the names that are given to it."""

import asyncio
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit import net_util
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from simmodel.screens.serve import served
from simmodel.screens.serve.origin import is_ours

ROOT = Path(__file__).parents[3]
EVIL = "https://evil.example"


def sent_to(origin: str, host: str) -> list[Message]:
    """What is sent to a websocket that a page from there opens, with all that stands before the app."""
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    answers = app
    for each in reversed(served()["middleware"]):
        answers = each.cls(answers, *each.args, **each.kwargs)
    head = [(b"origin", origin.encode()), (b"host", host.encode())]
    asyncio.run(answers({"type": "websocket", "path": "/_stcore/stream", "headers": head}, receive, send))
    return sent


@pytest.mark.parametrize("host", ["localhost:8501", "model.example.org"])
def test_a_page_of_another_site_opens_no_session(host: str) -> None:
    assert [each["type"] for each in sent_to(EVIL, host)] == ["websocket.close"]


@pytest.mark.parametrize(
    ("origin", "host"),
    [("http://localhost:8501", "localhost:8501"), ("https://model.example.org", "model.example.org")],
)
def test_a_page_of_this_server_opens_one(origin: str, host: str) -> None:
    assert [each["type"] for each in sent_to(origin, host)] == ["websocket.accept"]


def test_no_other_host_is_asked_about_any_page_that_may_open_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> None:
        raise AssertionError("another host was asked for this machine's address")

    monkeypatch.setattr(net_util, "get_external_ip", asked)
    with pytest.raises(AssertionError):
        _is_origin_allowed(EVIL, "localhost:8501")
    for origin in ("http://localhost:8501", "http://127.0.0.1:9", "http://localhost", EVIL, "http://[", "null"):
        assert not is_ours(origin, "localhost:8501") or _is_origin_allowed(origin, "localhost:8501")


def test_the_names_that_the_documentation_sets_are_those_that_the_server_allows() -> None:
    typed = re.findall(r'STREAMLIT_SERVER_ALLOWED_HOSTS=(["\'])(.*?)\1', (ROOT / "docs/serving.md").read_text())
    assert typed
    for _, names in typed:
        given = os.environ | {"STREAMLIT_SERVER_ALLOWED_HOSTS": names}
        command = [sys.executable, "-m", "streamlit", "config", "show"]
        told = subprocess.run(command, env=given, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        (allowed,) = re.findall(r"^allowedHosts = (\[.*?^\])", told, re.MULTILINE | re.DOTALL)
        assert tomllib.loads(f"names = {allowed}")["names"] == ["model.example.org", "localhost"]
