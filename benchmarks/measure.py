"""Timing two ways of one job in turns, so that a busy machine slows both alike."""

import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


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
            f"| {self.name} | {self.ours_s * 1e6:,.1f} µs | {self.peer} "
            f"| {self.peer_s * 1e6:,.1f} µs | {self.ratio:,.1f} |"
        )


def compare(
    name: str,
    ours: Callable[[], int],
    peer_name: str,
    peer: Callable[[], int],
) -> Figure:
    """Best of five rounds each, in turns; each callable answers how many pieces it made."""
    best_ours = best_peer = float("inf")
    for _ in range(ROUNDS):
        best_ours = min(best_ours, _seconds_each(ours))
        best_peer = min(best_peer, _seconds_each(peer))
    return Figure(name, peer_name, best_ours, best_peer)


def _seconds_each(work: Callable[[], int]) -> float:
    started = time.process_time()
    pieces = work()
    return (time.process_time() - started) / pieces
