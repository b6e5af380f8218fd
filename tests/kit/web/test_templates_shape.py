"""No template under agrimarket/ writes style or script into the page: the CSP would block it."""

import re
from pathlib import Path

import pytest

import agrimarket

ROOM = Path(agrimarket.__file__).parent
TEMPLATES = sorted(ROOM.rglob("templates/**/*.html"))
COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
FAULTS = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "an outside address": re.compile(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", re.I),
    "text that skips escaping": re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE),
}


def faults_of(text: str) -> dict[str, int]:
    bare = COMMENT.sub("", text)
    counts = {name: len(pattern.findall(bare)) for name, pattern in FAULTS.items()}
    return {name: count for name, count in counts.items() if count}


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) >= 12


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOM)))
def test_nothing_inline(path: Path) -> None:
    assert not faults_of(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "planted",
    [
        '<p class="a" style="color:red">',
        "<style>p{}</style>",
        "<script>alert(1)</script>",
        "<script defer>x</script>",
        '<button type="button" onclick="go()">',
        '<a href="javascript:go()">',
        '<img src="//cdn.example/x.png">',
        "{{ name|safe }}",
    ],
)
def test_the_guard_sees_a_planted_fault(planted: str) -> None:
    assert faults_of(planted)


def test_the_guard_lets_good_things_pass() -> None:
    assert not faults_of('<script src="{{ static_url(\'live.js\') }}" defer></script><a href="/x">')


def test_files_stay_small() -> None:
    web = ROOM / "kit" / "web"
    files = [*web.rglob("*.py"), *web.rglob("*.css"), *web.rglob("*.html"), *web.rglob("*.js")]
    long = {path.name: n for path in files if (n := len(path.read_text().splitlines())) > 300}
    assert not long
