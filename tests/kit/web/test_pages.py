"""The base pages: title, way back, marks, undo, errors; and they work without JavaScript."""

import re

import pytest
from flask.testing import FlaskClient

PAGES = ["/", "/parts", "/list", "/empty", "/work", "/form", "/form-errors", "/404", "/403", "/500"]
PAGES += ["/plain-error", "/code", *(f"/origin/{k}" for k in ("good", "look", "stop", "unknown"))]


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("path", PAGES)
def test_one_title_one_heading_one_main(client: FlaskClient, path: str) -> None:
    html = text_of(client, path)
    assert html.startswith("<!doctype html>\n<html lang=")
    assert re.search(r"<title>[^<]+ · Tem nông sản</title>", html)
    assert html.count("<h1") == 1
    assert html.count("<main ") == 1
    assert '<a class="skip" href="#main">' in html
    assert "None" not in html


def test_the_way_back_and_where_one_is(client: FlaskClient) -> None:
    html = text_of(client, "/form")
    assert re.search(r'class="way-back".*href="/list".*Danh sách hộ', html)
    assert '<a href="/form" aria-current="page">' in html


def test_errors_are_in_the_title(client: FlaskClient) -> None:
    html = text_of(client, "/form-errors")
    assert "<title>Cần sửa: Thêm hộ sản xuất" in html


def test_undo_is_offered_once(client: FlaskClient) -> None:
    html = text_of(client, "/list?flash=1")
    assert "Đã xóa lô A1 của bà Hoa." in html
    assert 'action="/undo"' in html
    assert "Hoàn tác" in html
    assert "Hoàn tác" not in text_of(client, "/list")


def test_demo_is_marked_on_both_kinds_of_page(client: FlaskClient) -> None:
    assert "Bản thử" in text_of(client, "/list")
    assert "Bản thử" in text_of(client, "/origin/good")
    assert "Trial version" in text_of(client, "/origin/good?lang=en")


def test_long_work_is_followed_without_javascript(client: FlaskClient) -> None:
    html = text_of(client, "/work")
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in html
    assert 'data-refresh="3"' in html
    assert "http-equiv" not in text_of(client, "/list")


def test_a_buyers_page_is_light(client: FlaskClient) -> None:
    html = text_of(client, "/origin/good")
    assert "style.css" not in html
    assert "<script" not in html
    assert 'hreflang="en"' in html
    assert "Set-Cookie" not in client.get("/origin/good").headers


def test_an_error_page_needs_nothing_around_it(client: FlaskClient) -> None:
    html = text_of(client, "/plain-error")
    assert "invalid_fields" in html
    assert "Giá phải chia hết cho 500 ₫." in html
    assert "Hãy thử lại sau ít phút." not in html
    assert "Hãy thử lại sau ít phút." in text_of(client, "/500")
    assert "Danh mục" not in html
