"""The states of a hand-over as rows of data: the words people read, and which step leads where."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """proposed > in_transit > received; a disputed one is received after all, or taken back."""

    PROPOSED = "proposed"
    IN_TRANSIT = "in_transit"
    RECEIVED = "received"
    DISPUTED = "disputed"
    CANCELLED = "cancelled"


# Word and badge kind (kit/states.html) of each state.
STATE_WORDS: Mapping[str, tuple[str, str]] = {
    State.PROPOSED: ("Hẹn giao", "neutral"),
    State.IN_TRANSIT: ("Đang trên đường", "wait"),
    State.RECEIVED: ("Đã nhận", "good"),
    State.DISPUTED: ("Không nhận", "stop"),
    State.CANCELLED: ("Đã hủy", "neutral"),
}
# From which states each step may be taken.
SENT_FROM = (State.PROPOSED,)
ANSWERED_FROM = (State.IN_TRANSIT, State.DISPUTED)
DISPUTED_FROM = (State.IN_TRANSIT,)
CANCELLED_FROM = (State.PROPOSED, State.DISPUTED)  # never on the road: goods are somewhere
GIVES_BACK = (State.CANCELLED,)
WAITING = (State.IN_TRANSIT, State.PROPOSED)
