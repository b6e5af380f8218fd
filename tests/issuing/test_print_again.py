"""A print that waits, is stopped, loses its file or gets it back; and what none of that mints."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from agrimarket.issuing import jobs, read, redraw, sheets
from agrimarket.issuing.drawing import path_of
from agrimarket.issuing.make import make_again, make_print
from agrimarket.issuing.models import StampOrder, StampPrint
from agrimarket.issuing.print_refusals import (
    NotDrawing,
    NotReady,
    PrintReasonNeeded,
    PrintStopped,
    SheetChanged,
    SheetExpired,
    StarsEnded,
)
from agrimarket.issuing.prints import PrintWish
from agrimarket.issuing.refusals import RangeBlocked
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import Job, run_due
from agrimarket.products.models import Product
from tests.builders.issuing import an_order
from tests.builders.lots import days_ago
from tests.builders.products import a_product
from tests.issuing.test_ranges import states, void
from tests.people import People
from tests.products.test_ratings import rate

MONTH = timedelta(days=31)


def made(people: People, order: StampOrder, at_once: int = 10_000, **wish: Any) -> StampPrint:
    return make_print(
        viewer=people.phuc.viewer, order_id=order.id, wish=PrintWish(**wish), at_once=at_once
    )


def again(people: People, row: StampPrint, at_once: int = 10_000) -> StampPrint:
    return make_again(
        viewer=people.phuc.viewer, order_id=row.order_id, print_id=row.id, at_once=at_once
    )


def stop(people: People, row: StampPrint) -> StampPrint:
    with one_commit() as session:
        return redraw.cancel(
            session, viewer=people.phuc.viewer, order_id=row.order_id, print_id=row.id
        )


def now(row: StampPrint) -> StampPrint:
    reading().rollback()
    return reading().get_one(StampPrint, row.id, populate_existing=True)


def kept_files(app: Flask) -> list[Path]:
    folder: Path = app.extensions["agrimarket.settings"].data / "files"
    return [each for each in folder.rglob("*") if each.is_file()]


@pytest.fixture
def later() -> Iterator[Any]:
    """Moves the clock on; put back afterwards."""
    with ExitStack() as moved:
        yield lambda by: moved.enter_context(clock.moved_to(clock.now() + by))


@pytest.fixture(autouse=True)
def only_prints(app: Flask) -> None:
    """The worker's other rounds are no part of these stories and take most of their time."""
    rounds = {"issuing.expire_prints": timedelta(hours=6)}
    app.extensions["agrimarket.periodic"] = rounds


def test_stamps_are_printed_when_the_file_is_there(people: People, app: Flask) -> None:
    order = an_order(people, count=30)
    row = made(people, order, at_once=5)
    assert states(order) == [(1, 30, "issued")]
    with pytest.raises(PrintReasonNeeded):  # one is on its way
        made(people, order, last=10)
    run_due(app)
    assert now(row).state == "ready"
    assert states(order) == [(1, 30, "printed")]


def test_a_print_stopped_while_it_waits(people: People, app: Flask) -> None:
    order = an_order(people, count=30)
    row = made(people, order, at_once=5)
    assert stop(people, row).state == "cancelled"
    run_due(app)
    assert (now(row).state, now(row).sha256) == ("cancelled", None)
    assert kept_files(app) == []
    assert states(order) == [(1, 30, "issued")]
    with pytest.raises(PrintStopped):
        sheets.sheet_path(now(row))
    with pytest.raises(NotDrawing):
        stop(people, row)
    assert made(people, order).state == "ready"  # no reason asked: nothing lay on paper


@pytest.mark.parametrize("format", ["pdf", "zip"])
def test_a_print_stopped_while_it_is_drawn(
    people: People, app: Flask, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setattr(jobs, "TELL_EVERY", 1)
    order = an_order(people, count=12_000)
    row = made(people, order, at_once=5, format=format, handed_to="Nhà in Lam Sơn")
    told: list[tuple[int, int]] = []

    def stop_midway(_job: str, done: int, total: int) -> None:
        told.append((done, total))
        if done:
            stop(people, row)

    monkeypatch.setattr(jobs, "set_progress", stop_midway)
    run_due(app)
    assert now(row).state == "cancelled"
    assert kept_files(app) == []
    assert len([done for done, _ in told if done]) == 1  # it ended at the next look
    assert told[0] == (0, 12_000)
    assert reading().get_one(Job, row.job_id).result == {"stopped": True}


def test_a_print_stopped_at_the_last_moment_leaves_no_file(
    people: People, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = an_order(people, count=30)
    row = made(people, order, at_once=5)
    drawing = jobs.draw

    def draw_then_stop(*words: Any, **names: Any) -> Any:
        drawn = drawing(*words, **names)
        stop(people, row)
        return drawn

    monkeypatch.setattr(jobs, "draw", draw_then_stop)
    run_due(app)
    assert (now(row).state, kept_files(app)) == ("cancelled", [])
    assert states(order) == [(1, 30, "issued")]


def test_a_file_expires_and_the_same_comes_back(people: People, app: Flask, later: Any) -> None:
    order = an_order(people, count=30)
    row = made(people, order)
    digest, events = row.sha256, len(read.history_of(reading(), order))
    later(MONTH)
    with pytest.raises(SheetExpired):  # also before the job came round
        sheets.sheet_path(now(row))
    run_due(app)
    assert (now(row).state, kept_files(app)) == ("expired", [])
    with pytest.raises(PrintReasonNeeded):
        made(people, order)
    back = again(people, row)
    assert (back.state, back.sha256, back.id) == ("ready", digest, row.id)
    assert sheets.sheet_path(now(row)).exists()
    assert len(read.prints_of(reading(), order)) == 1
    assert len(read.history_of(reading(), order)) == events


def test_a_renamed_product_does_not_change_what_was_printed(
    people: People, app: Flask, later: Any
) -> None:
    order = an_order(people, count=30)
    row = made(people, order)
    with one_commit() as session:
        session.get_one(Product, order.product_id).name = "Tên mới"
    later(MONTH)
    run_due(app)
    assert again(people, row).sha256 == row.sha256
    assert made(people, order, reason="Tên mới").sha256 != row.sha256


def test_a_large_file_comes_back_by_a_job(people: People, app: Flask, later: Any) -> None:
    row = made(people, an_order(people, count=30))
    later(MONTH)
    run_due(app)
    assert again(people, row, at_once=5).state == "queued"
    with pytest.raises(NotReady):
        again(people, row)
    run_due(app)
    assert (now(row).state, now(row).sha256) == ("ready", row.sha256)


def test_a_redraw_that_is_stopped_is_as_gone_as_before(
    people: People, app: Flask, later: Any
) -> None:
    row = made(people, an_order(people, count=30))
    later(MONTH)
    run_due(app)
    again(people, row, at_once=5)
    assert stop(people, row).state == "expired"
    run_due(app)
    assert (now(row).state, kept_files(app)) == ("expired", [])
    assert again(people, row).state == "ready"


def test_what_cannot_be_made_the_same_is_refused(people: People, app: Flask, later: Any) -> None:
    row = made(people, an_order(people, count=30))
    with one_commit() as session:
        session.get_one(StampPrint, row.id).sha256 = "0" * 63 + "1"
    later(MONTH)
    run_due(app)
    before = kept_files(app)
    with pytest.raises(SheetChanged):
        again(people, now(row))
    assert kept_files(app) == before


def test_void_stamps_do_not_come_back(people: People, app: Flask, later: Any) -> None:
    order = an_order(people, count=30)
    row = made(people, order)
    later(MONTH)
    run_due(app)
    void(people.phuc, order, 5, 6)
    with pytest.raises(RangeBlocked):
        again(people, row)


def test_two_prints_of_one_file_keep_it_until_the_later_ends(
    people: People, app: Flask, later: Any
) -> None:
    order = an_order(people, count=30)
    first = made(people, order)
    later(timedelta(days=20))
    second = made(people, order, reason="Mất tờ in")
    assert first.sha256 == second.sha256
    later(timedelta(days=15))
    run_due(app)
    assert (now(first).state, now(second).state) == ("expired", "ready")
    assert sheets.sheet_path(now(second)) == path_of(first.sha256 or "", "pdf")


def starred(people: People) -> tuple[StampOrder, Any]:
    product = a_product(people)
    rating = rate(people, product, days_ago(400))
    return an_order(people, product_id=product.id, count=30), rating


def test_stars_end_while_a_print_waits(people: People, app: Flask, later: Any) -> None:
    order, rating = starred(people)
    row = made(people, order, at_once=5)
    assert (row.drawn_from or {})["facts"]["stars"] == 4
    later(timedelta(days=(rating.valid_through - clock.today()).days + 1))
    run_due(app)
    kept = now(row)
    assert kept.state == "ready"
    assert (kept.drawn_from or {})["stars_ended"] is True
    assert (kept.drawn_from or {})["facts"]["stars"] is None
    assert made(people, order, reason="so").sha256 == kept.sha256


def test_a_file_with_stars_that_ended_does_not_come_back(
    people: People, app: Flask, later: Any
) -> None:
    order, rating = starred(people)
    row = made(people, order)
    later(timedelta(days=(rating.valid_through - clock.today()).days + 1))
    run_due(app)
    with pytest.raises(StarsEnded):
        again(people, row)


def test_a_print_that_never_works_does_not_wait_for_ever(
    people: People, app: Flask, monkeypatch: pytest.MonkeyPatch, later: Any
) -> None:
    def breaks(*_: Any, **__: Any) -> Any:
        raise OSError("disk full")

    monkeypatch.setattr(jobs, "draw", breaks)
    row = made(people, an_order(people, count=30), at_once=5)
    for _ in range(5):
        run_due(app)
        later(timedelta(hours=2))
    assert now(row).state == "failed"
