"""What one room tells the others: frozen facts, answered in the same session, before its commit."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session


class Event:
    """Base of every event; subclasses are frozen dataclasses in a room's events.py."""


Reaction = Callable[[Session, Any], None]
Reactions = Mapping[type[Event], Sequence[Reaction]]


def publish(session: Session, event: Event) -> None:
    """Call the reactions that app.py lists for this event, in order, in this session."""
    reactions: Reactions = session.info.get("reactions", {})
    for react in reactions.get(type(event), ()):
        react(session, event)
