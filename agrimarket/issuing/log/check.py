"""The log beside the orders, as only the house can: nothing stands outside it, nothing else in."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing import store as counter
from agrimarket.issuing.log import read, store
from agrimarket.issuing.log.store import OrderFacts, Placed
from agrimarket.kit import signing
from stamps.log_chain import Fault, Walk
from stamps.log_form import FIRST_SERIAL, order_label
from stamps.log_heads import head_faults

SAID = "Sổ cấp tem: {}"


@dataclass(frozen=True)
class Checked:
    """A log that was read whole, and what in it does not hold."""

    walk: Walk
    faults: list[Fault]


def check(session: Session, *, any_key: bool = False) -> Checked:
    """Chain, signatures, heads, and the orders both ways.

    `any_key` believes the keys that the log itself names: what was restored where the signing key
    was lost holds together, and can be read, though nothing can be added before a new key.
    Orders and heads are read before the entries: what is issued meanwhile stands in the log when
    that is read, and raises no false alarm.
    """
    following, orders = counter.next_serial(session), store.order_facts(session)
    placed = store.placed(session)
    heads = read.heads(session)
    keys = _own_keys(session) if any_key else signing.known().values()
    walk = Walk(frozenset(keys))
    found: list[Fault] = []
    by_order: dict[str, dict[str, Any]] = {}
    for row in (row for page in store.pages(session) for row in page):
        said = read.line(row, named=True)
        found += walk.read(said)
        if row.order_id is not None:
            by_order[row.order_id] = said["body"]
    if walk.tips and not walk.trusted:
        found.append(Fault("key", 0, "không do khóa trong tệp khóa ký ghi."))
    found += head_faults(heads, walk)
    found += _order_faults(orders, by_order)
    found += _counter_faults(following, walk)
    found += _hand_faults(session, orders, {one.product_id: one for one in placed}, walk)
    found += _lot_faults(session)
    return Checked(walk, found)


def verify(session: Session, *, any_key: bool = False) -> Iterator[str]:
    """One Vietnamese sentence a fault; none where the log is whole."""
    for fault in check(session, any_key=any_key).faults:
        yield SAID.format(fault.sentence)


def _own_keys(session: Session) -> list[bytes]:
    bodies = map(read.body_of, store.bodies_without_order(session))
    named = (body["public_key"] for body in bodies if body and "public_key" in body)
    return [base64.b64decode(str(key)) for key in named]


def _order_faults(
    orders: Sequence[OrderFacts], by_order: Mapping[str, dict[str, Any]]
) -> Iterator[Fault]:
    for order in orders:
        label, body = order_label(order.number), by_order.get(order.id)
        if body is None:
            yield Fault("slipped", 0, f"đợt tem {label} không có trong sổ.")
        elif _facts(order) != {name: body.get(name) for name in _facts(order)}:
            number = int(body["number"])
            yield Fault("slipped", number, f"đợt tem {label} khác với dòng {number}.")
    known = {order.id for order in orders}
    furthest = max((order.first + order.count for order in orders), default=0)
    for order_id, body in by_order.items():
        if order_id not in known and body["first"] < furthest:
            number = int(body["number"])
            yield Fault("slipped", number, f"đợt tem của dòng {number} đã bị xóa.")


def _counter_faults(following: int, walk: Walk) -> Iterator[Fault]:
    """Serials that were handed out while the log did not move: a range taken out of both."""
    if walk.tips and following not in {FIRST_SERIAL, *(tip.next_serial for tip in walk.tips)}:
        yield Fault(
            "counter", walk.tip.number,
            f"bộ đếm sẽ cấp tiếp số {following}, theo sổ là số {walk.tip.next_serial}.",
        )  # fmt: skip


def _hand_faults(
    session: Session, orders: Sequence[OrderFacts], placed: Mapping[str, Placed], walk: Walk
) -> Iterator[Fault]:
    """Orders or products that changed hands, and producers of whom the log tells otherwise."""
    for order in orders:
        product = placed.get(order.product_id)
        if product is None or product.household_id != order.household_id:
            label = order_label(order.number)
            yield Fault("turned_over", 0, f"đợt tem {label} đứng tên nơi sản xuất khác.")
    moved = [one for one in placed.values() if _differs(one, walk)]
    # what moved while the log was read stands in neither or in both: the newest word counts
    again = {one.product_id: one for one in store.placed(session)} if moved else {}
    for one in moved:
        told = walk.producers.get(one.product_id)
        if told is not None and _differs(again.get(one.product_id, one), walk):
            yield Fault(
                "turned_over", told.entry,
                f"nơi sản xuất nay là {one.kind}, xã {one.commune}, khác với dòng {told.entry}.",
            )  # fmt: skip


def _differs(placed: Placed, walk: Walk) -> bool:
    told = walk.producers.get(placed.product_id)
    return told is None or (told.kind, told.commune) != (placed.kind, placed.commune)


def _lot_faults(session: Session) -> Iterator[Fault]:
    for number, first in store.lots_of_others(session):
        said = f"đợt tem {order_label(number)}: tem từ số sê-ri {first} gắn lô của sản phẩm khác."
        yield Fault("turned_over", 0, said)


def _facts(order: OrderFacts) -> dict[str, Any]:
    return {
        "order": order_label(order.number),
        "first": order.first,
        "last": order.first + order.count - 1,
        "key_version": order.key_version,
        "product": order.product_id,
    }
