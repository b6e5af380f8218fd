"""Who wrote a diary line down: read from the trail, which nobody can edit."""

from sqlalchemy.orm import Session

from agrimarket.kit import audit
from agrimarket.kit.access import Role, Viewer
from agrimarket.lots.models import Lot


def recorders(session: Session, lot: Lot) -> dict[str, str]:
    """Event id > name and role of who wrote it; of a producer the role alone is told."""
    return {
        str(entry.after["event"]): entry.signed
        for entry in audit.history(session, kind="lot", id=lot.id)
        if entry.action == "lot_event_added" and "event" in entry.after
    }


def signed(viewer: Viewer) -> str:
    """The same of the one who writes now."""
    if viewer.role is Role.PRODUCER or not viewer.signature:
        return viewer.role_label
    return f"{viewer.signature}, {viewer.role_label}"
