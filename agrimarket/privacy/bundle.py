"""Everything about one person as a file to take home: readable pages, data, pictures."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from agrimarket.households.consenting.own_texts import LANGUAGES, PURPOSE_TITLES
from agrimarket.households.showing.labels import (
    CHANNEL_LABELS,
    KIND_LABELS,
    SEX_LABELS,
    STATE_LABELS,
)
from agrimarket.kit import clock, files
from agrimarket.kit.access import ROLE_LABELS
from agrimarket.kit.ids import is_id
from agrimarket.places.catalogue import commune, is_commune
from agrimarket.privacy.document import Document, Grid, Section, as_html

JSON_NAME, HTML_NAME = "du-lieu.json", "du-lieu.html"
FOOTER = "Tệp này có dữ liệu cá nhân. Hãy giữ ở nơi chỉ người được giao mới mở được."


def as_json(found: Mapping[str, Any]) -> str:
    """Readable JSON."""
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_zip(found: Mapping[str, Any], extras: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A zip with the readable page, the JSON, pictures of products and diaries, other files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(HTML_NAME, as_html(readable(found)))
        archive.writestr(JSON_NAME, as_json(found))
        for photo in _photos(found["rooms"]):
            path = files.path_of(photo["sha256"], f"-{max(photo['widths'])}.webp")
            if path.is_file():
                archive.writestr(f"anh/{photo['id']}.webp", path.read_bytes())
        for name, content in extras:
            archive.writestr(name, content)
    return out.getvalue()


def _photos(rooms: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from rooms["products"].get("product_photo", ())
    yield from rooms["lots"].get("lot_event_photo", ())


def readable(found: Mapping[str, Any]) -> Document:
    """The answer as a document: a heading a room, each row as lines of name and value."""
    about, words = found["about"], found["words"]
    sections = []
    for room, tables in found["rooms"].items():
        sections.append(Section(words[room], _empty(tables)))
        for table, rows in tables.items():
            if rows:
                parts = [_grid(row, words) for row in rows]
                sections.append(Section(f"{words[table]} ({len(rows)})", parts, level=3))
    facts = (("Người sản xuất", about["name"]), ("Lập lúc", _text(about["made_at"], words)),
             ("Căn cứ", about["basis"]))  # fmt: skip
    return Document("Tất cả dữ liệu về một người sản xuất", facts, sections, FOOTER)


def _empty(tables: Mapping[str, Sequence[Any]]) -> list[str]:
    return [] if any(tables.values()) else ["Không giữ gì ở phần này."]


# For programs: they stand in the JSON, a reader has no use for them.
FOR_PROGRAMS = frozenset({"id", "revision", "search_text", "name_folded", "sha256", "planned_at"})
_LABELS: Sequence[Mapping[Any, str]] = (
    KIND_LABELS, STATE_LABELS, SEX_LABELS, CHANNEL_LABELS, PURPOSE_TITLES,
)  # fmt: skip
VALUES = {str(value): label for labels in _LABELS for value, label in labels.items()}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _grid(row: Mapping[str, Any], words: Mapping[str, str]) -> Grid:
    told = [
        (words.get(name, name), _of(name, value, words))
        for name, value in row.items()
        if value not in (None, "", [], {}) and name not in FOR_PROGRAMS and not _is_id(value)
    ]
    return Grid(("Mục", "Nội dung"), told, pairs=True)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and is_id(value)


def _of(name: str, value: Any, words: Mapping[str, str]) -> str:
    """A value by what its column means: communes by name, codes in words."""
    told = BY_NAME.get(name)
    if told is None:
        return _text(value, words)
    many = value if isinstance(value, list) else [value]
    return ", ".join(told(str(one)) for one in many)


def _commune(code: str) -> str:
    return commune(code).name if is_commune(code) else code


def _said(said: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: said.get(code, code)


HOW = {"password": "mật khẩu", "code": "mã gửi về điện thoại", "link": "đường dẫn",
       "passkey": "chìa khóa của máy", "vneid": "VNeID", "pin": "mã PIN",
       "first_password": "mật khẩu đầu tiên"}  # fmt: skip
_ROLES = _said({role.value: label for role, label in ROLE_LABELS.items()})
BY_NAME: Mapping[str, Callable[[str], str]] = {
    "commune_code": _commune, "commune_codes": _commune, "communes": _commune,
    "role": _ROLES, "issuer_role": _ROLES, "how": _said(HOW), "language": _said(LANGUAGES),
}  # fmt: skip


def _text(value: Any, words: Mapping[str, str]) -> str:
    """A value as people write it: days and hours of Viet Nam, yes and no, lists in a line."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        local = datetime.fromisoformat(value).astimezone(clock.VIETNAM)
        return f"{local:%H:%M ngày %d/%m/%Y}"
    if isinstance(value, str) and _DAY.fullmatch(value):
        return "/".join(reversed(value.split("-")))
    if isinstance(value, dict):
        told = ((words.get(k, k), _of(k, v, words)) for k, v in value.items() if v is not None)
        return "; ".join(f"{name}: {said}" for name, said in told)
    if isinstance(value, list):
        return ", ".join(_text(one, words) for one in value)
    return VALUES.get(str(value), str(value))
