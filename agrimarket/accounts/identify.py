"""From a request to its viewer: a bearer token under /api, a session on pages."""

from typing import Any, cast

from flask import Flask, current_app, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response

from agrimarket.accounts import rules, sessions, sessions_store, store
from agrimarket.accounts.agencies import who_does
from agrimarket.accounts.api_scopes import BY_CODE
from agrimarket.accounts.models import Account, AccountSession
from agrimarket.kit import clock
from agrimarket.kit.access import PUBLIC, Viewer
from agrimarket.kit.aside import write_aside
from agrimarket.kit.db import reading
from agrimarket.kit.limits import limiter

# One address may hold an old token in a script; nobody may look for good ones.
WRONG_TOKENS_AN_ADDRESS = "120 per minute"
WITH_FIRST_PASSWORD = frozenset({"accounts.change_password", "accounts.change_password_post"})


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """What Flask-Login keeps in the cookie: the account, its stamp, the session's secret."""

    def __init__(self, account: Account, row: AccountSession, secret: str) -> None:
        self.account_id = account.id
        self.stamp = account.session_stamp
        self.session_id = row.id
        self.device_id = row.device_id
        self.secret = secret
        self.viewer = rules.viewer_of_account(account)
        self.must_change_password = account.must_change_password

    def get_id(self) -> str:
        return f"{self.account_id}.{self.stamp}.{self.secret}"


def install(app: Flask) -> None:
    """Put the viewer loader in place."""
    manager = LoginManager()
    manager.session_protection = "basic"
    manager.user_loader(load)
    manager.init_app(app)
    app.extensions["agrimarket.viewer"] = viewer
    app.extensions["agrimarket.agencies"] = who_does
    app.extensions["agrimarket.scopes"] = frozenset(BY_CODE)
    app.before_request(_first_password)


def load(kept: str) -> SignedIn | None:
    """The person behind a cookie, unless the account is closed or this session has ended."""
    account_id, _, rest = kept.partition(".")
    stamp, _, secret = rest.rpartition(".")
    reader, now = reading(), clock.now()
    row = sessions_store.by_hash(reader, sessions.secret_hash(secret)) if stamp else None
    account = store.by_id(reader, row.account_id) if row else None
    if row is None or account is None or not sessions.is_live(row, account, now):
        return None
    if (account.id, account.session_stamp) != (account_id, stamp):
        return None
    use = sessions.touch(row, now)
    if use is not None:
        write_aside(reader, use)
    return SignedIn(account, row, secret)


def signed_in() -> SignedIn | None:
    """Who is signed in by a session, on a page; None for visitors and for programs."""
    if request.path.startswith("/api/") or not session.get("_user_id"):
        return None
    user: Any = current_user
    return cast(SignedIn, user) if user.is_authenticated else None


def viewer() -> Viewer:
    """The viewer of the present request."""
    if request.path.startswith("/api/"):
        return _of_token()
    found = signed_in()
    return found.viewer if found else PUBLIC


def _of_token() -> Viewer:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        return PUBLIC
    found = rules.viewer_of_token(reading(), secret.strip())
    if found is PUBLIC:
        with limiter.limit(WRONG_TOKENS_AN_ADDRESS):  # right ones are never counted or held up
            pass
    return found


def _first_password() -> Response | None:
    """Whoever was given a password by somebody else sets his own before anything else."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "__access__", "public") == "public" or request.endpoint in WITH_FIRST_PASSWORD:
        return None
    found = signed_in()
    if found is None or not found.must_change_password:
        return None
    return redirect(url_for("accounts.change_password"), code=303)
