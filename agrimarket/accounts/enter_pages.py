"""Letting somebody in: the second factor if there is one, the session, the cookie, the way on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, redirect, request, url_for
from flask import session as cookie
from flask_login import login_user
from werkzeug.wrappers import Response

from agrimarket.accounts import entering, sessions, store
from agrimarket.accounts.factors import Second
from agrimarket.accounts.identify import SignedIn
from agrimarket.accounts.known import COOKIE, KEPT, KnownBrowser
from agrimarket.accounts.models import Account
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import is_id

PENDING, CHOICE = "pending", "choice"  # what the signed cookie calls them
WAITS = timedelta(minutes=5)
WITH_SECOND_FACTOR = frozenset({"password", "code", "link"})


@dataclass(frozen=True)
class Pending:
    """Somebody who showed the first factor and owes the second."""

    account: Account
    how: str
    next_url: str


def let_in(account: Account, *, how: str, next_url: str) -> Response:
    """Begin a session, or ask for the second factor first; `how` as in AccountSession.

    Called at an edge, outside an open commit, once the first factor was right.
    """
    if how in WITH_SECOND_FACTOR and entering.needs_second_factor(reading(), account):
        cookie.clear()
        cookie[PENDING] = _waiting([account], how, next_url)
        return redirect(url_for("accounts.second_factor"), code=303)
    return complete(account, how=how, next_url=next_url)


def complete(
    account: Account, *, how: str, next_url: str, device_id: str | None = None,
    second: Second | None = None,
) -> Response:  # fmt: skip
    """End the pending state and begin the session: every factor that is owed was right."""
    label = sessions.label_of(request.user_agent.string)
    with one_commit() as session:
        account, row, secret = entering.enter(
            session, account_id=account.id, how=how, label=label, device_id=device_id,
            second=second,
        )  # fmt: skip
    cookie.clear()  # a cookie planted before signing in carries nothing over
    cookie.permanent = sessions.term_of(account.role, device_id).kept
    login_user(SignedIn(account, row, secret))
    if account.must_change_password:
        target = url_for("accounts.change_password")
    else:
        target = own_path(next_url) or url_for("reports.home")
    response = redirect(target, code=303)
    _remember_browser(response, account)
    return response


def pending() -> Pending | None:
    """Who owes the second factor in this browser; None when nobody does, or it took too long."""
    found = _waiting_for(PENDING)
    return Pending(found[0][0], found[1], found[2]) if found and found[0] else None


def let_one_of_in(accounts: Sequence[Account], *, how: str, next_url: str) -> Response:
    """Let the one in; where a family shares a phone, ask first who it is."""
    if len(accounts) == 1:
        return let_in(accounts[0], how=how, next_url=next_url)
    cookie.clear()
    cookie[CHOICE] = _waiting(accounts, how, next_url)
    return redirect(url_for("accounts.choose"), code=303)


def choice() -> tuple[list[Account], str, str] | None:
    """The accounts one may choose from, how they were reached, and where to go after."""
    return _waiting_for(CHOICE)


def known_browser() -> KnownBrowser:
    """What this browser is known for."""
    keys = current_app.extensions["agrimarket.keys"]
    return KnownBrowser(keys, request.cookies.get(COOKIE, ""))


def own_path(target: str) -> str:
    """The target if it is a path of this service, never another host; else nothing."""
    ours = target.startswith("/") and not target.startswith("//")
    return target if ours and target.isprintable() and "\\" not in target else ""


def safe_next() -> str:
    """Where the request says to go after signing in."""
    return own_path(request.values.get("next", ""))


def _waiting(accounts: Sequence[Account], how: str, next_url: str) -> dict[str, Any]:
    return {
        "who": [[account.id, account.session_stamp] for account in accounts],
        "how": how,
        "next": next_url,
        "since": clock.now().isoformat(),
    }


def _waiting_for(name: str) -> tuple[list[Account], str, str] | None:
    kept = cookie.get(name)
    if not kept or clock.now() > datetime.fromisoformat(kept["since"]) + WAITS:
        return None
    found = [
        account
        for account_id, stamp in kept["who"]
        if is_id(account_id)
        and (account := store.by_id(reading(), account_id)) is not None
        and account.active
        and account.session_stamp == stamp
    ]
    return found, str(kept["how"]), str(kept["next"])


def _remember_browser(response: Response, account: Account) -> None:
    secure = not current_app.extensions["agrimarket.settings"].is_trial
    response.set_cookie(
        COOKIE, known_browser().with_account(account), KEPT, path=url_for("accounts.sign_in"),
        secure=secure, httponly=True, samesite="Lax",
    )  # fmt: skip
