"""Every page of a producer, an auditor and an operator, and forms that come back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import faults_at, look_at_every_page
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Login, and the fewest kinds of pages this role must have.
ROLES = {"hoa": 22, "kiemtoan": 18, "operator": 1}


@pytest.mark.parametrize(("page", "least"), ROLES.items(), indirect=["page"], ids=list(ROLES))
def test_every_page_of_a_role(page: Page, province: Village, least: int) -> None:
    look_at_every_page(page, province, least)


REFUSED = [
    ("tinh", "/ho/moi", "Đăng ký hộ"),
    ("canbo", "/ho/nhap-danh-sach", "Xem trước"),
    ("hoa", "/san-pham/moi", "Lưu sản phẩm"),
    ("", "/dang-nhap", "Đăng nhập"),
]


@pytest.mark.parametrize(("page", "path", "button"), REFUSED, indirect=["page"])
def test_a_refused_form(page: Page, province: Village, path: str, button: str) -> None:
    """Sent empty, a form comes back with a summary that has the focus, and is as fit as before."""
    page.goto(province.address + path)
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()
    assert page.locator(".summary").count() == 1
    expect(page.locator(".summary")).to_be_focused()
    assert faults_at(page, path) == []
