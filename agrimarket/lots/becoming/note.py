"""Writing a step down: when it happened, what went in, what came out, and who did it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import IdTaken, accept_id
from agrimarket.lots import store as store_lots
from agrimarket.lots.becoming.refusals import StepInFuture
from agrimarket.lots.describe import CLOCK_SLACK
from agrimarket.lots.models import Lot, LotFlow, LotStep
from agrimarket.places.spelling import plain, tidy

Drawn = Sequence[tuple[Lot, Decimal]]


@dataclass(frozen=True)
class Told:
    """What people say of a step: when (aware; now if left out), where, and a word about it."""

    happened_at: datetime | None = None
    place: str | None = None
    note: str | None = None
    id: str | None = None


def begin(session: Session, told: Told) -> datetime:
    """The moment of the step, once its id is free. StepInFuture, IdTaken."""
    if told.id is not None and session.get(LotStep, accept_id(told.id)) is not None:
        raise IdTaken
    at = told.happened_at or clock.now()
    if at > clock.now() + CLOCK_SLACK:
        raise StepInFuture(fields={"happened_at": [StepInFuture.sentence]})
    return at


def note(
    session: Session,
    viewer: Viewer,
    kind: str,
    told: Told,
    at: datetime,
    drawn: Drawn,
    new: Sequence[Lot],
    loss: Decimal | None,
) -> LotStep:
    """Keep the step with its flows, and tell the trail of each lot."""
    step = LotStep(
        kind=kind,
        happened_at=at,
        place=tidy(plain(told.place or "")) or None,
        note=plain(told.note or "").strip() or None,
        who=viewer.token_id or viewer.account_id or viewer.role.value,
    )
    if told.id is not None:
        step.id = accept_id(told.id)
    session.add(step)
    session.flush()
    for lot, quantity in drawn:
        session.add(LotFlow(step_id=step.id, lot_id=lot.id, way="in", quantity=quantity))
        _trail(session, viewer, kind, lot, quantity, new, loss)
    for lot in new:
        session.add(LotFlow(step_id=step.id, lot_id=lot.id, way="out", quantity=lot.quantity))
        _trail(session, viewer, "made", lot, lot.quantity, [one for one, _ in drawn], None)
    session.flush()
    return step


def _trail(
    session: Session,
    viewer: Viewer,
    kind: str,
    lot: Lot,
    quantity: Decimal | None,
    others: Sequence[Lot],
    loss: Decimal | None,
) -> None:
    after = {"quantity": str(quantity), "lot_codes": [one.lot_code for one in others]}
    if loss:
        after["loss"] = str(loss)
    owner = store_lots.product(session, lot).household_id
    if kind == "split":
        audit.record(session, viewer, "lot_split", kind="lot", id=lot.id, after=after, person=owner)
    elif kind == "merge":
        audit.record(session, viewer, "lot_mixed", kind="lot", id=lot.id, after=after, person=owner)
    elif kind == "transform":
        audit.record(
            session, viewer, "lot_turned", kind="lot", id=lot.id, after=after, person=owner
        )
    else:
        audit.record(session, viewer, "lot_made", kind="lot", id=lot.id, after=after, person=owner)
