"""A server of the app on a free port, with a store of its own, and the browser of this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
DOOR = Path(__file__).with_name("door.py")
SMALL = Path(__file__).with_name("small_door.py")
PAGES = {
    "start": "/",
    "compare": "/compare",
    "site budget": "/site-budget",
    "follow": "/follow",
    "fit": "/fit",
    "assumptions": "/assumptions",
}
"""Where every page is."""
CHROMIUM = Path("/usr/bin/chromium")
MISSING = (
    f"there is no browser at {CHROMIUM}: type `apt-get update && apt-get install -y --no-install-recommends chromium` "
    "(Debian), or name another one in SIMMODEL_BROWSER"
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
START_SECONDS = 90
STOP_SECONDS = 10


@contextmanager
def served_app(door: Path, folder: Path, log: Path) -> Iterator[str]:
    """The address of a server of this door, which keeps its runs in `folder`; it is stopped at the end."""
    port = _free_port()
    with log.open("wb") as text:
        server = subprocess.Popen(
            [sys.executable, str(door), str(port)],
            cwd=ROOT,
            env={**os.environ, "SIMMODEL_STORE": str(folder), "PYTHONPATH": str(ROOT)},
            stdout=text,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _when_ready(f"http://localhost:{port}", server, log)
        if server.poll() is not None:
            raise RuntimeError(f"the app ended with {server.returncode} while it was looked at:\n{_end_of(log)}")
    finally:
        _stopped(server)


def _stopped(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-3000:]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _when_ready(address: str, server: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return address
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the app did not start:\n{_end_of(log)}")


@contextmanager
def the_browser() -> Iterator[Browser]:
    """The browser of this machine, with an empty profile; FileNotFoundError that says how to get one."""
    program = Path(os.environ.get("SIMMODEL_BROWSER") or CHROMIUM)
    if not program.is_file():
        raise FileNotFoundError(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
