"""A hundred ranges slipped into the database by hand: the verifier outside finds them all."""

import json
import os
import random
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from agrimarket.issuing.log import check, jobs, read
from agrimarket.issuing.log.refusals import LogBroken
from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.rules import issue
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import one_commit, reading
from agrimarket.scanning.as_json import answer_json
from agrimarket.scanning.rules import look_up
from stamps.log_stamps import stamp_faults
from stamps.log_verifier import verify
from tests.builders.households import a_cooperative
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.issuing.log import slips
from tests.issuing.log.outsider import Outsider, close, next_day
from tests.people import HAM_RONG, People

SLIPPED = 100
WHOLE = os.environ.get("AGRIMARKET_STAMPS") == "all"
ORDERS = 300 if WHOLE else 30  # honest ones, over three days


@pytest.fixture
def outsider(people: People, app: Flask) -> Outsider:
    """Some days of honest orders; the outsider came on the second day and comes again now."""
    lot, draw = a_lot(people), random.Random(6)
    a_lot(
        people, a_product(people, a_cooperative(people, commune_code=HAM_RONG))
    )  # whose stamps others may want to be
    for day in (1, 2, 3):
        with next_day(day), one_commit() as session:
            for _ in range(ORDERS // 3):
                issue(
                    session, viewer=SYSTEM, ring=the_ring(), count=draw.randint(1, 900),
                    lot_id=lot.id,
                )  # fmt: skip
        if day == 2:
            close(3)
            made = Outsider(app)
            made.earlier = made.heads()
    close(4)
    return made


def test_a_hundred_ranges_one_by_one(outsider: Outsider) -> None:
    """In fourteen ways, each alone in a database that raises no alarm: the outsider finds each."""
    no_alarm(outsider)
    draw, missed = random.Random(8), []
    session = reading()
    for number in range(SLIPPED):
        way = slips.WAYS[number % len(slips.WAYS)]
        serials = way(session, draw)
        if not _finds(session, outsider, serials):
            missed.append((number, way.__name__))
        session.rollback()
    assert missed == []
    no_alarm(outsider)


def no_alarm(outsider: Outsider) -> None:
    """An honest log, from outside and from inside."""
    walk, faults = outsider.check()
    assert faults == []
    assert len(walk.ranges) == ORDERS
    draw = random.Random(1)
    shelf = [draw.randint(1, walk.tip.next_serial - 1) for _ in range(60 if WHOLE else 12)]
    assert outsider.check_stamps(shelf, walk) == []
    assert check.check(reading()).faults == []


def test_a_hundred_ranges_at_once(outsider: Outsider, people: People) -> None:
    """Half with an entry of their own, half without; one stamp of each comes to a shop."""
    draw = random.Random(7)
    with one_commit() as session:
        quiet = [slips.slip(session, logged=False, draw=draw) for _ in range(SLIPPED // 2)]
        loud = [slips.slip(session, logged=True, draw=draw) for _ in range(SLIPPED // 2)]
    walk, faults = outsider.check()
    forged = {fault.entry for fault in faults if fault.code == "signature"}
    found = [outsider.check_stamps([first + draw.randrange(slips.STAMPS)], walk) for first in quiet]
    told = sum(any(fault.code == "slipped" for fault in one) for one in found)
    assert (len(forged), told) == (len(loud), len(quiet)) == (50, 50)
    # The stamps of those with an entry are found as well, whoever made the entry.
    assert len(outsider.check_stamps(loud, walk)) == len(loud)


def _finds(session: Session, outsider: Outsider, serials: list[int]) -> bool:
    """As the outsider does, on what a download would give while the slip stands."""
    walk, faults = verify(
        read.lines(session), pinned=[outsider.key], heads=read.heads(session),
        earlier=outsider.earlier,
    )  # fmt: skip
    faults += stamp_faults(_labels(session, serials), walk, None)
    faults += stamp_faults(_answers(session, serials), walk, None)
    return bool(faults)


def _labels(session: Session, serials: list[int]) -> list[str]:
    """What stands on the labels of these stamps."""
    return [found.number for serial in serials if (found := slips.find(session, serial))]


def _answers(session: Session, serials: list[int]) -> Iterator[str]:
    """What the service would say of their codes while the slip stands."""
    for serial in serials:
        answer = look_up(session, ring=the_ring(), text=the_ring().seal(serial), device=None)
        assert answer is not None
        assert answer.stamp is not None
        entry = read.entry_number(session, answer.stamp.order.id)
        yield json.dumps(answer_json(answer, log_entry=entry))


def test_the_house_finds_them_and_signs_nothing(outsider: Outsider, people: People) -> None:
    draw = random.Random(9)
    for way in slips.WAYS:
        if way is slips.cut_short:
            continue  # who holds the database and its heads can be shown up by outsiders alone
        way(reading(), draw)
        assert check.check(reading()).faults, way.__name__
        reading().rollback()
    with one_commit() as session:
        slips.slip(session, logged=True, draw=draw)
    with pytest.raises(jobs.LogNotSigned):
        close(5)
    lot = a_lot(people)
    with pytest.raises(LogBroken), one_commit() as session:
        issue(session, viewer=SYSTEM, ring=the_ring(), count=1, lot_id=lot.id)
