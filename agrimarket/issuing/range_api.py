"""JSON routes of range commands: deliver, activate, void, suspend, each with its list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing import read, withdraw
from agrimarket.issuing.activate import activate
from agrimarket.issuing.acts import KEEPERS
from agrimarket.issuing.blueprints import api
from agrimarket.issuing.deliver import deliver, sample
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.models import StampEvent
from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.schemas import (
    StampActivationIn,
    StampDeliveryIn,
    StampEventOut,
    StampEventPage,
    StampEventQuery,
    StampRangeIn,
    StampWithdrawalIn,
)
from agrimarket.kit.access import (
    OFFICERS,
    PRODUCERS,
    READERS,
    Role,
    Viewer,
    allow,
    current_viewer,
)
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.paging import Page

Sent = dict[str, Any]
Command = Callable[..., StampEvent]


@dataclass(frozen=True)
class RangeRoute:
    """One collection: its path, the kind of its events, who may post, and the rule."""

    path: str
    kind: str
    roles: tuple[Role, ...]
    schema: type[StampRangeIn]
    command: Command


# Who may do what: STAMPS.md, "Life of a stamp". Voiding is checked against the issuer's level too.
ROUTES = (
    RangeRoute("/stamp-deliveries", "deliver", PRODUCERS, StampDeliveryIn, deliver),
    RangeRoute("/stamp-samples", "sample", OFFICERS, StampDeliveryIn, sample),
    RangeRoute("/stamp-activations", "activate", PRODUCERS, StampActivationIn, activate),
    RangeRoute("/stamp-voids", "void", PRODUCERS, StampWithdrawalIn, withdraw.void),
    RangeRoute("/stamp-suspensions", "suspend", KEEPERS, StampWithdrawalIn, withdraw.suspend),
    RangeRoute("/stamp-resumptions", "resume", KEEPERS, StampWithdrawalIn, withdraw.resume),
)


def _add(route: RangeRoute) -> None:
    """POST, GET list and GET one of a collection."""

    @api.route(route.path, methods=["POST"], endpoint=f"post_{route.kind}")
    @allow(*route.roles)
    @api.arguments(route.schema)
    @api.response(201, StampEventOut)
    def post(sent: Sent) -> Any:
        """Change a range of stamps, all of it or nothing."""
        viewer = current_viewer()
        names = ("order_id", "first", "last", "first_code", "last_code")
        ends = Ends(**{name: sent.pop(name, None) for name in names})
        with one_commit() as session:
            event = route.command(session, viewer=viewer, ring=the_ring(), ends=ends, **sent)
            return _shown(session, viewer, event)

    @api.route(route.path, endpoint=f"list_{route.kind}")
    @allow(*READERS)
    @api.arguments(StampEventQuery, location="query")
    @api.response(200, StampEventPage)
    def listed(query: Sent) -> Any:
        """What was done, newest first."""
        session, viewer = reading(), current_viewer()
        found = read.events_of(session, viewer=viewer, kind=route.kind, **query)
        shown = [_shown(session, viewer, event) for event in found.items]
        return Page(shown, found.total, found.page, found.page_size)

    @api.route(f"{route.path}/<{route.kind}_id>", endpoint=f"show_{route.kind}")
    @allow(*READERS)
    @api.response(200, StampEventOut)
    def one(**ids: str) -> Any:
        """One command that took effect."""
        session, viewer = reading(), current_viewer()
        event_id = ids[f"{route.kind}_id"]
        event = read.event_of(session, viewer=viewer, kind=route.kind, event_id=event_id)
        return _shown(session, viewer, event)


def _shown(session: Session, viewer: Viewer, event: StampEvent) -> dict[str, Any]:
    order = read.order_of(session, viewer=viewer, order_id=event.order_id)
    return {"event": event, "span": read.event_span(order, event)}


for _route in ROUTES:
    _add(_route)
