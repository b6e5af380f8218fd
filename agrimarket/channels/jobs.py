"""Background work of channels: the calls that are owed, and a daily sweep for drift."""

from typing import Any

from agrimarket.channels.deliver import deliver
from agrimarket.channels.forget import forget_seller
from agrimarket.channels.sweep import sweep
from agrimarket.kit.jobs import Handler, JobContext


def _reconcile(_job: JobContext) -> dict[str, Any]:
    return {"calls": deliver()}


def _sweep(_job: JobContext) -> dict[str, Any]:
    return sweep()


def _forget(job: JobContext) -> dict[str, Any]:
    return {"forgotten": forget_seller(job.payload["household_id"])}


HANDLERS: dict[str, Handler] = {
    "channels.reconcile": _reconcile,
    "channels.sweep": _sweep,
    "channels.forget": _forget,
}
