"""No redirect leaves the host, whatever an address or a Host header says."""

import pytest
from flask.testing import FlaskClient

from tests.hostile.conftest import Province
from tests.people import PASSWORD

HOST = "127.0.0.1:8000"
TARGETS = [
    "https://evil.example/", "http://evil.example", "//evil.example", "///evil.example",
    "////evil.example", "/\\evil.example", "/\\/evil.example", "\\\\evil.example",
    "\\/evil.example",
    "/%5cevil.example", "/%2f/evil.example", "/%09/evil.example", "\t//evil.example",
    "/\t/evil.example", "/\n/evil.example", "\r\n//evil.example", " //evil.example",
    "https:evil.example", "http:///evil.example", "https:/\\evil.example", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example@127.0.0.1:8000",
    "https://127.0.0.1:8000@evil.example", "https://127.0.0.1:8000.evil.example",
    "//127.0.0.1:8000",
    "/ho\r\nSet-Cookie: a=b", "/ho%0d%0aLocation: https://evil.example", "//evil.example/%2e%2e",
    "/.//evil.example", "/..//evil.example", "/;//evil.example", "//[::1]/", "//①②③.example",
    "／／evil.example", "/／evil.example", "https://evil.example#/ho", "//[::1",
    "https://[bad", "?next=//evil.example",
]  # fmt: skip
HOSTS = ["evil.example", "evil.example:8000", "127.0.0.1:8000.evil.example", "127.0.0.1:8000@evil",
         "", "a b", "evil.example/x", "[::1"]  # fmt: skip


def leaves(location: str) -> bool:
    """Whether a browser on HOST would go elsewhere (WHATWG URL: a backslash is a slash)."""
    seen = (
        "".join(letter for letter in location if letter not in "\t\r\n").strip().replace("\\", "/")
    )
    if seen.startswith(f"http://{HOST}/"):
        return False
    return seen.startswith("//") or not seen.startswith(("/", "?"))


@pytest.mark.parametrize("target", TARGETS)
def test_after_signing_in(province: Province, target: str) -> None:
    answer = province.app.test_client().post(
        "/dang-nhap", data={"login": "tinh", "password": PASSWORD, "next": target}
    )
    assert answer.status_code == 303
    assert not leaves(answer.location)
    assert "Set-Cookie: a=b" not in str(answer.headers)


@pytest.mark.parametrize("target", TARGETS)
def test_on_the_way_to_signing_in(province: Province, target: str) -> None:
    client = province.app.test_client()
    path = "/ho/" + target.lstrip("/\\ \t\r\n").replace("?", "").replace("#", "")
    for answer in (client.get(path), client.get("/dang-nhap", query_string={"next": target})):
        assert answer.status_code < 500
        if answer.location:
            assert not leaves(answer.location)
        assert 'href="//evil' not in answer.text
        assert "Location: https://evil.example" not in str(answer.headers)


@pytest.mark.parametrize("host", HOSTS)
def test_a_forged_host(province: Province, host: str) -> None:
    client: FlaskClient = province.app.test_client()
    forged = {"Host": host, "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    for path in ("/", "/viec", "/ho", "/dang-nhap", "/01/08930000000017/21/23456789ABCDEFGH"):
        answer = client.get(path, headers=forged)
        assert answer.status_code < 500, path
        if answer.location:
            assert answer.location.startswith("/"), path
            assert not leaves(answer.location), path
        assert "evil.example" not in answer.text, path


def test_the_judge_knows_a_way_out() -> None:
    assert leaves("//evil.example")
    assert leaves("/\\evil.example")
    assert leaves("/\t/evil.example")
    assert leaves("https://evil.example")
    assert not leaves("/ho?q=//evil.example")
    assert not leaves(f"http://{HOST}/ho")
