"""From what stands on a stamp to everything its page says; wrong codes never reach a database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.issuing.find import Found, find
from agrimarket.issuing.marks import Marks, marks_of
from agrimarket.kit import clock
from agrimarket.scanning import store
from agrimarket.scanning.judge import BY_SOURCE, PANELS, Seen, Verdict, judge
from agrimarket.scanning.origin import Origin, origin_of
from stamps import KeyRing, NotOpened

UNSEEN = Seen()
UNMARKED = Marks()


@dataclass(frozen=True)
class Answer:
    """What is said of a code. `also` are further safety facts, less grave than the verdict.

    `stamp` and `origin` are None for typo and not_ours. `code` is the normalised text.
    """

    code: str
    verdict: Verdict
    also: tuple[Verdict, ...] = ()
    serial: int | None = None
    stamp: Found | None = None
    origin: Origin | None = None
    seen: Seen = UNSEEN
    first_at: datetime | None = None
    marks: Marks = UNMARKED

    @property
    def panel(self) -> str:
        return PANELS[self.verdict]

    @property
    def known(self) -> bool:
        return self.stamp is not None


def look_up(session: Session, *, ring: KeyRing, text: str, device: str | None) -> Answer | None:
    """What to say of a text; None when no stamp ever looked like it.

    A mistyped or forged code is answered without a query. `device` is the keyed hash of the
    caller's device, if it has one.
    """
    opened = ring.open(text)
    if isinstance(opened, NotOpened):
        if opened.reason == "not_a_code":
            return None
        slip = opened.reason == "typo"
        return Answer(opened.code, Verdict.TYPO if slip else Verdict.NOT_OURS)
    found = find(session, opened.serial, version=opened.version)
    if found is None:
        return Answer(opened.code, Verdict.NOT_OURS)
    return _known(session, opened.code, opened.serial, found, device)


def _known(session: Session, code: str, serial: int, found: Found, device: str | None) -> Answer:
    rows = store.origin_rows(session, found.order.product_id, found.lot_id)
    origin = origin_of(session, product=rows[0], household=rows[1], lot=rows[2])
    summary = store.summary(session, serial)
    seen = UNSEEN
    if summary is not None:
        mine = store.first_scan_by(session, serial, device) if device else None
        seen = Seen(summary.scans, summary.devices, mine)
    status = origin.lot.status if origin.lot else "ok"
    # A lot that is held back may be past its use-by as well; its page says both.
    lot = origin.lot
    late = lot is not None and lot.use_by is not None and lot.use_by < clock.today()
    alarms = [Verdict.EXPIRED] if status == "suspended" and late else []
    if origin.held_source is not None:
        alarms.append(BY_SOURCE[origin.held_source.status])
    marks = marks_of(session, serial, found.order.key_version)
    if marks.consumed_at is not None:
        alarms.append(Verdict.CONSUMED)
    if marks.leaked_since is not None:
        alarms.append(Verdict.CHECK_PACK)
    verdict, *also = judge(state=found.state, lot_status=status, seen=seen, alarms=alarms)
    return Answer(
        code=code,
        verdict=verdict,
        also=tuple(also),
        serial=serial,
        stamp=found,
        origin=origin,
        seen=seen,
        first_at=summary.first_at if summary else None,
        marks=marks,
    )
