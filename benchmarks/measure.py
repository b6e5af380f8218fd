"""Timing two ways of one job in turns, so that a busy machine slows both alike."""

import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5
HEAD = "| work, per piece | ours | peer | peer's | peer / ours |\n|---|---:|---|---:|---:|"


@dataclass(frozen=True)
class Figure:
    """Seconds for one piece of work, ours and the peer's; ratio is peer / ours."""

    name: str
    peer: str
    ours_s: float
    peer_s: float

    @property
    def ratio(self) -> float:
        return self.peer_s / self.ours_s

    def line(self) -> str:
        return (
            f"| {self.name} | {_micro(self.ours_s)} | {self.peer} "
            f"| {_micro(self.peer_s)} | {self.ratio:,.1f} |"
        )


def compare(
    name: str,
    ours: Callable[[], int],
    peer_name: str,
    peer: Callable[[], int],
) -> Figure:
    """Best of five rounds each, in turns; each callable answers how many pieces it made."""
    return in_turns(name, lambda: seconds_each(ours), peer_name, lambda: seconds_each(peer))


def in_turns(
    name: str, ours: Callable[[], float], peer_name: str, peer: Callable[[], float]
) -> Figure:
    """As `compare`, of callables that answer the seconds of CPU that one piece took."""
    best_ours = best_peer = float("inf")
    for _ in range(ROUNDS):
        best_ours = min(best_ours, ours())
        best_peer = min(best_peer, peer())
    return Figure(name, peer_name, best_ours, best_peer)


def seconds_each(work: Callable[[], int]) -> float:
    """Seconds of CPU of this process for one of the pieces it made."""
    started = time.process_time()
    pieces = work()
    return (time.process_time() - started) / pieces


def _micro(seconds: float) -> str:
    micro = seconds * 1e6
    return f"{micro:,.2f} µs" if micro < 10 else f"{micro:,.1f} µs"
