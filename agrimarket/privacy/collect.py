"""Everything that is kept about one person, from every room, in one readable answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from agrimarket.privacy import column_words, store, store_person
from agrimarket.privacy.inventory import INVENTORY, Data
from agrimarket.privacy.sealing import answer_of, details_of
from agrimarket.privacy.store_person import PersonIds

Rows = list[dict[str, Any]]
Collector = Callable[[Session, PersonIds], Mapping[str, Rows]]


@dataclass(frozen=True)
class Part:
    """Rows of a table that belong to the person: its column points to ids of `whose` table."""

    table: str
    column: str
    whose: str


PARTS: Mapping[str, Sequence[Part]] = {
    "households": (
        Part("household", "id", "household"),
        Part("consent", "household_id", "household"),
        Part("consent_evidence", "household_id", "household"),
        Part("household_import_row", "household_id", "household"),
        Part("household_view", "household_id", "household"),
        Part("household_find", "household_id", "household"),
        Part("bulk_act_row", "household_id", "household"),
        Part("household_photo", "household_id", "household"),
        Part("household_merge", "kept_id", "household"),
        Part("household_merge", "merged_id", "household"),
        Part("household_pair", "first_id", "household"),
        Part("household_pair", "second_id", "household"),
        Part("producer_member", "household_id", "household"),
        Part("producer_member", "member_household_id", "household"),
        Part("producer_head", "household_id", "household"),
        Part("parcel", "household_id", "household"),
        Part("household_card", "household_id", "household"),
    ),
    "accounts": (
        Part("account", "household_id", "household"),
        Part("account_commune", "account_id", "account"),
        Part("account_session", "account_id", "account"),
        Part("account_link", "account_id", "account"),
        Part("field_device", "account_id", "account"),
        Part("passkey", "account_id", "account"),
        Part("outside_identity", "account_id", "account"),
        Part("delegation", "from_account_id", "account"),
        Part("delegation", "to_account_id", "account"),
        Part("token", "household_id", "household"),
        Part("token", "account_id", "account"),
        Part("job", "account_id", "account"),
    ),
    "onboarding": (Part("onboarding_note", "household_id", "household"),),
    "teams": (
        Part("training_attendance", "household_id", "household"),
        Part("team_member", "account_id", "account"),
    ),
    "products": (
        Part("product", "household_id", "household"),
        Part("product_photo", "product_id", "product"),
        Part("rating", "product_id", "product"),
        Part("certificate", "product_id", "product"),
    ),
    "lots": (
        Part("area", "household_id", "household"),
        Part("lot", "product_id", "product"),
        Part("lot_event", "lot_id", "lot"),
    ),
    "fieldwork": (
        Part("field_operation", "household_id", "household"),
        Part("field_conflict", "household_id", "household"),
    ),
    "issuing": (
        Part("stamp_order", "household_id", "household"),
        Part("stamp_segment", "order_id", "stamp_order"),
        Part("stamp_event", "order_id", "stamp_order"),
        Part("stamp_print", "order_id", "stamp_order"),
    ),
    "channels": (
        Part("booth", "household_id", "household"),
        Part("listing", "product_id", "product"),
        Part("channel_outbox", "listing_id", "listing"),
        Part("live_spell", "listing_id", "listing"),
    ),
}
# Tables that point to a producer's things and are no part of the answer, each with its reason.
LEFT_OUT: Mapping[str, str] = {
    "household_field_change": "chỉ nói ô nào đổi ở bản nào, không có nội dung",
    "field_vault": "khóa: mở dữ liệu trên máy, tự nó không nói gì về người",
    "person_key": "khóa: mở dữ liệu khác, tự nó không nói gì về người",
}
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
    numbers = {
        id: _numbers(session, viewer, one, own, reason.strip()) for id, one in records.items()
    }
    ids = store_person.ids_of(session, household.id)
    rooms = {room: dict(collect(session, ids)) for room, collect in COLLECTORS.items()}
    rooms["households"]["household"] = [
        _household(row, numbers[row["id"]], own or bool(reason.strip()), viewer, household)
        for row in rooms["households"]["household"]
    ]
    audit.record(
        session, viewer, "person_exported", kind="household", id=household.id,
        person=household.id, reason=reason.strip() or None,
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
    """Voices and signed sheets of the consents, opened, with names for a folder; each is audited.

    Only for those who may open them (households/consenting/evidence.py); empty for others.
    """
    household = households.get(session, viewer=viewer, household_id=household_id)
    if not may_open(viewer, household):
        return []
    found = []
    mine = store_person.ids_of(session, household.id).of["household"]
    rows = store_person.rows_by(session, "consent_evidence", "household_id", mine)
    for row in rows:
        piece, content = open_evidence(
            session, viewer=viewer, household=household, evidence_id=row["id"]
        )
        kind = piece.media_type.rpartition("/")[2]
        found.append((f"dong-y/{piece.id}.{kind}", content))
    return found


def _of(room: str) -> Collector:
    def collect(session: Session, ids: PersonIds) -> Mapping[str, Rows]:
        found: dict[str, Rows] = {}
        for part in PARTS[room]:
            wanted = ids.of.get(part.whose, set())
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
    """The producer's row with numbers; where a house stands is for those who may know it."""
    told = row | numbers
    # the whole file for the person comes from the own commune, or from the server's shell
    whole = clear and viewer.role is Role.SYSTEM
    if not whole and not masks.sees_position(viewer, household):
        told["latitude"] = told["longitude"] = None
    return told
