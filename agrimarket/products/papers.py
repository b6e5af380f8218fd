"""Certificates behind a product: noting, mending and removing them."""

from datetime import date
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from agrimarket.households.models import ProducerKind
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import day_text
from agrimarket.kit.ids import IdTaken, accept_id
from agrimarket.places.spelling import tidy
from agrimarket.products import store
from agrimarket.products.kinds import CERTIFICATE_KINDS
from agrimarket.products.models import Certificate, Product
from agrimarket.products.paper_refusals import (
    CertificateDatesReversed,
    CertificateKindUnknown,
    CommitmentForSmallOnly,
    PaperRemoved,
)
from agrimarket.products.refusals import ReasonMissing


class CertificateFacts(TypedDict, total=False):
    """What stands on the paper; an empty `valid_to` means without end."""

    number: str | None
    issuer: str | None
    scope: str | None
    valid_from: date | None
    valid_to: date | None


def add_certificate(
    session: Session,
    *,
    viewer: Viewer,
    product: Product,
    kind: str,
    id: str | None = None,
    **facts: Unpack[CertificateFacts],
) -> Certificate:
    """Note a paper, also one that has ended: history counts.

    Raises CertificateKindUnknown, CommitmentForSmallOnly, CertificateDatesReversed, IdTaken.
    """
    found = CERTIFICATE_KINDS.get(kind)
    if found is None:
        raise CertificateKindUnknown(fields={"kind": [CertificateKindUnknown.sentence]})
    if ProducerKind(store.owner(session, product).kind) not in found.serves:
        raise CommitmentForSmallOnly(fields={"kind": [CommitmentForSmallOnly.sentence]})
    paper = Certificate(product_id=product.id, kind=kind)
    if id is not None:
        paper.id = accept_id(id)
        if session.get(Certificate, paper.id) is not None:
            raise IdTaken
    _put(paper, dict(facts))
    session.add(paper)
    session.flush()
    audit.record(
        session, viewer, "certificate_added", kind="product", id=product.id,
        person=product.household_id,
        after={"certificate": paper.id, "kind": kind, **_told(paper)},
    )  # fmt: skip
    return paper


def edit_certificate(
    session: Session,
    *,
    viewer: Viewer,
    certificate: Certificate,
    **changes: Unpack[CertificateFacts],
) -> Certificate:
    """Mend what was typed. PaperRemoved, CertificateDatesReversed."""
    if certificate.removed_at is not None:
        raise PaperRemoved
    before = _told(certificate)
    _put(certificate, dict(changes))
    session.flush()
    audit.record(
        session, viewer, "certificate_edited", kind="product", id=certificate.product_id,
        before=before, after=_told(certificate), person=_person(session, certificate),
    )  # fmt: skip
    return certificate


def remove_certificate(
    session: Session, *, viewer: Viewer, certificate: Certificate, reason: str
) -> Certificate:
    """Take it out of force; it stays as history with the reason. ReasonMissing, PaperRemoved."""
    if certificate.removed_at is not None:
        raise PaperRemoved
    said = reason.strip()
    if not said:
        raise ReasonMissing(fields={"reason": [ReasonMissing.sentence]})
    certificate.removed_at, certificate.removed_reason = clock.now(), said
    session.flush()
    audit.record(
        session, viewer, "certificate_removed", kind="product", id=certificate.product_id,
        before={"certificate": certificate.id, "kind": certificate.kind}, reason=said,
        person=_person(session, certificate),
    )  # fmt: skip
    return certificate


def _person(session: Session, certificate: Certificate) -> str:
    return session.get_one(Product, certificate.product_id).household_id


def _put(paper: Certificate, told: dict[str, Any]) -> None:
    for name, value in told.items():
        setattr(paper, name, (tidy(value) or None) if isinstance(value, str) else value)
    if paper.valid_from and paper.valid_to and paper.valid_to < paper.valid_from:
        raise CertificateDatesReversed(fields={"valid_to": [CertificateDatesReversed.sentence]})


def _told(paper: Certificate) -> dict[str, Any]:
    return {
        "number": paper.number,
        "issuer": paper.issuer,
        "valid_from": day_text(paper.valid_from),
        "valid_to": day_text(paper.valid_to),
    }
