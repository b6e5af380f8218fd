"""The forgotten password: ask for a link, open it, set a new one."""

from flask import flash, request
from werkzeug.wrappers import Response

from agrimarket.accounts import entering, jobs, reset
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.enter_pages import let_in
from agrimarket.accounts.own_pages import Page, page, settings, typed
from agrimarket.kit import tries
from agrimarket.kit.access import current_viewer, public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.limits import limiter
from agrimarket.kit.phones import ten_digits


class LoginNeeded(Refusal):
    """An empty field."""

    code = "login_needed"
    sentence = "Hãy gõ tên đăng nhập, số điện thoại hoặc thư điện tử."


@blueprint.get("/dang-nhap/quen")
@public
def forgotten() -> Page:
    """Ask whose password it is."""
    return page("forgotten.html", login="")


@blueprint.post("/dang-nhap/quen")
@public
def forgotten_post() -> Page:
    """Ask for a link: the worker looks whose it is, so that no answer or time tells here."""
    login = typed("login", entering.LONGEST_LOGIN).strip()
    try:
        _may_ask(login)
    except Refusal as refusal:
        return page("forgotten.html", refusal, login=login)
    with one_commit() as session:
        jobs.ask_for_link(session, login=login)
    return page("forgotten_sent.html")


def link_address(secret: str) -> str:
    """The whole address of a link, for a page that shows it to an officer once."""
    return reset.link_address(settings(), secret)


def _may_ask(login: str) -> None:
    """Reset links are counted by login, by address and in all; LockedOut."""
    if not login:
        raise LoginNeeded(fields={"login": [LoginNeeded.sentence]})
    tries.spend("reset", ten_digits(login) or login.lower())
    tries.spend("reset_address", request.remote_addr or "")
    tries.spend("reset_all", "all")


@blueprint.get("/dang-nhap/dat-lai/<secret>")
@public
@limiter.limit("60 per minute")
def reset_by_link(secret: str) -> Page:
    """Show the form; opening a link changes nothing, for mail programs open links too."""
    try:
        reset.account_of_link(reading(), secret)
    except Refusal as refusal:
        return page("link_dead.html", refusal)
    return page("reset.html", secret=secret)


@blueprint.post("/dang-nhap/dat-lai/<secret>")
@public
@limiter.limit("60 per minute")
def reset_by_link_post(secret: str) -> Page | Response:
    """Set the password and sign its owner in; a second factor is asked for as ever."""
    try:
        with one_commit() as session:
            account = reset.reset_by_link(
                session, viewer=current_viewer(), secret=secret, new=request.form.get("new", "")
            )
    except reset.LinkDead as refusal:
        return page("link_dead.html", refusal)
    except Refusal as refusal:
        return page("reset.html", refusal, secret=secret)
    response = let_in(account, how="link", next_url="")
    flash("Đã đặt mật khẩu mới.", "good")
    return response
