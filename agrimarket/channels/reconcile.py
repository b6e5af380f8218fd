"""What to do about a listing: one table over what people want and what the channel shows."""

from collections.abc import Mapping
from enum import StrEnum

from agrimarket.channels.port import Sight


class Wish(StrEnum):
    """What people want, after recalls and the like had their say."""

    LISTED = "listed"
    ABSENT = "absent"


class Act(StrEnum):
    """The next step for one listing."""

    NOTHING = "nothing"
    WAIT = "wait"  # the channel decides; look again later
    LOOK = "fetch"
    SUBMIT = "submit"
    UPDATE = "update"
    WITHDRAW = "withdraw"
    BLOCK = "block"  # a person must act first


class Seen(StrEnum):
    """What the channel shows; `strange` is a status word we do not know, never read as live."""

    UNKNOWN = "unknown"
    STRANGE = "strange"
    ABSENT = "absent"
    PENDING_REVIEW = "pending_review"
    LIVE = "live"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    LOCKED = "locked"


# (same content as wanted, other content). An unknown item is looked for before any create.
_LISTED: Mapping[Seen, tuple[Act, Act]] = {
    Seen.UNKNOWN: (Act.LOOK, Act.LOOK),
    Seen.STRANGE: (Act.BLOCK, Act.BLOCK),
    Seen.ABSENT: (Act.SUBMIT, Act.SUBMIT),
    Seen.PENDING_REVIEW: (Act.WAIT, Act.UPDATE),
    Seen.LIVE: (Act.NOTHING, Act.UPDATE),
    Seen.REJECTED: (Act.BLOCK, Act.UPDATE),  # never resubmitted unchanged
    Seen.SUSPENDED: (Act.BLOCK, Act.BLOCK),  # do not fight the channel
    Seen.LOCKED: (Act.BLOCK, Act.BLOCK),
}
_ABSENT: Mapping[Seen, Act] = {
    Seen.UNKNOWN: Act.LOOK,
    Seen.ABSENT: Act.NOTHING,
    Seen.STRANGE: Act.WITHDRAW,
    Seen.PENDING_REVIEW: Act.WITHDRAW,
    Seen.LIVE: Act.WITHDRAW,
    Seen.REJECTED: Act.WITHDRAW,
    Seen.SUSPENDED: Act.WITHDRAW,
    Seen.LOCKED: Act.WITHDRAW,
}


def plan(wish: Wish, seen: Seen, *, same: bool, has_item: bool) -> Act:
    """The next step. `same`: the channel holds the wanted content; `has_item`: we know its id."""
    if wish is Wish.ABSENT:
        act = _ABSENT[seen]
        return Act.NOTHING if act is Act.WITHDRAW and not has_item else act
    act = _LISTED[seen][0 if same else 1]
    return Act.SUBMIT if act is Act.UPDATE and not has_item else act


def seen_of(state: str, status: str | None) -> Seen:
    """The row of the table: an unknown state that comes with the channel's own word is strange."""
    if state == Sight.UNKNOWN and status is not None:
        return Seen.STRANGE
    return Seen(state)
