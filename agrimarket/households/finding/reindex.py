"""Making the rows that lists search anew, when somebody changed the database by hand."""

from sqlalchemy.orm import Session

from agrimarket.households.finding import store_found


def reindex(session: Session) -> tuple[int, int]:
    """Every row from its producer; rows now, and how many of those before were not right."""
    return store_found.rebuild(session)
