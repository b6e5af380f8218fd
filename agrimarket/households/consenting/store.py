"""The only SQL of consent texts and of the evidence of consents."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from agrimarket.households.models import Consent, ConsentEvidence, ConsentText
from agrimarket.kit.ids import is_id


def texts(session: Session) -> list[ConsentText]:
    """Every published text, newest first."""
    newest = ConsentText.valid_from.desc(), ConsentText.created_at.desc()
    return list(session.scalars(select(ConsentText).order_by(*newest)))


def in_force(session: Session, today: date, language: str) -> ConsentText | None:
    """The newest text of a language that holds on a day."""
    query = select(ConsentText).where(
        ConsentText.valid_from <= today, ConsentText.language == language
    )
    newest = ConsentText.valid_from.desc(), ConsentText.created_at.desc()
    return session.scalar(query.order_by(*newest).limit(1))


def text_by_id(session: Session, text_id: str) -> ConsentText | None:
    """One text."""
    return session.get(ConsentText, text_id) if is_id(text_id) else None


def text_of(session: Session, version: str, language: str) -> ConsentText | None:
    """The text of a version in a language."""
    query = select(ConsentText).where(
        ConsentText.version == version, ConsentText.language == language
    )
    return session.scalar(query)


def consent(session: Session, household_id: str, consent_id: str) -> Consent | None:
    """A consent of this household."""
    if not is_id(consent_id):
        return None
    query = select(Consent).where(Consent.id == consent_id, Consent.household_id == household_id)
    return session.scalar(query)


def evidence_of(session: Session, household_id: str) -> list[ConsentEvidence]:
    """All evidence of a household's consents, oldest first; after a merge some of it is sealed
    for the record it was given to."""
    theirs = select(Consent.id).where(Consent.household_id == household_id)
    query = select(ConsentEvidence).where(ConsentEvidence.consent_id.in_(theirs))
    return list(session.scalars(query.order_by(ConsentEvidence.id)))


def one_evidence(session: Session, household_id: str, evidence_id: str) -> ConsentEvidence | None:
    """One piece of evidence of this household."""
    row = session.get(ConsentEvidence, evidence_id) if is_id(evidence_id) else None
    if row is None or consent(session, household_id, row.consent_id) is None:
        return None
    return row


def drop_evidence(session: Session, household_id: str) -> list[str]:
    """Take the rows away; the hashes of their files."""
    sealed = select(ConsentEvidence.sha256).where(ConsentEvidence.household_id == household_id)
    names = list(session.scalars(sealed))
    session.execute(delete(ConsentEvidence).where(ConsentEvidence.household_id == household_id))
    return names


def known_versions(session: Session) -> Collection[str]:
    """Versions that were published here."""
    return set(session.scalars(select(ConsentText.version)))
