"""Stamps of each producer of the world in every state, and a key that was told leaked."""

from agrimarket.issuing.consume import PIN_DIGITS, Tried, consume
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.db import one_commit
from tests.matrix.made import API, made
from tests.people import People, Person


def stamped(phuc: Person, lot: str) -> dict[str, str]:
    """An order of twelve stamps with PINs, one command of each kind on it, and an approval.

    Somebody tried a wrong PIN on its first stamp.
    """
    order = made(phuc, "/stamp-orders", lot_id=lot, count=12, with_pin=True)
    found = {"order": order, "print": made(phuc, f"/stamp-orders/{order}/prints", stock="a4-40")}
    for kind, path, first in (
        ("deliver", "stamp-deliveries", 11),
        ("sample", "stamp-samples", 12),
        ("activate", "stamp-activations", 1),
        ("void", "stamp-voids", 9),
        ("suspend", "stamp-suspensions", 8),
        ("resume", "stamp-resumptions", 8),
    ):
        why = {} if kind in {"activate", "deliver"} else {"reason": "Tem ướt"}
        last = 10 if kind == "activate" else first
        found[kind] = made(phuc, f"/{path}", order_id=order, first=first, last=last, **why)
    tried(order)
    asked = {"lot_id": lot, "count": 5, "reason": "Thêm gói nhỏ"}
    found["approval"] = made(phuc, "/stamp-approvals", **asked)
    return found


def tried(order_id: str) -> None:
    """A buyer mistook a digit: now there is something that an officer may take back."""
    with one_commit() as session:
        order, ring = session.get_one(StampOrder, order_id), the_ring()
        serial, version = order.first_serial, order.key_version
        wrong = f"{(int(ring.pin(serial, version)) + 1) % 10**PIN_DIGITS:0{PIN_DIGITS}d}"
        outcome = consume(session, ring=ring, code=ring.seal(serial, version=version), pin=wrong)
    assert outcome.tried is Tried.WRONG


def lifted_leak(phuc: Person) -> str:
    """A key that was told leaked; two lifted it, so that the matrix can issue."""
    leak = made(phuc, "/stamp-key-leaks", version="1", reason="Thử")
    other = People(phuc.app).phuc
    for person in (phuc, other):
        path = f"{API}/stamp-key-leaks/{leak}/lift"
        assert person.post(path, {"reason": "Chưa lộ"}).status_code == 200
    return leak
