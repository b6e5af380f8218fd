"""Which verdict a stamp gets: a pure table of gravity, so that it can be read and tested whole."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What the page says of a stamp, gravest first; the words are in verdict_words.py."""

    RECALLED = "recalled"
    SUSPENDED = "suspended"
    LOT_SUSPENDED = "lot_suspended"
    EXPIRED = "expired"
    SOURCE_RECALLED = "source_recalled"
    SOURCE_SUSPENDED = "source_suspended"
    COPIED_CONFIRMED = "copied_confirmed"
    VOID = "void"
    SAMPLE = "sample"
    UNDER_REVIEW = "under_review"
    CONSUMED = "consumed"
    NOT_ACTIVATED = "not_activated"
    CHECK_PACK = "check_pack"
    VALID_FIRST = "valid_first"
    VALID_YOURS = "valid_yours"
    VALID_SEEN = "valid_seen"
    NOT_OURS = "not_ours"
    TYPO = "typo"


# The panel shows the gravest that holds; the class above keeps the order of gravity.
GRAVITY = tuple(verdict for verdict in Verdict if verdict not in (Verdict.NOT_OURS, Verdict.TYPO))
VALID = (Verdict.VALID_FIRST, Verdict.VALID_YOURS, Verdict.VALID_SEEN)

GOOD, LOOK, STOP, UNKNOWN = "good", "look", "stop", "unknown"
PANELS = {
    Verdict.RECALLED: STOP,
    Verdict.SUSPENDED: STOP,
    Verdict.LOT_SUSPENDED: LOOK,
    Verdict.EXPIRED: STOP,
    Verdict.SOURCE_RECALLED: LOOK,
    Verdict.SOURCE_SUSPENDED: LOOK,
    Verdict.COPIED_CONFIRMED: STOP,
    Verdict.VOID: STOP,
    Verdict.SAMPLE: STOP,
    Verdict.UNDER_REVIEW: LOOK,
    Verdict.CONSUMED: LOOK,
    Verdict.NOT_ACTIVATED: LOOK,
    Verdict.CHECK_PACK: LOOK,
    Verdict.VALID_FIRST: GOOD,
    Verdict.VALID_YOURS: GOOD,
    Verdict.VALID_SEEN: GOOD,
    Verdict.NOT_OURS: UNKNOWN,
    Verdict.TYPO: UNKNOWN,
}
_BY_STATE = {
    "issued": Verdict.NOT_ACTIVATED,
    "printed": Verdict.NOT_ACTIVATED,
    "delivered": Verdict.NOT_ACTIVATED,
    "sample": Verdict.SAMPLE,
    "suspended": Verdict.SUSPENDED,
    "void": Verdict.VOID,
}
BY_LOT = {
    "recalled": Verdict.RECALLED,
    "suspended": Verdict.LOT_SUSPENDED,
    "expired": Verdict.EXPIRED,
}
# Of the gravest lot behind one; the lot itself was not called back.
BY_SOURCE = {"recalled": Verdict.SOURCE_RECALLED, "suspended": Verdict.SOURCE_SUSPENDED}


@dataclass(frozen=True)
class Seen:
    """What earlier scans of buyers say, and since when this device is among them."""

    scans: int = 0
    devices: int = 0
    mine_since: datetime | None = None  # this device's first scan

    @property
    def other_devices(self) -> int:
        return self.devices - (self.mine_since is not None)


def judge(
    *, state: str, lot_status: str, seen: Seen, alarms: Collection[Verdict] = ()
) -> tuple[Verdict, ...]:
    """Everything that holds, gravest first; the first one is the panel's.

    `state` is the segment's, `lot_status` is ok, expired, suspended or recalled, `alarms`
    are verdicts that come from scans, cases, dates or lots behind (check_pack, under_review,
    copied_confirmed, consumed, expired, source_recalled, source_suspended).
    """
    holding = set(alarms)
    if state in _BY_STATE:
        holding.add(_BY_STATE[state])
    if lot_status in BY_LOT:
        holding.add(BY_LOT[lot_status])
    if not holding:
        return (_valid(seen),)
    return tuple(verdict for verdict in GRAVITY if verdict in holding)


def _valid(seen: Seen) -> Verdict:
    if seen.mine_since is not None:
        return Verdict.VALID_YOURS
    return Verdict.VALID_SEEN if seen.devices else Verdict.VALID_FIRST
