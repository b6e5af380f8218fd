"""The SQL of saved views."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agrimarket.households.finding.models import SavedView


def views_of(session: Session, who: str) -> Sequence[SavedView]:
    """Somebody's views, pinned ones first, then by name."""
    query = select(SavedView).where(SavedView.who == who)
    order = (SavedView.pinned.desc(), func.lower(SavedView.name), SavedView.id)
    return session.scalars(query.order_by(*order)).all()


def one(session: Session, who: str, view_id: str) -> SavedView | None:
    """One of somebody's views."""
    return session.scalar(select(SavedView).where(SavedView.id == view_id, SavedView.who == who))


def is_taken(session: Session, view_id: str) -> bool:
    """Whether any view has this id."""
    return session.get(SavedView, view_id) is not None


def all_views(session: Session) -> Sequence[SavedView]:
    """Everybody's, to take a forgotten person's name out of them."""
    return session.scalars(select(SavedView)).all()
