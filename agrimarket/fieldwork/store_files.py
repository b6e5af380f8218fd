"""The only SQL of files on their way."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.fieldwork.models import FieldFile, FieldPiece
from agrimarket.kit.ids import is_id


def by_id(session: Session, file_id: str, *, hold: bool = False) -> FieldFile | None:
    """A file, whoever sends it, freshly read; `hold` locks it until the commit."""
    if not is_id(file_id):
        return None
    query = select(FieldFile).where(FieldFile.id == file_id)
    if hold:
        query = query.with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def add(session: Session, row: FieldFile) -> bool:
    """Insert it; False where the id is there already."""
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        return False
    return True


def unfinished(session: Session, who: str) -> tuple[int, int]:
    """How many of a sender's files are not whole yet, and how large they will be together."""
    query = select(func.count(), func.coalesce(func.sum(FieldFile.size), 0)).where(
        FieldFile.who == who, FieldFile.complete_at.is_(None)
    )
    number, size = session.execute(query).one()
    return int(number), int(size)


def pieces(session: Session, file_id: str) -> Sequence[FieldPiece]:
    """What came so far, in order."""
    query = select(FieldPiece).where(FieldPiece.file_id == file_id)
    return session.scalars(query.order_by(FieldPiece.offset)).all()


def drop_pieces(session: Session, file_id: str) -> None:
    """Forget what came."""
    session.execute(delete(FieldPiece).where(FieldPiece.file_id == file_id))


def stale(session: Session, moment: datetime, most: int) -> Sequence[FieldFile]:
    """Some files begun before a moment that never were complete."""
    query = select(FieldFile).where(FieldFile.begun_at < moment, FieldFile.complete_at.is_(None))
    return session.scalars(query.order_by(FieldFile.id).limit(most).with_for_update()).all()


def drop(session: Session, file_id: str) -> None:
    """Forget a file and what came of it."""
    drop_pieces(session, file_id)
    session.execute(delete(FieldFile).where(FieldFile.id == file_id))
