"""Signing in by a code to the phone, and saying who one is where a family shares it."""

from flask import flash, redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from agrimarket.accounts import codes, entering
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.enter_pages import (
    choice,
    known_browser,
    let_in,
    let_one_of_in,
    own_path,
    safe_next,
)
from agrimarket.accounts.models import Account
from agrimarket.accounts.own_pages import Page, keys, page, typed
from agrimarket.kit import tries
from agrimarket.kit.access import public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.phones import ten_digits

SENT = "code_to"  # phone and next page, in the signed cookie of the browser that asked


class NobodyChosen(Refusal):
    """None of those who share the phone."""

    code = "nobody_chosen"
    sentence = "Hãy chọn một người trong danh sách."


@blueprint.get("/dang-nhap/ma")
@public
def code() -> Page:
    """Ask for the phone."""
    return page("code.html", phone="", next=safe_next())


@blueprint.post("/dang-nhap/ma")
@public
def code_post() -> Page | Response:
    """Send a code; the answer is the same for a phone that nobody has."""
    text = typed("phone", 40)
    try:
        phone = _may_send(text)
        with one_commit() as session:
            codes.send(session, keys(), phone=phone)
    except Refusal as refusal:
        return page("code.html", _at(refusal, "phone"), phone=text, next=safe_next())
    cookie[SENT] = [phone, safe_next()]
    return redirect(url_for("accounts.code_enter"), code=303)


@blueprint.get("/dang-nhap/ma/nhap")
@public
def code_enter() -> Page | Response:
    """Ask for the code."""
    if SENT not in cookie:
        return redirect(url_for("accounts.code"), code=303)
    return page("code_enter.html", phone=cookie[SENT][0], next=cookie[SENT][1])


@blueprint.post("/dang-nhap/ma/nhap")
@public
def code_enter_post() -> Page | Response:
    """Try the code and let its owner in."""
    if SENT not in cookie:
        return redirect(url_for("accounts.code"), code=303)
    phone, next_url = cookie[SENT]
    try:
        found = _with_code(phone, codes.digits(typed("code")))
    except Refusal as refusal:
        return page("code_enter.html", _at(refusal, "code"), phone=phone, next=next_url)
    return let_one_of_in(found, how="code", next_url=own_path(next_url))


def _may_send(text: str) -> str:
    """The phone in ten digits, once its limits allow a code; PhoneInvalid, LockedOut."""
    phone = ten_digits(text)
    if phone is None:
        raise codes.PhoneInvalid
    tries.spend("code_send", phone)
    tries.spend("code_send_address", request.remote_addr or "")
    tries.spend("code_send_all", "all")
    return phone


def _with_code(phone: str, typed_code: str) -> list[Account]:
    """The accounts of the phone, once the code was right; CodeWrong, CodeSpent, LockedOut."""
    browser = known_browser()
    accounts = entering.candidates(reading(), phone)
    known = any(browser.knows(account) for account in accounts)
    kind = "code_known" if known else "code"
    subject = f"{phone}.{browser.name}" if known else phone
    tries.spend(kind, subject)
    with one_commit() as session:
        found = codes.try_code(session, keys(), phone=phone, code=typed_code)
        if not isinstance(found, Refusal):
            tries.clear_in(session, kind, subject)
    if isinstance(found, Refusal):
        raise found
    return found


def _at(refusal: Refusal, name: str) -> Refusal:
    """The refusal's sentence at a field of the form."""
    refusal.fields = refusal.fields or {name: [refusal.detail]}
    return refusal


@blueprint.get("/dang-nhap/chon")
@public
def choose() -> Page | Response:
    """Who of those that share the phone is it?"""
    found = choice()
    if not found or not found[0]:
        return _too_late()
    return page("choose.html", accounts=[entering.shown(account) for account in found[0]])


@blueprint.post("/dang-nhap/chon")
@public
def choose_post() -> Page | Response:
    """Let the chosen one in; only those whose phone it is can be chosen."""
    found = choice()
    if not found or not found[0]:
        return _too_late()
    accounts, how, next_url = found
    for account in accounts:
        if account.id == typed("account"):
            return let_in(account, how=how, next_url=next_url)
    refusal = NobodyChosen(fields={"account": [NobodyChosen.sentence]})
    shown = [entering.shown(account) for account in accounts]
    return page("choose.html", refusal, accounts=shown)


def _too_late() -> Response:
    flash("Đã quá mười phút. Hãy đăng nhập lại từ đầu.", "look")
    return redirect(url_for("accounts.sign_in"), code=303)
