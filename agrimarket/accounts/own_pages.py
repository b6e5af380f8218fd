"""What the pages of one's own account share: keys, the address in use, forms that go wrong."""

from typing import Any, cast

from flask import Response, after_this_request, current_app, render_template, request

from agrimarket.accounts.hosts import Site, named_site_of, site_of
from agrimarket.accounts.identify import signed_in
from agrimarket.config import Settings
from agrimarket.kit.errors import Kind, Refusal, TooMany
from agrimarket.kit.http import STATUS
from agrimarket.kit.keyfile import Keys

Page = str | tuple[str, int]


class SessionTooWeak(Refusal):
    """Whoever found a phone and saw its PIN may not make himself at home for good."""

    code = "session_too_weak"
    kind = Kind.FORBIDDEN
    sentence = "Bạn đang mở bằng mã PIN. Hãy đăng xuất, đăng nhập bằng cách khác rồi làm việc này."


def keys() -> Keys:
    """The key file of the running service."""
    return cast(Keys, current_app.extensions["agrimarket.keys"])


def settings() -> Settings:
    """The settings of the running service."""
    return cast(Settings, current_app.extensions["agrimarket.settings"])


def site() -> Site:
    """Our address this request came to; HostUnknown."""
    return site_of(settings(), scheme=request.scheme, host=request.host)


def named_site() -> Site:
    """The same, where a name is needed; HostUnknown, HostIsNumber."""
    return named_site_of(settings(), scheme=request.scheme, host=request.host)


def strong_session() -> None:
    """SessionTooWeak in a session that a PIN opened."""
    found = signed_in()
    if found is not None and found.device_id is not None:
        raise SessionTooWeak


def page(name: str, refusal: Refusal | None = None, **facts: Any) -> Page:
    """Render accounts/NAME; with a refusal its sentences stand in the page, and its status."""
    if refusal is None:
        return render_template(f"accounts/{name}", errors={}, **facts)
    errors = refusal.fields or {"": [refusal.detail]}
    if isinstance(refusal, TooMany):
        seconds = str(refusal.facts["seconds"])
        after_this_request(lambda response: _say_when(response, seconds))
    return render_template(f"accounts/{name}", errors=errors, **facts), STATUS[refusal.kind]


def _say_when(response: Response, seconds: str) -> Response:
    """A program that is told to wait looks here (RFC 9110 10.2.3)."""
    response.headers["Retry-After"] = seconds
    return response


def typed(name: str, longest: int = 200) -> str:
    """One field of the form, cut where no honest content ends."""
    return request.form.get(name, "").replace("\0", "")[:longest]
