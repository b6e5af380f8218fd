"""Evidence of a consent: a voice or a signed sheet, known by its content, sealed for one person."""

import base64

from sqlalchemy.orm import Session

from agrimarket.households.consenting import store as store_texts
from agrimarket.households.keys import the_keys
from agrimarket.households.models import Consent, ConsentEvidence, Household
from agrimarket.kit import audit, files, person_keys
from agrimarket.kit.access import OFFICERS, Role, Viewer
from agrimarket.kit.errors import Kind, NotAllowed, NotFound, Refusal
from agrimarket.kit.ids import new_id

LARGEST = 6 << 20  # half an hour of speech as phones record it
MOST = 6  # pieces per consent
SUFFIX = ".sealed"
# What phones record, told by the first bytes: where they stand, what they are, the media type.
_SIGNATURES = (
    (8, b"WAVE", "audio/wav"),  # RIFF....WAVE
    (0, b"OggS", "audio/ogg"),  # RFC 3533, 6
    (0, b"\x1aE\xdf\xa3", "audio/webm"),  # RFC 8794, 11.2.1
    (4, b"ftyp3g", "audio/3gpp"),  # 3GPP TS 26.244, 5.4
    (4, b"ftyp", "audio/mp4"),  # ISO/IEC 14496-12, 4.3
    (0, b"#!AMR", "audio/amr"),  # RFC 4867, 5.1
    (0, b"fLaC", "audio/flac"),  # RFC 9639, 8
    (0, b"ID3", "audio/mpeg"),
    *((0, bytes((0xFF, second)), "audio/mpeg") for second in (0xFB, 0xF3, 0xF2)),
    *((0, bytes((0xFF, second)), "audio/aac") for second in (0xF1, 0xF9)),  # ADTS
)
_LEAST = 32  # bytes; less says nothing
VOICE, PAPER = "voice", "paper"


class NotEvidence(Refusal):
    """Neither a recording nor a picture, whatever its name says."""

    code = "not_evidence"
    sentence = "Tệp này không phải ghi âm hay ảnh. Hãy ghi âm lại, hoặc chụp bản đã ký."


class EvidenceTooLarge(Refusal):
    """More than half an hour of speech."""

    code = "evidence_too_large"
    kind = Kind.TOO_LARGE
    sentence = "Tệp lớn quá 6 MB. Hãy ghi ngắn lại, hoặc chụp ảnh nhỏ hơn."


class EvidenceFull(Refusal):
    """A consent has enough evidence."""

    code = "evidence_full"
    kind = Kind.CONFLICT
    sentence = "Lời đồng ý này đã có đủ sáu tệp. Hãy ghi một lời đồng ý mới nếu cần."


def read(content: bytes) -> tuple[str, str, bytes]:
    """Kind, media type and bytes to keep; a picture is painted anew, so that no position stays.

    NotEvidence, EvidenceTooLarge, PhotoTooLarge.
    """
    if len(content) > LARGEST:
        raise EvidenceTooLarge
    voice = voice_type(content)
    if voice is not None:
        return VOICE, voice, content
    try:
        return PAPER, "image/webp", files.repainted(content)
    except files.NotAPhoto:
        raise NotEvidence from None


def voice_type(content: bytes) -> str | None:
    """The type of a recording by its content; None for anything else."""
    if len(content) < _LEAST:
        return None
    for offset, mark, media_type in _SIGNATURES:
        if content[offset : offset + len(mark)] == mark:
            return media_type
    return None


def add_evidence(
    session: Session,
    *,
    viewer: Viewer,
    household: Household,
    consent_id: str,
    content: tuple[str, str, bytes],
) -> ConsentEvidence:
    """Seal and keep what `read` gave for a consent; NotFound, EvidenceFull."""
    consent = _consent(session, household, consent_id)
    others = [one for one in store_texts.evidence_of(session, household.id)
              if one.consent_id == consent.id]  # fmt: skip
    if len(others) >= MOST:
        raise EvidenceFull
    kind, media_type, plain = content
    row_id = new_id()
    text = base64.b64encode(plain).decode()
    sealed = person_keys.seal_for(session, the_keys(), household.id, text, place=_place(row_id))
    row = ConsentEvidence(
        id=row_id, consent_id=consent.id, household_id=household.id, kind=kind,
        media_type=media_type, size=len(plain), sha256=files.keep(sealed, SUFFIX),
        collected_by=viewer.asker,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(
        session, viewer, "consent_evidence_added", kind="household", id=household.id,
        after={"consent": consent.id, "evidence": row.id, "kind": kind}, person=household.id,
    )  # fmt: skip
    return row


def open_evidence(
    session: Session, *, viewer: Viewer, household: Household, evidence_id: str
) -> tuple[ConsentEvidence, bytes]:
    """The row and its clear bytes, for the own commune's people and the producer; audited."""
    if not may_open(viewer, household):
        raise NotAllowed
    row = store_texts.one_evidence(session, household.id, evidence_id)
    path = files.path_of(row.sha256, SUFFIX) if row else None
    if row is None or path is None or not path.exists():
        raise NotFound
    audit.record(
        session, viewer, "consent_evidence_opened", kind="household", id=household.id,
        after={"evidence": row.id, "kind": row.kind}, person=household.id,
    )  # fmt: skip
    try:
        text = person_keys.open_for(
            session, the_keys(), row.household_id, path.read_bytes(), place=_place(row.id)
        )
    except person_keys.PersonErased:
        raise NotFound from None
    return row, base64.b64decode(text)


def may_open(viewer: Viewer, household: Household) -> bool:
    """The own commune's workers and officers, the province, and the producer."""
    own = household.commune_code in viewer.commune_codes
    if viewer.role is Role.PRODUCER:
        return viewer.household_id == household.id
    return viewer.is_one_of(OFFICERS) or (viewer.role is Role.EXTENSION_WORKER and own)


def forget_evidence(session: Session, household_id: str) -> list[str]:
    """Rows away; the names of the sealed files, to be removed after the commit."""
    return [f"{name}{SUFFIX}" for name in store_texts.drop_evidence(session, household_id)]


def _consent(session: Session, household: Household, consent_id: str) -> Consent:
    found = store_texts.consent(session, household.id, consent_id)
    if found is None:
        raise NotFound
    return found


def _place(evidence_id: str) -> str:
    return f"consent_evidence.{evidence_id}"
