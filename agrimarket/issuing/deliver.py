"""A roll reaches whoever sticks it on, or goes to photos and fairs as samples."""

from sqlalchemy.orm import Session

from agrimarket.issuing.change import change, unless_in
from agrimarket.issuing.ends import Ends, resolve
from agrimarket.issuing.life_refusals import BothEndsNeeded
from agrimarket.issuing.models import StampEvent, StampOrder, StampState
from agrimarket.kit.access import OFFICERS, Viewer
from agrimarket.kit.errors import NotAllowed
from agrimarket.kit.seen import seen
from stamps import KeyRing, Span

PRINTED = (StampState.PRINTED,)


def deliver(
    session: Session,
    *,
    viewer: Viewer,
    ring: KeyRing,
    ends: Ends,
    reason: str | None = None,
    id: str | None = None,
) -> StampEvent:
    """The receiver has the roll in hand: both its ends, by code or by position, printed between.

    Raises BothEndsNeeded, RangeBlocked where any stamp is not printed or has gone further.
    """
    if bool(ends.first_code) != bool(ends.last_code):
        missing = "last_code" if ends.first_code else "first_code"
        raise BothEndsNeeded(fields={missing: [BothEndsNeeded.sentence]})
    taken = resolve(session, viewer=viewer, ring=ring, ends=ends)
    return _move(session, viewer, taken, "deliver", StampState.DELIVERED, reason, id)


def sample(
    session: Session,
    *,
    viewer: Viewer,
    ring: KeyRing,
    ends: Ends,
    reason: str | None = None,
    id: str | None = None,
) -> StampEvent:
    """Printed stamps for photos and adverts: their page says so, and they never become valid.

    Raises NotAllowed below an officer, RangeBlocked where any stamp is not printed.
    """
    if not viewer.is_one_of(OFFICERS):
        raise NotAllowed
    taken = resolve(session, viewer=viewer, ring=ring, ends=ends)
    return _move(session, viewer, taken, "sample", StampState.SAMPLE, reason, id)


def _move(
    session: Session,
    viewer: Viewer,
    taken: tuple[StampOrder, Span],
    kind: str,
    to_state: StampState,
    reason: str | None,
    id: str | None,
) -> StampEvent:
    order, span = taken
    return change(
        session, viewer=viewer, order=order, span=span, kind=kind, states=PRINTED,
        to_state=to_state, reason=seen(reason) or None, id=id, judge=unless_in(PRINTED),
    )  # fmt: skip
