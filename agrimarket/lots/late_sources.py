"""Breaches of waiting days told of a lot after others were made from it: buyers hear of them."""

from sqlalchemy.orm import Session

from agrimarket.lots import diary_store
from agrimarket.lots.counting import COUNTED
from agrimarket.lots.graph.store import told_since
from agrimarket.lots.models import Lot
from agrimarket.lots.waiting import breaches_told, excused


def late_sources(session: Session, lot: Lot) -> list[str]:
    """Codes of lots behind a released one, over any depth, with such a breach nobody excused.

    What was known when the lot left the yard was judged then (waiting.unexcused). Two questions
    where something was told since, else one.
    """
    if lot.released_at is None:
        return []
    behind = told_since(session, lot.id, COUNTED, lot.released_at)
    lines = diary_store.lines_of(session, [source.id for source in behind]) if behind else {}
    return [
        source.lot_code
        for source in behind
        if any(
            breach.told_at > lot.released_at
            and not excused(source, breach)
            and not excused(lot, breach)
            for breach in breaches_told(source, lines[source.id])
        )
    ]
