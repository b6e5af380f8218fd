"""The identity providers of the running service: the stand-in only where sandboxes are allowed."""

from collections.abc import Mapping

from agrimarket.accounts.vneid.port import Provider
from agrimarket.accounts.vneid.sandbox import Sandbox
from agrimarket.config import Settings
from agrimarket.kit.keyfile import Keys


def providers(settings: Settings, keys: Keys) -> Mapping[str, Provider]:
    """Code > provider. A real VNeID takes its place here once the province has a contract."""
    known: dict[str, Provider] = {}
    if settings.allow_sandbox:
        known[Sandbox.code] = Sandbox(keys)
    return known


def chosen(settings: Settings, keys: Keys) -> Provider | None:
    """The provider behind the button: a real one before the stand-in; None without any."""
    found = sorted(providers(settings, keys).values(), key=lambda provider: provider.trial)
    return found[0] if found else None
