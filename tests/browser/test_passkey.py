"""A passkey in a real Chromium: made, used instead of a password, and as the second step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NGA_AN = "16144"
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Phone:
    """A page with an authenticator made of software behind it (WebAuthn domain of CDP)."""

    def __init__(self, browser: Browser, address: str, pictures: Path, width: int = 360) -> None:
        self.address, self.pictures = address, pictures
        self.context = browser.new_context(viewport={"width": width, "height": 740})
        self.page: Page = self.context.new_page()
        self.cdp: CDPSession = self.context.new_cdp_session(self.page)
        self.cdp.send("WebAuthn.enable")
        made = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
        self.authenticator: str = made["authenticatorId"]
        self.wrong: list[str] = []
        self.page.on("console", lambda said: self.wrong.append(said.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def press(self, label: str) -> None:
        """Press a button that leads to another page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=label, exact=True).click()

    def picture(self, name: str) -> None:
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 360
        self.page.screenshot(path=self.pictures / f"passkey-{name}.png", full_page=True)

    def sign_in(self, login: str, password: str) -> None:
        self.go("/dang-nhap")
        self.page.get_by_label("Tên đăng nhập").fill(login)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.press("Đăng nhập")

    def sign_out(self) -> None:
        self.page.context.clear_cookies()

    def verified(self, yes: bool) -> None:
        """Whether the finger fits."""
        said = {"authenticatorId": self.authenticator, "isUserVerified": yes}
        self.cdp.send("WebAuthn.setUserVerified", said)

    @property
    def inside(self) -> bool:
        self.go("/tai-khoan")
        return self.page.url == f"{self.address}/tai-khoan"


@pytest.fixture(scope="module")
def named(village: Village) -> str:
    """The service by its name: browsers bind passkeys to names, not to numbers."""
    return village.address.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="module")
def nam(chromium: Browser, village: Village, named: str, pictures: Path) -> Iterator[Phone]:
    village.account("nam", "--role", "extension_worker", "--name", "Nam", f"--commune={NGA_AN}")
    phone = Phone(chromium, named, pictures)
    phone.sign_in("nam", village.accounts["nam"])
    if "mat-khau" in phone.page.url:
        phone.page.get_by_label("Mật khẩu đang dùng").fill(village.accounts["nam"])
        village.accounts["nam"] = "bốn con trâu đen"
        phone.page.get_by_label("Mật khẩu mới").fill(village.accounts["nam"])
        phone.press("Đổi mật khẩu")
    yield phone
    phone.context.close()


@pytest.fixture(scope="module")
def registered(nam: Phone) -> str:
    """The phone is named and registered; one of the recovery codes."""
    nam.go("/tai-khoan/chia-khoa")
    nam.picture("list")
    nam.page.get_by_label("Tên chìa khóa").fill("Điện thoại của Nam")
    nam.press("Thêm chìa khóa")
    nam.picture("codes")
    codes = nam.page.locator("code").all_inner_texts()
    assert len(codes) == 10
    nam.go("/tai-khoan/chia-khoa")
    assert "Điện thoại của Nam" in nam.page.locator("main").inner_text()
    nam.picture("listed")
    return codes[0]


def test_it_signs_in_without_a_password(nam: Phone, registered: str) -> None:
    nam.sign_out()
    nam.go("/dang-nhap/chia-khoa?next=/ho")
    nam.picture("sign-in")
    nam.press("Dùng chìa khóa")
    assert nam.page.url == f"{nam.address}/ho"
    assert nam.wrong == []


def test_it_is_the_second_step_after_a_password(
    nam: Phone, registered: str, village: Village
) -> None:
    nam.sign_out()
    nam.sign_in("nam", village.accounts["nam"])
    assert nam.page.url.endswith("/dang-nhap/buoc-hai")
    nam.picture("second")
    assert not nam.inside
    nam.go("/dang-nhap/buoc-hai")
    nam.press("Dùng chìa khóa trên máy")
    assert nam.inside


def test_a_finger_that_does_not_fit_stays_out(nam: Phone, registered: str) -> None:
    nam.sign_out()
    nam.verified(False)
    nam.go("/dang-nhap/chia-khoa")
    nam.page.get_by_role("button", name="Dùng chìa khóa", exact=True).click()
    note = nam.page.get_by_text("Máy chưa xác nhận")
    note.wait_for(state="visible")
    nam.picture("refused")
    nam.verified(True)
    assert not nam.inside


def test_another_phone_has_no_key_for_it(
    chromium: Browser, named: str, pictures: Path, registered: str
) -> None:
    stranger = Phone(chromium, named, pictures)
    stranger.go("/dang-nhap/chia-khoa")
    stranger.page.get_by_role("button", name="Dùng chìa khóa", exact=True).click()
    stranger.page.get_by_text("Máy chưa xác nhận").wait_for(state="visible")
    assert not stranger.inside
    stranger.context.close()


def test_one_phone_is_not_registered_twice(nam: Phone, registered: str, village: Village) -> None:
    nam.go("/dang-nhap/chia-khoa")
    nam.press("Dùng chìa khóa")
    nam.go("/tai-khoan/chia-khoa")
    nam.page.get_by_label("Tên chìa khóa").fill("Lần nữa")
    nam.page.get_by_role("button", name="Thêm chìa khóa", exact=True).click()
    nam.page.get_by_text("Máy chưa xác nhận").wait_for(state="visible")


def test_a_page_opened_by_number_says_where_to_go(
    chromium: Browser, village: Village, named: str, pictures: Path
) -> None:
    numbered = Phone(chromium, village.address, pictures)
    numbered.go("/dang-nhap/chia-khoa")
    assert named in numbered.page.locator("main").inner_text()
    assert numbered.page.locator("form[data-passkey]").count() == 0
    numbered.context.close()


def test_without_a_script_the_page_says_so(chromium: Browser, named: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{named}/dang-nhap/chia-khoa")
    assert "bật JavaScript" in page.locator("main").inner_text()
    page.get_by_role("button", name="Dùng chìa khóa", exact=True).click()
    assert "Chưa dùng được chìa khóa này" in page.locator("main").inner_text()
    context.close()


def test_a_field_phone_is_opened_by_its_pin_and_emptied_when_revoked(
    chromium: Browser, village: Village, named: str, pictures: Path
) -> None:
    """Clear-Site-Data as Chromium obeys it: cookies and what the page stored are gone."""
    village.account("lan", "--role", "extension_worker", "--name", "Lan", f"--commune={NGA_AN}")
    lan = Phone(chromium, named, pictures)
    lan.sign_in("lan", village.accounts["lan"])
    if "mat-khau" in lan.page.url:
        lan.page.get_by_label("Mật khẩu đang dùng").fill(village.accounts["lan"])
        lan.page.get_by_label("Mật khẩu mới").fill("năm con gà trống")
        lan.press("Đổi mật khẩu")
    lan.go("/tai-khoan/may")
    lan.picture("device-add")
    lan.page.get_by_label("Tên máy").fill("Điện thoại xanh")
    lan.page.get_by_label("Mã PIN", exact=False).first.fill("482715")
    lan.page.get_by_label("Gõ lại mã PIN").fill("482715")
    lan.press("Đặt mã PIN cho máy này")
    lan.picture("device-list")
    lan.page.evaluate("localStorage.setItem('nhap', 'hộ bà Hoa')")
    lan.context.clear_cookies(name="agrimarket")
    lan.go("/viec")
    assert "/may" in lan.page.url
    lan.picture("unlock")
    lan.page.get_by_label("Mã PIN").fill("482715")
    lan.press("Mở")
    assert lan.page.url.endswith("/viec")
    lan.go("/tai-khoan/may")
    lan.press("Gỡ máy Điện thoại xanh")
    lan.go("/")
    assert lan.page.evaluate("localStorage.getItem('nhap')") is None
    assert "agrimarket_may" not in [one["name"] for one in lan.context.cookies()]
    assert not lan.inside
    lan.context.close()
