"""One act that calls a lot back and, where chosen, everything made from it."""

import re
from collections.abc import Mapping

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import PROVINCE, Viewer
from agrimarket.kit.errors import NotAllowed
from agrimarket.kit.seen import seen
from agrimarket.lots.events import LotRecalled
from agrimarket.lots.graph import ids_made_from
from agrimarket.lots.hand_over_models import Recall, RecallLot, RecallNotice
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.recalls import store, tell, texts
from agrimarket.lots.refusals import LotNotReleased, LotRecalledNow, PhoneInvalid, ReasonMissing
from agrimarket.products.models import Product

PHONE = re.compile(r"\+?\d{4,15}")  # hotlines such as 1900… and short numbers count


def recall_lot(
    session: Session,
    *,
    viewer: Viewer,
    lot: Lot,
    reason: str,
    phone: str,
    with_made: bool = False,
    text_vi: str | None = None,
    text_en: str | None = None,
) -> Recall:
    """Tell everybody not to use a released lot; `reason` and `phone` are shown to buyers.

    `with_made` holds every lot made from it too, whoever made it. The rows written are those of
    lots and receivers: stamps and pages read the lot. Raises NotAllowed (province only),
    LotNotReleased, LotRecalledNow, ReasonMissing, PhoneInvalid.
    """
    if not viewer.is_one_of(PROVINCE):
        raise NotAllowed
    said, number = read_reason(reason), read_phone(phone)
    held = _hold(session, lot, with_made)
    _check(session, held[lot.id], with_made, len(held))
    products = store.products(session, held.values())
    begun = products[lot.product_id], held[lot.id]
    words = texts.public(*begun, reason=said, phone=number, with_made=with_made)
    words = texts.as_written(words, text_vi, text_en, number)
    recall = Recall(
        lot_id=lot.id, with_made=with_made, reason=said, phone=number, text_vi=words.vi,
        text_en=words.en, begun_at=clock.now(), begun_by=viewer.person,
    )  # fmt: skip
    session.add(recall)
    session.flush()
    _keep(session, viewer, recall, held, products)
    receivers = _write_notices(session, recall, held, products)
    audit.record(
        session, viewer, "recall_begun", kind="recall", id=recall.id, reason=said,
        after={"with_made": with_made, "lots": len(held), "receivers": receivers},
        person=products[lot.product_id].household_id,
    )  # fmt: skip
    return recall


def read_reason(text: str) -> str:
    """The reason tidied; ReasonMissing."""
    said = seen(text)
    if not said:
        raise ReasonMissing(fields={"reason": [ReasonMissing.sentence]})
    return said


def read_phone(text: str) -> str:
    """The number to call, without spaces; PhoneInvalid."""
    number = re.sub(r"[\s.()-]", "", text)
    if not PHONE.fullmatch(number):
        raise PhoneInvalid(fields={"phone": [PhoneInvalid.sentence]})
    return number


def hold_back(lot: Lot, recall: Recall) -> None:
    """Let a lot say why it may not be used."""
    lot.state, lot.recalled_at, lot.recalled_by = (
        LotState.RECALLED,
        recall.begun_at,
        recall.begun_by,
    )
    lot.recall_reason, lot.recall_phone = recall.reason, recall.phone


def _hold(session: Session, lot: Lot, with_made: bool) -> dict[str, Lot]:
    """The lots, locked; asked again until nothing new was made of one that was not locked yet."""
    held: dict[str, Lot] = {}
    while True:
        wanted = {lot.id} | (ids_made_from(session, lot) if with_made else set())
        if not (new := wanted - held.keys()):
            return held
        held |= store.hold(session, new)


def _check(session: Session, lot: Lot, with_made: bool, many: int) -> None:
    """LotRecalledNow where a recall from here reaches as far already; LotNotReleased."""
    if lot.state == LotState.RECALLED:
        begun = store.begun_at(session, lot.id)
        if any(one.with_made or not with_made for one in begun):
            raise LotRecalledNow
        if not with_made and not store.holding(session, [lot.id]):
            raise LotRecalledNow  # recalled before recalls were rows
    elif lot.state != LotState.RELEASED and many == 1:
        raise LotNotReleased  # a sealed lot may have been parted, and its parts sold


def _keep(
    session: Session,
    viewer: Viewer,
    recall: Recall,
    held: Mapping[str, Lot],
    products: Mapping[str, Product],
) -> None:
    """A row for each lot with what it was, and those who are concerned told."""
    others = store.holding(session, held)
    codes: dict[str, list[str]] = {}
    for id, lot in sorted(held.items()):
        owner = products[lot.product_id].household_id
        before = others[id][0][0].before if id in others else _was(lot)
        session.add(RecallLot(recall_id=recall.id, lot_id=id, before=before))
        audit.record(
            session, viewer, "lot_recalled", kind="lot", id=id, reason=recall.reason,
            before={"state": str(lot.state)},
            after={"state": LotState.RECALLED.value, "recall": recall.id}, person=owner,
        )  # fmt: skip
        if lot.state != LotState.RECALLED:
            hold_back(lot, recall)
        codes.setdefault(owner, []).append(lot.lot_code)
    session.flush()
    for id, lot in sorted(held.items()):
        events.publish(session, LotRecalled(id, lot.product_id))
    tell.recalled(session, store.households(session, codes), codes, recall.phone)


def _was(lot: Lot) -> str:
    """What comes back; a lot recalled before recalls were rows had been released."""
    state = str(lot.state)
    return str(LotState.RELEASED) if state == LotState.RECALLED else state


def _write_notices(
    session: Session, recall: Recall, held: Mapping[str, Lot], products: Mapping[str, Product]
) -> int:
    """One for each receiver one step forward, ready until somebody sends it; how many."""
    found = store.transfers(session, held)
    for transfer in found:
        lot = held[transfer.lot_id]
        text = texts.notice(
            products[lot.product_id], lot, transfer, reason=recall.reason, phone=recall.phone
        )
        session.add(RecallNotice(recall_id=recall.id, transfer_id=transfer.id, text=text))
    session.flush()
    return len(found)
