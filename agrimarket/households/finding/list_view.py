"""What the list shows around its rows: choices, chips, what to drop when none is left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households import store_people
from agrimarket.households.finding import store as store_find
from agrimarket.households.finding.filters import ME, NOBODY, Filters
from agrimarket.households.showing.labels import KIND_LABELS, STATE_LABELS
from agrimarket.households.showing.todo import TITLES
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.places import communes, former_districts

TEXTS = {"q", "crop", "ids"}
MOST_TRIED = 8  # filters that an empty list tries to leave out
SORT_LABELS = {
    "newest": "Mới đăng ký trước",
    "oldest": "Đăng ký lâu nhất trước",
    "name": "Theo tên, A đến Y",
    "changed": "Mới sửa trước",
}
PHONE_LABELS = {"yes": "Có số điện thoại", "no": "Chưa có số điện thoại"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is on: which, what it says, and how many there are without it."""

    name: str
    text: str
    without: int = 0


def chips(session: Session, viewer: Viewer, filters: Filters) -> list[Chip]:
    """The filters that are on, in words."""
    return [
        Chip(name, _words(session, viewer, name, getattr(filters, name)))
        for name in filters.asked()
    ]


def what_to_drop(
    session: Session, viewer: Viewer, filters: Filters, on: Sequence[Chip]
) -> list[Chip]:
    """Filters without which an empty list is none, the most fruitful first."""
    found = []
    for chip in on[:MOST_TRIED]:
        nothing: Any = "" if chip.name in TEXTS else None
        rest = replace(filters, **{chip.name: nothing})
        without = store_find.count(session, store_find.conditions(viewer, rest))
        if without:
            found.append(replace(chip, without=without))
    return sorted(found, key=lambda chip: -chip.without)


def choices(session: Session, viewer: Viewer) -> dict[str, Any]:
    """The choices of the filters' boxes."""
    people = people_to_choose(session, viewer)
    own = [(ME, "Tôi")] if viewer.account_id else []
    return {
        "communes": communes_of(viewer),
        "districts": [(one, one) for one in former_districts()] if viewer.whole_province else [],
        "kinds": [(str(kind), label) for kind, label in KIND_LABELS.items()],
        "states": [(str(state), label) for state, label in STATE_LABELS.items()],
        "gaps": list(TITLES.items()),
        "phones": list(PHONE_LABELS.items()),
        "sorts": list(SORT_LABELS.items()),
        "owners": [*own, (NOBODY, "Chưa ai phụ trách"), *people],
        "makers": [*own, *people],
    }


def people_to_choose(session: Session, viewer: Viewer) -> list[tuple[str, str]]:
    """The workers below the viewer, by id."""
    return [(row.id, row.name) for row in store_people.workers(session, viewer)]


def communes_of(viewer: Viewer) -> list[tuple[str, str]]:
    """The communes a viewer may filter by; none where there is only one."""
    found = [
        (one.code, one.name)
        for one in communes()
        if viewer.whole_province or one.code in viewer.commune_codes
    ]
    return sorted(found, key=lambda pair: pair[1]) if len(found) > 1 else []


def _words(session: Session, viewer: Viewer, name: str, value: Any) -> str:
    """A filter as a chip says it."""
    if isinstance(value, date):
        return f"{'Từ' if name == 'since' else 'Đến'} {value:%d/%m/%Y}"
    if name in {"owner", "registered_by"}:
        who = _person(session, viewer, value)
        if value == NOBODY:
            return who
        return f"{'Phụ trách' if name == 'owner' else 'Người đăng ký'}: {who}"
    if name == "import_id":
        return f"Danh sách: {_file(session, viewer, value)}"
    tables: dict[str, dict[str, str]] = {
        "commune": {one.code: one.name for one in communes()},
        "kind": {str(kind): label for kind, label in KIND_LABELS.items()},
        "state": {str(state): label for state, label in STATE_LABELS.items()},
        "gap": dict(TITLES),
        "has_phone": PHONE_LABELS,
    }
    if name == "ids":
        return f"{value.count(',') + 1} hộ đã chọn"
    if name in {"q", "crop"}:
        return f"“{value}”" if name == "q" else f"Sản phẩm: {value}"
    return tables.get(name, {}).get(value, str(value))


def _person(session: Session, viewer: Viewer, value: str) -> str:
    if value == ME:
        return "tôi"
    if value == NOBODY:
        return "Chưa ai phụ trách"
    names = store_people.names(session, viewer, [value]) if is_id(value) else {}
    return names.get(value, "người khác")


def _file(session: Session, viewer: Viewer, value: str) -> str:
    return store_people.file_name(session, viewer, value) or "không rõ"
