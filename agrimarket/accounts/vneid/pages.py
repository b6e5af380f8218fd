"""Going to the identity provider and coming back: to sign in, or to link one's own account."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import flash, redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.enter_pages import let_in, own_path, safe_next
from agrimarket.accounts.own_pages import Page, keys, page, settings, site, strong_session
from agrimarket.accounts.vneid import identities, registry, sandbox_pages
from agrimarket.accounts.vneid.port import OutsideExpired, OutsideRefused, Provider, Subject
from agrimarket.kit import clock
from agrimarket.kit.access import SIGNED_IN, allow, current_viewer, public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.kit.limits import limiter

__all__ = ["sandbox_pages"]

KEPT = "outside"
WAITS = timedelta(minutes=10)


@dataclass(frozen=True)
class Trip:
    """A way to the provider that this browser has begun: `whose` is "" for signing in."""

    state: str
    nonce: str
    whose: str
    next_url: str


@blueprint.get("/dang-nhap/vneid")
@public
@limiter.limit("60 per minute")
def vneid_begin() -> Response:
    """Off to the provider, to sign in."""
    return _go(_provider(), "", safe_next())


@blueprint.get("/tai-khoan/vneid")
@allow(*SIGNED_IN)
def vneid() -> Page:
    """Whether one's account is linked."""
    provider = _provider()
    account_id = current_viewer().account_id or ""
    found = identities.linked(reading(), account_id=account_id, provider=provider)
    return page("vneid.html", provider=provider, linked=found)


@blueprint.get("/tai-khoan/vneid/gan")
@allow(*SIGNED_IN)
@limiter.limit("60 per minute")
def vneid_link() -> Response:
    """Off to the provider, to link the account one is signed in with."""
    strong_session()
    return _go(_provider(), current_viewer().account_id or "", "")


@blueprint.post("/tai-khoan/vneid/go")
@allow(*SIGNED_IN)
def vneid_unlink() -> Response:
    """Take the link away."""
    strong_session()
    with one_commit() as session:
        identities.unlink(session, viewer=current_viewer(), provider=_provider())
    flash("Đã gỡ danh tính khỏi tài khoản.")
    return redirect(url_for("accounts.vneid"), code=303)


@blueprint.get("/dang-nhap/vneid/ve")
@public
@limiter.limit("60 per minute")
def vneid_back() -> Response:
    """Back from the provider: the state must be the one this browser left with."""
    provider, trip = _provider(), _trip()
    state = request.args.get("state", "")
    if trip is None or not secrets.compare_digest(trip.state.encode(), state.encode()):
        raise OutsideExpired
    if request.args.get("error"):
        raise OutsideRefused
    code = request.args.get("code", "")[:4000]
    subject = provider.finish(code=code, redirect=_back_address(), nonce=trip.nonce)
    if trip.whose:
        return _link(provider, trip, subject)
    with one_commit() as session:
        account = identities.account_of(session, keys=keys(), provider=provider, subject=subject)
    return let_in(account, how="vneid", next_url=own_path(trip.next_url))


def _link(provider: Provider, trip: Trip, subject: Subject) -> Response:
    """Only whoever left may link, and only while still signed in."""
    viewer = current_viewer()
    if viewer.account_id != trip.whose:
        raise OutsideExpired
    with one_commit() as session:
        identities.link(session, viewer=viewer, keys=keys(), provider=provider, subject=subject)
    flash("Đã gắn danh tính vào tài khoản. Lần sau có thể đăng nhập bằng VNeID.")
    return redirect(url_for("accounts.vneid"), code=303)


def _go(provider: Provider, whose: str, next_url: str) -> Response:
    state, nonce = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    address = provider.begin(redirect=_back_address(), state=state, nonce=nonce)
    cookie[KEPT] = [state, nonce, whose, next_url, clock.now().isoformat()]
    return redirect(address)


def _trip() -> Trip | None:
    """The way that was begun, taken out of the cookie; None when it took too long."""
    kept = cookie.pop(KEPT, None)
    if not kept or clock.now() > datetime.fromisoformat(kept[4]) + WAITS:
        return None
    return Trip(*kept[:4])


def _back_address() -> str:
    """Where the provider sends the browser: this service by the address in use; HostUnknown."""
    return site().origin + url_for("accounts.vneid_back")


@blueprint.app_template_global()
def outside_provider() -> Provider | None:
    """For pages that offer it: the provider behind the button, None without any."""
    return registry.chosen(settings(), keys())


def _provider() -> Provider:
    found = outside_provider()
    if found is None:
        raise NotFound
    return found
