"""A buyer reads a stamp: the verdict, the origin, and what is never told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from agrimarket.households.models import Household
from agrimarket.issuing import withdraw
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.ring import the_ring
from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit
from stamps import check_letter
from tests.builders.households import a_household
from tests.builders.issuing import a_print, active_order, an_order, code_of
from tests.builders.lots import a_lot, days_ago, to_state
from tests.builders.products import a_certificate, a_product
from tests.people import People


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    said: list[str] = []

    def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def read(client: FlaskClient, code: str, status: int = 200) -> dict[str, Any]:
    answer = client.get(f"/{code}?format=json")
    assert answer.status_code == status
    found: dict[str, Any] = answer.json
    return found


def withdrawn(people: People, order: StampOrder, act: Any, position: int) -> str:
    with one_commit() as session:
        act(
            session,
            viewer=people.phuc.viewer,
            ring=the_ring(),
            ends=Ends(order.id, position, position),
            reason="Kiểm tra",
        )
    return code_of(order, position)


def test_a_stamp_tells_where_a_pack_comes_from(people: People, client: FlaskClient) -> None:
    lot = a_lot(people, pack_count=None, use_by=days_ago(-20))
    order = active_order(people, lot)
    told = read(client, code_of(order, 7))
    assert (told["verdict"], told["panel"]) == ("valid_first", "good")
    assert told["product"]["name"] == "Bưởi Luận Văn"
    assert told["producer"] == {"name": "Nguyễn Thị Hoa", "kind": "household"}
    assert told["commune"]["name"] == "Xã Nga An"
    assert told["lot"]["lot_code"] == lot.lot_code
    assert told["lot"]["use_by"] == days_ago(-20).isoformat()
    assert told["certificates"][0]["kind"] == "commitment"
    assert (told["rating"], told["channels"], told["scans"]) == (None, [], 0)
    assert told["stamp"] == f"{order.label}-00007"


def test_the_page_says_the_same_in_words(people: People, client: FlaskClient) -> None:
    order = active_order(people)
    page = client.get(f"/{code_of(order, 1)}")
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    for words in ("Tem hợp lệ.", "Bưởi Luận Văn", "Nguyễn Thị Hoa", "Xã Nga An", "tỉnh Thanh Hóa"):
        assert words in page.text
    assert "<script" not in page.text
    english = client.get(f"/{code_of(order, 1)}?lang=en").text
    assert "The stamp is valid." in english
    assert 'lang="en"' in english


def test_each_state_has_its_verdict(people: People, client: FlaskClient) -> None:
    order = active_order(people)
    fresh = an_order(people)
    assert read(client, code_of(fresh, 1))["verdict"] == "not_activated"
    a_print(people, fresh)
    assert read(client, code_of(fresh, 1))["verdict"] == "not_activated"
    void = withdrawn(people, order, withdraw.void, 1)
    held = withdrawn(people, order, withdraw.suspend, 2)
    assert (read(client, void)["verdict"], read(client, void)["panel"]) == ("void", "stop")
    assert read(client, held)["verdict"] == "suspended"
    assert read(client, code_of(order, 3))["verdict"] == "valid_first"


def test_a_recall_is_told_with_reason_and_phone(people: People, client: FlaskClient) -> None:
    lot = a_lot(people, pack_count=None)
    order = active_order(people, lot)
    held = withdrawn(people, order, withdraw.suspend, 2)
    to_state(people, lot, "recalled")
    told = read(client, held)
    assert (told["verdict"], told["also"]) == ("recalled", ["suspended"])
    assert told["lot"]["recall"]["reason"] == "Dư lượng thuốc vượt mức"
    page = client.get(f"/{held}").text
    assert "Không sử dụng." in page
    assert page.count("0237 3852 246") == 1
    assert 'href="tel:02373852246"' in page
    assert "Mua ở đâu" not in page
    assert "Tem đang tạm khóa." in page


def test_the_day_after_its_use_by_a_lot_is_expired(people: People, client: FlaskClient) -> None:
    lot = a_lot(people, pack_count=None, use_by=clock.today())
    code = code_of(active_order(people, lot), 1)
    assert read(client, code)["verdict"] == "valid_first"
    assert "Mua ở đâu" in client.get(f"/{code}").text
    with clock.frozen_at(clock.now() + timedelta(days=1)):
        assert read(client, code)["verdict"] == "expired"
        assert "Mua ở đâu" not in client.get(f"/{code}").text


def test_typing_letters_small_with_hyphens_and_spaces(people: People, client: FlaskClient) -> None:
    code = code_of(active_order(people), 1)
    typed = "-".join(code.lower()[at : at + 4] for at in range(0, 16, 4))
    assert read(client, typed)["verdict"] == "valid_first"
    assert read(client, code[:8] + "%20" + code[8:])["verdict"] == "valid_first"


def wrong_codes(order: StampOrder) -> dict[str, str]:
    good = code_of(order, 1)
    other = "2" if good[5] != "2" else "3"
    body = good[0] + "7" * 14
    return {
        "a changed letter": good[:5] + other + good[6:],
        "15 letters": good[:-1],
        "17 letters": good + "A",
        "a forged one": body + check_letter(body),
    }


def test_wrong_codes_never_reach_the_database(people: People, client: FlaskClient) -> None:
    codes = wrong_codes(active_order(people))
    with counted_queries() as said:
        told = {name: read(client, code, 404)["verdict"] for name, code in codes.items()}
        pages = {name: client.get(f"/{code}") for name, code in codes.items()}
    assert said == []
    assert told == {
        "a changed letter": "typo", "15 letters": "typo", "17 letters": "typo",
        "a forged one": "not_ours",
    }  # fmt: skip
    assert {page.status_code for page in pages.values()} == {404}
    assert "Có thể gõ nhầm một chữ." in pages["a changed letter"].text
    assert "tem.example.vn" in pages["a forged one"].text
    assert "Nhập lại mã tem" in pages["a forged one"].text


def test_a_sealed_serial_that_was_never_issued_is_not_ours(client: FlaskClient, app: Flask) -> None:
    told = read(client, the_ring().seal(3_999_999_999), 404)
    assert (told["verdict"], told["product"], told["events"]) == ("not_ours", None, [])


@pytest.mark.parametrize("path", ["/robots.txt", "/wp-login.php", "/xin-chao", "/a%00b"])
def test_other_stray_paths_are_plain_404(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "Nhập lại mã tem" not in page.text


def test_what_is_never_told(people: People, client: FlaskClient) -> None:
    household = a_household(people, phone="0912345678", latitude=19.98765, longitude=105.98765)
    lot = a_lot(people, a_product(people, household), pack_count=None)
    code = code_of(active_order(people, lot), 1)
    for text in (client.get(f"/{code}").text, client.get(f"/{code}?format=json").text):
        for secret in ("0912345678", "0912 345 678", "19.98", "105.98", "Thôn 3", household.id):
            assert secret not in text


def test_without_consent_the_name_goes_and_the_stamp_stays(
    people: People, client: FlaskClient
) -> None:
    household = a_household(people)
    lot = a_lot(people, a_product(people, household, brand="Vườn bà Hoa"), pack_count=None)
    code = code_of(active_order(people, lot), 1)
    with one_commit() as session:
        session.get_one(Household, household.id).state = "draft"
    told = read(client, code)
    assert told["verdict"] == "valid_first"
    assert (told["producer"]["name"], told["product"]["brand"]) == (None, None)
    page = client.get(f"/{code}").text
    assert "Hoa" not in page.replace("Thanh Hoa", "")
    assert lot.lot_code in page


def test_what_is_owed_and_missing_is_said(people: People, client: FlaskClient) -> None:
    product = a_product(people, shelf_life_days=None)
    code = code_of(active_order(people, a_lot(people, product, pack_count=None)), 1)
    page = client.get(f"/{code}").text
    owed = "ảnh sản phẩm, nhãn hiệu, hạn dùng, tiêu chuẩn áp dụng, nhật ký của lô"
    assert f"Chưa cập nhật: {owed}." in page
    assert "chưa cập nhật" not in page  # said once, not in every row


def test_papers_out_of_force_are_not_shown(people: People, client: FlaskClient) -> None:
    product = a_product(people)
    a_certificate(
        people, product, "vietgap", number="VG-OLD", issuer="Trung tâm",
        valid_from=days_ago(900), valid_to=days_ago(1),
    )  # fmt: skip
    code = code_of(active_order(people, a_lot(people, product, pack_count=None)), 1)
    assert "VG-OLD" not in client.get(f"/{code}").text


def test_a_page_is_small(people: People, client: FlaskClient) -> None:
    code = code_of(active_order(people), 1)
    page = client.get(f"/{code}", headers={"Accept-Encoding": "br"})
    style = client.get("/static/public.css", headers={"Accept-Encoding": "br"})
    assert len(page.data) + len(style.data) < 20_000  # leaves room for font, icons and marks
