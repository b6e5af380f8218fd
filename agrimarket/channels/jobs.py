"""Background work of channels."""

from agrimarket.kit.jobs import Handler

HANDLERS: dict[str, Handler] = {}
