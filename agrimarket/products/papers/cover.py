"""What a certificate covers: all that its holder makes, or products by name, a group's too."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.products.models import Certificate
from agrimarket.products.papers import store
from agrimarket.products.papers.refusals import CoveredProductMissing, CoversAllOrNamed

MOST_PRODUCTS = 500


def check_cover(covers_all: bool, product_ids: Sequence[str]) -> None:
    """CoversAllOrNamed where both are asked for."""
    if covers_all and product_ids:
        raise CoversAllOrNamed(fields={"covers_all": [CoversAllOrNamed.sentence]})


def cover(
    session: Session,
    viewer: Viewer,
    paper: Certificate,
    *,
    covers_all: bool,
    product_ids: Sequence[str],
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Put it down; what it covered before and covers now, as the trail tells it.

    A viewer names the holder's own products, and of a group's members those it may be told of.
    CoveredProductMissing for any other, whether it exists or not.
    """
    wanted = list(dict.fromkeys(product_ids))
    known = {one.id for one in store.coverable(session, viewer, paper, ids=wanted)}
    if set(wanted) - known:
        raise CoveredProductMissing(fields={"product_ids": [CoveredProductMissing.sentence]})
    before = _told(session, paper)
    paper.covers_all = covers_all
    told = {one.id for one in store.covered(session, viewer, paper)}
    store.replace(session, paper.id, drop=told - known, add=known - told)
    return before, _told(session, paper)


def _told(session: Session, paper: Certificate) -> dict[str, Any]:
    return {"covers_all": paper.covers_all, "products": store.count_covered(session, paper.id)}
