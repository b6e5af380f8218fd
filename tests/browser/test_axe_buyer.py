"""Every page of a buyer: axe finds nothing serious, nothing scrolls sideways."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import faults_at
from tests.browser.crawl import pages_of
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def codes(province: Village) -> list[str]:
    """One stamp of each order whose codes were handed out as a list, whatever became of it."""
    orders = province.get("/api/v1/stamp-orders?page_size=200").json["items"]
    found = []
    for order in orders:
        listed = province.get(f"/api/v1/stamp-orders/{order['id']}/codes.csv")
        if listed.status == 200:
            row = listed.body.decode("utf-8-sig").splitlines()[1]
            found.append("/" + row.split(",")[1].replace("-", ""))
    return found


def test_every_page_of_a_buyer(page: Page, province: Village, codes: list[str]) -> None:
    """Stamps in every state, in both languages, with the pages that they lead to."""
    wrong = codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1")
    starts = ["/", "/?lang=en", "/dang-nhap", "/khong-co-trang-nay", wrong, *codes]
    told, verdicts = [], set()
    for where, status in pages_of(page, province, starts):
        assert status == (404 if where in (wrong, "/khong-co-trang-nay") else 200), (where, status)
        verdicts.add(page.locator("h1").inner_text().partition(".")[0])
        told += faults_at(page, where)
    assert not told, "\n".join(told)
    assert {"Tem hợp lệ", "Không sử dụng", "Có thể gõ nhầm một chữ"} <= verdicts
