"""Papers, lots, hand-overs and recalls: told whole to the person, and what an erasure leaves."""

import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from agrimarket.kit.db import Base, db, reading
from agrimarket.kit.jobs import run_due
from agrimarket.lots.hand_over_models import LotTransfer, Recall, RecallLot, RecallNotice
from agrimarket.lots.models import Area, Lot, LotEvent, LotFlow, LotStep, Partner
from agrimarket.privacy import store_person
from agrimarket.privacy.collect_parts import PARTS
from agrimarket.products.models import Certificate, Product, ProductPack, ProductStep
from agrimarket.system import verify
from tests.builders.trade import API, NAME, WORDS, Trade, a_trade, put_in
from tests.people import People, Person
from tests.privacy.traces import found_in

# Every table of the two rooms; each has a row of hers.
TABLES = {
    "product", "product_pack", "product_step", "certificate", "certificate_product",
    "certificate_file", "expiry_notice", "area", "area_certificate", "partner", "lot", "lot_event",
    "lot_event_photo", "lot_step", "lot_flow", "lot_transfer", "recall", "recall_lot",
    "recall_notice", "recall_drill",
}  # fmt: skip


def told_to(caller: Person, trade: Trade, reason: str = "") -> Any:
    path = f"{API}/households/{trade.household}/everything"
    answer = caller.post(path, {"reason": reason}) if reason else caller.get(path)
    assert answer.status_code == 200, answer.text
    return answer.get_json()["rooms"]


def test_every_table_is_told_and_carried_home(app: Flask, people: People) -> None:
    trade = a_trade(people)
    hoa = people.producer(trade.household)
    rooms = told_to(hoa, trade)
    rows = rooms["products"] | rooms["lots"]
    assert sorted(name for name in TABLES if not rows[name]) == []
    text = json.dumps(rows, ensure_ascii=False)
    assert [word for word in WORDS.values() if word not in text] == []
    assert "content_sealed" not in text
    officer = told_to(people.phuc, trade, "giao cho chính chủ theo đơn")["lots"]["area"][0]
    assert [officer[name] for name in ("address", "latitude", "longitude")] == [None] * 3
    neighbour = told_to(people.producer(trade.other), Trade(trade.other, ""))
    assert [row["id"] for row in neighbour["lots"]["lot_transfer"]] == [trade.ids["received"]]
    assert neighbour["lots"].pop("recall_notice")  # what the office told the neighbour itself
    assert "Lụa Mây" not in json.dumps(neighbour, ensure_ascii=False)
    page = hoa.browser().post(f"/ho/{trade.household}/tat-ca-du-lieu")
    archive = zipfile.ZipFile(io.BytesIO(page.data))
    names = set(archive.namelist())
    assert f"anh/{trade.ids['picture']}.webp" in names
    assert archive.read(f"giay-to/{trade.ids['scan']}.webp").startswith(b"RIFF")
    assert "Bản chụp giấy" in archive.read("du-lieu.html").decode()


def test_whose_rows_are_gathered_is_gathered_first() -> None:
    """A part that hangs on ids nobody gathers would be empty for ever, and say nothing."""
    gathered = {"household", "lot_step"}
    gathered |= {name for name, _, _ in (*store_person.STEPS, *store_person.BELOW)}
    whose = {part.whose for parts in PARTS.values() for part in parts}
    assert sorted(whose - gathered) == []


def forgotten(app: Flask, people: People) -> Trade:
    """Her goods are recalled and the recall is over; she asks to be forgotten."""
    trade = a_trade(people)
    assert len({line.rsplit(": ", 1)[1] for line in found_in(app, trade.words)}) > 12
    put_in(people.huong, f"/households/{trade.household}/consents/withdraw", {"reason": "đơn"})
    put_in(people.huong, f"/households/{trade.household}/erase", {"reason": "theo đơn"})
    run_due(app)
    db.session.remove()
    return trade


def test_nothing_of_her_is_left_in_any_byte(app: Flask, people: People) -> None:
    trade = forgotten(app, people)
    assert found_in(app, trade.words) == []
    kept = Path(app.extensions["agrimarket.settings"].data)
    assert list(verify.faults(reading(), app.extensions["agrimarket.keys"], kept)) == []
    scan = f"{API}/certificates/{trade.ids['certificate']}/files/{trade.ids['scan']}"
    assert people.phuc.get(scan).status_code == 404


def test_what_food_law_needs_stays(app: Flask, people: People) -> None:
    """Circular 02/2024/TT-BKHCN, Decision 25/QĐ-BNNMT 2026: what was made of what, and went where.

    Codes, days, quantities, inputs with their waiting days, hand-overs and recalls stay.
    """
    trade = forgotten(app, people)
    session, ids = reading(), trade.ids
    left = {
        name: session.scalar(select(func.count()).select_from(Base.metadata.tables[name]))
        for name in TABLES
    }
    assert {name for name, rows in left.items() if not rows} == {
        "certificate_file",
        "lot_event_photo",
    }
    lots = {lot.lot_code: lot for lot in session.scalars(select(Lot))}
    assert (lots["ML-01"].quantity, lots["ML-02"].quantity) == (Decimal(100), Decimal(40))
    assert lots["ML-01"].used == Decimal(55)
    assert lots["ML-01"].state == lots["ML-02"].state == "recalled"
    assert lots["ML-02"].suspend_reason is None
    assert {flow.way: flow.quantity for flow in session.scalars(select(LotFlow))} == {
        "in": 40, "out": 40}  # fmt: skip
    step = session.get_one(LotStep, ids["step"])
    assert (step.kind, step.place) == ("split", None)
    line = session.get_one(LotEvent, ids["event"])
    assert line.facts == {"product": "Vắc-xin dịch tả", "waiting_days": 3}
    states = {one.id: (one.state, one.quantity) for one in session.scalars(select(LotTransfer))}
    assert states == {
        ids["transfer"]: ("disputed", Decimal(10)), ids["received"]: ("received", Decimal(5))
    }  # fmt: skip
    _things_stay(session, ids)


def _things_stay(session: Any, ids: dict[str, str]) -> None:
    area, paper = (
        session.get_one(Area, ids["area"]),
        session.get_one(Certificate, ids["certificate"]),
    )
    assert (area.gln, area.address, area.latitude) == ("8930000000002", None, None)
    assert (paper.kind, paper.issuer) == ("vietgap", "Trung tâm chứng nhận")
    assert NAME not in f"{paper.number} {paper.scope}"
    partner = session.get_one(Partner, ids["partner"])
    assert (partner.name, partner.phone, partner.email) == ("Đối tác 1", None, None)
    pack = session.get_one(ProductPack, ids["pack"])
    assert (pack.amount, pack.unit) == (500, "g")
    product = session.get_one(Product, ids["product"])
    assert (product.state, product.storage, product.subgroup) == ("withdrawn", None, "raw_other")
    assert {one.reason for one in session.scalars(select(ProductStep))} == {None}
    recall = session.get_one(Recall, ids["recall"])
    assert recall.phone == "02373852246"  # the office's, for whoever still has the goods
    assert session.scalar(select(func.count()).select_from(RecallLot)) == 2
    assert session.scalar(select(func.count()).select_from(RecallNotice)) == 2
