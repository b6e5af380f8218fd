"""Printing: first prints are free, second ones say why, and a sheet is always the same bytes."""

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from flask import Flask

from agrimarket.issuing import drawing, prints, read, sheets
from agrimarket.issuing.drawing import Drawn
from agrimarket.issuing.make import make_print
from agrimarket.issuing.models import StampOrder, StampPrint
from agrimarket.issuing.print_refusals import (
    NotPrinted,
    NotReady,
    OnePageOnly,
    PinNoRoom,
    PrintReasonNeeded,
    PrintTooLarge,
    SheetGone,
    SheetRefused,
)
from agrimarket.issuing.prints import PrintWish
from agrimarket.issuing.refusals import RangeBlocked, RangeOutsideOrder
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.kit.db import reading
from agrimarket.kit.jobs import Job, run_due
from tests.builders.households import a_household
from tests.builders.issuing import a_print, an_order, code_of
from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.issuing.test_ranges import state_at, states, void
from tests.people import People


def made(people: People, order: StampOrder, at_once: int | None = None, **wish: Any) -> StampPrint:
    return make_print(
        viewer=people.phuc.viewer, order_id=order.id, wish=PrintWish(**wish), at_once=at_once
    )


def addresses(pdf: bytes) -> list[str]:
    """What an independent reader finds on every page at 300 dpi."""
    found: list[str] = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            image = page.render(scale=300 / 72, grayscale=True).to_pil()
            found += [code.text for code in zxingcpp.read_barcodes(image)]
    return found


def test_every_symbol_on_the_sheet_is_one_of_the_orders_codes(people: People) -> None:
    order = an_order(people, count=90)
    row = made(people, order)
    assert row.state == "ready"
    found = addresses(sheets.sheet_path(row).read_bytes())
    wanted = {f"HTTPS://TEM.EXAMPLE.VN/{code_of(order, at)}" for at in range(1, 91)}
    assert len(found) == 90
    assert set(found) == wanted
    assert states(order) == [(1, 90, "printed")]


def test_the_same_print_gives_the_same_bytes(people: People) -> None:
    order = an_order(people, count=50)
    first = made(people, order, first=1, last=45)
    again = made(people, order, first=1, last=45, reason="Rách khi dán")
    assert first.sha256 == again.sha256
    assert (first.bytes or 0) > 10_000


def test_a_second_print_of_any_position_needs_a_reason(people: People) -> None:
    order = an_order(people, count=100)
    made(people, order, first=1, last=40)
    made(people, order, first=41, last=60)
    with pytest.raises(PrintReasonNeeded) as no:
        made(people, order, first=31, last=70)
    assert "Tem 31–60 đã in" in no.value.detail
    assert "reason" in no.value.fields
    made(people, order, first=31, last=70, reason="Máy in kẹt giấy")
    assert states(order)[-1] == (71, 100, "issued")
    assert len(read.prints_of(reading(), order)) == 3


def test_printing_void_stamps_is_refused_and_activating_again_not_undone(people: People) -> None:
    order = an_order(people, count=30)
    void(people.phuc, order, 5, 6)
    with pytest.raises(RangeBlocked):
        made(people, order)
    made(people, order, first=7, last=30)
    assert state_at(order, 30) == "printed"


def test_what_labels_say(people: People) -> None:
    household = a_household(people)
    product = a_product(people, household, name="Bưởi Luận Văn")
    lot = a_lot(people, product, use_by=days_ago(-9))
    order = an_order(people, lot)
    wish = PrintWish()
    viewer = people.phuc.viewer
    plan = prints.plan(reading(), viewer=viewer, order_id=order.id, wish=wish, host=public_host())
    facts = plan.facts
    assert (facts.product, facts.producer) == ("Bưởi Luận Văn", "Nguyễn Thị Hoa")
    assert (facts.lot, facts.harvested_on, facts.use_by) == (
        lot.lot_code,
        days_ago(3),
        days_ago(-9),
    )
    assert facts.stars is None
    assert plan.order_label == order.label


def test_a_list_of_codes_is_a_print_too(people: People) -> None:
    order = an_order(people, count=20)
    viewer = people.phuc.viewer

    def lines() -> str:
        ring, host = the_ring(), public_host()
        return "".join(
            sheets.listed_codes(reading(), viewer=viewer, order_id=order.id, ring=ring, host=host)
        )

    with pytest.raises(NotPrinted):
        lines()
    made(people, order, first=1, last=3, format="csv")
    made(people, order, first=10, last=10, format="csv")
    rows = [line.split(",") for line in lines().splitlines()]
    assert rows[0] == ["position", "code", "url"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "10"]
    assert rows[4][1:] == [code_of(order, 10), f"HTTPS://TEM.EXAMPLE.VN/{code_of(order, 10)}"]
    assert state_at(order, 10) == "printed"
    with pytest.raises(PrintReasonNeeded):
        made(people, order, first=3, last=4)


def test_a_large_print_is_made_by_a_job(people: People, app: Flask) -> None:
    order = an_order(people, count=100)
    row = made(people, order, at_once=10)
    assert (row.state, row.sha256) == ("queued", None)
    with pytest.raises(NotReady):
        sheets.sheet_path(row)
    assert run_due(app) >= 1
    kept = reading().get_one(StampPrint, row.id, populate_existing=True)
    assert kept.state == "ready"
    assert len(addresses(sheets.sheet_path(kept).read_bytes())) == 100
    assert reading().get_one(Job, row.job_id).state == "done"
    assert run_due(app) == 0


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"last": 101}, RangeOutsideOrder),
        ({"stock": "a3-1"}, SheetRefused),
        ({"format": "zpl", "stock": "a4-40"}, SheetRefused),
        ({"format": "png"}, OnePageOnly),
        ({"format": "svg", "last": 40, "skip": 1}, OnePageOnly),
        ({"skip": 40}, SheetRefused),
        ({"copies": 20_000}, PrintTooLarge),
        ({"copies": 51, "format": "tspl", "stock": "roll-50x30"}, PrintTooLarge),
        ({"copies": 1_001, "format": "zpl", "stock": "roll-50x30"}, PrintTooLarge),
    ],
)
def test_what_cannot_be_printed_is_refused_before_anything_is_written(
    people: People, wish: dict[str, Any], refusal: type[Exception]
) -> None:
    order = an_order(people, count=100)
    with pytest.raises(refusal):
        made(people, order, **wish)
    assert read.prints_of(reading(), order) == []
    assert states(order) == [(1, 100, "issued")]


@pytest.mark.parametrize(
    ("format", "stock", "start"),
    [("png", "a4-24", b"\x89PNG"), ("svg", "a4-40", b"<"), ("zpl", "roll-50x30", b"~DG")],
)
def test_other_formats(people: People, format: str, stock: str, start: bytes) -> None:
    row = made(people, an_order(people, count=5), format=format, stock=stock)
    assert sheets.sheet_path(row).read_bytes().lstrip().startswith(start)


def test_a_format_of_pictures_says_what_to_do_instead(people: People) -> None:
    """A million labels as TSPL were 70 GB and an hour of the worker, which nobody could stop."""
    order = an_order(people, count=5_001)
    with pytest.raises(PrintTooLarge) as refused:
        made(people, order, format="tspl", stock="roll-30x20")
    assert "TSPL tối đa 5.000 tem" in refused.value.detail
    assert "ZPL hay PDF" in refused.value.detail
    row = made(people, order, format="tspl", stock="roll-30x20", last=1_001)
    assert row.state == "queued"  # nobody waits for it


def test_a_print_that_a_job_would_fail_at_is_refused_when_asked(people: People) -> None:
    """It was taken into the queue, and failed there without a word of the reason."""
    name = "Bưởi Luận Văn Thọ Xuân loại một " * 3
    lot = a_lot(people, a_product(people, name=name), pack_count=None)
    order = an_order(people, lot, count=100, with_pin=True)
    with pytest.raises(PinNoRoom) as refused:
        made(people, order, at_once=10, stock="roll-30x20")
    assert "A4, 24 tem" in refused.value.detail
    with pytest.raises(SheetRefused):
        made(people, order, at_once=10, skip=40)
    assert read.prints_of(reading(), order) == []
    assert made(people, order, at_once=10, stock="a4-24").state == "queued"


def test_a_lost_file_is_said(people: People) -> None:
    row = a_print(people, an_order(people))
    with pytest.raises(SheetGone):
        sheets.sheet_path(row)


def test_a_print_that_fails_leaves_no_draft_behind(
    people: People, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> str:
        raise OSError("disk full")

    monkeypatch.setattr(drawing, "_digest", breaks)
    with pytest.raises(OSError, match="disk full"):
        made(people, an_order(people))
    folder: Path = app.extensions["agrimarket.settings"].data / "files"
    assert [each for each in folder.rglob("*") if each.is_file()] == []


def test_memory_does_not_hold_the_file(people: People) -> None:
    row = made(people, an_order(people, count=3), format="csv")
    drawn = Drawn(row.sha256 or "", row.bytes or 0, "csv")
    assert drawn.path.stat().st_size == row.bytes
    assert io.BytesIO(drawn.path.read_bytes()).readline() == b"position,code,url\n"
