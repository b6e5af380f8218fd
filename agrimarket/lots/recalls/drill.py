"""A recall that is only tried: how far it would reach, told to whom, and how long that takes."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import IdTaken, accept_id, new_id
from agrimarket.lots.graph import ids_behind
from agrimarket.lots.hand_over_models import RecallDrill
from agrimarket.lots.models import Lot
from agrimarket.lots.recalls import reach, store, store_drill, texts
from agrimarket.lots.recalls.refusals import NoLotToDrill

Dice = Callable[[int], int]  # a number below another, each as likely
TRIES = 4
REASON, PHONE = "Diễn tập, không phải thu hồi thật", "0000"


@dataclass(frozen=True)
class Held:
    """A drill that was held and is not kept yet; `seconds` by the clock of this machine."""

    lot: Lot
    begun_at: datetime
    seconds: Decimal
    counts: dict[str, Any]
    notices: tuple[str, ...]


def hold(
    session: Session,
    *,
    viewer: Viewer,
    counters: Sequence[reach.Counter] = (),
    dice: Dice = secrets.randbelow,
) -> Held:
    """Draw a lot, trace it both ways, write the notices; nothing is changed. NoLotToDrill.

    `counts` has lots_behind, lots, producers, receivers, notices, those of the rooms above, and
    milliseconds of each step.
    """
    marks, begun = [time.perf_counter()], clock.now()
    lot = draw(session, viewer, dice)
    marks.append(time.perf_counter())
    behind = ids_behind(session, lot)
    reached = reach.reach_of(session, lot=lot, with_made=True, counters=counters)
    marks.append(time.perf_counter())
    written = _notices(session, reached)
    marks.append(time.perf_counter())
    steps = zip(("draw_ms", "trace_ms", "notices_ms"), marks, marks[1:], strict=False)
    counts = {
        "lots_behind": len(behind), **reached.counts, "notices": len(written),
        **{name: round((end - start) * 1000) for name, start, end in steps},
    }  # fmt: skip
    seconds = Decimal(str(round(marks[-1] - marks[0], 3)))
    return Held(lot, begun, seconds, counts, written)


def draw(session: Session, viewer: Viewer, dice: Dice) -> Lot:
    """A released lot of the viewer's, each as likely. NoLotToDrill.

    A place among all lots is drawn and thrown again where it does not fit: what fits is then
    equally likely, and only the index is read. Whoever sees few lots gets one of those counted.
    """
    everything = store_drill.all_lots(session)
    for _ in range(TRIES if everything else 0):
        found = store_drill.released_at(session, viewer, dice(everything))
        if found is not None:
            return found
    many = store_drill.released_in_scope(session, viewer)
    last = store_drill.released_in_scope_at(session, viewer, dice(many)) if many else None
    if last is None:
        raise NoLotToDrill
    return last


def keep(session: Session, *, viewer: Viewer, held: Held, id: str | None = None) -> RecallDrill:
    """The record of a drill: the one row that it leaves. IdInvalid, IdTaken."""
    row = RecallDrill(
        id=_own_id(session, id), lot_id=held.lot.id, begun_at=held.begun_at, seconds=held.seconds,
        counts=held.counts, who=viewer.person,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(
        session, viewer, "recall_drill_held", kind="recall_drill", id=row.id,
        after={"lot_id": held.lot.id, "seconds": str(held.seconds)},
    )  # fmt: skip
    return row


def drill_of(session: Session, *, viewer: Viewer, drill_id: str) -> RecallDrill:
    """The record of a drill; NotFound."""
    found = store_drill.by_id(session, viewer, drill_id)
    if found is None:
        raise NotFound
    return found


def _notices(session: Session, reached: reach.Reach) -> tuple[str, ...]:
    """What each receiver would be told, in memory."""
    lots = store.rows(session, {one.lot_id for one in reached.transfers})
    products = store.products(session, lots.values())
    return tuple(
        texts.notice(
            products[lots[one.lot_id].product_id], lots[one.lot_id], one, reason=REASON, phone=PHONE
        )
        for one in reached.transfers
    )


def _own_id(session: Session, id: str | None) -> str:
    own = accept_id(id) if id else new_id()
    if id and store_drill.taken(session, own) is not None:
        raise IdTaken
    return own
