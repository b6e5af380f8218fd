"""Which keys orders and the public log were written under: no start without them."""

from sqlalchemy import Connection, column, select, table
from sqlalchemy.orm import Session

# by name alone: a command that stands on the ground need not open the rooms an order points to
_ORDERS = table("stamp_order", column("key_version"))
_LOG = table("stamp_log", column("number"), column("key"))


def letters_issued(at: Connection | Session) -> set[str]:
    """The letters; a DBAPIError where there is no such table."""
    return {str(letter) for (letter,) in at.execute(select(_ORDERS.c.key_version).distinct())}


def log_signer(at: Connection | Session) -> str | None:
    """The fingerprint of the key that signs the log's next entry; none where there is no entry.

    A DBAPIError where there is no such table.
    """
    return at.scalar(select(_LOG.c.key).order_by(_LOG.c.number.desc()).limit(1))
