"""Certificates of a holder: noting, mending and removing them."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from agrimarket.households.models import Household, ProducerKind
from agrimarket.kit import audit, clock
from agrimarket.kit.access import WORKERS, Viewer
from agrimarket.kit.db import day_text
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import take_id
from agrimarket.kit.seen import seen
from agrimarket.places.spelling import tidy
from agrimarket.products import store as products_store
from agrimarket.products.kinds import CERTIFICATE_KINDS
from agrimarket.products.models import Certificate, CertificateProduct, Product
from agrimarket.products.paper_refusals import (
    CertificateDatesReversed,
    CertificateKindUnknown,
    CommitmentForSmallOnly,
    PaperRemoved,
)
from agrimarket.products.papers import store
from agrimarket.products.papers.cover import check_cover, cover
from agrimarket.products.papers.refusals import GroupPaperNeedsGroup, PaperOfAnother
from agrimarket.products.refusals import HouseholdMissing, ReasonMissing

GROUPS = (ProducerKind.GROUP, ProducerKind.COOPERATIVE, ProducerKind.ENTERPRISE)


class CertificateFacts(TypedDict, total=False):
    """What stands on the paper; an empty `valid_to` means without end."""

    number: str | None
    issuer: str | None
    scope: str | None
    valid_from: date | None
    valid_to: date | None


def paper_of(
    session: Session, *, viewer: Viewer, certificate_id: str, lock: bool = False
) -> Certificate:
    """A certificate whose holder this viewer may see; NotFound. `lock` holds it on PostgreSQL."""
    found = store.by_id(session, viewer, certificate_id, lock=lock)
    if found is None:
        raise NotFound
    return found


def add_certificate(
    session: Session,
    *,
    viewer: Viewer,
    product: Product,
    kind: str,
    id: str | None = None,
    **facts: Unpack[CertificateFacts],
) -> Certificate:
    """Note a paper of a product's maker that covers this product; also one that has ended.

    Raises CertificateKindUnknown, CommitmentForSmallOnly, CertificateDatesReversed, IdTaken.
    """
    paper = _new(session, products_store.owner(session, product), kind, id, dict(facts))
    _written(viewer, paper)
    session.add(CertificateProduct(certificate_id=paper.id, product_id=product.id))
    session.flush()
    _added(session, viewer, paper)
    return paper


def hold_certificate(
    session: Session,
    *,
    viewer: Viewer,
    household_id: str,
    kind: str,
    is_group: bool = False,
    covers_all: bool = False,
    product_ids: Sequence[str] = (),
    id: str | None = None,
    **facts: Unpack[CertificateFacts],
) -> Certificate:
    """Note a paper of a producer: for all it makes, or for products by name, or for areas later.

    HouseholdMissing, GroupPaperNeedsGroup, CoversAllOrNamed, CoveredProductMissing, and what
    add_certificate raises.
    """
    holder = products_store.household(session, viewer, household_id)
    if holder is None:
        raise HouseholdMissing(fields={"household_id": [HouseholdMissing.sentence]})
    if is_group and holder.kind not in GROUPS:
        raise GroupPaperNeedsGroup(fields={"is_group": [GroupPaperNeedsGroup.sentence]})
    check_cover(covers_all, product_ids)
    paper = _new(session, holder, kind, id, dict(facts))
    paper.is_group = is_group
    _written(viewer, paper)
    cover(session, viewer, paper, covers_all=covers_all, product_ids=product_ids)
    _added(session, viewer, paper)
    return paper


def edit_certificate(
    session: Session,
    *,
    viewer: Viewer,
    certificate: Certificate,
    **changes: Unpack[CertificateFacts],
) -> Certificate:
    """Mend what was typed; what a producer changed, somebody of the state sees anew.

    PaperOfAnother, PaperRemoved, CertificateDatesReversed.
    """
    check_changeable(session, viewer, certificate)
    before, stood = _told(certificate), _facts(certificate)
    _put(certificate, dict(changes))
    if _facts(certificate) != stood:
        _written(viewer, certificate)
    session.flush()
    _record(session, viewer, certificate, "certificate_edited", before=before,
            after=_told(certificate))  # fmt: skip
    return certificate


def check_certificate(session: Session, *, viewer: Viewer, certificate: Certificate) -> Certificate:
    """Note that an officer or worker saw the paper itself; a second look changes nothing.

    PaperOfAnother, PaperRemoved.
    """
    check_changeable(session, viewer, certificate)
    if certificate.checked_at is None:
        _written(viewer, certificate)
        session.flush()
        after = {"certificate": certificate.id, "kind": certificate.kind, **_told(certificate)}
        _record(session, viewer, certificate, "certificate_checked", after=after)
    return certificate


def remove_certificate(
    session: Session, *, viewer: Viewer, certificate: Certificate, reason: str
) -> Certificate:
    """Take it out of force; it stays as history. ReasonMissing, PaperRemoved, PaperOfAnother."""
    check_changeable(session, viewer, certificate)
    said = seen(reason)
    if not said:
        raise ReasonMissing(fields={"reason": [ReasonMissing.sentence]})
    certificate.removed_at, certificate.removed_reason = clock.now(), said
    session.flush()
    _record(session, viewer, certificate, "certificate_removed", reason=said,
            before={"certificate": certificate.id, "kind": certificate.kind})  # fmt: skip
    return certificate


def set_products(
    session: Session,
    *,
    viewer: Viewer,
    certificate: Certificate,
    covers_all: bool = False,
    product_ids: Sequence[str] = (),
) -> Certificate:
    """Say anew what it covers; products that this viewer is not told of stay as they are.

    PaperOfAnother, PaperRemoved, CoversAllOrNamed, CoveredProductMissing.
    """
    check_changeable(session, viewer, certificate)
    check_cover(covers_all, product_ids)
    named, whole = set(products_store.covered(session, certificate.id)), certificate.covers_all
    before, after = cover(
        session, viewer, certificate, covers_all=covers_all, product_ids=product_ids
    )
    if set(products_store.covered(session, certificate.id)) - named or (covers_all and not whole):
        covers_more(viewer, certificate)
    certificate.updated_at = clock.now()  # channels plan anew by it
    session.flush()
    _record(session, viewer, certificate, "certificate_products_set", before=before, after=after)
    return certificate


def covers_more(viewer: Viewer, certificate: Certificate) -> None:
    """What a producer adds to a paper's cover, somebody of the state sees anew."""
    if not viewer.is_one_of(WORKERS):
        _written(viewer, certificate)


def check_changeable(session: Session, viewer: Viewer, certificate: Certificate) -> None:
    """PaperOfAnother for whoever does not see its holder, PaperRemoved for one that was removed."""
    if products_store.household(session, viewer, certificate.household_id) is None:
        raise PaperOfAnother
    if certificate.removed_at is not None:
        raise PaperRemoved


def story_of(session: Session, certificate: Certificate) -> tuple[str, str]:
    """Kind and id of the thing in whose story the paper is told: its one product, or its holder."""
    own = [] if certificate.is_group else products_store.covered(session, certificate.id)
    return ("product", own[0]) if own else ("household", certificate.household_id)


def _new(
    session: Session, holder: Household, kind: str, id: str | None, facts: dict[str, Any]
) -> Certificate:
    found = CERTIFICATE_KINDS.get(kind)
    if found is None:
        raise CertificateKindUnknown(fields={"kind": [CertificateKindUnknown.sentence]})
    if ProducerKind(holder.kind) not in found.serves:
        raise CommitmentForSmallOnly(fields={"kind": [CommitmentForSmallOnly.sentence]})
    paper = Certificate(household_id=holder.id, kind=kind)
    if id is not None:
        take_id(session, paper, id)
    _put(paper, facts)
    session.add(paper)
    session.flush()
    return paper


def _written(viewer: Viewer, paper: Certificate) -> None:
    """Whoever of the state writes it has seen it; a producer's word waits to be seen."""
    saw = viewer.is_one_of(WORKERS)
    paper.checked_at = clock.now() if saw else None
    paper.checked_by = (viewer.token_id or viewer.account_id) if saw else None


def _facts(paper: Certificate) -> tuple[object, ...]:
    return (paper.number, paper.issuer, paper.scope, paper.valid_from, paper.valid_to)


def _added(session: Session, viewer: Viewer, paper: Certificate) -> None:
    after = {"certificate": paper.id, "kind": paper.kind, **_told(paper)}
    _record(session, viewer, paper, "certificate_added", after=after)


def _record(session: Session, viewer: Viewer, paper: Certificate, action: str, **told: Any) -> None:
    kind, id = story_of(session, paper)
    audit.record(session, viewer, action, kind=kind, id=id, person=paper.household_id, **told)


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
