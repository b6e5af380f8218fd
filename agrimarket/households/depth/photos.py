"""Pictures of a producer's yard and goods: for whoever may see the producer, for nobody else."""

import hashlib

from sqlalchemy.orm import Session

from agrimarket.households.depth import store_photos as store
from agrimarket.households.field_models import HouseholdPhoto
from agrimarket.households.models import Household
from agrimarket.households.refusals import CommuneOutsideScope, NoLongerDraft
from agrimarket.households.scope import may_edit, may_write_in
from agrimarket.kit import audit, files
from agrimarket.kit.access import Viewer
from agrimarket.kit.dropped import drop_later
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.kit.ids import new_id

MOST = 20
photos_of = store.photos_of


class HouseholdPhotosFull(Refusal):
    """More pictures than anybody looks through."""

    code = "household_photos_full"
    kind = Kind.CONFLICT
    sentence = "Hộ này đã có {most} ảnh. Hãy chọn ảnh rõ nhất, không cần gửi thêm."


def add_photo(
    session: Session,
    *,
    viewer: Viewer,
    household: Household,
    kept: files.KeptPhoto,
    content: bytes,
    id: str | None = None,
) -> HouseholdPhoto:
    """Note a kept picture of a producer that is locked; `content` are the bytes as received.

    One with this id that is there already is answered as it is. CommuneOutsideScope,
    NoLongerDraft, HouseholdPhotosFull.
    """
    known = store.by_id(session, id) if id is not None else None
    if known is not None:
        return _mine(household, known)
    if not may_write_in(viewer, household.commune_code):
        raise CommuneOutsideScope
    if not may_edit(viewer, household):
        raise NoLongerDraft
    if store.count(session, household.id) >= MOST:
        raise HouseholdPhotosFull(most=MOST)
    photo = HouseholdPhoto(
        id=id or new_id(), household_id=household.id, kept_sha256=kept.sha256,
        sha256=hashlib.sha256(content).hexdigest(), size=len(content),
        width=kept.width, height=kept.height, taken_by=viewer.asker,
    )  # fmt: skip
    session.add(photo)
    session.flush()
    audit.record(
        session, viewer, "household_photo_added", kind="household", id=household.id,
        after={"photo": photo.id}, person=household.id,
    )  # fmt: skip
    return photo


def photo_of(session: Session, household: Household, photo_id: str) -> HouseholdPhoto:
    """One picture of a producer the viewer has seen; NotFound."""
    photo = store.by_id(session, photo_id)
    if photo is None:
        raise NotFound
    return _mine(household, photo)


def bytes_of(photo: HouseholdPhoto, width: int) -> bytes:
    """The kept version at least this wide, or the widest there is, as WebP; NotFound."""
    best = next((one for one in _widths(photo) if one >= width), photo.width)
    path = files.path_of(photo.kept_sha256, f"-{best}.webp")
    if not path.exists():
        raise NotFound
    return path.read_bytes()


def forget_photos(session: Session, household_id: str) -> None:
    """Rows away, and after the commit their files, but those that another producer shows too."""
    for photo in store.photos(session, household_id):
        if not store.shared(session, photo.kept_sha256, household_id):
            for width in _widths(photo):
                drop_later(session, files.path_of(photo.kept_sha256, f"-{width}.webp"))
    store.drop(session, household_id)


def _widths(photo: HouseholdPhoto) -> list[int]:
    """What keep_photo made of it."""
    return sorted({one for one in files.WIDTHS if one < photo.width} | {photo.width})


def _mine(household: Household, photo: HouseholdPhoto) -> HouseholdPhoto:
    if photo.household_id != household.id:
        raise NotFound
    return photo
