"""`agrimarket verify` adds up lots: what was used went out, and never more than there was."""

from decimal import Decimal
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from agrimarket.kit.db import one_commit, reading
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot, LotFlow
from agrimarket.lots.verify import verify
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.builders.steps import a_merge, a_split, a_transform, handed_over
from tests.people import HAM_RONG, People


def found() -> list[str]:
    reading().expire_all()
    return list(verify(reading()))


def planted(what: Any) -> list[str]:
    """The faults after a change that no rule made."""
    with one_commit() as session:
        session.execute(what)
    return found()


def a_book(people: People) -> dict[str, Lot]:
    """A lot parted, its parts mixed, baskets made of both, some handed over and used there."""
    first = a_lot(people, pack_count=None, quantity=1000, unit="kg")
    one, two = a_split(people, first, "0.1", "0.2", state="released", loss=Decimal("0.3"))
    mixed = a_merge(people, (one, "0.1"), (two, "0.1"), state="released")
    gift = a_product(people, name="Giỏ quà Tết")
    basket = a_transform(people, gift, (first, 100), (mixed, "0.1"), state="released")
    lan = a_household(people, head_name="Lê Thị Kín", commune=HAM_RONG)
    handed_over(people, first, lan.id, 300)
    theirs = a_product(people, lan, name="Bưởi sấy")
    made = a_transform(people, theirs, (first, 250))
    handed_over(people, first, lan.id, 50, state="in_transit")
    return {"first": first, "one": one, "mixed": mixed, "basket": basket, "made": made}


def test_what_the_rules_made_balances(people: People) -> None:
    a_book(people)
    assert found() == []


def test_used_that_went_nowhere_is_found(people: People) -> None:
    lot = a_book(people)["first"]
    (said,) = planted(update(Lot).where(Lot.id == lot.id).values(used=Decimal("450.601")))
    assert said.startswith(f"Lô {lot.lot_code}: ghi đã dùng 450,601 mà ")
    assert "giao đi hết 450,6." in said


def test_used_too_little_is_found(people: People) -> None:
    lot = a_book(people)["one"]
    (said,) = planted(update(Lot).where(Lot.id == lot.id).values(used=Decimal("0.099")))
    assert said.startswith(f"Lô {lot.lot_code}: ghi đã dùng 0,099 mà ")


def test_a_hand_over_forgotten_is_found(people: People) -> None:
    lot = a_book(people)["first"]
    mine = LotTransfer.lot_id == lot.id
    gone = update(LotTransfer).where(mine, LotTransfer.state == "in_transit")
    (said,) = planted(gone.values(state="cancelled"))
    assert "giao đi hết 400,6." in said


def test_a_receiver_who_used_more_than_came_is_found(people: People) -> None:
    lot = a_book(people)["first"]
    mine = LotTransfer.lot_id == lot.id
    less = update(LotTransfer).where(mine, LotTransfer.state == "received")
    (said,) = planted(less.values(received_quantity=200))
    assert "bên nhận đã dùng 250 mà chỉ nhận 200" in said


def test_more_out_of_a_step_than_in_is_found(people: People) -> None:
    book = a_book(people)
    mixed = book["mixed"]
    with one_commit() as session:
        of_it = LotFlow.lot_id == mixed.id, LotFlow.way == "out"
        session.execute(update(LotFlow).where(*of_it).values(quantity=9))
    told = found()
    assert any("ra 9 kg mà chỉ vào 0,2 kg" in one for one in told)
    assert any(f"Lô {mixed.lot_code}: lúc làm ra có 9 kg, nay ghi 0,2 kg" in one for one in told)


def test_more_used_than_there_was_is_found(people: People) -> None:
    """The tables refuse it; a file from elsewhere, or a table without its rule, may hold it."""
    lot = a_book(people)["one"]
    with one_commit() as session:
        _without_the_rule(session)
        session.execute(update(Lot).where(Lot.id == lot.id).values(used=Decimal(5)))
    assert any(f"Lô {lot.lot_code}: ghi đã dùng 5 mà chỉ có 0,1" in one for one in found())


def _without_the_rule(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA ignore_check_constraints = ON"))
    else:
        session.execute(text("ALTER TABLE lot DROP CONSTRAINT ck_lot_used"))
