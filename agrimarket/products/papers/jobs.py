"""Background work of the room: telling people that papers end."""

from agrimarket.kit.db import one_commit
from agrimarket.kit.jobs import Handler, JobContext
from agrimarket.products.papers import notices

TELL = "products.tell_ending"


def _tell(_job: JobContext) -> dict[str, int]:
    """Notice after notice, some a commit, until all that are due were given."""
    total = 0
    while True:
        with one_commit() as session:
            given = notices.tell_some(session)
        if not given:
            return {"told": total}
        total += given


HANDLERS: dict[str, Handler] = {TELL: _tell}
