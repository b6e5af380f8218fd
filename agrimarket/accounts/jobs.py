"""Work of the room outside any request: sending a reset link, forgetting what has ended."""

from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from agrimarket.accounts import entering, links_store, reset
from agrimarket.kit import clock
from agrimarket.kit.access import PUBLIC
from agrimarket.kit.db import one_commit
from agrimarket.kit.hidden import forget, hidden, opened
from agrimarket.kit.jobs import JobContext, enqueue

RESET = "accounts.reset_asked"
MOST_OF_A_PHONE = 6  # accounts of one phone that get a link each
KEPT = timedelta(days=90)  # ended sessions, so that their owner can ask who was signed in when


def ask_for_link(session: Session, *, login: str) -> None:
    """Have the worker send reset links to whoever the login is."""
    enqueue(session, RESET, hidden({"login": login}))


def _send_links(job: JobContext) -> dict[str, Any]:
    content = opened(job)
    if content is None:
        return {}
    base = reset.link_address(current_app.extensions["agrimarket.settings"], "")
    with one_commit() as session:
        for account in entering.candidates(session, content["login"])[:MOST_OF_A_PHONE]:
            reset.send_link(session, PUBLIC, account, login=content["login"], base=base)
        forget(session, job)
    return {}


def _forget_old(_job: JobContext) -> dict[str, int]:
    with one_commit() as session:
        return {"rows": links_store.forget_old(session, clock.now() - KEPT)}


HANDLERS = {RESET: _send_links, "accounts.forget_old": _forget_old}
