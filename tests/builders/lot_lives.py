"""Builds lots with long lives through the rules: diaries, corrections, steps, hand-overs, recalls.

A seed decides everything, so that a fault found once is found again.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit
from agrimarket.lots import describe, diary, release
from agrimarket.lots.becoming import rules as becoming
from agrimarket.lots.becoming.take import Taken
from agrimarket.lots.models import Area, Lot
from agrimarket.lots.partners.rules import add_partner
from agrimarket.lots.read import lot_of
from agrimarket.lots.recalls.begin import recall_lot
from agrimarket.lots.recalls.lift import lift
from agrimarket.lots.recalls.suspend import suspend_lot
from agrimarket.lots.transfers import rules as transfers
from tests.builders.households import a_household
from tests.builders.products import a_product
from tests.people import HAM_RONG, People

GTIN, GLN = "8931234567897", "8930000000019"
UNITS = ("kg", "tạ", "tấn", "yến", "l", "m³", "quả", "hộp", "sọt")
LINES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("sowing", {"variety": "Luận Văn", "quantity": 3, "unit": "kg"}),
    ("fertiliser", {"product": "Phân chuồng ủ hoai", "dose": 20, "dose_unit": "kg/sào"}),
    ("pesticide", {"product": "Dầu khoáng", "dose": 20, "dose_unit": "ml/bình 16 lít",
                   "waiting_days": 0}),
    ("irrigation", {"method": "drip", "source": "Nước giếng"}),
    ("harvest", {"quantity": 900.5}),
    ("processing", {"method": "Sấy", "temperature": 60.5}),
    ("packing", {"packs": 40, "size": 500, "size_unit": "g", "material": "Túi PE"}),
    ("test", {"what": "Vi sinh vật", "laboratory": "Trung tâm", "passed": True}),
    ("test", {"what": "Kim loại nặng", "passed": False}),
    ("storage", {"temperature": -18, "humidity": 65}),
    ("sale", {"to": "Chị Bưởi, chợ Vườn Hoa", "quantity": 12}),
    ("transfer", {"to": "Anh Mít, xe tải", "quantity": 5}),
)  # fmt: skip
FATES = ("received", "returned", "cancelled", "on its way")
REASON = "Dư lượng thuốc vượt mức"


class Lives:
    """`ids`: every lot made, oldest first; `did`: how often each act was done."""

    def __init__(self, people: People, seed: int = 5) -> None:
        self.people, self.dice = people, random.Random(seed)
        self.viewer = people.phuc.viewer
        self.second = people.person(Role.PROVINCE_OFFICER, "Thảo")
        self.ids: list[str] = []
        self.left: dict[str, Decimal] = {}  # of lots that may still be used
        self.unit: dict[str, str] = {}
        self.did: dict[str, int] = {}
        near, far = a_household(people), a_household(people, commune_code=HAM_RONG)
        self.products = [a_product(people, near, gtin=GTIN), a_product(people, far),
                         a_product(people, near, name="Mứt bưởi")]  # fmt: skip
        self.basket = a_product(people, near, name="Giỏ quà Xứ Thanh")
        with one_commit() as session:
            area = Area(household_id=near.id, name="Vườn đồi", code="VT-38-001", gln=GLN)
            session.add(area)
            partner = add_partner(
                session, viewer=self.viewer, household_id=near.id, kind="buyer",
                name="Cửa hàng Hạc Thành", phone="0912000111",
            )  # fmt: skip
        self.area, self.partner = area.id, partner.id

    def grow(self, count: int) -> list[str]:
        """At least so many lots."""
        acts: tuple[Callable[[Session, Lot], None], ...] = (
            self.split, self.split, self.transform, self.hand_over, self.recall, self.suspend,
        )  # fmt: skip
        while len(self.ids) < count:
            lot = self.begin()
            with one_commit() as session:
                row = lot_of(session, viewer=self.viewer, lot_id=lot)
                self.dice.choice(acts)(session, row)
            if len(self.ids) % 7 == 0:
                self.merge()
        return self.ids

    def begin(self) -> str:
        """A released lot with a diary, some of it corrected and some taken back."""
        dice = self.dice
        product, made = dice.choice(self.products), clock.today() - timedelta(dice.randint(1, 20))
        unit = dice.choice(UNITS)
        with one_commit() as session:
            lot = describe.create_lot(
                session, viewer=self.viewer, product_id=product.id, lot_code=self._code(),
                harvested_on=made, quantity=Decimal(dice.randint(100, 5000)), unit=unit,
                area_id=self.area if product is self.products[0] else None,
            )  # fmt: skip
            for kind, facts in dice.choices(LINES, k=dice.randint(0, 5)):
                self._line(session, lot, kind, facts)
            release.release_lot(session, viewer=self.viewer, lot=lot)
        self._keep(lot)
        return lot.id

    def _line(self, session: Session, lot: Lot, kind: str, facts: dict[str, Any]) -> None:
        at = clock.now() - timedelta(minutes=self.dice.randint(0, 2000))
        told = diary.add_event(
            session, viewer=self.viewer, lot=lot, kind=kind, happened_at=at, facts=facts,
            text="Gọi 0987654321 khi tới" if kind == "sale" else None,
        )  # fmt: skip
        fate = self.dice.random()
        if fate < 0.3:
            self._count("corrected")
            told = diary.add_event(session, viewer=self.viewer, lot=lot, kind=kind, facts=facts,
                                   happened_at=at, corrects_id=told.id)  # fmt: skip
        if fate < 0.1 or fate > 0.9:
            self._count("withdrawn")
            diary.withdraw_event(session, viewer=self.viewer, lot=lot, event_id=told.id)

    def split(self, session: Session, lot: Lot) -> None:
        parts = [Decimal(self.dice.randint(1, 20)) for _ in range(self.dice.randint(1, 3))]
        outs = [{"lot_code": self._code(), "quantity": one} for one in parts]
        step = becoming.split_lot(session, viewer=self.viewer, lot=lot, outputs=outs)
        self._made("split", session, step.made)

    def transform(self, session: Session, lot: Lot) -> None:
        """A basket of this lot and up to two others, also of another producer."""
        others = [id for id in self.left if id != lot.id and self.left[id] >= 50]
        chosen = [lot.id, *self.dice.sample(others, min(2, len(others)))]
        out = {"product_id": self.basket.id, "lot_code": self._code(), "quantity": Decimal(10),
               "unit": "giỏ"}  # fmt: skip
        inputs = [Taken(id, Decimal(2)) for id in chosen]
        step = becoming.transform_lots(session, viewer=self.viewer, inputs=inputs, outputs=[out])
        self._made("transform", session, step.made)

    def merge(self) -> None:
        """Two lots of one kind into one."""
        first = self.dice.choice(list(self.left))
        alike = [id for id in self.left if id != first and self._alike(first, id)]
        if not alike:
            return
        pair = (first, self.dice.choice(alike))
        with one_commit() as session:
            inputs = [Taken(id, Decimal(3)) for id in pair]
            step = becoming.merge_lots(session, viewer=self.viewer, inputs=inputs,
                                       output={"lot_code": self._code()})  # fmt: skip
            self._made("merge", session, step.made)

    def _alike(self, one: str, other: str) -> bool:
        same = self.unit.get(one) == self.unit.get(other)
        return same and min(self.left[one], self.left[other]) >= 50

    def hand_over(self, session: Session, lot: Lot) -> None:
        """To a shop that answers by the sender: received, given back, or called off."""
        if lot.product_id == self.products[1].id:
            return
        viewer = self.viewer
        one = transfers.propose(session, viewer=viewer, lot=lot, quantity=Decimal(40),
                                partner_id=self.partner)  # fmt: skip
        fate = FATES[sum(self.did.get(f"hand-over {one}", 0) for one in FATES) % len(FATES)]
        self._count(f"hand-over {fate}")
        if fate == "cancelled":
            transfers.cancel(session, viewer=viewer, transfer=one)
            return
        transfers.send(session, viewer=viewer, transfer=one)
        if fate == "received":
            transfers.receive(session, viewer=viewer, transfer=one, quantity=Decimal(39))
        if fate == "returned":
            transfers.dispute(session, viewer=viewer, transfer=one, reason="Dập nhiều")
            transfers.cancel(session, viewer=viewer, transfer=one)

    def recall(self, session: Session, lot: Lot) -> None:
        """Sometimes lifted again by two people."""
        found = recall_lot(session, viewer=self.viewer, lot=lot, reason=REASON, phone="0373852000")
        self._count("recalled")
        del self.left[lot.id]
        if self.dice.random() < 0.5:
            second = self.second.viewer
            lift(session, viewer=self.viewer, recall_id=found.id, reason="Xét nghiệm lại đạt")
            lift(session, viewer=second, recall_id=found.id, reason="Đồng ý")
            self._count("lifted")

    def suspend(self, session: Session, lot: Lot) -> None:
        suspend_lot(session, viewer=self.viewer, lot=lot, reason="Kiểm tra lại")
        del self.left[lot.id]
        self._count("suspended")

    def _made(self, act: str, session: Session, made: list[Lot]) -> None:
        self._count(act)
        for lot in made:
            if self.dice.random() < 0.7:
                release.release_lot(session, viewer=self.viewer, lot=lot)
            self.ids.append(lot.id)

    def _keep(self, lot: Lot) -> None:
        self.ids.append(lot.id)
        self.left[lot.id] = lot.quantity or Decimal(0)
        self.unit[lot.id] = f"{lot.product_id} {lot.unit}"

    def _count(self, act: str) -> None:
        self.did[act] = self.did.get(act, 0) + 1

    def _code(self) -> str:
        self._count("code")
        return f"L-{self.did['code']:05d}"
