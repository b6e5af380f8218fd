"""Signing in and out, and changing one's password."""

from flask import flash, g, redirect, request, url_for
from flask import session as cookie
from flask_login import logout_user
from werkzeug.wrappers import Response

from agrimarket.accounts import (
    api_key_pages,
    code_pages,
    delegate_pages,
    device_pages,
    entering,
    factor_pages,
    invite_pages,
    me_pages,
    passkey_pages,
    people_pages,
    person_edit_pages,
    reset_pages,
    rules,
    sessions,
    store,
)  # fmt: skip
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.enter_pages import complete, known_browser, let_one_of_in, safe_next
from agrimarket.accounts.identify import signed_in
from agrimarket.accounts.models import Account
from agrimarket.accounts.own_pages import Page, page
from agrimarket.accounts.vneid import pages as vneid_pages
from agrimarket.kit import tries
from agrimarket.kit.access import SIGNED_IN, allow, current_viewer, public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.limits import limiter

__all__ = [
    "api_key_pages", "blueprint", "code_pages", "delegate_pages", "device_pages", "factor_pages",
    "invite_pages", "me_pages", "passkey_pages", "people_pages", "person_edit_pages",
    "reset_pages", "vneid_pages",
]  # fmt: skip


def _refused(response: Response) -> bool:
    """Only a wrong pair counts against a limit; an office behind one address signs in freely."""
    return response.status_code == 422


@blueprint.get("/dang-nhap")
@public
def sign_in() -> Page:
    """The sign-in page."""
    removed = bool(g.get("empty_phone")) or request.args.get("may") == "da-go"
    return page("sign_in.html", login="", next=safe_next(), removed=removed)


@blueprint.post("/dang-nhap")
@public
@limiter.limit("60 per minute", deduct_when=_refused)
def sign_in_post() -> Page | Response:
    """Check and remember; a wrong pair shows the page again."""
    login = request.form.get("login", "")
    try:
        found = _with_password(login, request.form.get("password", ""))
    except Refusal as refusal:
        refusal.fields = {"login": [refusal.detail]}
        return page("sign_in.html", refusal, login=login, next=safe_next())
    return let_one_of_in(found, how="password", next_url=safe_next())


def _with_password(login: str, password: str) -> list[Account]:
    """The accounts whose login and password these are; WrongSignIn, LockedOut."""
    accounts = entering.candidates(reading(), login)
    browser = known_browser()
    for account in accounts:
        known = browser.knows(account)
        subject = browser.subject(account) if known else account.id
        kind = "password_known" if known else "password"
        tries.spend(kind, subject, about=("account", account.id))
    if not accounts:
        tries.spend("password", entering.subject_of_nobody(login))
    right = entering.with_password(login, accounts, password)
    if not right:
        raise rules.WrongSignIn
    with one_commit() as session:
        for account in right:
            tries.clear_in(session, "password", account.id)
            tries.clear_in(session, "password_known", browser.subject(account))
    return right


@blueprint.post("/dang-xuat")
@public
def sign_out() -> Response:
    """End this session, here and in the database."""
    found = signed_in()
    if found is not None:
        with one_commit() as session:
            sessions.end_one(session, viewer=found.viewer, session_id=found.session_id)
    logout_user()
    cookie.clear()
    flash("Bạn đã đăng xuất.")
    return redirect(url_for("accounts.sign_in"), code=303)


def _has_password() -> bool:
    """Whoever signs in by codes alone sets a first password without an old one."""
    account = store.by_id(reading(), current_viewer().account_id or "")
    return account is not None and account.password_hash != ""


@blueprint.get("/tai-khoan/mat-khau")
@allow(*SIGNED_IN)
def change_password() -> Page:
    """The page to change one's password."""
    return page("change_password.html", has_password=_has_password())


@blueprint.post("/tai-khoan/mat-khau")
@allow(*SIGNED_IN)
@limiter.limit("10 per minute")
def change_password_post() -> Page | Response:
    """Change it, end other sessions, stay signed in here."""
    form = request.form
    try:
        tries.spend("old_password", current_viewer().account_id or "")
        with one_commit() as session:
            account = rules.change_password(
                session, viewer=current_viewer(), old=form.get("old", ""), new=form.get("new", "")
            )
    except Refusal as refusal:
        return page("change_password.html", refusal, has_password=_has_password())
    response = complete(account, how="password", next_url="")
    flash("Đã đổi mật khẩu. Các máy khác phải đăng nhập lại.", "good")
    return response
