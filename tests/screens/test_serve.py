"""How the app is served: found by reading, warm before the first reader, closed to other hosts, plain about faults."""

import asyncio
import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message
from streamlit import config
from streamlit.testing.v1 import AppTest
from streamlit.web.server.app_discovery import discover_asgi_app
from the_page import APP

from simmodel.screens import desk, main, pages
from simmodel.screens.serve import life, served
from simmodel.screens.serve.fault import FAULT
from simmodel.screens.serve.headers import headers, policy

SCRIPT = b"let person = 1;\n" * 1000
ASKED = {"Accept-Encoding": "gzip"}


@dataclass
class Answer:
    headers: Headers
    content: bytes


def answer_to(path: str, **asked: str) -> Answer:
    """What a server of one script answers, with all that stands before the app."""
    routes = [Route(each, lambda _: Response(SCRIPT)) for each in ("/static/a.js", "/static/a.png")]
    server = Starlette(routes=routes, middleware=served()["middleware"])
    head = [(name.lower().encode(), value.encode()) for name, value in asked.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": head, "query_string": b"", "root_path": ""}
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(server(scope, receive, send))
    return Answer(Headers(raw=sent[0]["headers"]), b"".join(each.get("body", b"") for each in sent[1:]))


@pytest.mark.parametrize("door", [APP, Path(main.__file__).with_name("door.py")], ids=["checkout", "installed"])
def test_both_doors_are_found_by_reading(door: Path) -> None:
    found = discover_asgi_app(door)
    assert (found.is_asgi_app, found.app_name) == (True, "app")


def test_scripts_go_out_compressed_and_pictures_as_they_are() -> None:
    script = answer_to("/static/a.js", **ASKED)
    assert script.headers["content-encoding"] == "gzip"
    assert int(script.headers["content-length"]) == len(script.content) < len(SCRIPT)
    assert gzip.decompress(script.content) == SCRIPT
    for path, asked in (("a.png", ASKED), ("a.js", {}), ("a.js", ASKED | {"Range": "bytes=0-9"})):
        assert answer_to(f"/static/{path}", **asked).content in (SCRIPT, SCRIPT[:10])


def test_every_answer_has_the_headers_also_where_there_is_nothing() -> None:
    for path in ("/static/a.js", "/nothing"):
        given = answer_to(path).headers
        assert {name: given[name] for name in headers()} == headers()


def test_no_page_may_call_another_host_nor_run_a_script_written_into_it() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy(["a()"]).split("; "))
    assert rules["default-src"] == "'self'"
    assert "'unsafe-inline'" not in rules["script-src"]
    assert rules["script-src"].count("sha256-") == 1
    assert rules["frame-ancestors"] == "'none'"
    assert not any("http" in rule or "*" in rule for rule in rules.values())


def test_pages_are_loaded_and_the_desk_is_opened_before_and_closed_after(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(pages, "load_pages", lambda: done.append("pages"))
    monkeypatch.setattr(desk, "open_desk", lambda: done.append("open"), raising=False)
    monkeypatch.setattr(desk, "close_desk", lambda: done.append("close"), raising=False)
    monkeypatch.setattr(life.gc, "freeze", lambda: done.append("freeze"))

    async def lived() -> None:
        async with life.life(None):
            done.append("served")

    asyncio.run(lived())
    assert done == ["pages", "open", "freeze", "served", "close"]


def test_every_page_is_among_those_that_are_loaded_before_the_first_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(pages, "import_module", loaded.append)
    pages.load_pages()
    assert loaded == [f"simmodel.screens.{module}" for module, _ in pages.TITLES.values()]


def test_a_desk_that_cannot_be_opened_does_not_close_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "open_desk", lambda: 1 / 0, raising=False)
    life.at_the_desk("open_desk")


def test_a_fault_is_told_in_a_sentence_without_its_traceback() -> None:
    at = AppTest.from_function(_faulty).run()
    assert [each.value for each in at.error] == [FAULT]
    assert not at.exception


def _faulty() -> None:
    from simmodel.screens.serve.fault import told_of_fault

    assert told_of_fault(ValueError("secret"))


def test_the_settings_keep_the_app_to_itself() -> None:
    """What Streamlit makes of the settings file, and not what stands in it."""
    wanted = {
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.disableDataExport": True,
        "runner.magicEnabled": False,
        "runner.postScriptGC": False,
        "server.fileWatcherType": "none",
        "server.address": "localhost",
        "server.allowedHosts": ["localhost", "127.0.0.1"],
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "server.maxUploadSize": 5,
    }
    config.get_config_options(force_reparse=True)
    assert {name: config.get_option(name) for name in wanted} == wanted


def test_what_serving_tells_to_set_exists() -> None:
    page = "".join((APP.parent / each).read_text(encoding="utf-8") for each in ("docs/serving.md", "Containerfile"))
    code = "".join(each.read_text(encoding="utf-8") for each in (APP.parent / "simmodel").rglob("*.py"))
    options = {f"STREAMLIT_{name.replace('.', '_')}".lower() for name in config.get_config_options()}
    named = set(re.findall(r"\b(?:SIMMODEL|NUMBA|STREAMLIT)_[A-Z_]+", page))
    known = {name.lower().replace("_", "") for name in options}
    assert len(named) >= 7
    assert [name for name in named if "STREAMLIT" in name and name.lower().replace("_", "") not in known] == []
    assert [name for name in named if "STREAMLIT" not in name and name not in code] == []
    assert all((APP.parent / path).is_file() for path in re.findall(r"`(simmodel/[\w/]+\.py)`", page))


def test_the_icon_is_a_file_of_ours() -> None:
    assert main.ICON.read_bytes().startswith(b"\x89PNG")
