"""Background work of the trail: once a day its heads are kept, signed, in table, file and log."""

import logging

from flask import current_app

from agrimarket.kit import clock
from agrimarket.kit.audit import heads
from agrimarket.kit.db import one_commit
from agrimarket.kit.jobs import Handler, JobContext
from agrimarket.trail.day_files import write_day

log = logging.getLogger(__name__)


def keep_heads(_job: JobContext) -> None:
    """The first run of a Vietnamese day keeps that day's heads; later ones find them there."""
    settings = current_app.extensions["agrimarket.settings"]
    key = current_app.extensions["agrimarket.keys"].audit
    day, at = clock.today(), clock.now()
    with one_commit() as session:
        kept = heads.keep_day(session, key, day)
    if not kept:
        return
    write_day(settings.data, day, heads.written(key, kept, at=at, host=settings.public_host))
    places = " ".join(f"{one.chain}:{one.position}:{one.hash[:16]}" for one in kept)
    log.info("audit heads of %s: %s", day.isoformat(), places)


HANDLERS: dict[str, Handler] = {"trail.keep_heads": keep_heads}
