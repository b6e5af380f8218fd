"""Pictures of diary lines: whoever sees the lot sees them, buyers with the producer's consent."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from agrimarket.households.models import HouseholdState
from agrimarket.kit import audit, files
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import new_id
from agrimarket.lots import diary_store, store
from agrimarket.lots.diary import holding
from agrimarket.lots.diary_refusals import LinePhotoKept, LinePhotoMissing, LinePhotosFull
from agrimarket.lots.models import Lot, LotEvent, LotEventPhoto, LotState
from agrimarket.products.read import household_of

MOST = 6


def keep_photo(content: bytes) -> files.KeptPhoto:
    """Shrink and keep a picture before any commit is opened; place and camera stay behind.

    LinePhotoMissing; NotAPhoto, PhotoTooLarge of kit/files.
    """
    if not content:
        raise LinePhotoMissing(fields={"photo": [LinePhotoMissing.sentence]})
    return files.keep_photo(content)


def add_photo(
    session: Session,
    *,
    viewer: Viewer,
    lot: Lot,
    event: LotEvent,
    kept: files.KeptPhoto,
    id: str | None = None,
) -> LotEventPhoto:
    """Note a kept picture of a line of a locked lot, last in order.

    One with this id that the line has already is answered as it is. LinePhotosFull, NotFound.
    """
    known = diary_store.photo(session, id) if id is not None else None
    if known is not None:
        return _of_line(event, known)
    if diary_store.count_photos(session, event.id) >= MOST:
        raise LinePhotosFull(most=MOST)
    photo = LotEventPhoto(
        id=id or new_id(), event_id=event.id, sha256=kept.sha256, width=kept.width,
        position=diary_store.last_position(session, event.id) + 1, height=kept.height,
        widths=list(kept.widths),
    )  # fmt: skip
    session.add(photo)
    session.flush()
    audit.record(
        session, viewer, "lot_photo_added", kind="lot", id=lot.id,
        after={"event": event.id, "photo": photo.id, "sha256": kept.sha256},
        person=store.product(session, lot).household_id,
    )  # fmt: skip
    return photo


def delete_photo(session: Session, *, viewer: Viewer, lot: Lot, photo: LotEventPhoto) -> None:
    """Take a picture out while the lot is open; after that the diary only grows. LinePhotoKept.

    Its address answers nobody any more, unless another line shows the same picture. Of a closed
    lot a corrected line's pictures are not shown to buyers.
    """
    if lot.state != LotState.OPEN:
        raise LinePhotoKept(fields={"photo": [LinePhotoKept.sentence]})
    audit.record(
        session, viewer, "lot_photo_deleted", kind="lot", id=lot.id,
        before={"event": photo.event_id, "photo": photo.id, "sha256": photo.sha256},
        person=store.product(session, lot).household_id,
    )  # fmt: skip
    session.delete(photo)
    session.flush()


def photo_of(session: Session, event: LotEvent, photo_id: str) -> LotEventPhoto:
    """A picture of a line that the viewer has seen; NotFound."""
    photo = diary_store.photo(session, photo_id)
    if photo is None:
        raise NotFound
    return _of_line(event, photo)


def line_of(session: Session, *, viewer: Viewer, event_id: str) -> LotEvent:
    """A line of a lot this viewer sees, by its own id alone; NotFound."""
    event = diary_store.line_of(session, viewer, event_id)
    if event is None:
        raise NotFound
    return event


def photos_of(session: Session, lot: Lot) -> dict[str, list[LotEventPhoto]]:
    """The pictures of a lot's diary by line, each line's in order."""
    return _by_line(diary_store.photos_of_lot(session, lot.id))


def public_photos(
    session: Session, lot: Lot, events: Sequence[LotEvent]
) -> Mapping[str, list[LotEventPhoto]]:
    """What buyers may see of a lot's diary, by line: of lines that hold, while the producer
    consents; their addresses (`photo_address`) answer anybody then."""
    owner = household_of(session, store.product(session, lot))
    if owner.state != HouseholdState.REGISTERED:
        return {}
    held = {event.id for event in holding(events)}
    found = photos_of(session, lot)
    return {id: photos for id, photos in found.items() if id in held}


def photo_address(photo: LotEventPhoto, width: int = 320) -> str:
    """The address of the narrowest kept width of at least so many pixels, else of the widest."""
    wide_enough = [kept for kept in photo.widths if kept >= width]
    best = min(wide_enough) if wide_enough else max(photo.widths)
    return f"/anh-nhat-ky/{photo.sha256}-{best}.webp"


def photo_addresses(photo: LotEventPhoto) -> dict[str, str]:
    """The address of each kept width."""
    return {str(width): photo_address(photo, width) for width in sorted(photo.widths)}


def _of_line(event: LotEvent, photo: LotEventPhoto) -> LotEventPhoto:
    if photo.event_id != event.id:
        raise NotFound
    return photo


def _by_line(photos: Sequence[LotEventPhoto]) -> dict[str, list[LotEventPhoto]]:
    found: dict[str, list[LotEventPhoto]] = {}
    for photo in photos:
        found.setdefault(photo.event_id, []).append(photo)
    return found
