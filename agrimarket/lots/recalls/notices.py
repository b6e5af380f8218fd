"""Notices to receivers one step forward: who they are, and that they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.kit import audit, clock, outbox
from agrimarket.kit.access import WORKERS, Role, Viewer
from agrimarket.kit.errors import NotAllowed, NotFound
from agrimarket.kit.phones import ten_digits
from agrimarket.lots.hand_over_models import LotTransfer, Recall
from agrimarket.lots.models import Partner
from agrimarket.lots.recalls import store, tell
from agrimarket.lots.recalls.refusals import NoticeSent, NowhereToSend

MESSAGE, PHONE = "message", "phone"
SENDERS = (*WORKERS, Role.API_CLIENT)
WAYS = (MESSAGE, PHONE)  # sent from here, or told by telephone
KIND = "recall_notice"  # the word of such messages in the sender's lists
UNNAMED = "Hộ đã đăng ký, ngoài phạm vi của bạn"


@dataclass(frozen=True)
class Notice:
    """A receiver with what is to be told. `phone` is for those who call; `reachable`: by message.

    A registered receiver is named as far as the viewer sees it.
    """

    id: str
    lot_id: str
    lot_code: str
    receiver: str
    phone: str | None
    reachable: bool
    state: str
    text: str
    sent_at: datetime | None


def notices_of(session: Session, *, viewer: Viewer, recall: Recall) -> list[Notice]:
    """Notices of a recall about lots the viewer sees, those still to be sent first."""
    return _shown(session, viewer, store.notices(session, viewer, recall.id))


def notice_of(session: Session, *, viewer: Viewer, recall: Recall, notice_id: str) -> store.Told:
    """One notice with its hand-over and lot, locked until the commit; NotFound."""
    told = store.notice(session, viewer, recall.id, notice_id)
    if told is None:
        raise NotFound
    return told


def mark_sent(
    session: Session, *, viewer: Viewer, recall: Recall, notice_id: str, how: str
) -> Notice:
    """Send it now (`message`), or note that somebody told them by telephone (`phone`).

    Raises NotAllowed (workers, officers and programs), NotFound, NoticeSent, NowhereToSend.
    """
    if not viewer.is_one_of(SENDERS):
        raise NotAllowed
    told = notice_of(session, viewer=viewer, recall=recall, notice_id=notice_id)
    row, transfer, lot = told
    if row.sent_at is not None:
        raise NoticeSent
    if how == MESSAGE:
        places = _places(session, transfer)
        if not places:
            raise NowhereToSend
        for to in places:
            outbox.send(session, to=to, text=row.text, kind=KIND)
    row.sent_at, row.sent_by = clock.now(), viewer.person
    session.flush()
    audit.record(
        session, viewer, "recall_notice_sent", kind="recall", id=recall.id,
        after={"lot_id": lot.id, "told_how": how, "notice": row.id},
        person=store.products(session, [lot])[lot.product_id].household_id,
    )  # fmt: skip
    return _shown(session, viewer, [told])[0]


def _places(session: Session, transfer: LotTransfer) -> list[str]:
    """Where a message reaches the receiver: mobile numbers of ten digits or e-mail addresses."""
    household = _household(session, transfer)
    if household is not None:
        own, _ = tell.addresses(session, household)
        if own:
            return own
    partner = store.partners(session, [transfer.partner_id]) if transfer.partner_id else {}
    return [to for one in partner.values() for to in _reached(one)]


def _reached(partner: Partner) -> list[str]:
    mobile = ten_digits(partner.phone or "")
    return [mobile] if mobile else [partner.email] if partner.email else []


def _household(session: Session, transfer: LotTransfer) -> Household | None:
    """The registered receiver: named by the hand-over, or by its partner's link."""
    id = transfer.to_household_id
    if id is None and transfer.partner_id:
        id = store.partners(session, [transfer.partner_id])[transfer.partner_id].linked_id
    return store.households(session, [id]).get(id) if id else None


def _shown(session: Session, viewer: Viewer, told: Sequence[store.Told]) -> list[Notice]:
    partners = store.partners(session, {t.partner_id for _, t, _ in told if t.partner_id})
    ids = {t.to_household_id for _, t, _ in told if t.to_household_id}
    ids |= {one.linked_id for one in partners.values() if one.linked_id}
    households = store.households(session, ids)
    seen = store.seen(session, viewer, ids)
    calls = viewer.is_one_of(WORKERS)
    return [
        _one(row, partners, {id: households[id] for id in seen}, households, calls) for row in told
    ]


def _one(
    told: store.Told,
    partners: dict[str, Partner],
    named: dict[str, Household],
    known: dict[str, Household],
    calls: bool,
) -> Notice:
    row, transfer, lot = told
    partner = partners.get(transfer.partner_id or "")
    id = transfer.to_household_id or (partner.linked_id if partner else None) or ""
    household = named.get(id)
    name = (partner.name if partner else None) or (household.name if household else UNNAMED)
    phone = (partner.phone if partner else None) or (household.phone if household else None)
    return Notice(
        id=row.id,
        lot_id=lot.id,
        lot_code=lot.lot_code,
        receiver=name,
        phone=phone if calls else None,
        reachable=bool((partner and _reached(partner)) or (id in known and known[id].phone)),
        state=transfer.state,
        text=row.text,
        sent_at=row.sent_at,
    )
