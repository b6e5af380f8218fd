"""A new extension worker with no guide: invited, signed in on a phone, a producer registered."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.keys import Keys
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NGA_AN, HAM_RONG = "16144", "14758"
PHONE, PASSWORD = "0988777666", "ba con vịt bầu"
LINK = re.compile(r"/moi/[\w-]+")


class Newcomer(Keys):
    """Anh Bình's phone; he will also open pages that are not his, and is told so."""

    expected: tuple[int, ...] = ()

    def _note(self, response) -> None:  # type: ignore[no-untyped-def]  # Playwright's own signature
        if response.status in self.expected:
            return
        super()._note(response)

    def may_not_open(self, path: str, status: int) -> None:
        """An address typed by hand answers as a thing that is not there."""
        self.expected = (status,)
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == status, path
        self.expected = ()


@pytest.fixture(scope="module")
def away(chromium: Browser, village: Village, pictures: Path) -> Iterator[str]:
    """The page of a producer of the next commune, registered by chị Lan; its path."""
    village.account("lan", "--role", "extension_worker", "--name", "Lan", "--commune", HAM_RONG)
    with Keys(chromium, village.address, pictures, "lan-moi") as lan:
        lan.sign_in("lan", village.accounts["lan"])
        lan.follow("Đăng ký hộ sản xuất")
        lan.write("Họ và tên chủ hộ", "Vũ Thị Xa")
        lan.follow("Đăng ký")
        assert "Vũ Thị Xa" in lan.page.title()
        yield lan.page.url.removeprefix(lan.address)


@pytest.fixture(scope="module")
def link(chromium: Browser, village: Village, pictures: Path) -> str:
    """Chị Hương, officer of Nga An, invites a worker; the path of the link."""
    village.account("huong", "--role", "commune_officer", "--name", "Hương", "--commune", NGA_AN)
    with Keys(chromium, village.address, pictures, "huong-moi") as huong:
        huong.sign_in("huong", village.accounts["huong"])
        huong.go("/nguoi-dung")
        huong.follow("Mời người")
        huong.pick("Cán bộ khuyến nông")
        huong.write("Mời ai?", "anh Bình")
        huong.follow("Tạo lời mời")
        shown = huong.page.locator("textarea[name=address]").input_value()
        found = LINK.search(shown)
        assert found, shown
        return found[0]


@pytest.fixture(scope="module")
def binh(chromium: Browser, village: Village, pictures: Path, link: str) -> Iterator[Newcomer]:
    """Anh Bình opens the link on his phone, 360 px wide, and is in."""
    with Newcomer(chromium, village.address, pictures, "binh") as binh:
        binh.go(link)
        assert "Hương (cán bộ xã, phường) mời bạn" in binh.text
        assert "Xã Nga An" in binh.text
        binh.write("Họ và tên", "Đỗ Văn Bình")
        binh.write("Số điện thoại hoặc thư điện tử", PHONE)
        binh.write("Mật khẩu", PASSWORD)
        binh.follow("Nhận lời mời")
        assert binh.page.url.endswith("/viec"), binh.text
        assert "Đỗ Văn Bình" in binh.text
        yield binh


def test_he_registers_a_producer(binh: Newcomer) -> None:
    binh.go("/viec")
    binh.follow("Đăng ký hộ sản xuất")
    binh.write("Họ và tên chủ hộ", "Nguyễn Thị Hoa")
    binh.follow("Đăng ký")
    assert "Nguyễn Thị Hoa" in binh.page.title()
    assert "Xã Nga An" in binh.text
    binh.go("/ho")
    assert "1 hộ" in binh.text
    assert "Nguyễn Thị Hoa" in binh.text


def test_he_does_not_see_the_next_commune(binh: Newcomer, away: str) -> None:
    binh.go("/ho?q=Vu+Thi+Xa")
    assert "Không tìm thấy hộ nào" in binh.text
    binh.may_not_open(away, 404)
    binh.may_not_open(away + "/sua", 404)
    binh.may_not_open("/ho/01980000-0000-7000-8000-000000000000", 404)


def test_he_signs_in_again_with_what_he_typed(
    chromium: Browser, village: Village, pictures: Path, binh: Newcomer
) -> None:
    with Keys(chromium, village.address, pictures, "binh-lai") as again:
        again.sign_in(PHONE, PASSWORD)
        assert "Đỗ Văn Bình" in again.text


def test_the_link_is_spent(binh: Newcomer, link: str) -> None:
    binh.may_not_open(link, 404)
    assert "không còn dùng được" in binh.page.title()


def test_he_finds_no_way_above_himself(binh: Newcomer) -> None:
    binh.may_not_open("/nguoi-dung/khoa-api", 403)
    binh.go("/nguoi-dung/moi")
    assert "Mời chủ hộ đăng nhập" in binh.text
    assert "Tạo lời mời" not in binh.text
