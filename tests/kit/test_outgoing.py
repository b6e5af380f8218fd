"""Calls to the outside: nothing private is reached, whatever the address looks like."""

import http.server
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from agrimarket.kit import outgoing
from agrimarket.kit.outgoing import AddressForbidden, NoAnswer, call

FORBIDDEN = [
    "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com",
    "https://127.0.0.1/", "https://localhost/", "https://127.1/", "https://0/",
    "https://2130706433/", "https://0x7f.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:10.0.0.1]/", "https://[2002:7f00:1::]/", "https://10.0.0.8/",
    "https://172.16.5.4/", "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1/", "https://[fe80::1]/", "https://[fd00::1]/", "https://224.0.0.1/",
    "https://0.0.0.0/", "https://255.255.255.255/", "https://192.0.2.1/",
    "https://user:word@8.8.8.8/", "https://8.8.8.8:22/", "https://8.8.8.8:99999/",
    "https:///nothing", "https://", "", "//8.8.8.8/", "javascript:alert(1)", "https://[bad",
]  # fmt: skip


@pytest.mark.parametrize("url", FORBIDDEN)
def test_what_is_not_public_is_never_called(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(*_: Any, **__: Any) -> Any:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(outgoing.urllib3.HTTPSConnectionPool, "urlopen", planted)
    with pytest.raises(AddressForbidden):
        call("GET", url)


def names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Let every name lead to these addresses; the list of what was asked."""
    asked: list[str] = []

    def found(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(outgoing.socket, "getaddrinfo", found)
    return asked


def test_a_public_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, "8.8.8.8", "10.1.2.3")
    with pytest.raises(AddressForbidden):
        call("GET", "https://shop.example/")


def test_the_judged_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = names(monkeypatch, "8.8.8.8")
    pools = []

    class Pool:
        def __init__(self, host: str, port: int, **options: Any) -> None:
            pools.append((host, port, options["server_hostname"], options["assert_hostname"]))
            assert options["timeout"].total == outgoing.SECONDS

        def urlopen(self, *_: Any, **options: Any) -> Any:
            assert options["redirect"] is False
            assert options["headers"]["Host"] == "shop.example"
            raise OSError

        def close(self) -> None:
            """Nothing was opened."""

    monkeypatch.setattr(outgoing.urllib3, "HTTPSConnectionPool", Pool)
    with pytest.raises(NoAnswer):
        call("GET", "https://shop.example/a?b=c")
    assert asked == ["shop.example"]
    assert pools == [("8.8.8.8", 443, "shop.example", "shop.example")]


def test_a_name_nobody_knows_gives_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror

    monkeypatch.setattr(outgoing.socket, "getaddrinfo", unknown)
    with pytest.raises(NoAnswer):
        call("GET", "https://nobody.example/")


class Shop(http.server.BaseHTTPRequestHandler):
    """A loopback shop: /away redirects, /much answers too much, all else answers."""

    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "http://10.0.0.1/")
        self.end_headers()
        body = b"x" * (outgoing.MOST_BYTES + 10) if self.path == "/much" else b"good day"
        try:
            self.wfile.write(body)
        except OSError:
            return

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def shop() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_sandbox_on_this_machine_answers_where_it_is_allowed(shop: str) -> None:
    assert call("GET", shop, loopback=True).body == b"good day"
    with pytest.raises(AddressForbidden):
        call("GET", shop)


def test_a_redirect_is_an_answer_and_is_not_followed(shop: str) -> None:
    answer = call("GET", f"{shop}/away", loopback=True)
    assert (answer.status, answer.headers["location"]) == (302, "http://10.0.0.1/")


def test_too_much_is_no_answer(shop: str) -> None:
    with pytest.raises(NoAnswer):
        call("GET", f"{shop}/much", loopback=True)


def test_a_sandbox_may_be_nowhere_but_here() -> None:
    with pytest.raises(AddressForbidden):
        call("GET", "https://8.8.8.8/", loopback=True)


def test_one_that_says_nothing_is_left_in_time() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(NoAnswer):
            call("GET", f"http://127.0.0.1:{silent.getsockname()[1]}/", loopback=True, seconds=0.3)
