"""Background work of the field: what waited too long is let go."""

from typing import Any

from agrimarket.fieldwork.expire import expire
from agrimarket.kit.db import one_commit
from agrimarket.kit.jobs import Handler, JobContext


def _expire(_job: JobContext) -> dict[str, Any]:
    with one_commit() as session:
        return {"over": expire(session)}


HANDLERS: dict[str, Handler] = {"fieldwork.expire": _expire}
