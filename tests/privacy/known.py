"""A producer known in every room, with words that stand nowhere else."""

import io
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from agrimarket.accounts import rules as accounts
from agrimarket.channels.deliver import deliver
from agrimarket.channels.staff import approve
from agrimarket.issuing.models import StampOrder
from agrimarket.kit import clock, outbox
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.jobs import enqueue, run_due
from agrimarket.scanning.scans import record_scan
from tests.builders.channels import COLOURS
from tests.builders.households import a_household, citizen_id
from tests.builders.issuing import code_of
from tests.builders.lots import days_ago
from tests.builders.products import a_photo
from tests.builders.voices import a_voice
from tests.people import NGA_AN, People

NAME, LEGAL = "Trịnh Thị Quỳnh Xuyến", "Hộ kinh doanh Quỳnh Xuyến"
PHONE, ACCOUNT_NUMBER = "0987612345", "19034567890123"
HAMLET, PHONE_OF = "Thôn Đông Khê Thượng", "con gái Lụa Vãng"
NOTE, STORY = "nuôi bốn đứa cháu Zuzuki", "Vườn nhà ông nội Kẹo Ngạch để lại"
BRAND, OUTPUT = "Xuyến Vãng Farm", "chừng ba tạ Qwerti"
AREA, PLACE, EVENT = "Vườn sau nhà Xuyến", "bờ ao nhà Xuyến", "cháu Bòng Khẹc phụ hái"
LOGIN, EMAIL, FILE = "xuyen.vang", "xuyen.vang@example.vn", "danh-sach-trinh-thi-quynh-xuyen.xlsx"
REASON, PASSKEY = "in lại vì con Bòng Khẹc làm ướt", "Điện thoại của Xuyến"
LATITUDE, LONGITUDE = 19.987654, 105.123456


@dataclass
class Known:
    """Ids of what was made, and every word that must go."""

    household_id: str
    citizen_id: str = field(repr=False)
    product_id: str = ""
    order_id: str = ""
    account_id: str = ""
    code: str = ""
    words: list[str] = field(default_factory=list)


def a_known_producer(app: Flask, people: People) -> Known:
    """Registers over the API, describes, lots, prints, lists, signs in, asks, is imported."""
    number = citizen_id()
    household = _made(people.nam.post("/api/v1/households", {
        "kind": "household_business", "head_name": NAME, "legal_name": LEGAL,
        "commune_code": NGA_AN, "hamlet": HAMLET, "phone": PHONE, "phone_of": PHONE_OF,
        "citizen_id": number, "note": NOTE, "crops": ["Bưởi"], "area_ha": 0.35,
        "latitude": LATITUDE, "longitude": LONGITUDE,
        "bank": {"name": "Agribank", "account_number": ACCOUNT_NUMBER, "holder": NAME},
        "consent": {"version": "2026-01", "channel": "paper",
                    "purposes": ["publication", "channels"]},
    }, headers={"Idempotency-Key": "dang-ky-ba-xuyen"}))  # fmt: skip
    known = Known(household["id"], number)
    _product(people, known)
    _stamps(people, known)
    _listing(people, known)
    _account(app, people, known)
    _told_elsewhere(people, known)
    known.words = [
        NAME, LEGAL, PHONE, ACCOUNT_NUMBER, HAMLET, PHONE_OF, NOTE, STORY, BRAND, OUTPUT, AREA,
        PLACE, EVENT, LOGIN, EMAIL, REASON, PASSKEY, str(LATITUDE), str(LONGITUDE), number,
        "trinh thi quynh xuyen", "quynh xuyen", "bà Xuyến", "0987 612 345", "84987612345",
    ]  # fmt: skip
    return known


def _product(people: People, known: Known) -> None:
    product = _made(people.phuc.post("/api/v1/products", {
        "household_id": known.household_id, "name": "Bưởi Luận Văn bà Xuyến", "category": "food",
        "description": STORY, "brand": BRAND, "monthly_output": OUTPUT, "price_vnd": 45000,
        "unit": "kg", "shelf_life_days": 30, "season_from": 9, "season_to": 12,
        "standards": f"theo lời {NAME}",
    }))  # fmt: skip
    known.product_id = product["id"]
    path = f"/api/v1/products/{product['id']}"
    _made(people.phuc.post(f"{path}/certificates", {
        "kind": "commitment", "number": f"CK {NAME}", "issuer": "UBND xã Nga An",
    }))  # fmt: skip
    for colour in COLOURS[:3]:
        _made(people.phuc.post(f"{path}/photos", data={
            "photo": (io.BytesIO(a_photo(600, 300, colour=colour)), "xuyen.jpg"),
            "alt": f"{NAME} hái bưởi",
        }))  # fmt: skip
    _made(people.phuc.post(f"{path}/ratings", {
        "score": 75, "decision_number": "77/QĐ", "decided_on": days_ago(30).isoformat(),
        "issuer_level": "province", "issuer": f"UBND tỉnh, hồ sơ {NAME}",
    }))  # fmt: skip
    _made(people.phuc.post(f"{path}/approve", {}))


def _told_elsewhere(people: People, known: Known) -> None:
    """A neighbour's note, a breach that should have named nobody, a voice that says yes."""
    a_household(people, head_name="Đỗ Văn Tám", phone="0977000111", note=f"sát nhà {NAME}",
                phone_of=f"con rể {NAME}")  # fmt: skip
    _made(people.phuc.post("/api/v1/breaches", {
        "noticed_at": clock.now().isoformat(), "data_kinds": ["contact"],
        "happened": f"Gửi nhầm danh sách có {NAME}, {PHONE}.",
    }))  # fmt: skip
    path = f"/api/v1/households/{known.household_id}"
    consent = people.nam.get(path).json["consents"][0]["id"]
    _made(people.nam.post(f"{path}/consents/{consent}/evidence", data={
        "file": (io.BytesIO(a_voice() + NAME.encode()), "xuyen.wav"),
    }))  # fmt: skip


def _stamps(people: People, known: Known) -> None:
    area = _made(
        people.phuc.post("/api/v1/areas", {"household_id": known.household_id, "name": AREA})
    )
    lot = _made(people.phuc.post("/api/v1/lots", {
        "product_id": known.product_id, "lot_code": "L-XYZ", "area_id": area["id"],
        "harvested_on": days_ago(3).isoformat(),
    }))  # fmt: skip
    _made(people.phuc.post(f"/api/v1/lots/{lot['id']}/events", {
        "kind": "harvest", "happened_at": f"{days_ago(3)}T08:00:00+07:00", "place": PLACE,
        "text": EVENT, "facts": {"worker": NAME},
    }))  # fmt: skip
    _made(people.phuc.post(f"/api/v1/lots/{lot['id']}/release", {}))
    order = _made(people.phuc.post("/api/v1/stamp-orders", {"lot_id": lot["id"], "count": 10}))
    known.order_id = order["id"]
    for format in ("pdf", "zpl"):
        _made(people.phuc.post(f"/api/v1/stamp-orders/{order['id']}/prints", {
            "stock": "a4-40" if format == "pdf" else "roll-50x30", "format": format,
            "reason": REASON,
        }))  # fmt: skip
    _made(people.phuc.post("/api/v1/stamp-activations", {
        "order_id": order["id"], "first": 1, "last": 10,
    }))  # fmt: skip
    with one_commit() as session:
        record_scan(session, serial=order["first_serial"], device="d" * 32, slot=1, kind="owner")
    known.code = code_of(db.session.get_one(StampOrder, order["id"]), 1)


def _listing(people: People, known: Known) -> None:
    for channel in ("postmart", "portal"):
        _made(people.phuc.post("/api/v1/listings", {
            "product_id": known.product_id, "channel": channel,
        }))  # fmt: skip
    approve("postmart", None)
    deliver()


def _account(app: Flask, people: People, known: Known) -> None:
    with one_commit() as session:
        account = accounts.create_account(
            session, viewer=SYSTEM, name=NAME, login=LOGIN, password="bốn con trâu đen",
            role=Role.PRODUCER, household_id=known.household_id,
        )  # fmt: skip
        account.email, account.phone = EMAIL, PHONE
        known.account_id = account.id
        accounts.create_token(
            session, viewer=SYSTEM, name=f"máy của {NAME}", role=Role.PRODUCER,
            household_id=known.household_id,
        )  # fmt: skip
        outbox.send(session, to=PHONE, text="Mã đăng nhập: 123456", kind="sign_in_code")
        job = enqueue(session, "privacy.retention", {"about": NAME}, account_id=account.id)
        assert job.id
    run_due(app)
    browser = app.test_client()
    browser.post("/dang-nhap", data={"login": LOGIN, "password": "bốn con trâu đen"})
    _made(people.producer(known.household_id, NAME).post("/api/v1/person-requests", {
        "kind": "erase", "text": f"Tôi là {NAME}, xin xóa", "contact": PHONE,
    }))  # fmt: skip


def _made(answer: Any) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.json
