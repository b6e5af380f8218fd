"""Where messages about a producer go: to those who sign in for it, and to whose care it is in."""

from sqlalchemy.orm import Session

from agrimarket.accounts import store_reach as store


def contacts_of(
    session: Session, *, household_id: str, owner_id: str | None
) -> tuple[list[str], list[str]]:
    """(the producer's, the worker's) telephone numbers or e-mail addresses, each once.

    For messages that the service sends by itself; nobody is shown them.
    """
    rows = store.contacts(session, [household_id], [owner_id] if owner_id else [])
    own = [row for row in rows if row.household_id == household_id]
    workers = [row for row in rows if row.household_id != household_id]
    told = [[row.phone or row.email or "" for row in some] for some in (own, workers)]
    producer, worker = (list(dict.fromkeys(one for one in some if one)) for some in told)
    return producer, [one for one in worker if one not in producer]
