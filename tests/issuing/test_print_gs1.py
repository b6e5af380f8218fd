"""Labels with a product's GTIN: for numbers that were vouched for, and the same file ever after."""

import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from agrimarket.cli import group
from agrimarket.issuing import check_package, sheets
from agrimarket.issuing.again import plan_of
from agrimarket.issuing.drawing import draw, path_of
from agrimarket.issuing.models import StampOrder, StampPrint
from agrimarket.issuing.print_refusals import NoVouchedGtin, SheetRefused
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.issuing.words import STOCK_WORDS
from agrimarket.kit import audit, signing
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import one_commit, reading
from agrimarket.products.models import Product
from stamps import gs1
from tests.builders.issuing import a_print, an_activation, an_order, code_of
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.issuing.test_print_again import again, made
from tests.issuing.test_prints import addresses
from tests.people import People
from tests.products.test_vouched import renamed

GTIN = "893123456789" + gs1.check_digit("893123456789")
OTHER = "893123456781" + gs1.check_digit("893123456781")
START = f"HTTPS://TEM.EXAMPLE.VN/01/0{GTIN}/21/"
ASKED = "Tem có mã số thương phẩm (GTIN"


def with_gtin(people: People, count: int = 10, **over: object) -> StampOrder:
    return an_order(people, a_lot(people, a_product(people, gtin=GTIN), **over), count=count)


def texts(row: StampPrint) -> list[str]:
    return addresses(sheets.sheet_path(row).read_bytes())


def test_what_a_phone_reads_opens_the_page_of_the_stamp(
    people: People, client: FlaskClient
) -> None:
    order = with_gtin(people, pack_count=None)
    read = texts(made(people, order, gs1=True))
    assert sorted(read) == sorted(f"{START}{code_of(order, at)}" for at in range(1, 11))
    an_activation(people, order)
    for text in read[:2]:
        answer = client.get(urlsplit(text).path)
        assert answer.status_code == 307
        page = client.get(answer.headers["Location"])
        assert page.status_code == 200
        assert "Tem hợp lệ." in page.text
        assert f"GTIN {GTIN}" in page.text


def test_without_the_wish_nothing_changes(people: People) -> None:
    order = with_gtin(people)
    row = made(people, order)
    assert all(text.startswith("HTTPS://TEM.EXAMPLE.VN/") for text in texts(row))
    assert not any("/01/" in text for text in texts(row))
    assert row.drawn_from["facts"]["gtin"] is None


def test_a_print_made_again_is_the_same_whatever_became_of_the_number(people: People) -> None:
    row = made(people, with_gtin(people), gs1=True)
    with one_commit() as session:
        session.get_one(Product, reading().get_one(StampOrder, row.order_id).product_id).gtin = None
    path = path_of(row.sha256 or "", row.format)
    kept = path.read_bytes()
    path.unlink()
    assert again(people, row).sha256 == row.sha256
    assert path.read_bytes() == kept


def test_a_print_of_an_older_release_stays_as_it_was(people: People) -> None:
    """Its kept words know of no number."""
    row = made(people, with_gtin(people))
    with one_commit() as session:
        old = session.get_one(StampPrint, row.id)
        facts = {name: word for name, word in old.drawn_from["facts"].items() if name != "gtin"}
        old.drawn_from = {**old.drawn_from, "facts": facts}
    reading().rollback()
    old = reading().get_one(StampPrint, row.id, populate_existing=True)
    plan = plan_of(reading(), viewer=SYSTEM, row=old)
    assert draw(plan, ring=the_ring()).sha256 == row.sha256


def _never_had(people: People) -> StampOrder:
    return an_order(people)


def _not_vouched_yet(people: People) -> StampOrder:
    order = an_order(people)
    product = reading().get_one(Product, order.product_id)
    renamed(people, product, gtin=GTIN)
    return order


def _withdrawn(people: People) -> StampOrder:
    order = with_gtin(people)
    path = f"/api/v1/products/{order.product_id}/withdraw"
    assert people.phuc.post(path, {"reason": "Thôi bán"}).status_code == 200
    return order


def _taken_by_another(people: People) -> StampOrder:
    """Its owner moves to another number; before that is looked at, somebody takes the old one."""
    order = with_gtin(people)
    renamed(people, reading().get_one(Product, order.product_id), gtin=OTHER)
    a_product(people, gtin=GTIN)
    return order


@pytest.mark.parametrize("story", [_never_had, _not_vouched_yet, _withdrawn, _taken_by_another])
def test_a_number_nobody_vouches_for_is_not_printed(people: People, story: object) -> None:
    order = story(people)  # type: ignore[operator]  # one of the stories above
    with pytest.raises(NoVouchedGtin) as refused:
        made(people, order, gs1=True)
    assert refused.value.code == "no_vouched_gtin"
    assert "in tem không có GTIN" in refused.value.detail
    assert ASKED not in people.phuc.browser().get(f"/tem/{order.id}/in").text
    assert made(people, order).state == "ready"


def test_the_number_vouched_for_is_printed_while_a_new_one_waits(people: People) -> None:
    order = with_gtin(people)
    renamed(people, reading().get_one(Product, order.product_id), gtin=OTHER)
    assert all(text.startswith(START) for text in texts(made(people, order, gs1=True)))


def test_a_paper_without_room_is_refused(people: People) -> None:
    order = with_gtin(people)
    with pytest.raises(SheetRefused) as refused:
        made(people, order, gs1=True, stock="roll-30x20")
    assert refused.value.facts["cause"] == "gtin_symbol_too_small"
    assert made(people, order, gs1=True, stock="roll-30x20", dpi=300).state == "ready"


def test_a_list_of_codes_has_the_form_of_its_newest_print(people: People) -> None:
    order = with_gtin(people)
    made(people, order, first=1, last=6, format="csv", gs1=True)
    made(people, order, first=5, last=8, format="csv", reason="thêm")
    lines = sheets.listed_codes(
        reading(), viewer=people.phuc.viewer, order_id=order.id, ring=the_ring(),
        host=public_host(),
    )  # fmt: skip
    rows = [line.strip().split(",") for line in list(lines)[1:]]
    assert [int(row[0]) for row in rows] == list(range(1, 9))
    assert [row[2].startswith(START) for row in rows] == [True] * 4 + [False] * 4
    assert all(row[2].endswith(f"/{row[1]}") for row in rows)


def test_a_package_says_its_form(people: People) -> None:
    told, guides = [], []
    for wish in (True, False):
        row = a_print(people, with_gtin_or_same(people, told), drawn=True, format="zip", gs1=wish,
                      handed_to="Nhà in Lam Sơn", reason="in thêm")  # fmt: skip
        package = sheets.sheet_path(row)
        with zipfile.ZipFile(package) as opened:
            told.append((row.order_id, json.loads(opened.read("manifest.json"))))
            guides.append(opened.read("DOC-TRUOC.txt").decode("utf-8-sig"))
            first = opened.read("codes.csv").decode().splitlines()[1].split(",")
        assert first[3] == (START if wish else "HTTPS://TEM.EXAMPLE.VN/") + first[2]
        assert list(check_package.faults(str(package), signing.public_key_pem())) == []
        assert (f"GTIN {GTIN}" in check_package.said(str(package))) is wish
        assert ("0,396 mm" in guides[-1]) is wish
    (_, carries), (_, plain) = told
    assert (carries["gtin"], carries["url_form"]) == (GTIN, "gs1-digital-link")
    assert set(carries) - set(plain) == {"gtin", "url_form"}  # packages of before keep their bytes


def with_gtin_or_same(people: People, told: list[tuple[str, dict[str, object]]]) -> StampOrder:
    return reading().get_one(StampOrder, told[0][0]) if told else with_gtin(people)


def test_the_form_offers_it_where_there_is_a_number(people: People) -> None:
    order, nam = with_gtin(people), people.nam.browser()
    page = nam.get(f"/tem/{order.id}/in").text
    assert f"{ASKED} {GTIN}): quầy tính tiền cũng đọc được khi ô mã đủ lớn" in page
    hint = re.search(r"Quầy đọc được: (.*?)\. Chỉ điện thoại đọc được: (.*?)\. Không đủ chỗ: (.*?)"
                     r"\.", page)  # fmt: skip
    assert hint is not None
    tills = {STOCK_WORDS[one] for one in ("a4-21", "a4-24", "a4-40", "roll-50x30")}
    assert set(hint[1].split("; ")) == tills
    assert set(hint[2].split("; ")) == {STOCK_WORDS[one] for one in ("a4-65", "roll-35x22x3")}
    assert hint[3] == STOCK_WORDS["roll-30x20"]
    plain = nam.get(f"/tem/{an_order(people).id}/in").text
    assert ASKED not in plain
    done = nam.post(f"/tem/{order.id}/in", data={"first": "1", "last": "10", "stock": "a4-40",
                                                 "gs1": "1"})  # fmt: skip
    assert done.status_code == 303
    assert f"có GTIN {GTIN}" in nam.get(f"/tem/{order.id}").text


@pytest.mark.parametrize(
    ("stock", "status", "said"),
    [
        ("a4-40", 200, "Quầy tính tiền cũng đọc được"),
        ("a4-65", 200, "Chỉ điện thoại đọc được"),
        ("roll-30x20", 422, "in tem không có GTIN"),
    ],
)
def test_a_preview_says_honestly_who_reads_it(
    people: People, stock: str, status: int, said: str
) -> None:
    order, nam = with_gtin(people), people.nam.browser()
    asked = {"first": "1", "last": "10", "stock": stock, "gs1": "1", "act": "look"}
    page = nam.post(f"/tem/{order.id}/in", data=asked)
    assert (page.status_code, said in page.text) == (status, True)
    assert "Tên miền dài" not in page.text
    shown = re.search(r'href="([^"]+xem-thu\.png[^"]*)"', page.text)
    if shown is not None:
        picture = nam.get(shown[1].replace("&amp;", "&"))
        found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.data)))
        assert {one.text for one in found} == {f"{START}XEMTHVXEMTHVXEMT"}


def test_a_number_lost_while_the_form_was_open_is_said_at_its_field(people: People) -> None:
    order = an_order(people)
    asked = {"first": "1", "last": "10", "stock": "a4-40", "gs1": "1"}
    for act in ("", "look"):
        page = people.nam.browser().post(f"/tem/{order.id}/in", data={**asked, "act": act})
        assert page.status_code == 422
        assert 'id="f-gs1-error"' in page.text


def test_the_same_over_the_api(people: People) -> None:
    order, bare = with_gtin(people), an_order(people)
    sent = people.nam.post(f"/api/v1/stamp-orders/{order.id}/prints", {"gs1": True})
    assert (sent.status_code, sent.json["gtin"]) == (201, GTIN)
    refused = people.nam.post(f"/api/v1/stamp-orders/{bare.id}/prints", {"gs1": True})
    assert (refused.status_code, refused.json["code"]) == (422, "no_vouched_gtin")
    assert (
        people.nam.post(f"/api/v1/stamp-orders/{bare.id}/prints", {"gs1": "x"}).status_code == 422
    )
    plain = people.nam.post(f"/api/v1/stamp-orders/{bare.id}/prints", {})
    assert plain.json["gtin"] is None
    told = audit.history(reading(), kind="stamp_order", id=order.id)
    assert any((one.after or {}).get("gtin") == GTIN for one in told)


def test_the_same_as_a_command(people: People, app: Flask, tmp_path: Path) -> None:
    order, bare, out = with_gtin(people), an_order(people), tmp_path / "tem.pdf"
    words = ["print", "--stock", "a4-40", "--gs1", "--out", str(out), "--order"]
    done = CliRunner().invoke(group, [*words, order.id], obj=lambda: app)
    assert (done.exit_code, done.output) == (0, "")
    assert all(text.startswith(START) for text in addresses(out.read_bytes()))
    refused = CliRunner().invoke(group, [*words, bare.id], obj=lambda: app)
    assert isinstance(refused.exception, NoVouchedGtin)
