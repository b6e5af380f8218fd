"""The only SQL of places."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agrimarket.places.models import FormerCommuneRow


def former_count(session: Session) -> int:
    """How many communes of before July 2025 are loaded."""
    return session.scalar(select(func.count()).select_from(FormerCommuneRow)) or 0
