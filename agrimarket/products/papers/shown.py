"""Certificates of holders as JSON and pages tell them to one viewer."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.kit.shown import Shown
from agrimarket.places import commune
from agrimarket.products.models import Certificate
from agrimarket.products.papers import files, store
from agrimarket.products.present import certificate


def shown(session: Session, viewer: Viewer, paper: Certificate) -> Shown:
    """One certificate, as `whole` tells it."""
    return listed(session, viewer, [paper])[0]


def listed(session: Session, viewer: Viewer, papers: Sequence[Certificate]) -> list[Shown]:
    """Papers with holder, the products this viewer is told of, and how many scans are kept."""
    holders = store.holders(session, papers)
    found = []
    for paper in papers:
        holder = holders[paper.household_id]
        products = store.covered(session, viewer, paper)
        found.append(
            Shown(
                paper,
                **certificate(paper).beside,
                household=holder,
                household_name=holder.name,
                commune_name=commune(holder.commune_code).name,
                products=products,
                product_ids=[one.id for one in products],
                elsewhere=store.elsewhere(session, viewer, paper),
                files=len(files.files_of(session, paper)),
            )
        )
    return found
