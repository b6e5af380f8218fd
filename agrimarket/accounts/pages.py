"""Signing in and out, and changing one's password."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_limiter.util import get_remote_address
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from agrimarket.accounts import rules
from agrimarket.accounts.identify import SignedIn
from agrimarket.kit.access import SIGNED_IN, allow, current_viewer, public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.limits import limiter

blueprint = Blueprint("accounts", __name__, template_folder="templates")


def _refused(response: Response) -> bool:
    """Only a wrong pair counts against a limit; an office behind one address signs in freely."""
    return response.status_code == 422


def _login() -> str:
    return request.form.get("login", "").strip().lower()


def _login_and_address() -> str:
    """Nobody elsewhere can lock a login that is known to him."""
    return f"{_login()} {get_remote_address()}"


@blueprint.get("/dang-nhap")
@public
def sign_in() -> str:
    """The sign-in page."""
    return render_template("accounts/sign_in.html", errors={}, login="", next=safe_next())


@blueprint.post("/dang-nhap")
@public
@limiter.limit("60 per minute", deduct_when=_refused)
@limiter.limit("10 per minute", key_func=_login_and_address, deduct_when=_refused)
@limiter.limit("200 per hour", key_func=_login, deduct_when=_refused)
def sign_in_post() -> str | Response | tuple[str, int]:
    """Check and remember; a wrong pair shows the page again."""
    login = request.form.get("login", "")
    try:
        account = rules.sign_in(reading(), login=login, password=request.form.get("password", ""))
    except Refusal as refusal:
        page = render_template(
            "accounts/sign_in.html", errors={"login": [refusal.detail]}, login=login,
            next=safe_next(),
        )  # fmt: skip
        return page, 422
    login_user(SignedIn(account))
    if account.must_change_password:
        return redirect(url_for("accounts.change_password"), code=303)
    return redirect(safe_next() or url_for("reports.home"), code=303)


@blueprint.post("/dang-xuat")
@public
def sign_out() -> Response:
    """Forget this session."""
    logout_user()
    flash("Bạn đã đăng xuất.")
    return redirect(url_for("scanning.landing"), code=303)


@blueprint.get("/tai-khoan/mat-khau")
@allow(*SIGNED_IN)
def change_password() -> str:
    """The page to change one's password."""
    return render_template("accounts/change_password.html", errors={})


@blueprint.post("/tai-khoan/mat-khau")
@allow(*SIGNED_IN)
@limiter.limit("10 per minute")
def change_password_post() -> Response | tuple[str, int]:
    """Change it, end other sessions, stay signed in here."""
    form = request.form
    try:
        with one_commit() as session:
            account = rules.change_password(
                session, viewer=current_viewer(), old=form.get("old", ""), new=form.get("new", "")
            )
    except Refusal as refusal:
        page = render_template(
            "accounts/change_password.html", errors=refusal.fields or {"new": [refusal.detail]}
        )
        return page, 422
    login_user(SignedIn(account))
    flash("Đã đổi mật khẩu. Các máy khác phải đăng nhập lại.", "good")
    return redirect(url_for("reports.home"), code=303)


def safe_next() -> str:
    """Where to go after signing in: a path of this service, never another host."""
    target = request.values.get("next", "")
    parts = urlsplit(target)
    ours = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if ours and not parts.scheme and not parts.netloc and "\\" not in target else ""
