"""A broken chain looked at closely: which row, and was it changed, taken, put in or exchanged?

Each row's hash covers the hash before it and its own position, so a genuine row fits in one
place alone; the walk asks of each row that does not fit where it would.
"""

from collections.abc import Sequence

from agrimarket.kit.audit.chains import row_hash
from agrimarket.kit.audit.faults import AuditFault, What, named
from agrimarket.kit.audit.rows import CHAINS, START, AuditHead, AuditRow

MOST_TRIALS = 200_000  # hashes tried to explain one chain; a wrong key makes every row a fault
MOST_TAKEN = 64  # rows taken in one stretch and the rest renumbered


def diagnose(
    key: bytes, chain: int, rows: Sequence[AuditRow], head: AuditHead | None
) -> list[AuditFault]:
    """The faults of one chain, in order of positions."""
    walk = _Walk(key, chain, rows)
    walk.go()
    at_head = _head_faults(chain, walk, head)
    return sorted([*walk.faults, *at_head], key=lambda fault: fault.position)


class _Walk:
    """Goes along the rows; `place` and `previous` are what the next genuine row was hashed with."""

    def __init__(self, key: bytes, chain: int, rows: Sequence[AuditRow]) -> None:
        self.key, self.chain = key, chain
        self.rows = list(rows)
        self.slots = [row.position for row in rows]  # where rows stand, also after an exchange
        self.at = 0
        self.place, self.previous = 1, START
        self.shift = 0  # how far later rows were renumbered
        self.trials = MOST_TRIALS
        self.faults: list[AuditFault] = []
        self.genuine_to = 0  # the last slot whose row fitted

    def go(self) -> None:
        while self.at < len(self.rows):
            if self._gap() or self._fits() or self._exchanged() or self._taken():
                continue
            self._changed()

    def _hash(self, row: AuditRow, previous: str, place: int) -> str:
        self.trials -= 1
        return row_hash(self.key, previous, row, place)

    def _is(self, at: int, previous: str, place: int) -> bool:
        """Whether the row at this index was written behind `previous` at this place."""
        if not 0 <= at < len(self.rows):
            return False
        return self._hash(self.rows[at], previous, place) == self.rows[at].hash

    def _on(self) -> None:
        self.previous = self.rows[self.at].hash
        self.genuine_to = self.slots[self.at]
        self.at, self.place = self.at + 1, self.place + 1

    def _fault(self, at: int, what: What, until: int | None = None) -> None:
        row = self.rows[at]
        self.faults.append(AuditFault(self.chain, self.slots[at], what, until, named(row)))

    def _gap(self) -> bool:
        """A hole in the numbers; the row behind it cannot be tried, for its forerunner is gone."""
        slot = self.slots[self.at]
        first = self.place + self.shift
        if slot <= first:
            return False
        self.faults.append(AuditFault(self.chain, first, What.DELETED, slot - 1))
        self.place = slot - self.shift
        self._on()
        return True

    def _fits(self) -> bool:
        if not self._is(self.at, self.previous, self.place):
            return False
        self._on()
        return True

    def _exchanged(self) -> bool:
        """The row that belongs here stands further on: exchanged with this one, or behind rows
        that were put in."""
        far = next(
            (at for at in range(self.at + 1, len(self.rows))
             if self.trials > 0 and self._is(at, self.previous, self.place)), None,
        )  # fmt: skip
        if far is None:
            return False
        here, there = self.rows[self.at], self.rows[far]
        before = there.hash if far == self.at + 1 else self.rows[far - 1].hash
        place = self.place + far - self.at
        if self._hash(here, before, place) == here.hash:
            self._fault(self.at, What.SWAPPED, self.slots[far])
            self.rows[self.at], self.rows[far] = there, here
            return True
        for at in range(self.at, far):
            self._fault(at, What.INSERTED)
        self.shift += far - self.at
        self.at = far
        return True

    def _taken(self) -> bool:
        """Rows were taken and those behind renumbered: the next row fits some places later."""
        for count in range(1, MOST_TAKEN + 1):
            if self.trials > 0 and self._is(
                self.at + 1, self.rows[self.at].hash, self.place + count + 1
            ):
                self._fault(self.at, What.DELETED, self.slots[self.at])
                self.place, self.shift = self.place + count, self.shift - count
                self._on()
                return True
        return False

    def _changed(self) -> None:
        """None of these: its content is another, or its hash alone."""
        self._fault(self.at, What.CHANGED)
        written = self._hash(self.rows[self.at], self.previous, self.place)
        hash_alone = self._is(self.at + 1, written, self.place + 1)
        self.previous = written if hash_alone else self.rows[self.at].hash
        self.at, self.place = self.at + 1, self.place + 1


def _head_faults(chain: int, walk: _Walk, head: AuditHead | None) -> list[AuditFault]:
    last = walk.slots[-1] if walk.slots else 0
    if head is None or chain >= CHAINS:
        what = What.HEAD_CHANGED if head is not None else What.HEAD_MISSING
        return [AuditFault(chain, head.position if head else last, what)]
    if head.position > last:
        return [AuditFault(chain, last + 1, What.TRUNCATED, head.position)]
    if head.position < last:
        return _behind(chain, walk, head.position)
    ended = any(fault.position == last or fault.until == last for fault in walk.faults)
    if head.hash != walk.previous and not ended:
        return [AuditFault(chain, head.position, What.HEAD_CHANGED)]
    return []


def _behind(chain: int, walk: _Walk, position: int) -> list[AuditFault]:
    """Rows behind the head: genuine ones say that the head was put back, others were put in."""
    if walk.genuine_to > position:
        return [AuditFault(chain, position, What.HEAD_BACK)]
    for at, fault in enumerate(walk.faults):
        if fault.position > position and fault.what is What.CHANGED:
            walk.faults[at] = AuditFault(
                chain, fault.position, What.INSERTED, fault.until, fault.row
            )
    return []
