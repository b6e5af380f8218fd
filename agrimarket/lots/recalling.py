"""Recalling a lot, and lifting a recall by a second person."""

import re

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import PROVINCE, Viewer
from agrimarket.kit.errors import NotAllowed
from agrimarket.lots import store
from agrimarket.lots.events import LotRecalled, LotRecallLifted
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.refusals import (
    LiftNeedsAnother,
    LotNotReleased,
    LotRecalledNow,
    NotRecalled,
    PhoneInvalid,
    ReasonMissing,
)

PHONE = re.compile(r"\+?\d{4,15}")  # hotlines such as 1900… and short numbers count


def recall_lot(session: Session, *, viewer: Viewer, lot: Lot, reason: str, phone: str) -> Lot:
    """Tell everybody not to use a released lot; `reason` and `phone` are shown to buyers.

    Raises NotAllowed (province only), LotNotReleased, LotRecalledNow, ReasonMissing, PhoneInvalid.
    """
    if not viewer.is_one_of(PROVINCE):
        raise NotAllowed
    if lot.state == LotState.RECALLED:
        raise LotRecalledNow
    if lot.state != LotState.RELEASED:
        raise LotNotReleased
    said, number = _reason(reason), re.sub(r"[\s.()-]", "", phone)
    if not PHONE.fullmatch(number):
        raise PhoneInvalid(fields={"phone": [PhoneInvalid.sentence]})
    lot.state, lot.recalled_at, lot.recalled_by = LotState.RECALLED, clock.now(), _who(viewer)
    lot.recall_reason, lot.recall_phone = said, number
    session.flush()
    audit.record(
        session, viewer, "lot_recalled", kind="lot", id=lot.id, reason=said,
        before={"state": LotState.RELEASED.value}, after={"state": LotState.RECALLED.value},
        person=store.product(session, lot).household_id,
    )  # fmt: skip
    events.publish(session, LotRecalled(lot.id, lot.product_id))
    return lot


def lift_recall(session: Session, *, viewer: Viewer, lot: Lot, reason: str) -> Lot:
    """Another province officer than the one who recalled finds the lot sound again.

    Raises NotAllowed, NotRecalled, LiftNeedsAnother, ReasonMissing.
    """
    if not viewer.is_one_of(PROVINCE):
        raise NotAllowed
    if lot.state != LotState.RECALLED:
        raise NotRecalled
    if lot.recalled_by == _who(viewer):
        raise LiftNeedsAnother
    said = _reason(reason)
    lot.state, lot.recalled_at, lot.recalled_by = LotState.RELEASED, None, None
    lot.recall_reason, lot.recall_phone = None, None
    session.flush()
    audit.record(
        session, viewer, "lot_recall_lifted", kind="lot", id=lot.id, reason=said,
        before={"state": LotState.RECALLED.value}, after={"state": LotState.RELEASED.value},
        person=store.product(session, lot).household_id,
    )  # fmt: skip
    events.publish(session, LotRecallLifted(lot.id, lot.product_id))
    return lot


def _who(viewer: Viewer) -> str:
    return viewer.token_id or viewer.account_id or viewer.role.value


def _reason(text: str) -> str:
    said = text.strip()
    if not said:
        raise ReasonMissing(fields={"reason": [ReasonMissing.sentence]})
    return said
