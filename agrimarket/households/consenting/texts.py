"""Which text is read to people today, and how a new wording is published."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy.orm import Session

from agrimarket.households.consenting import store as store_texts
from agrimarket.households.consenting.own_texts import (
    ALL_PURPOSES,
    LANGUAGES,
    NEWEST,
    OWN_VERSIONS,
    Purpose,
    Wording,
)
from agrimarket.households.models import ConsentText
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import InvalidFields, Kind, NotFound, Refusal

LONGEST_INTRO = 10


class VersionTaken(Refusal):
    """A published text never changes; a new wording is a new version."""

    code = "consent_version_taken"
    kind = Kind.CONFLICT
    sentence = (
        "Phiên bản này đã có bằng thứ tiếng ấy. Bản đã công bố không sửa được; "
        "hãy đặt một phiên bản mới."
    )


@dataclass(frozen=True, slots=True)
class Audio:
    """A reading aloud, kept as a file by its SHA-256."""

    sha256: str
    media_type: str


def wording(session: Session, language: str = "vi") -> Wording:
    """The text in force today in a language; the house's newest where none was published."""
    row = store_texts.in_force(session, clock.today(), language)
    if row is not None:
        return _wording(row)
    return NEWEST if language == "vi" else wording(session)


def wordings(session: Session) -> list[Wording]:
    """Today's text in every language it was published in, Vietnamese first."""
    found = (wording(session, language) for language in LANGUAGES)
    return [one for number, one in enumerate(found) if number == 0 or one.language != "vi"]


def is_known(session: Session, version: str) -> bool:
    """Whether a consent's text can be read here; another agency's paper cannot."""
    return version in OWN_VERSIONS or version in store_texts.known_versions(session)


def get_text(session: Session, text_id: str) -> ConsentText:
    """One published text; NotFound."""
    row = store_texts.text_by_id(session, text_id)
    if row is None:
        raise NotFound
    return row


def publish(
    session: Session,
    *,
    viewer: Viewer,
    version: str,
    language: str,
    intro: list[str],
    purposes: Mapping[str, Mapping[str, str]],
    valid_from: date,
    audio: Audio | None = None,
) -> ConsentText:
    """A new wording from a day on; `purposes` maps each code to title, text and basis.

    InvalidFields, VersionTaken. Consents given to older versions stand as they are.
    """
    _check(version, language, intro, purposes, valid_from)
    if version in OWN_VERSIONS and language == "vi":
        raise VersionTaken
    if store_texts.text_of(session, version, language) is not None:
        raise VersionTaken
    row = ConsentText(
        version=version, language=language, intro=list(intro), valid_from=valid_from,
        purposes=[asdict(Purpose(code=code, **purposes[code])) for code in ALL_PURPOSES],
        audio=audio.sha256 if audio else None, audio_type=audio.media_type if audio else None,
        published_by=viewer.asker,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(
        session, viewer, "consent_text_published", kind="consent_text", id=row.id,
        after={"version": version, "language": language, "valid_from": valid_from.isoformat()},
    )  # fmt: skip
    return row


def _check(
    version: str,
    language: str,
    intro: list[str],
    purposes: Mapping[str, Mapping[str, str]],
    valid_from: date,
) -> None:
    faults: dict[str, list[str]] = {}
    if not 1 <= len(version) <= 32 or not version.replace("-", "").replace(".", "").isalnum():
        faults["version"] = ["Hãy đặt tên phiên bản bằng chữ, số và gạch nối, ví dụ 2027-01."]
    if language not in LANGUAGES:
        faults["language"] = [f"Hãy chọn một trong: {', '.join(LANGUAGES)}."]
    if not intro or len(intro) > LONGEST_INTRO:
        faults["intro"] = ["Hãy viết lời mở đầu, từ một đến mười đoạn."]
    if valid_from < clock.today():
        faults["valid_from"] = ["Ngày áp dụng phải từ hôm nay trở đi. Hãy chọn lại ngày."]
    for code in ALL_PURPOSES:
        said = purposes.get(code, {})
        if not all(said.get(part, "").strip() for part in ("title", "text", "basis")):
            faults[f"purposes.{code}"] = ["Hãy ghi đủ tên việc, lời giải thích và căn cứ."]
    if faults:
        raise InvalidFields(fields=faults)


def _wording(row: ConsentText) -> Wording:
    purposes = tuple(Purpose(**one) for one in row.purposes)
    return Wording(
        row.version, tuple(row.intro), purposes, row.language, row.id if row.audio else None
    )
