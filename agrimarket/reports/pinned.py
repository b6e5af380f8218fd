"""Pinned views of the list of producers, on today's page with how many they find."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from agrimarket.households.finding import saved_views
from agrimarket.kit.access import Viewer
from agrimarket.reports.today import Waiting


def pinned(session: Session, viewer: Viewer) -> Sequence[Waiting]:
    """This person's pinned views that find somebody."""
    if not viewer.is_one_of(saved_views.SAVERS):
        return []
    return [
        Waiting(
            title=view.name,
            text=f"Bộ lọc đã ghim: {found:,} hộ.".replace(",", "."),
            label="Mở danh sách",
            endpoint="households.index",
            values=dict(view.filters),
            icon="star",
        )
        for view, found in saved_views.pinned_with_counts(session, viewer)
        if found
    ]
