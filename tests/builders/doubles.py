"""Two records of one person, each with one of everything that can point to a producer."""

import io
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from agrimarket.accounts.models import AccountLink
from agrimarket.households.merging.moves import pointing
from agrimarket.kit import clock
from agrimarket.kit.db import Base, db, one_commit, reading
from agrimarket.kit.ids import new_id
from tests.builders.products import a_photo
from tests.people import NGA_AN, People, Person

API = "/api/v1"
AGREED = {"version": "2026-01", "channel": "paper", "purposes": ["publication", "channels"]}
# What says only that something happened: how often a row was written, and that the two were.
COUNTERS = {"revision"}
# The trail grows, jobs wait, and the merge itself is on record.
BESIDES = {"audit_row", "audit_head", "audit_day_head", "household_merge", "job", "kept_answer",
           "household_field_change", "field_feed", "field_counter"}  # fmt: skip


def made(person: Person, path: str, **body: Any) -> Any:
    """What a POST made."""
    answer = person.post(f"{API}{path}", json=body)
    assert answer.status_code in {200, 201}, (path, answer.text)
    return answer.get_json()


def a_record(people: People, name: str = "Nguyễn Thị Hoa", **over: Any) -> str:
    """A producer alone, without anything of theirs."""
    body = {"head_name": name, "commune_code": NGA_AN, "hamlet": "Thôn 3", "crops": ["Bưởi"]}
    return str(made(people.phuc, "/households", **(body | over))["id"])


def a_product(people: People, household: str, name: str) -> str:
    """An approved product with a safety basis."""
    product = made(
        people.phuc, "/products", household_id=household, name=name, category="food",
        price_vnd=45_000, unit="kg",
    )["id"]  # fmt: skip
    made(people.phuc, f"/products/{product}/certificates", kind="commitment")
    made(people.phuc, f"/products/{product}/approve")
    return str(product)


def a_full_record(people: People, code: str, *, booth: str = "voso", **over: Any) -> str:
    """A producer with consent, evidence, request, product, lot, stamps, booth, listing, sign-in,
    key, invitation; `code` tells the lots apart."""
    phuc = people.phuc
    household = a_record(people, consent=AGREED, **over)
    consent = phuc.get(f"{API}/households/{household}").get_json()["consents"][0]["id"]
    kept = phuc.post(
        f"{API}/households/{household}/consents/{consent}/evidence",
        data={"file": (io.BytesIO(a_photo()), "ban-ky.jpg")},
        content_type="multipart/form-data",
    )
    assert kept.status_code == 201, kept.text
    asked = {"kind": "access", "household_id": household, "channel": "paper", "text": "Cho xem"}
    made(phuc, "/person-requests", **asked)
    product = a_product(people, household, f"Bưởi {code}")
    area = made(phuc, "/areas", household_id=household, name="Vườn bưởi")["id"]
    lot = made(
        phuc, "/lots", product_id=product, lot_code=code, harvested_on="2025-11-01",
        quantity=100, unit="kg", pack_count=300, area_id=area,
    )["id"]  # fmt: skip
    made(phuc, f"/lots/{lot}/release")
    made(phuc, "/stamp-orders", lot_id=lot, count=10)
    made(phuc, "/stamp-approvals", product_id=product, count=500, reason="Trúng mùa")
    made(phuc, "/booths", household_id=household, channel=booth)
    made(phuc, "/listings", product_id=product, channel="voso")  # opens a booth there too
    people.producer(household).browser()
    with one_commit() as session:
        offer = {"role": "producer", "household_id": household}
        link = AccountLink(kind="invitation", secret_hash=new_id(), offer=offer, ends_at=_soon())
        session.add(link)
    _depth(phuc, household, product, lot)
    if phuc.get(f"{API}/households").get_json()["total"] == 1:
        a_record(people, "Đỗ Văn Khác", hamlet="Thôn 9")  # who trades with them
    _rows_of_rooms_below(household)
    people.nam.get(f"{API}/households/{household}")  # a view is noted
    return household


def _depth(phuc: Person, household: str, product: str, lot: str) -> None:
    """A size, a paper with a scan, a diary line with a picture, a lot parted, a drill, a recall."""
    made(phuc, f"/products/{product}/packs", amount=500, unit="g")
    paper = made(
        phuc, "/certificates", household_id=household, kind="vietgap", product_ids=[product]
    )["id"]  # fmt: skip
    _sent(phuc, f"/certificates/{paper}/files", "file")
    when = f"{clock.today()}T00:00:00+07:00"
    line = made(phuc, f"/lots/{lot}/events", kind="irrigation", happened_at=when)["id"]
    _sent(phuc, f"/lots/{lot}/events/{line}/photos", "photo")
    part = {"lot_code": f"P{lot[-6:].upper()}", "quantity": 5, "unit": "kg"}
    made(phuc, f"/lots/{lot}/splits", outputs=[part])
    made(phuc, "/recall-drills")
    made(phuc, f"/lots/{lot}/recall", reason="Nhãn sai", phone="02373852246", with_made=True)


def _sent(phuc: Person, path: str, name: str) -> None:
    file = {name: (io.BytesIO(a_photo()), "anh.jpg")}
    answer = phuc.post(f"{API}{path}", data=file, content_type="multipart/form-data")
    assert answer.status_code == 201, answer.text


def _rows_of_rooms_below(household: str) -> None:
    """A row in each table that points to a producer and has none of theirs yet."""
    with one_commit() as session:
        for table, column in pointing(Base.metadata):
            if table.name in {"household", "household_merge"} | BESIDES:
                continue
            held = session.execute(select(column).where(column == household)).first()
            if held is None and (maker := _MAKERS.get(f"{table.name}.{column.name}")):
                session.add(maker(household))
                session.flush()


def _row(table: str, **values: Any) -> Any:
    kind = next(one.class_ for one in Base.registry.mappers if one.local_table.name == table)
    return kind(**values)


def _any_of(table: str, besides: str | None = None) -> str:
    """The id of some row."""
    column = Base.metadata.tables[table].c.id
    query = select(column) if besides is None else select(column).where(column != besides)
    return str(db.session.scalars(query.limit(1)).one())


def _soon() -> datetime:
    return clock.now() + timedelta(days=7)


_MAKERS: dict[str, Any] = {
    "partner.household_id": lambda id: _row(
        "partner", household_id=id, kind="buyer", name="Chợ Nga Sơn"
    ),
    "partner.linked_id": lambda id: _row(
        "partner", household_id=_any_of("household", besides=id), kind="supplier", name="Bà Hoa",
        linked_id=id,
    ),
    "lot_transfer.to_household_id": lambda id: _row(
        "lot_transfer", lot_id=_any_of("lot"), to_household_id=id, quantity=1,
        proposed_at=clock.now(),
    ),
    "expiry_notice.household_id": lambda id: _row(
        "expiry_notice", household_id=id, kind="certificate", object_id=new_id(),
        last_day=clock.today(), days=30,
    ),
    "household_card.household_id": lambda id: _row(
        "household_card", household_id=id, key_version="A", issued_at=_soon()
    ),
    "household_photo.household_id": lambda id: _row(
        "household_photo", household_id=id, sha256="a" * 64, kept_sha256="b" * 64, width=1,
        height=1, size=1,
    ),
    "onboarding_note.household_id": lambda id: _row(
        "onboarding_note", household_id=id, kind="first_order", happened_on=clock.today()
    ),
    "parcel.household_id": lambda id: _row("parcel", household_id=id, name="Ruộng trên"),
    "producer_member.household_id": lambda id: _row(
        "producer_member", household_id=id, name="Lê Văn Tư"
    ),
}  # fmt: skip


def everything() -> dict[str, dict[str, dict[str, Any]]]:
    """Every row of every table, by table and key, without counters."""
    session = reading()
    session.rollback()
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for table in Base.metadata.sorted_tables:
        if table.name in BESIDES:
            continue
        rows = session.execute(select(table)).mappings()
        keys = [column.name for column in table.primary_key.columns]
        found[table.name] = {
            str([row[key] for key in keys]): {
                name: value for name, value in row.items() if name not in COUNTERS
            }
            for row in rows
        }
    db.session.remove()
    return found


def differences(before: Any, after: Any, two: set[str]) -> list[str]:
    """Table, key and column of everything that is not as it was; the two producers' own
    `updated_at` may say that something happened."""
    found = []
    for table in before:
        for key in {*before[table], *after[table]}:
            was, now = before[table].get(key), after[table].get(key)
            if table == "household_view" and was is None:
                continue  # the story itself looked
            if was is None or now is None:
                found.append(f"{table} {key}: {'came' if was is None else 'went'}")
                continue
            for name in was:
                own = table in {"household", "household_find"} and name == "updated_at"
                if was[name] != now[name] and not (own and any(one in key for one in two)):
                    found.append(f"{table} {key} {name}: {was[name]!r} > {now[name]!r}")
    return found
