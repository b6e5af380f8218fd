"""Which adapter speaks for which channel code; the only file that names them all."""

from collections.abc import Mapping

from flask import current_app

from agrimarket.channels.faults import Permanent
from agrimarket.channels.port import ChannelPort
from agrimarket.channels.portal.adapter import Portal
from agrimarket.channels.portal.shop import PortalShop
from agrimarket.channels.postmart.adapter import Postmart
from agrimarket.channels.postmart.shop import PostmartShop
from agrimarket.channels.sandboxes.adapter import SandboxAdapter
from agrimarket.channels.sandboxes.engine import Engine
from agrimarket.channels.voso.adapter import Voso
from agrimarket.channels.voso.shop import VosoShop
from agrimarket.config import Settings
from agrimarket.kit import clock

FILE = "sandboxes.sqlite3"
_KEPT = "agrimarket.channels"


def adapters() -> Mapping[str, ChannelPort]:
    """The adapter of each channel this service may use, by code; made once an app."""
    kept: dict[str, ChannelPort] | None = current_app.extensions.get(_KEPT)
    if kept is None:
        kept = current_app.extensions[_KEPT] = {**sandboxes()}
    return kept


def adapter(code: str) -> ChannelPort:
    """One channel's adapter; Permanent where this service has none."""
    try:
        return adapters()[code]
    except KeyError:
        raise Permanent(f"no adapter for {code}") from None


def sandboxes() -> dict[str, SandboxAdapter]:
    """The in-process stand-ins; none where sandboxes are not allowed."""
    settings: Settings = current_app.extensions["agrimarket.settings"]
    if not settings.allow_sandbox:
        return {}
    engine = Engine(settings.data / FILE, now=clock.now)
    base = settings.public_base
    made = (
        Postmart(engine, PostmartShop(), base),
        Voso(engine, VosoShop(), base),
        Portal(engine, PortalShop(), base),
    )
    return {adapter.code: adapter for adapter in made}
