"""Lots of the demo that became other lots, and lots handed over, each in the order it happened."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing import rules as issuing
from agrimarket.issuing.ring import the_ring
from agrimarket.lots import diary, release
from agrimarket.lots.becoming.note import Told
from agrimarket.lots.becoming.rules import Step, merge_lots, split_lot, transform_lots
from agrimarket.lots.becoming.take import Taken
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from agrimarket.lots.recalls.suspend import suspend_lot
from agrimarket.lots.transfers import rules as transfers
from agrimarket.system.demo.book import Book, Deed
from agrimarket.system.demo.stick import put_on
from agrimarket.system.demo.tables.lots import Stamps
from agrimarket.system.demo.tables.moves import HANDED, SUSPENDED, TURNS, Handed, Out, Turn

BASKET, BASKETS = "giỏ quà", 60


def deeds(book: Book) -> Iterator[Deed]:
    """Steps in the morning, hand-overs at noon and in the evening, answers the day after."""
    at = book.calendar.at
    for number, turn in enumerate(TURNS):
        yield Deed(at(turn.ago, turn.hour, number), partial(_turn, book, turn))
    for number, handed in enumerate(HANDED):
        late = 19 if handed.by == "phố hạc" else 12
        yield Deed(at(handed.ago, late, number), partial(_hand, book, handed))
        if handed.end not in ("proposed", "in_transit"):
            yield Deed(at(handed.ago - 1, 9, number), partial(_answer, book, handed))
    yield Deed(at(5, 9), partial(_stamp_baskets, book))
    lot, ago, _ = SUSPENDED
    yield Deed(at(ago, 17), partial(_suspend, book, lot))


def _turn(book: Book, turn: Turn, session: Session) -> None:
    owner = book.owners[turn.by]
    told = Told(place=owner.place, note=turn.note)
    step = _step(book, turn, told, session)
    for out, lot in zip(turn.out, step.made, strict=True):
        book.lots[out.key] = lot.id
        if out.packs:
            facts: dict[str, Any] = {"packs": out.packs}
            diary.add_event(
                session, viewer=owner.viewer, lot=lot, kind="packing", place=owner.place,
                happened_at=book.calendar.at(turn.ago, turn.hour), facts=facts,
            )  # fmt: skip
        release.release_lot(session, viewer=owner.viewer, lot=lot)


def _step(book: Book, turn: Turn, told: Told, session: Session) -> Step:
    viewer = book.owners[turn.by].viewer
    taken = [Taken(book.lots[key], Decimal(amount)) for key, amount in turn.into]
    outs = [_out(book, turn, out) for out in turn.out]
    loss = Decimal(turn.loss)
    if turn.kind == "split":
        lot = _lot(book, turn.into[0][0], session)
        return split_lot(session, viewer=viewer, lot=lot, outputs=outs, loss=loss, told=told)
    if turn.kind == "merge":
        return merge_lots(
            session, viewer=viewer, inputs=taken, output=outs[0], loss=loss, told=told
        )
    return transform_lots(session, viewer=viewer, inputs=taken, outputs=outs, told=told)


def _out(book: Book, turn: Turn, out: Out) -> dict[str, Any]:
    day = book.calendar.day(turn.ago)
    told: dict[str, Any] = {
        "lot_code": f"{out.code}-{day:%d%m}", "quantity": Decimal(out.amount), "unit": out.unit,
        "pack_count": out.packs, "packed_on": day if out.packs else None,
        "pack_amount": Decimal(out.size) if out.size else None, "pack_unit": out.size_unit,
    }  # fmt: skip
    if out.goods:
        told["product_id"] = book.products[out.goods]
        told["area_id"] = book.areas.get((turn.by, "workshop"))
    return told


def _lot(book: Book, key: str, session: Session) -> Lot:
    return lot_of(session, viewer=book.cast.demo, lot_id=book.lots[key], lock=True)


def _hand(book: Book, handed: Handed, session: Session) -> None:
    viewer = book.owners[handed.by].viewer
    proposed = transfers.propose(
        session, viewer=viewer, lot=_lot(book, handed.lot, session),
        quantity=Decimal(handed.amount), partner_id=book.partners[handed.by, handed.to],
    )  # fmt: skip
    book.handed[handed.key] = proposed.id
    if handed.end not in ("proposed", "cancelled"):
        transfers.send(session, viewer=viewer, transfer=proposed)


def _answer(book: Book, handed: Handed, session: Session) -> None:
    """A registered receiver answers; for any other the sender says what came of it."""
    viewer = book.owners[handed.by].viewer
    transfer = transfers.transfer_of(session, viewer=viewer, transfer_id=book.handed[handed.key])
    keys = [key for key, owner in book.owners.items() if owner.id == transfer.to_household_id]
    answering = book.owners[keys[0]].viewer if keys else viewer
    if handed.end == "cancelled":
        transfers.cancel(session, viewer=viewer, transfer=transfer)
    elif handed.end == "disputed":
        transfers.dispute(session, viewer=answering, transfer=transfer, reason=handed.why or "")
    else:
        got = Decimal(handed.got) if handed.got else None
        transfers.receive(session, viewer=answering, transfer=transfer, quantity=got)


def _stamp_baskets(book: Book, session: Session) -> None:
    """One stamp tells of five producers."""
    viewer = book.owners["đồi xanh"].viewer
    order = issuing.issue(
        session, viewer=viewer, ring=the_ring(), count=BASKETS, lot_id=book.lots[BASKET],
        is_demo=True,
    )  # fmt: skip
    book.orders[BASKET] = order.id
    put_on(session, viewer, order.id, Stamps(BASKETS, BASKETS, BASKETS))


def _suspend(book: Book, key: str, session: Session) -> None:
    lot = _lot(book, key, session)
    viewer = book.owners["gà đồi"].viewer
    suspend_lot(session, viewer=viewer, lot=lot, reason=SUSPENDED[2])
