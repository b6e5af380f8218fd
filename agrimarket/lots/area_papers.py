"""Which growing areas and facilities a certificate covers."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Refusal
from agrimarket.lots import store_area_papers as store
from agrimarket.lots.models import Area
from agrimarket.products.models import Certificate
from agrimarket.products.papers.rules import check_changeable, covers_more


class CoveredAreaMissing(Refusal):
    """A place that is not the holder's nor of a member of the group today."""

    code = "covered_area_not_found"
    sentence = (
        "Có nơi sản xuất không phải của bên đứng tên giấy, cũng không của thành viên nhóm. "
        "Hãy chọn lại trong danh sách."
    )


class AreaChoice(NamedTuple):
    """A place that a paper may name, whose it is, and whether the paper names it."""

    area: Area
    owner: str
    named: bool


def choices(session: Session, *, viewer: Viewer, certificate: Certificate) -> list[AreaChoice]:
    """Places the paper may name, as this viewer may see them, by name."""
    areas = store.coverable(session, viewer, certificate)
    names = store.owners(session, viewer, areas)
    named = store.covered(session, certificate.id)
    return [AreaChoice(one, names.get(one.household_id, ""), one.id in named) for one in areas]


def set_areas(
    session: Session, *, viewer: Viewer, certificate: Certificate, area_ids: Sequence[str]
) -> list[str]:
    """Say anew which places it covers; those this viewer does not see stay. Ids it names now.

    CoveredAreaMissing, PaperOfAnother, PaperRemoved.
    """
    check_changeable(session, viewer, certificate)
    wanted = set(area_ids)
    known = {one.id for one in store.coverable(session, viewer, certificate)}
    if wanted - known:
        raise CoveredAreaMissing(fields={"area_ids": [CoveredAreaMissing.sentence]})
    before = store.covered(session, certificate.id)
    store.replace(session, certificate.id, drop=(before & known) - wanted, add=wanted - before)
    if wanted - before:
        covers_more(viewer, certificate)
    certificate.updated_at = clock.now()  # channels plan anew by it
    session.flush()
    after = (before - known) | wanted
    audit.record(
        session, viewer, "certificate_areas_set", kind="household", id=certificate.household_id,
        before={"certificate": certificate.id, "areas": len(before)},
        after={"certificate": certificate.id, "areas": len(after)},
        person=certificate.household_id,
    )  # fmt: skip
    return sorted(after & known)


def papers_of_area(session: Session, area: Area) -> list[Certificate]:
    """Certificates that name a place the viewer has seen already, removed ones too."""
    return list(store.papers_of(session, area.id))
