"""A buyer who scratched the PIN says the pack opened: one stamp, five tries, an officer undoes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from agrimarket.issuing import read
from agrimarket.issuing import store_marks as store
from agrimarket.issuing.find import Found, find
from agrimarket.issuing.life_models import StampMark
from agrimarket.issuing.life_refusals import (
    ConsumedAlready,
    PinLocked,
    PinMalformed,
    PinWrong,
    StampNotInUse,
    StampWithoutPin,
)
from agrimarket.issuing.models import StampState
from agrimarket.issuing.refusals import CodeNotOurs, CodeTypo, ReasonNeeded
from agrimarket.issuing.words import BLOCK_WORDS, RECALLED
from agrimarket.kit import audit, clock
from agrimarket.kit.access import OFFICERS, SYSTEM, Viewer
from agrimarket.kit.errors import NotAllowed, NotFound, Refusal
from agrimarket.kit.seen import seen
from agrimarket.lots import read as lots
from agrimarket.lots.models import LotState
from stamps import KeyRing, NotOpened, Opened

MOST_TRIES = 5
PIN_DIGITS = 6


class Tried(StrEnum):
    """What came of a try."""

    OPENED = "opened"
    WRONG = "wrong"
    LOCKED = "locked"
    ALREADY = "already"


@dataclass(frozen=True)
class Consumption:
    """A try and what came of it: a value, not a refusal, for a wrong try must be committed."""

    tried: Tried
    left: int = 0  # tries that are left
    at: datetime | None = None  # when the pack was said opened

    def refuse(self) -> None:
        """Raise what the buyer should read, unless the pack was opened by this try."""
        if (refusal := self.refusal()) is not None:
            raise refusal

    def refusal(self) -> Refusal | None:
        """PinWrong, PinLocked, ConsumedAlready, or None after success."""
        if self.tried is Tried.WRONG:
            return PinWrong(left=self.left)
        if self.tried is Tried.LOCKED:
            return PinLocked()
        if self.tried is Tried.ALREADY and self.at is not None:
            return ConsumedAlready(day=f"{clock.vietnam_day(self.at):%d/%m/%Y}")
        return None


def consume(session: Session, *, ring: KeyRing, code: str, pin: str) -> Consumption:
    """Note that the pack under `code` was opened, when `pin` is the stamp's.

    The caller commits whatever is answered, so that a wrong try counts; the PIN itself is
    compared in constant time and kept nowhere. Raises, before any try is counted, CodeTypo,
    CodeNotOurs, StampWithoutPin, StampNotInUse, PinMalformed.
    """
    opened, found = _stamp(session, ring, code)
    typed = "".join(pin.replace("-", " ").split())
    if len(typed) != PIN_DIGITS or not (typed.isascii() and typed.isdigit()):
        raise PinMalformed(fields={"pin": [PinMalformed.sentence]})
    mark = store.locked(session, opened.serial, found.order.id)
    if mark.consumed_at is not None:
        return Consumption(Tried.ALREADY, at=mark.consumed_at)
    if mark.locked_at is not None:
        return Consumption(Tried.LOCKED)
    mark.tried_at = clock.now()
    if ring.pin_matches(opened.serial, typed, opened.version):
        mark.consumed_at, mark.pin_tries = mark.tried_at, 0
        session.flush()
        return Consumption(Tried.OPENED, MOST_TRIES, mark.consumed_at)
    return _wrong(session, mark)


def _wrong(session: Session, mark: StampMark) -> Consumption:
    mark.pin_tries += 1
    left = MOST_TRIES - mark.pin_tries
    if left <= 0:
        mark.locked_at = mark.tried_at
    session.flush()
    return Consumption(Tried.WRONG, left) if left > 0 else Consumption(Tried.LOCKED)


def _stamp(session: Session, ring: KeyRing, code: str) -> tuple[Opened, Found]:
    opened = ring.open(code)
    if isinstance(opened, NotOpened):
        cause = CodeNotOurs if opened.reason == "not_ours" else CodeTypo
        raise cause(code=opened.code or code[:40])
    found = find(session, opened.serial, version=opened.version)
    if found is None:
        raise CodeNotOurs(code=opened.code)
    if not found.order.with_pin:
        raise StampWithoutPin
    if found.state != StampState.ACTIVE:
        raise StampNotInUse(standing=BLOCK_WORDS[found.state])
    if found.lot_id is not None:
        # As the system: whoever holds the pack may know what its page says anyway.
        lot = lots.lot_of(session, viewer=SYSTEM, lot_id=found.lot_id)
        if lot.state == LotState.RECALLED:
            raise StampNotInUse(standing=BLOCK_WORDS[RECALLED])
    return opened, found


def undo(
    session: Session, *, viewer: Viewer, order_id: str, position: int, reason: str | None
) -> StampMark:
    """An officer takes back that a pack was opened, or lets its PIN be tried anew.

    Raises NotAllowed below an officer, NotFound where nobody tried, ReasonNeeded.
    """
    if not viewer.is_one_of(OFFICERS):
        raise NotAllowed
    order = read.order_of(session, viewer=viewer, order_id=order_id)
    mark = store.of_serial(session, order.first_serial + position - 1, order.id)
    if mark is None:
        raise NotFound
    said = seen(reason)
    if not said:
        raise ReasonNeeded(fields={"reason": [ReasonNeeded.sentence]})
    before = "consumed" if mark.consumed_at else "locked" if mark.locked_at else "tried"
    mark.consumed_at, mark.locked_at, mark.pin_tries = None, None, 0
    session.flush()
    audit.record(
        session, viewer, "stamp_mark_undone", kind="stamp_order", id=order.id, reason=said,
        before={"mark": before}, after={"position": position}, person=order.household_id,
    )  # fmt: skip
    return mark
