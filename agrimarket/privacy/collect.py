"""Everything that is kept about one person, from every room, in one readable answer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households import rules as households
from agrimarket.households.consenting.evidence import may_open, open_evidence
from agrimarket.households.identity import open_bank, open_citizen_id
from agrimarket.households.merging import merge
from agrimarket.households.models import Household
from agrimarket.households.rules import reveal
from agrimarket.households.showing import masks
from agrimarket.households.showing.present import Shown
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.seen import seen
from agrimarket.lots.areas import PRIVATE
from agrimarket.privacy import column_words, store, store_person
from agrimarket.privacy.collect_parts import PARTS
from agrimarket.privacy.data_kinds import Data
from agrimarket.privacy.inventory import INVENTORY
from agrimarket.privacy.sealing import answer_of, details_of
from agrimarket.privacy.store_person import PersonIds
from agrimarket.products.papers import files
from agrimarket.products.papers.rules import paper_of

Rows = list[dict[str, Any]]
Collector = Callable[[Session, PersonIds], Mapping[str, Rows]]


ROOM_LABELS: Mapping[str, str] = {
    "households": "Hộ sản xuất", "accounts": "Tài khoản và đăng nhập",
    "teams": "Tổ và tập huấn", "products": "Sản phẩm",
    "lots": "Lô hàng và nhật ký", "issuing": "Tem", "channels": "Kênh bán",
    "fieldwork": "Việc từ máy ngoài đồng", "onboarding": "Các bước lên sàn",
    "scanning": "Lượt tự quét tem", "privacy": "Yêu cầu về dữ liệu", "trail": "Ai đã làm gì",
}  # fmt: skip


def everything(
    session: Session, *, viewer: Viewer, household_id: str, reason: str = ""
) -> dict[str, Any]:
    """All rooms' rows about a producer in the viewer's scope, with words; audited.

    Citizen and bank numbers are in clear to the person, and to officers who give a reason (each
    is then a reveal of its own); masked otherwise. NotFound, NotAllowed, InvalidFields (reason).
    """
    household = households.get(session, viewer=viewer, household_id=household_id)
    own = masks.is_own(viewer, household)
    records = {one.id: one for one in (household, *merge.records_of(session, household.id))}
    numbers = {id: _numbers(session, viewer, one, own, seen(reason)) for id, one in records.items()}
    ids = store_person.ids_of(session, household.id)
    rooms = {room: dict(collect(session, ids)) for room, collect in COLLECTORS.items()}
    clear = own or bool(seen(reason))
    rooms["households"]["household"] = [
        _household(row, numbers[row["id"]], clear, viewer, household)
        for row in rooms["households"]["household"]
    ]
    rooms["lots"]["area"] = [
        _placed(row, PRIVATE, clear, viewer, household) for row in rooms["lots"]["area"]
    ]
    audit.record(
        session, viewer, "person_exported", kind="household", id=household.id,
        person=household.id, reason=seen(reason) or None,
        kept={"rows": sum(len(rows) for tables in rooms.values() for rows in tables.values())},
    )  # fmt: skip
    return {
        "about": {
            "household_id": household.id,
            "name": household.name,
            "made_at": clock.now().isoformat(),
            "basis": "Luật 91/2025/QH15: quyền được xem và nhận dữ liệu của mình",
        },
        "rooms": rooms,
        "words": {**column_words.words_in(rooms), **ROOM_LABELS},
    }


def evidence(session: Session, *, viewer: Viewer, household_id: str) -> list[tuple[str, bytes]]:
    """Voices and signed sheets of the consents, and scans of the producer's papers, opened, with
    names for a folder; each is audited.

    Only for those who may open them (households/consenting/evidence.py, products/papers/files.py);
    empty for others.
    """
    household = households.get(session, viewer=viewer, household_id=household_id)
    ids = store_person.ids_of(session, household.id)
    found = _scans(session, viewer, ids)
    if not may_open(viewer, household):
        return found
    rows = store_person.rows_by(session, "consent_evidence", "household_id", ids.of["household"])
    for row in rows:
        piece, content = open_evidence(
            session, viewer=viewer, household=household, evidence_id=row["id"]
        )
        kind = piece.media_type.rpartition("/")[2]
        found.append((f"dong-y/{piece.id}.{kind}", content))
    return found


def _scans(session: Session, viewer: Viewer, ids: PersonIds) -> list[tuple[str, bytes]]:
    found = []
    for id in sorted(ids.to_collect("certificate")):
        paper = paper_of(session, viewer=viewer, certificate_id=id)
        for row in files.files_of(session, paper) if files.may_open(session, viewer, paper) else []:
            scan, content = files.open_file(
                session, viewer=viewer, certificate=paper, file_id=row.id
            )
            kind = scan.media_type.rpartition("/")[2]
            found.append((f"giay-to/{scan.id}.{kind}", content))
    return found


def _of(room: str) -> Collector:
    def collect(session: Session, ids: PersonIds) -> Mapping[str, Rows]:
        found: dict[str, Rows] = {}
        for part in PARTS[room]:
            wanted = ids.to_collect(part.whose)
            rows = store_person.rows_by(session, part.table, part.column, wanted)
            kept = found.setdefault(part.table, [])
            kept += [row for one in rows if (row := plain(part.table, one)) not in kept]
        return found

    return collect


def _requests(session: Session, ids: PersonIds) -> Mapping[str, Rows]:
    found = []
    for row in store.requests_of(session, ids.household):
        values = {name: getattr(row, name) for name in row.__table__.c.keys()}  # noqa: SIM118 (a collection of columns, no dict)
        said = details_of(session, row)
        opened = {"asker": said.asker, "contact": said.contact, "text": said.text,
                  "answer": answer_of(session, row)}  # fmt: skip
        found.append(plain("person_request", values) | opened)
    return {"person_request": found}


def _acts(session: Session, ids: PersonIds) -> Mapping[str, Rows]:
    """The trail of the person's own things, opened; staff by role, as they acted in office."""
    rows = store_person.audit_rows(session, ids)
    return {"audit_row": [
        {"at": _json(one.at), "action": one.title, "role": one.role_label, "before": one.before,
         "after": one.after, "reason": one.reason}
        for one in audit.entries(session, rows)
    ]}  # fmt: skip


def _own_scans(session: Session, ids: PersonIds) -> Mapping[str, Rows]:
    rows = store_person.own_scans(session, ids)
    return {"scan": [plain("scan", row) for row in rows]}


COLLECTORS: Mapping[str, Collector] = {
    **{room: _of(room) for room in PARTS},
    "scanning": _own_scans,
    "privacy": _requests,
    "trail": _acts,
}
# What the collectors that are no PARTS read.
OTHERS: Mapping[str, Sequence[str]] = {
    "scanning": ("scan",), "privacy": ("person_request",), "trail": ("audit_row",),
}  # fmt: skip


def covered() -> set[str]:
    """Every table that a collector reads."""
    named = {part.table for parts in PARTS.values() for part in parts}
    return named | {table for tables in OTHERS.values() for table in tables}


def plain(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON: without keys, hashes and sealed bytes, days and moments in ISO 8601."""
    kept = INVENTORY[table]
    return {
        name: _json(value)
        for name, value in row.items()
        if kept.kind_of(name) is not Data.SECRET and not name.endswith("_sealed")
    }


def _json(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def _numbers(
    session: Session, viewer: Viewer, household: Household, own: bool, reason: str
) -> dict[str, Any]:
    """Citizen number and bank account: opened to the person, revealed on a reason, else masked."""
    bank = open_bank(session, household) if household.bank_sealed else None
    if own:
        return {
            "citizen_id": open_citizen_id(session, household),
            "bank": bank and {"bank": bank.bank, "account_number": bank.account_number,
                              "holder": bank.holder},
        }  # fmt: skip
    if not reason:
        return {"citizen_id": Shown(household, viewer).citizen_id_masked,
                "bank": bank and {"bank": bank.bank}}  # fmt: skip
    seen = {
        field: reveal(session, viewer=viewer, household=household, field=field, reason=reason)
        for field, there in (("citizen_id", household.citizen_sealed), ("bank_account", bank))
        if there
    }
    account = seen.get("bank_account")
    return {
        "citizen_id": seen.get("citizen_id"),
        "bank": bank and {"bank": bank.bank, "account_number": account, "holder": bank.holder},
    }


def _household(
    row: dict[str, Any], numbers: dict[str, Any], clear: bool, viewer: Viewer, household: Household
) -> dict[str, Any]:
    """The producer's row with numbers."""
    return _placed(row | numbers, ("latitude", "longitude"), clear, viewer, household)


def _placed(
    row: dict[str, Any], names: Sequence[str], clear: bool, viewer: Viewer, household: Household
) -> dict[str, Any]:
    """A row; where a house or garden lies is for those who may know it."""
    # the whole file for the person comes from the own commune, or from the server's shell
    whole = clear and viewer.role is Role.SYSTEM
    if whole or masks.sees_position(viewer, household):
        return row
    return row | dict.fromkeys(names)
