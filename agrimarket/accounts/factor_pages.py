"""Two-step verification: switching it on and off, and the second step at sign-in."""

from flask import Response, abort, current_app, flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.accounts import factors, passkeys, qr, totp
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.ceremony_pages import ask, asked, note_if_cloned
from agrimarket.accounts.enter_pages import Pending, complete, pending
from agrimarket.accounts.hosts import HostIsNumber, HostUnknown
from agrimarket.accounts.models import Account
from agrimarket.accounts.own_pages import Page, keys, named_site, page, strong_session, typed
from agrimarket.kit import tries
from agrimarket.kit.access import SIGNED_IN, allow, current_viewer, public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.kit.limits import limiter

TRIES = "second_factor"
QR_LONGEST_SIDE = 177
FEW_CODES = 2  # from here on new recovery codes are due


class SecondStepLate(Refusal):
    """Nobody waits for the second step in this browser any more."""

    code = "second_step_late"
    kind = Kind.CONFLICT
    sentence = "Bước đầu đã quá 5 phút. Hãy đăng nhập lại từ đầu."


@blueprint.get("/tai-khoan/hai-buoc")
@allow(*SIGNED_IN)
def second_factor_setup() -> Page:
    """What is on, and what one may do about it."""
    return _setup_page()


@blueprint.post("/tai-khoan/hai-buoc/bat")
@allow(*SIGNED_IN)
@limiter.limit("20 per hour")
def second_factor_start() -> Page | AnyResponse:
    """Make a secret that waits for its first code."""
    strong_session()
    try:
        with one_commit() as session:
            factors.start_totp(session, viewer=current_viewer(), keys=keys())
    except Refusal as refusal:
        return _setup_page(refusal)
    return redirect(url_for("accounts.second_factor_setup"), code=303)


@blueprint.get("/tai-khoan/hai-buoc/ma-qr.svg")
@allow(*SIGNED_IN)
def second_factor_qr() -> Response:
    """The symbol an app scans, until its first code was typed; missing at any other time."""
    account = reading().get(Account, current_viewer().account_id or "")
    if account is None or account.totp_sealed is None or totp.is_on(account):
        raise NotFound
    draw: qr.Draw = current_app.extensions[qr.EXTENSION]
    picture = qr.svg(draw(totp.address_of(account, keys())))
    return Response(picture, content_type="image/svg+xml")


@blueprint.post("/tai-khoan/hai-buoc")
@allow(*SIGNED_IN)
def second_factor_confirm() -> Page | AnyResponse:
    """Switch on with the first code; the recovery codes are shown in the answer alone."""
    strong_session()
    viewer = current_viewer()
    try:
        _spend(viewer.account_id or "")
        with one_commit() as session:
            codes = factors.confirm_totp(session, viewer=viewer, keys=keys(), code=typed("code"))
            tries.clear_in(session, TRIES, viewer.account_id or "")
    except Refusal as refusal:
        return _setup_page(refusal)
    return _codes_or_back(codes, "Đã bật xác minh hai bước.")


@blueprint.post("/tai-khoan/hai-buoc/tat")
@allow(*SIGNED_IN)
def second_factor_stop() -> Page | AnyResponse:
    """Switch off, with the password or a code; what was never confirmed needs none."""
    strong_session()
    viewer = current_viewer()
    try:
        _spend(viewer.account_id or "")
        with one_commit() as session:
            factors.stop_totp(session, viewer=viewer, keys=keys(), proof=typed("proof"))
            tries.clear_in(session, TRIES, viewer.account_id or "")
    except Refusal as refusal:
        return _setup_page(refusal)
    flash("Đã tắt xác minh hai bước.")
    return redirect(url_for("accounts.second_factor_setup"), code=303)


@blueprint.post("/tai-khoan/hai-buoc/ma-du-phong")
@allow(*SIGNED_IN)
def recovery_codes_new() -> Page | AnyResponse:
    """Ten new recovery codes, with the password or a code."""
    strong_session()
    viewer = current_viewer()
    try:
        _spend(viewer.account_id or "")
        with one_commit() as session:
            proof = typed("proof")
            codes = factors.new_recovery_codes(session, viewer=viewer, keys=keys(), proof=proof)
            tries.clear_in(session, TRIES, viewer.account_id or "")
    except Refusal as refusal:
        return _setup_page(refusal)
    return _codes_or_back(codes, "Đã tạo mã dự phòng mới.")


@blueprint.get("/dang-nhap/buoc-hai")
@public
def second_factor() -> Page | AnyResponse:
    """The second step; without a first one back to the beginning."""
    waits = pending()
    if waits is None:
        return redirect(url_for("accounts.sign_in"))
    return _step_page(waits)


@blueprint.post("/dang-nhap/buoc-hai")
@public
@limiter.limit("60 per minute")
def second_factor_post() -> Page | AnyResponse:
    """A code of now or a recovery code."""
    waits = _waiting()
    account_id = waits.account.id
    try:
        _spend(account_id)
        with one_commit() as session:
            account, second = factors.prove(
                session, account_id=account_id, keys=keys(), code=typed("code")
            )
            tries.clear_in(session, TRIES, account_id)
    except Refusal as refusal:
        return _step_page(waits, refusal)
    response = complete(account, how=waits.how, next_url=waits.next_url, second=second)
    if second.codes_left is not None:
        flash(_spent(second.codes_left), "look" if second.codes_left <= FEW_CODES else "good")
    return response


@blueprint.post("/dang-nhap/buoc-hai/chia-khoa")
@public
@limiter.limit("60 per minute")
def second_factor_passkey() -> Page | AnyResponse:
    """A passkey of the person who waits, and of nobody else."""
    waits = _waiting()
    challenge, answer = asked(), typed("answer", passkeys.LONGEST_ANSWER + 1)
    if challenge is not None and challenge.whose != waits.account.id:
        challenge = None
    try:
        with one_commit() as session:
            account = passkeys.prove(session, site=named_site(), challenge=challenge, answer=answer)
    except Refusal as refusal:
        note_if_cloned(refusal, answer)
        return _step_page(waits, refusal)
    second = factors.Second("passkey")
    return complete(account, how=waits.how, next_url=waits.next_url, second=second)


def _spent(left: int) -> str:
    more = " Hãy tạo mã dự phòng mới." if left <= FEW_CODES else ""
    return f"Đã dùng một mã dự phòng, còn {left}.{more}"


def _waiting() -> Pending:
    waits = pending()
    if waits is None:
        raise SecondStepLate
    return waits


def _spend(account_id: str) -> None:
    tries.spend(TRIES, account_id, about=("account", account_id))


def _codes_or_back(codes: list[str], said: str) -> Page | AnyResponse:
    """New recovery codes are told in this answer; nowhere are they kept to be told again."""
    if codes:
        return page("recovery_codes.html", codes=codes, said=said)
    flash(said)
    return redirect(url_for("accounts.second_factor_setup"), code=303)


def _setup_page(refusal: Refusal | None = None) -> Page:
    account_id = current_viewer().account_id
    account = reading().get(Account, account_id or "")
    if account is None:
        abort(404)
    state = factors.state(reading(), account.id)
    secret = totp.secret_of(account, keys()) if state.totp_started else ""
    address = totp.address_of(account, keys()) if state.totp_started else ""
    return page(
        "second_factor_setup.html", refusal, state=state, secret=totp.in_groups(secret),
        address=address,
    )  # fmt: skip


def _step_page(waits: Pending, refusal: Refusal | None = None) -> Page:
    """Code field where there is an app or paper; passkey where there is one and it can work."""
    state = factors.state(reading(), waits.account.id)
    options = ""
    if state.passkeys:
        try:
            challenge = ask(waits.account.id)
            options = passkeys.sign_in_options(
                site=named_site(), challenge=challenge, known=state.passkeys
            )
        except (HostIsNumber, HostUnknown):
            options = ""
    return page("second_factor.html", refusal, state=state, options=options)
