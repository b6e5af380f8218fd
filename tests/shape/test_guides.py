"""The guides name pictures, pages and buttons that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "huong-dan").glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
PRESSED = re.compile(r"(?:[Bb]ấm|[Mm]ở|[Cc]họn|nút) \*\*(.+?)\*\*")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_what_a_guide_points_at_is_there(guide: Path) -> None:
    for target in LINK.findall(guide.read_text("utf-8")):
        assert (guide.parent / target).is_file(), target


def test_the_officers_guide_to_stamps_says_buttons_by_their_names() -> None:
    said = PRESSED.findall((ROOT / "docs/huong-dan/can-bo-tem.md").read_text("utf-8"))
    names = {name for path in said for name in path.split(" > ")}
    assert len(names) > 10
    shown = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "agrimarket").rglob("*")
        if path.suffix in (".html", ".py")
    )
    assert [name for name in sorted(names) if name not in shown] == []
