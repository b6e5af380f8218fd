"""Issuing N stamps: rows and time do not depend on N, beside a row a stamp as is usually done.

The whole of an order: eligibility, serials, order, segment, event, audit row, signed log entry and
the commit on disk, by the rule alone and over HTTP, POST /api/v1/stamp-orders, as the province's
officer. The peer writes nothing but one row a stamp, in one statement and one commit.
"""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, select

from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.rules import issue
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import Base, db, one_commit, reading
from tests import databases
from tests.builders.lots import a_lot
from tests.people import People

COUNTS, ROUNDS = (1, 55_000, 10_000_000), 15
PEER_MOST = 55_000  # a row a stamp for ten million would take minutes
HEAD = "| database | way | stamps | rows added | issuing, CPU | wall | a row a stamp, CPU |"
ROW_A_STAMP = Table(
    "bench_stamp", MetaData(),
    Column("serial", Integer, primary_key=True), Column("order_number", Integer),
    Column("code", String(16)), Column("state", String(16)),
)  # fmt: skip


def lines(
    counts: Sequence[int] = COUNTS, kinds: Sequence[str] = ("sqlite", "postgres")
) -> list[str]:
    """The table: milliseconds an order, median of 15, the sizes in turns."""
    found = [HEAD, "|---|---|---:|---:|---:|---:|---:|"]
    for kind in kinds:
        folder = Path(tempfile.mkdtemp())
        with databases.fresh(kind, folder) as url:
            app = databases.an_app(url, folder)
            with app.app_context():
                found += _measured(kind, People(app), counts)
                db.session.remove()
                db.engine.dispose()
    return found


def _measured(kind: str, people: People, counts: Sequence[int]) -> Iterator[str]:
    lot_id = a_lot(people).id
    peers = [_peer(count) for count in counts if count <= PEER_MOST]

    def by_rule(count: int) -> None:
        with one_commit() as session:
            issue(session, viewer=SYSTEM, ring=the_ring(), count=count, lot_id=lot_id)

    def over_http(count: int) -> None:
        answer = people.phuc.post("/api/v1/stamp-orders", {"lot_id": lot_id, "count": count})
        assert answer.status_code == 201, answer.text

    for way, order in (("rule", by_rule), ("HTTP", over_http)):
        found = _in_turns(order, counts)
        for (count, told), peer in zip_longest(found, peers if order is by_rule else ()):
            beside = f"{peer * 1e3:,.1f} ms" if peer is not None else "–"
            yield f"| {kind} | {way} | {count:,} | {told} | {beside} |"


def _in_turns(order: Callable[[int], None], counts: Sequence[int]) -> list[tuple[int, str]]:
    """For each size the rows an order adds, and its median CPU and wall."""
    order(1)  # the counter and the log's first line are made once
    rows = {count: _grown(partial(order, count)) for count in counts}
    taken: dict[int, list[tuple[float, float]]] = {count: [] for count in counts}
    for _ in range(ROUNDS):
        for count in counts:
            taken[count].append(_timed(partial(order, count)))
    found = []
    for count in counts:
        cpu, wall = (sorted(one)[ROUNDS // 2] * 1e3 for one in zip(*taken[count], strict=True))
        found.append((count, f"{rows[count]} | {cpu:.1f} ms | {wall:.1f} ms"))
    return found


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    """CPU of this process, and time on the wall: PostgreSQL works in a process of its own."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _grown(work: Callable[[], None]) -> int:
    before = _rows()
    work()
    return _rows() - before


def _rows() -> int:
    session = reading()
    tables = Base.metadata.sorted_tables
    counted = sum(session.scalar(select(func.count()).select_from(one)) or 0 for one in tables)
    session.rollback()
    return counted


def _peer(count: int) -> float:
    """Seconds of CPU to write a row a stamp, codes made beforehand."""
    codes = list(the_ring().make_many(range(1, count + 1)))
    rows = [
        {"serial": serial, "order_number": 1, "code": code, "state": "issued"}
        for serial, code in enumerate(codes, 1)
    ]
    ROW_A_STAMP.create(db.engine)
    try:
        started = time.process_time()
        with db.engine.begin() as connection:
            connection.execute(insert(ROW_A_STAMP), rows)
        return time.process_time() - started
    finally:
        ROW_A_STAMP.drop(db.engine)


if __name__ == "__main__":
    print("\n".join(lines()))
