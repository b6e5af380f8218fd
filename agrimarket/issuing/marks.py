"""What a look-up asks of one stamp beside its range: said opened, or its key leaked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.issuing import store_marks as store


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of one stamp beyond its range; both None for nearly every stamp."""

    consumed_at: datetime | None = None
    leaked_since: datetime | None = None


def marks_of(session: Session, serial: int, version: str) -> Marks:
    """The marks of a stamp whose order was issued under key `version`, in one read."""
    return Marks(*store.marks(session, serial, version))
