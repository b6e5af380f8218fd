"""Background work of issuing."""

from agrimarket.kit.jobs import Handler

HANDLERS: dict[str, Handler] = {}
