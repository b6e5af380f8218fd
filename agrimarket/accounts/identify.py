"""From a request to its viewer: a bearer token under /api, a session on pages."""

from typing import Any, cast

from flask import Flask, request, session
from flask_login import LoginManager, UserMixin, current_user

from agrimarket.accounts import rules, store
from agrimarket.accounts.models import Account
from agrimarket.kit.access import PUBLIC, Viewer
from agrimarket.kit.db import reading


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """What Flask-Login keeps in the cookie: the account and the stamp of its sessions."""

    def __init__(self, account: Account) -> None:
        self.account_id = account.id
        self.stamp = account.session_stamp
        self.viewer = rules.viewer_of_account(account)
        self.must_change_password = account.must_change_password

    def get_id(self) -> str:
        return f"{self.account_id}.{self.stamp}"


def install(app: Flask) -> None:
    """Put the viewer loader in place."""
    manager = LoginManager()
    manager.session_protection = "basic"
    manager.user_loader(load)
    manager.init_app(app)
    app.extensions["agrimarket.viewer"] = viewer


def load(kept: str) -> SignedIn | None:
    """The person behind a cookie, unless the account is closed or its sessions were ended."""
    account_id, _, stamp = kept.partition(".")
    account = store.by_id(reading(), account_id)
    if account is None or not account.active or account.session_stamp != stamp:
        return None
    return SignedIn(account)


def viewer() -> Viewer:
    """The viewer of the present request."""
    if request.path.startswith("/api/"):
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return PUBLIC
        return rules.viewer_of_token(reading(), secret.strip())
    if not session.get("_user_id"):
        return PUBLIC
    user: Any = current_user
    return cast(Viewer, user.viewer) if user.is_authenticated else PUBLIC
