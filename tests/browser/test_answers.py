"""What every answer of the server carries."""

import socket
import urllib.error
import urllib.request

import pytest

from simmodel.screens.serve.headers import headers

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/compare", "/_stcore/health", "/static/none.js"])
def test_every_answer_has_the_headers(address: str, path: str) -> None:
    try:
        given = urllib.request.urlopen(f"{address}{path}").headers
    except urllib.error.HTTPError as refused:
        given = refused.headers
    assert {name: given[name] for name in headers()} == headers()


def handshake(address: str, host: str) -> str:
    """The first line of the answer to somebody who asks for a page's session under the name of this host."""
    with socket.create_connection(("localhost", int(address.rpartition(":")[2])), timeout=10) as line:
        words = ["GET /_stcore/stream HTTP/1.1", f"Host: {host}", "Connection: Upgrade", "Upgrade: websocket"]
        words += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", f"Origin: {address}"]
        line.sendall("\r\n".join([*words, "", ""]).encode())
        return line.recv(200).decode(errors="replace").splitlines()[0]


def test_a_session_under_another_host_name_is_refused(address: str) -> None:
    assert "101" in handshake(address, address.removeprefix("http://"))
    assert "403" in handshake(address, "elsewhere.example")
