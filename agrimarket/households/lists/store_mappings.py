"""The only SQL of remembered headings."""

from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agrimarket.households.intake.header import Field
from agrimarket.households.models import ListMapping
from agrimarket.kit.access import Viewer

MOST = 200  # headings of one uploader


def of(session: Session, viewer: Viewer) -> dict[str, dict[Field, int]]:
    """This uploader's own mappings by the fingerprint of the header, the newest."""
    query = select(ListMapping).where(ListMapping.who == viewer.caller)
    rows = session.scalars(query.order_by(ListMapping.updated_at.desc()).limit(MOST))
    return {row.fingerprint: cast(dict[Field, int], dict(row.columns)) for row in rows}


def remember(session: Session, viewer: Viewer, fingerprint: str, columns: dict[str, int]) -> None:
    """Keep what was said of this header; the last word counts."""
    query = select(ListMapping).where(
        ListMapping.who == viewer.caller, ListMapping.fingerprint == fingerprint
    )
    row = session.scalar(query.with_for_update())
    if row is None:
        session.add(ListMapping(who=viewer.caller, fingerprint=fingerprint, columns=columns))
    elif row.columns != columns:
        row.columns = columns
    session.flush()
