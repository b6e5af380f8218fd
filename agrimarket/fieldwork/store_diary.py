"""The only SQL of what phones hold of lots: the last lines of diaries, their pictures, areas."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.kinds import WAITING_KINDS
from agrimarket.lots.models import Area, Lot, LotEvent, LotEventPhoto

LINES = 12  # of one lot: what a person remembers and may still want to mend
LONGEST_WAIT = timedelta(days=366)  # the most waiting days a line may tell, and a day
MANY = 500  # values in one IN list


def last_lines(
    session: Session, viewer: Viewer, lot_ids: Collection[str]
) -> Mapping[str, list[LotEvent]]:
    """The newest lines of each lot that this viewer may see, newest first.

    Treatments whose waiting days may still run are kept however many lines came after them.
    """
    found: dict[str, list[LotEvent]] = defaultdict(list)
    ordered = sorted(lot_ids)
    for at in range(0, len(ordered), MANY):
        wanted = select(Lot.id).where(
            Lot.id.in_(ordered[at : at + MANY]), lots_scope.visible(viewer)
        )
        newest_first = (LotEvent.recorded_at.desc(), LotEvent.id.desc())
        number = func.row_number().over(partition_by=LotEvent.lot_id, order_by=newest_first)
        numbered = select(LotEvent, number.label("number")).where(LotEvent.lot_id.in_(wanted))
        inner = numbered.subquery()
        line = aliased(LotEvent, inner)
        waiting = line.kind.in_(WAITING_KINDS) & (line.happened_at > clock.now() - LONGEST_WAIT)
        query = select(line).where((inner.c.number <= LINES) | waiting)
        for row in session.scalars(query.order_by(line.lot_id, inner.c.number)):
            found[row.lot_id].append(row)
    return found


def pictures(session: Session, lines: Collection[LotEvent]) -> Mapping[str, list[LotEventPhoto]]:
    """The pictures of these lines by line, in order."""
    found: dict[str, list[LotEventPhoto]] = defaultdict(list)
    ids = sorted(line.id for line in lines)
    for at in range(0, len(ids), MANY):
        query = select(LotEventPhoto).where(LotEventPhoto.event_id.in_(ids[at : at + MANY]))
        order = (LotEventPhoto.position, LotEventPhoto.id)
        for row in session.scalars(query.order_by(*order)):
            found[row.event_id].append(row)
    return found


def areas(session: Session, viewer: Viewer, household_ids: Collection[str]) -> Sequence[Area]:
    """Areas of producers that this viewer may see, by name."""
    query = select(Area).where(
        Area.household_id.in_(household_ids), lots_scope.visible_areas(viewer)
    )
    return session.scalars(query.order_by(Area.name, Area.id)).all()
