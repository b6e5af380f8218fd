"""What holds a lot back, as lots and the public pages read it."""

from sqlalchemy.orm import Session

from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.recalls import store
from agrimarket.lots.recalls.texts import Texts


def recall_ids(session: Session, lot: Lot) -> list[str]:
    """The recalls that hold a lot now, oldest first."""
    if lot.state != LotState.RECALLED:
        return []
    return [recall.id for _, recall in store.holding(session, [lot.id]).get(lot.id, [])]


def public_texts(session: Session, lot: Lot) -> Texts | None:
    """What the public reads of a recalled lot, in two languages; None where nobody wrote it."""
    if lot.state != LotState.RECALLED:
        return None
    held = store.holding(session, [lot.id]).get(lot.id)
    return Texts(held[0][1].text_vi, held[0][1].text_en) if held else None
