"""Field phones: naming one, opening it with its PIN, the list, and the answer that empties it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response, flash, g, jsonify, redirect, request, url_for
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from agrimarket.accounts import devices, store_factors
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.enter_pages import complete, safe_next
from agrimarket.accounts.identify import signed_in
from agrimarket.accounts.models import FieldDevice
from agrimarket.accounts.own_pages import Page, keys, page, settings, strong_session, typed
from agrimarket.kit import clock, tries
from agrimarket.kit.access import allow, current_viewer, public
from agrimarket.kit.aside import write_aside
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.http import wants_json
from agrimarket.kit.limits import limiter

COOKIE = "agrimarket_may"
# All that the browser keeps of us: pages, sign-ins, and what the field app stored.
WIPE = '"cache", "cookies", "storage"'  # W3C Clear Site Data, 3.1
PIN, PIN_LIFE = "pin", "pin_life"
SEEN_EVERY = timedelta(minutes=5)
TAKEN_OFF = "may=da-go"  # how the sign-in page learns it: the cookies are gone by then
AWAY = ("/static/", "/api/")  # no page: nothing there is anybody's own


@blueprint.before_app_request
def _meet_device() -> AnyResponse | None:
    """Know the phone; empty a revoked one at its first contact; offer the PIN for signing in."""
    if COOKIE not in request.cookies or request.path.startswith(AWAY):
        return None
    device = devices.of_cookie(reading(), request.cookies[COOKIE])
    if device is None:
        return None
    if device.revoked_at is not None:
        g.empty_phone = True
        cookie.clear()  # whoever is signed in here is nobody from here on, in this answer too
        g.pop("viewer", None)
        if device.wiped_at is None:
            with one_commit() as session:
                devices.note_wiped(session, viewer=current_viewer(), device_id=device.id)
        return None
    g.field_device = device
    _note_seen(device)
    wants_pin = request.endpoint == "accounts.sign_in" and "khac" not in request.args
    if wants_pin and devices.is_in_use(device) and not current_viewer().signed_in:
        return redirect(url_for("accounts.unlock", next=safe_next() or None))
    return None


@blueprint.after_app_request
def _empty_phone(response: Response) -> Response:
    """Tell the browser to forget everything of this service, and the phone's cookie with it."""
    if g.get("empty_phone"):
        response.headers["Clear-Site-Data"] = WIPE
        response.delete_cookie(COOKIE)
        if (response.location or "").partition("?")[0] == url_for("accounts.sign_in"):
            more = "&" if "?" in (response.location or "") else "?"
            response.location = f"{response.location}{more}{TAKEN_OFF}"
    return response


@blueprint.get("/tai-khoan/may", endpoint="devices")
@allow(*devices.FIELD_ROLES)
def devices_page() -> Page:
    """One's own phones, and a form to add this one."""
    return _list_page()


@blueprint.post("/tai-khoan/may")
@allow(*devices.FIELD_ROLES)
@limiter.limit("20 per hour")
def device_add() -> Page | AnyResponse:
    """Make this phone one's field phone for thirty days."""
    strong_session()
    try:
        with one_commit() as session:
            _, carried = devices.register(
                session, viewer=current_viewer(), keys=keys(), name=typed("name"),
                pin=typed("pin"), again=typed("again"), here=_here(),
            )  # fmt: skip
    except Refusal as refusal:
        if wants_json():
            raise
        return _list_page(refusal)
    response = _said("Đã đặt mã PIN cho máy này. Lần sau chỉ cần gõ mã PIN.")
    response.set_cookie(
        COOKIE, carried, max_age=devices.LIFE, httponly=True, samesite="Lax",
        secure=not settings().is_trial,
    )  # fmt: skip
    return response


@blueprint.post("/tai-khoan/may/<uuid:device_id>/go")
@allow(*devices.FIELD_ROLES)
def device_revoke(device_id: UUID) -> AnyResponse:
    """Stop one of one's own phones."""
    with one_commit() as session:
        viewer = current_viewer()
        device = devices.own_device(session, viewer=viewer, device_id=str(device_id))
        devices.revoke_device(session, viewer, device)
    flash("Đã gỡ máy. Máy đó sẽ tự xóa dữ liệu khi có mạng.")
    return redirect(url_for("accounts.devices"), code=303)


@blueprint.get("/may")
@public
def unlock() -> Page | AnyResponse:
    """Ask for the PIN of this phone."""
    return _unlock_page()


@blueprint.post("/may")
@public
@limiter.limit("30 per minute")
def unlock_post() -> Page | AnyResponse:
    """The right PIN opens a session; five wrong ones lock the phone, ten end it."""
    device = _here()
    if device is None and wants_json():
        raise devices.DeviceOver
    if device is None:
        return redirect(url_for("accounts.sign_in"), code=303)
    about = ("account", device.account_id)
    try:
        tries.check(PIN_LIFE, device.id)
        tries.spend(PIN, device.id, about=about)
        tries.spend(PIN_LIFE, device.id, about=about)
        with one_commit() as session:
            account = devices.unlock(session, keys=keys(), device_id=device.id, pin=typed("pin"))
            tries.clear_in(session, PIN, device.id)
            tries.clear_in(session, PIN_LIFE, device.id)
    except devices.PinWrong as refusal:
        return _unlock_page(_ended_by_tries(device.id) or refusal)
    except Refusal as refusal:
        return _unlock_page(refusal)
    answer = complete(account, how="pin", next_url=safe_next(), device_id=device.id)
    return _as_json(answer) if wants_json() else answer


@blueprint.get("/may/trang-thai")
@public
def device_state() -> Response:
    """For the field app: how this phone stands, and the token its forms need."""
    device = _here()
    state: dict[str, Any] = {
        "signed_in": signed_in() is not None,
        "account_id": current_viewer().account_id,
        "can_unlock": device is not None and devices.is_in_use(device),
        "revoked": bool(g.get("empty_phone")),
        "ends_at": device.ends_at.isoformat() if device else None,
        "device_id": device.id if device else None,
        "csrf": generate_csrf(),
    }
    return jsonify(state)


def _as_json(answer: AnyResponse) -> Response:
    """For the field app: where the page would go, the new session's token; same cookies."""
    response = jsonify({"next": answer.location, "csrf": generate_csrf()})
    for kept in answer.headers.getlist("Set-Cookie"):
        response.headers.add("Set-Cookie", kept)
    return response


def _said(message: str) -> AnyResponse:
    """The list of phones with a word on top; for the field app a token of its forms."""
    if wants_json():
        return jsonify({"csrf": generate_csrf()})
    flash(message)
    return redirect(url_for("accounts.devices"), code=303)


def _here() -> FieldDevice | None:
    """The field phone this request comes from, unless it was revoked."""
    device: FieldDevice | None = g.get("field_device")
    return device


def _ended_by_tries(device_id: str) -> Refusal | None:
    """After ten wrong PINs in a row the phone is no field phone any more."""
    try:
        tries.check(PIN_LIFE, device_id)
    except tries.LockedOut:
        with one_commit() as session:
            device = store_factors.device_by_id(session, device_id, hold=True)
            if device is not None:
                devices.revoke_device(session, current_viewer(), device, reason="10 × PIN")
        return devices.DeviceOver()
    return None


def _note_seen(device: FieldDevice) -> None:
    now = clock.now()
    if device.seen_at < now - SEEN_EVERY:
        write_aside(reading(), store_factors.seen(device.id, now))


def _list_page(refusal: Refusal | None = None) -> Page:
    viewer = current_viewer()
    if viewer.account_id is None:
        raise NotFound
    here = _here()
    return page(
        "devices.html", refusal, here=here, called=typed("name", devices.LONGEST_NAME),
        devices=devices.devices_of(reading(), viewer.account_id),
        own=here is not None and here.account_id == viewer.account_id,
    )  # fmt: skip


def _unlock_page(refusal: Refusal | None = None) -> Page | AnyResponse:
    if refusal is not None and wants_json():
        raise refusal
    device = _here()
    if device is None and not g.get("empty_phone"):
        return redirect(url_for("accounts.sign_in"))
    usable = device is not None and devices.is_in_use(device)
    over = None if usable else devices.DeviceOver()
    return page("unlock.html", refusal or over, device=device, next=safe_next(), usable=usable)
