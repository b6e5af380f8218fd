"""Pictures and recordings in pieces: told first, sent from any byte on, known by their hash."""

import hashlib
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.fieldwork import store_files as store
from agrimarket.fieldwork.models import FieldFile, FieldPiece
from agrimarket.fieldwork.refusals import (
    FileChanged,
    FileHashWrong,
    FileKindUnknown,
    FileTooLarge,
    OffsetWrong,
    PieceInvalid,
    TooManyUnfinished,
)
from agrimarket.households.consenting import evidence
from agrimarket.households.keys import the_keys
from agrimarket.kit import clock, files
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import accept_id, new_id, of_any_clock
from agrimarket.kit.sealed import seal_bytes, unseal_bytes

LARGEST_PIECE = 256 << 10
MOST_UNFINISHED, MOST_BYTES = 1000, 512 << 20  # of one sender, as announced
HOUSEHOLD_PHOTO, PRODUCT_PHOTO = "household_photo", "product_photo"
EVENT_PHOTO = "event_photo"  # of a diary line: object_id is the line's id
CONSENT_VOICE, CONSENT_PAPER = "consent_voice", "consent_paper"
LARGEST = {
    HOUSEHOLD_PHOTO: files.LARGEST_PHOTO, PRODUCT_PHOTO: files.LARGEST_PHOTO,
    EVENT_PHOTO: files.LARGEST_PHOTO,
    CONSENT_VOICE: evidence.LARGEST, CONSENT_PAPER: evidence.LARGEST,
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A file as announced."""

    id: str
    object_id: str
    kind: str
    after: str | None
    size: int
    sha256: str
    media_type: str = ""


def begin(session: Session, *, viewer: Viewer, told: Told) -> FieldFile:
    """The file under this id, new or as far as it came; IdInvalid, FileChanged, FileKindUnknown,
    FileTooLarge, TooManyUnfinished."""
    if told.kind not in LARGEST:
        raise FileKindUnknown(fields={"kind": [FileKindUnknown.sentence]})
    if told.size > LARGEST[told.kind]:
        raise FileTooLarge(fields={"size": [FileTooLarge.sentence]})
    with of_any_clock():
        id = accept_id(told.id)
    row = FieldFile(
        id=id, who=viewer.caller, kind=told.kind, object_id=told.object_id.lower(),
        after_id=told.after and told.after.lower(), size=told.size, sha256=told.sha256.lower(),
        media_type=told.media_type,
    )  # fmt: skip
    if store.by_id(session, id) is None:
        _refuse_more(session, viewer.caller, told.size)
        if store.add(session, row):
            return row
    known = get(session, viewer=viewer, file_id=id, taken=FileChanged)
    if (known.size, known.sha256, known.kind) != (told.size, told.sha256.lower(), told.kind):
        raise FileChanged
    return known


def _refuse_more(session: Session, who: str, size: int) -> None:
    """TooManyUnfinished: what never becomes whole stays for thirty days, and disks end."""
    files_there, bytes_told = store.unfinished(session, who)
    if files_there >= MOST_UNFINISHED or bytes_told + size > MOST_BYTES:
        raise TooManyUnfinished


def get(
    session: Session, *, viewer: Viewer, file_id: str,
    taken: type[NotFound] | type[FileChanged] = NotFound,
) -> FieldFile:  # fmt: skip
    """One's own file, locked; NotFound (or FileChanged) for anybody else's."""
    row = store.by_id(session, file_id, hold=True)
    if row is None or row.who != viewer.caller:
        raise taken
    return row


def add_piece(session: Session, *, file: FieldFile, offset: int, content: bytes) -> None:
    """Keep the bytes that follow what came; PieceInvalid, OffsetWrong."""
    if file.complete_at is not None or (not content and offset == file.received):
        return
    if not content or len(content) > LARGEST_PIECE or offset + len(content) > file.size:
        raise PieceInvalid
    if offset != file.received:
        raise OffsetWrong(received=file.received)
    id = new_id()
    sealed = seal_bytes(the_keys(), content, place=place_of(id))
    session.add(FieldPiece(id=id, file_id=file.id, offset=offset, content_sealed=sealed))
    file.received += len(content)
    session.flush()


def whole(session: Session, file: FieldFile) -> bytes | None:
    """All its bytes; None while some are missing, or where they are not what was promised."""
    if file.received != file.size:
        return None
    keys = the_keys()
    content = b"".join(
        unseal_bytes(keys, piece.content_sealed, place=place_of(piece.id))
        for piece in store.pieces(session, file.id)
    )
    return content if hashlib.sha256(content).hexdigest() == file.sha256 else None


def begin_anew(session: Session, file: FieldFile) -> FileHashWrong:
    """Forget what came of a file that is not what was promised."""
    store.drop_pieces(session, file.id)
    file.received = 0
    session.flush()
    return FileHashWrong()


def done(session: Session, file: FieldFile) -> None:
    """Its room has it: the bytes go."""
    store.drop_pieces(session, file.id)
    file.complete_at = clock.now()
    session.flush()


def place_of(piece_id: str) -> str:
    """Table, column and row."""
    return f"field_piece.content_sealed.{piece_id}"
