"""Opening a code and finding its range among 100,000, as a scan does: asked are 30 µs together.

In process: the first serials sorted in a list. SQLite, PostgreSQL: the path of `issuing.find`,
inside an open transaction, beside the same read through the mapper. Every serial is asked once.
"""

import random
import tempfile
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session, aliased

from agrimarket.issuing.find import find
from agrimarket.issuing.models import StampOrder, StampSegment
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.ids import new_id
from stamps import Opened
from tests import databases
from tests.builders.issuing import an_order
from tests.people import People

SEGMENTS, ASKED, ROUNDS, ASK = 100_000, 1_000, 3, 30.0
SEGMENTS_EACH, WIDTH = 10, 50  # of an order; stamps of a segment
HEAD = "| way | finding | opening and finding | asked |\n|---|---:|---:|---:|"


def lines(segments: int = SEGMENTS, kinds: Sequence[str] = ("sqlite", "postgres")) -> list[str]:
    """The table: microseconds of CPU of this process, best of three rounds."""
    found = [HEAD]
    for kind in kinds:
        folder = Path(tempfile.mkdtemp())
        with databases.fresh(kind, folder) as url:
            app = databases.an_app(url, folder)
            with app.app_context():
                last = _filled(People(app), segments)
                if kind == kinds[0]:
                    found.append(_in_process(last))
                found += _measured(kind, last)
                db.session.remove()
                db.engine.dispose()
    return found


def _filled(people: People, segments: int) -> int:
    """Orders of ten segments each, one behind the other; the last serial."""
    model = an_order(people, count=SEGMENTS_EACH * WIDTH)
    with one_commit() as session:
        order = dict(session.execute(select(StampOrder.__table__)).mappings().one())
        segment = dict(session.execute(select(StampSegment.__table__)).mappings().one())
        orders = [
            order | {"id": new_id(), "number": n + 1, "first_serial": n * model.count + 1}
            for n in range(1, segments // SEGMENTS_EACH)
        ]
        session.execute(insert(StampOrder), orders)
        session.execute(delete(StampSegment))
        session.execute(insert(StampSegment), [
            segment | {"order_id": one["id"], "first_serial": first,
                       "last_serial": first + WIDTH - 1, "state": "active"}
            for one in (order, *orders)
            for first in range(one["first_serial"], one["first_serial"] + model.count, WIDTH)
        ])  # fmt: skip
    reading().execute(text("ANALYZE"))
    return segments * WIDTH


def _in_process(last: int) -> str:
    firsts = list(range(1, last, WIDTH))
    return _line("in process", lambda serial: bisect_right(firsts, serial), last)


def _measured(kind: str, last: int) -> Iterator[str]:
    session = reading()
    session.connection()
    yield _line(f"{kind}, as scans do", lambda serial: find(session, serial), last)
    yield _line(f"{kind}, mapper", lambda serial: _mapped(session, serial), last)
    session.rollback()


def _mapped(session: Session, serial: int) -> Any:
    one = (
        select(StampSegment).where(StampSegment.first_serial <= serial)
        .order_by(StampSegment.first_serial.desc()).limit(1).subquery()
    )  # fmt: skip
    segment = aliased(StampSegment, one)
    query = select(segment, StampOrder).join(StampOrder, StampOrder.id == segment.order_id)
    return session.execute(query).first()


def _line(way: str, finding: Callable[[int], Any], last: int) -> str:
    serials = random.Random(5).sample(range(1, last + 1), ASKED)
    ring = the_ring()
    codes = [ring.seal(serial) for serial in serials]
    alone = min(_each(lambda: [finding(serial) for serial in serials]) for _ in range(ROUNDS))

    def both() -> None:
        for code in codes:
            opened = ring.open(code)
            assert isinstance(opened, Opened)
            assert finding(opened.serial)

    together = min(_each(both) for _ in range(ROUNDS))
    return f"| {way} | {alone:.1f} µs | {together:.1f} µs | {ASK:.0f} µs |"


def _each(work: Callable[[], object]) -> float:
    """Microseconds of CPU for one of the questions."""
    started = time.process_time()
    work()
    return (time.process_time() - started) / ASKED * 1e6


if __name__ == "__main__":
    print("\n".join(lines()))
