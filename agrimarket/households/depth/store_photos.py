"""The only SQL of pictures of producers' places."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from agrimarket.households.field_models import HouseholdPhoto as Photo
from agrimarket.kit.ids import is_id


def photos(session: Session, household_id: str) -> list[Photo]:
    """A producer's pictures, oldest first."""
    return list(photos_of(session, [household_id]))


def photos_of(session: Session, ids: Collection[str]) -> Sequence[Photo]:
    """The pictures of several producers that were read through their scope."""
    query = select(Photo).where(Photo.household_id.in_(ids))
    return session.scalars(query.order_by(Photo.created_at, Photo.id)).all()


def by_id(session: Session, photo_id: str) -> Photo | None:
    """A picture, whoever's it is."""
    return session.get(Photo, photo_id) if is_id(photo_id) else None


def count(session: Session, household_id: str) -> int:
    """How many there are."""
    query = select(func.count()).select_from(Photo).where(Photo.household_id == household_id)
    return session.scalar(query) or 0


def shared(session: Session, kept_sha256: str, household_id: str) -> bool:
    """Whether another producer shows the same file."""
    query = select(Photo.id).where(
        Photo.kept_sha256 == kept_sha256, Photo.household_id != household_id
    )
    return session.scalar(query.limit(1)) is not None


def drop(session: Session, household_id: str) -> None:
    """Rows away; the files are the caller's."""
    session.execute(delete(Photo).where(Photo.household_id == household_id))
