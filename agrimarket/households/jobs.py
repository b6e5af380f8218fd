"""Background work of households."""

from agrimarket.kit.jobs import Handler

HANDLERS: dict[str, Handler] = {}
