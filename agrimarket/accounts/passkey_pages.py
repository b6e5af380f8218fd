"""Passkeys: one's own list, and signing in without a password."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from agrimarket.accounts import factors, passkeys
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.ceremony_pages import ask, asked, note_if_cloned
from agrimarket.accounts.enter_pages import let_in, safe_next
from agrimarket.accounts.hosts import HostIsNumber, HostUnknown
from agrimarket.accounts.models import Account
from agrimarket.accounts.own_pages import Page, keys, named_site, page, strong_session, typed
from agrimarket.kit import tries
from agrimarket.kit.access import SIGNED_IN, allow, current_viewer, public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.limits import limiter


@blueprint.get("/tai-khoan/chia-khoa")
@allow(*SIGNED_IN)
def passkey_list() -> Page:
    """One's own passkeys, and a form to add one."""
    return _list_page()


@blueprint.post("/tai-khoan/chia-khoa")
@allow(*SIGNED_IN)
@limiter.limit("20 per minute")
def passkey_add() -> Page | Response:
    """Keep what the phone made; the first one brings recovery codes along."""
    strong_session()
    answer = typed("answer", passkeys.LONGEST_ANSWER + 1)
    try:
        with one_commit() as session:
            codes = passkeys.register(
                session, viewer=current_viewer(), site=named_site(),
                challenge=asked(), answer=answer, name=typed("name"),
            )  # fmt: skip
    except Refusal as refusal:
        return _list_page(refusal)
    if codes:
        return page("recovery_codes.html", codes=codes, said="Đã thêm chìa khóa.")
    flash("Đã thêm chìa khóa.")
    return redirect(url_for("accounts.passkey_list"), code=303)


@blueprint.get("/tai-khoan/chia-khoa/<uuid:passkey_id>/go")
@allow(*SIGNED_IN)
def passkey_removing(passkey_id: UUID) -> Page:
    """Ask for the password or a code first."""
    return _remove_page(str(passkey_id))


@blueprint.post("/tai-khoan/chia-khoa/<uuid:passkey_id>/go")
@allow(*SIGNED_IN)
def passkey_remove(passkey_id: UUID) -> Page | Response:
    """Take it off the list."""
    strong_session()
    viewer, wanted = current_viewer(), str(passkey_id)
    try:
        tries.spend("second_factor", viewer.account_id or "", about=("account", viewer.caller))
        with one_commit() as session:
            passkeys.remove(
                session, viewer=viewer, keys=keys(), passkey_id=wanted, proof=typed("proof")
            )
            tries.clear_in(session, "second_factor", viewer.account_id or "")
    except NotFound:
        raise
    except Refusal as refusal:
        return _remove_page(wanted, refusal)
    flash("Đã gỡ chìa khóa.")
    return redirect(url_for("accounts.passkey_list"), code=303)


@blueprint.get("/dang-nhap/chia-khoa")
@public
def passkey_sign_in() -> Page:
    """Sign in with what the phone keeps."""
    return _sign_in_page()


@blueprint.post("/dang-nhap/chia-khoa")
@public
@limiter.limit("60 per minute")
def passkey_sign_in_post() -> Page | Response:
    """A passkey proves possession and its owner at once: no second step follows."""
    answer = typed("answer", passkeys.LONGEST_ANSWER + 1)
    challenge = asked()
    if challenge is not None and challenge.whose:
        challenge = None
    try:
        with one_commit() as session:
            account = passkeys.prove(session, site=named_site(), challenge=challenge, answer=answer)
    except Refusal as refusal:
        note_if_cloned(refusal, answer)
        return _sign_in_page(refusal)
    return let_in(account, how="passkey", next_url=safe_next())


def _list_page(refusal: Refusal | None = None) -> Page:
    account = reading().get(Account, current_viewer().account_id or "")
    if account is None:
        raise NotFound
    known = factors.state(reading(), account.id).passkeys
    options, hint = "", ""
    try:
        options = passkeys.registration_options(
            account, known, site=named_site(), challenge=ask(account.id)
        )
    except (HostIsNumber, HostUnknown) as elsewhere:
        hint = elsewhere.detail
    return page(
        "passkeys.html",
        refusal,
        passkeys=known,
        options=options,
        hint=hint,
        called=typed("name", 80),
    )


def _remove_page(passkey_id: str, refusal: Refusal | None = None) -> Page:
    state = factors.state(reading(), current_viewer().account_id or "")
    found = [row for row in state.passkeys if row.id == passkey_id]
    if not found:
        raise NotFound
    return page("passkey_remove.html", refusal, passkey=found[0], state=state)


def _sign_in_page(refusal: Refusal | None = None) -> Page:
    options, hint = "", ""
    try:
        options = passkeys.sign_in_options(site=named_site(), challenge=ask())
    except (HostIsNumber, HostUnknown) as elsewhere:
        hint = elsewhere.detail
    return page("passkey_sign_in.html", refusal, options=options, hint=hint, next=safe_next())
