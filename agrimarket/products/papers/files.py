"""Scans of a certificate: a picture painted anew or a PDF, sealed for its holder alone."""

import base64
import hashlib
import uuid
from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.households.keys import the_keys
from agrimarket.kit import audit, files, person_keys
from agrimarket.kit.access import OFFICERS, Role, Viewer
from agrimarket.kit.errors import NotAllowed, NotFound
from agrimarket.kit.ids import new_id
from agrimarket.places.spelling import tidy
from agrimarket.products.models import Certificate, CertificateFile
from agrimarket.products.papers import store as papers_store
from agrimarket.products.papers import store_files as store
from agrimarket.products.papers.refusals import NotAScan, ScanMissing, ScansFull, ScanTooLarge
from agrimarket.products.papers.rules import check_changeable

LARGEST_PDF = 6 << 20  # thirty pages as offices scan them
MOST = 6  # files of a certificate
PDF, PICTURE = "application/pdf", "image/webp"
_HEAD, _END = b"%PDF-", b"%%EOF"  # ISO 32000-2, 7.5.2 and 7.5.5
_ENDS_WITHIN = 1024
_KEY_ID = 16  # bytes at the end of the sealed content: whose key it was


class Scan(NamedTuple):
    """What `read` gives: the media type and the bytes to keep."""

    media_type: str
    content: bytes


def read(content: bytes) -> Scan:
    """Check by the first bytes; a picture is painted anew, so that no position stays.

    ScanMissing, NotAScan, ScanTooLarge, PhotoTooLarge.
    """
    if not content:
        raise ScanMissing(fields={"file": [ScanMissing.sentence]})
    if content.startswith(_HEAD):
        return _pdf(content)
    try:
        return Scan(PICTURE, files.repainted(content))
    except files.NotAPhoto:
        raise NotAScan(fields={"file": [NotAScan.sentence]}) from None


def _pdf(content: bytes) -> Scan:
    if len(content) > LARGEST_PDF:
        raise ScanTooLarge(fields={"file": [ScanTooLarge.sentence]})
    if _END not in content[-_ENDS_WITHIN:]:
        raise NotAScan(fields={"file": [NotAScan.sentence]})
    return Scan(PDF, content)


def add_file(
    session: Session, *, viewer: Viewer, certificate: Certificate, scan: Scan, name: str
) -> CertificateFile:
    """Seal and keep a scan under the holder's key. PaperOfAnother, PaperRemoved, ScansFull."""
    check_changeable(session, viewer, certificate)
    if len(store.files_of(session, certificate.id)) >= MOST:
        raise ScansFull(most=MOST)
    row_id, holder_id = new_id(), certificate.household_id
    text = base64.b64encode(scan.content).decode()
    sealed = person_keys.seal_for(session, the_keys(), holder_id, text, place=_place(row_id))
    row = CertificateFile(
        id=row_id, certificate_id=certificate.id, name=_name(name), media_type=scan.media_type,
        size=len(scan.content), sha256=hashlib.sha256(scan.content).hexdigest(),
        content_sealed=sealed + uuid.UUID(holder_id).bytes,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _record(session, viewer, certificate, "certificate_file_added", row)
    return row


def open_file(
    session: Session, *, viewer: Viewer, certificate: Certificate, file_id: str
) -> tuple[CertificateFile, bytes]:
    """The row and its clear bytes, audited. NotAllowed, NotFound.

    For the producer and the people of its commune and province who steer it: no program, no
    auditor, and not the members of a group.
    """
    if not may_open(session, viewer, certificate):
        raise NotAllowed
    row = file_of(session, certificate, file_id)
    _record(session, viewer, certificate, "certificate_file_opened", row)
    sealed, key_id = row.content_sealed[:-_KEY_ID], row.content_sealed[-_KEY_ID:]
    whose = str(uuid.UUID(bytes=key_id))  # a merged producer's scan stays under its first key
    try:
        text = person_keys.open_for(session, the_keys(), whose, sealed, place=_place(row.id))
    except person_keys.PersonErased:
        raise NotFound from None
    return row, base64.b64decode(text)


def remove_file(
    session: Session, *, viewer: Viewer, certificate: Certificate, file_id: str
) -> None:
    """Throw a scan away. PaperOfAnother, PaperRemoved, NotFound."""
    check_changeable(session, viewer, certificate)
    row = file_of(session, certificate, file_id)
    session.delete(row)
    session.flush()
    _record(session, viewer, certificate, "certificate_file_removed", row)


def files_of(session: Session, certificate: Certificate) -> list[CertificateFile]:
    """Its scans, the first first; the content stays sealed."""
    return store.files_of(session, certificate.id)


def file_of(session: Session, certificate: Certificate, file_id: str) -> CertificateFile:
    """One of them; NotFound."""
    row = store.file(session, certificate.id, file_id)
    if row is None:
        raise NotFound
    return row


def may_open(session: Session, viewer: Viewer, certificate: Certificate) -> bool:
    """Officers, the commune's own workers, and the holder."""
    holder = papers_store.holder(session, certificate)
    if viewer.role is Role.PRODUCER:
        return viewer.household_id == holder.id
    own = holder.commune_code in viewer.commune_codes
    return viewer.is_one_of(OFFICERS) or (viewer.role is Role.EXTENSION_WORKER and own)


def _name(text: str) -> str:
    """A file's name without folders and odd letters, for people alone: no path is made of it."""
    last = text.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(letter for letter in last if letter.isprintable())
    return tidy(shown)[:120] or "Bản chụp"


def _record(
    session: Session, viewer: Viewer, paper: Certificate, action: str, row: CertificateFile
) -> None:
    audit.record(
        session, viewer, action, kind="household", id=paper.household_id,
        after={"certificate": paper.id, "paper_file": row.id, "kind": paper.kind},
        person=paper.household_id,
    )  # fmt: skip


def _place(file_id: str) -> str:
    return f"certificate_file.{file_id}"
