"""Background work of the log: each day that is over gets its signed head."""

from agrimarket.issuing.log import check, close
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import Handler, JobContext
from agrimarket.kit.logs import log

JOB = "issuing.close_log"


class LogNotSigned(RuntimeError):
    """The log does not hold: nothing is signed, the job fails aloud and comes round again."""


def close_log(_job: JobContext) -> dict[str, int]:
    """Once an hour: `sign_days`."""
    return {"signed": len(sign_days())}


def sign_days() -> list[str]:
    """Read the whole log, then sign the days that are over, and name them. LogNotSigned."""
    session = reading()
    checked = check.check(session)
    session.rollback()  # reading takes a while; no view of the data is held open meanwhile
    if checked.faults:
        log.error("stamp_log_broken", faults=len(checked.faults))
        raise LogNotSigned(checked.faults[0].code)
    with one_commit() as write:
        made = close.close_days(write, checked.walk)
        days = [head.day.isoformat() for head in made]
    if days:
        log.info("stamp_log_signed", days=days)
    return days


HANDLERS: dict[str, Handler] = {JOB: close_log}
