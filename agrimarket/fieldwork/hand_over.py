"""A file that came whole goes to its room, once its turn has come; the edge between its commits.

A picture takes a second to repaint: that stands before the write, so that nobody waits for it.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.fieldwork import store, uploads
from agrimarket.fieldwork.answers import REFUSED
from agrimarket.fieldwork.models import FieldFile
from agrimarket.fieldwork.own_phone import refuse_others_work
from agrimarket.fieldwork.people import standing
from agrimarket.fieldwork.refusals import ConsentNotThere
from agrimarket.fieldwork.store import HELD
from agrimarket.fieldwork.uploads import EVENT_PHOTO, HOUSEHOLD_PHOTO, PRODUCT_PHOTO, Told
from agrimarket.households.consenting import evidence
from agrimarket.households.depth import photos
from agrimarket.kit import files
from agrimarket.kit.access import DESCRIBERS, PRODUCERS, REGISTRARS, Role, Viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotAllowed
from agrimarket.lots import event_photos
from agrimarket.lots.read import lot_of
from agrimarket.products import gallery
from agrimarket.products.describe import refuse_described
from agrimarket.products.read import product_of

Progress = dict[str, int | bool]


@dataclass(frozen=True)
class Content:
    """The bytes as they came, and as their room keeps them."""

    plain: bytes
    photo: files.KeptPhoto | None = None
    proof: tuple[str, str, bytes] | None = None


def begin(viewer: Viewer, told: Told) -> Progress:
    """Announce a file, or ask how far it is; a whole one is handed over if its turn has come.

    NotForProducers, the refusals of uploads.begin, and of what waits for no operation NotFound:
    its target must be there, and the sender's to see.
    """
    refuse_others_work(viewer, told.kind)
    with one_commit() as session:
        file = uploads.begin(session, viewer=viewer, told=told)
        if file.after_id is None and file.received == 0 and file.complete_at is None:
            _check_target(session, viewer, file)
    return _go_on(viewer, file.id)


def _check_target(session: Session, viewer: Viewer, file: FieldFile) -> None:
    """NotFound where nothing of this kind is there for the sender; foreign ones are no more."""
    if file.kind == PRODUCT_PHOTO:
        product_of(session, viewer=viewer, product_id=file.object_id)
    elif file.kind == EVENT_PHOTO:
        event_photos.line_of(session, viewer=viewer, event_id=file.object_id)
    else:
        standing(session, viewer, file.object_id)


def put(viewer: Viewer, file_id: str, *, offset: int, content: bytes) -> Progress:
    """Take one piece; the refusals of uploads.add_piece, and of the file's room at the end."""
    with one_commit() as session:
        file = uploads.get(session, viewer=viewer, file_id=file_id)
        uploads.add_piece(session, file=file, offset=offset, content=content)
    return _go_on(viewer, file_id)


def _go_on(viewer: Viewer, file_id: str) -> Progress:
    reading().expunge_all()
    file = uploads.get(reading(), viewer=viewer, file_id=file_id)
    if file.complete_at is None and file.received == file.size and _its_turn(viewer, file):
        _hand_over(viewer, file)
        file = uploads.get(reading(), viewer=viewer, file_id=file_id)
    return {"received": file.received, "complete": file.complete_at is not None}


def _its_turn(viewer: Viewer, file: FieldFile) -> bool:
    if file.after_id is None:
        return True
    before = store.of_sender(reading(), viewer.caller, file.after_id)
    return before is not None and before.status != HELD


def _hand_over(viewer: Viewer, file: FieldFile) -> None:
    plain = uploads.whole(reading(), file)
    if plain is None:
        with one_commit() as session:
            fault = uploads.begin_anew(
                session, uploads.get(session, viewer=viewer, file_id=file.id)
            )
        raise fault
    content = _made(file.kind, plain)
    with one_commit() as session:
        locked = uploads.get(session, viewer=viewer, file_id=file.id)
        if locked.complete_at is None:
            _give(session, viewer, locked, content)
            uploads.done(session, locked)


def _made(kind: str, plain: bytes) -> Content:
    """As the rooms keep it; NotAPhoto, PhotoTooLarge, NotEvidence, EvidenceTooLarge."""
    if kind in (HOUSEHOLD_PHOTO, PRODUCT_PHOTO, EVENT_PHOTO):
        return Content(plain, photo=files.keep_photo(plain))
    return Content(plain, proof=evidence.read(plain))


def _give(session: Session, viewer: Viewer, file: FieldFile, content: Content) -> None:
    if file.kind == PRODUCT_PHOTO:
        _to_product(session, viewer, file, content)
        return
    if file.kind == EVENT_PHOTO:
        _to_line(session, viewer, file, content)
        return
    _may(viewer, "households", REGISTRARS)
    household = standing(session, viewer, file.object_id)
    if content.photo is not None:
        photos.add_photo(
            session, viewer=viewer, household=household, kept=content.photo,
            content=content.plain, id=file.id,
        )  # fmt: skip
        return
    consent = _consent(session, viewer, file, household.id)
    if consent is None or content.proof is None:
        raise ConsentNotThere
    evidence.add_evidence(
        session, viewer=viewer, household=household, consent_id=consent, content=content.proof
    )


def _consent(session: Session, viewer: Viewer, file: FieldFile, household_id: str) -> str | None:
    """What a voice or paper proves: the consent it came with, and never another one's."""
    before = store.by_id(session, file.after_id) if file.after_id else None
    if before is not None and (before.made_id or before.status == REFUSED):
        return before.made_id
    return store.newest_consent(session, viewer, household_id)


def _to_product(session: Session, viewer: Viewer, file: FieldFile, content: Content) -> None:
    _may(viewer, "products")
    product = product_of(session, viewer=viewer, product_id=file.object_id, lock=True)
    refuse_described(viewer, product)
    assert content.photo is not None, "made by _made"
    gallery.add_photo(session, viewer=viewer, product=product, kept=content.photo)


def _to_line(session: Session, viewer: Viewer, file: FieldFile, content: Content) -> None:
    """A picture of a diary line, under the id the phone gave it; NotFound, LinePhotosFull."""
    _may(viewer, "lots", PRODUCERS)
    line = event_photos.line_of(session, viewer=viewer, event_id=file.object_id)
    lot = lot_of(session, viewer=viewer, lot_id=line.lot_id, lock=True)
    assert content.photo is not None, "made by _made"
    event_photos.add_photo(
        session, viewer=viewer, lot=lot, event=line, kept=content.photo, id=file.id
    )


def _may(viewer: Viewer, room: str, roles: tuple[Role, ...] = DESCRIBERS) -> None:
    """NotAllowed: a program without the room's scope."""
    scope = f"{room}:write"
    if viewer.role is Role.API_CLIENT and scope not in viewer.scopes:
        raise NotAllowed(scope=scope)
    if viewer.role is not Role.API_CLIENT and not viewer.is_one_of(roles):
        raise NotAllowed
