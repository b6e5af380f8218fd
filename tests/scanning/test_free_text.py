"""Numbers of people and positions in free texts stay off public pages; private pages keep them."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.builders.trade import put_in
from tests.lots.diary.test_waiting import API, line, release, sprayed
from tests.people import People

SECRETS = (
    "0912999888",
    "0912888777",
    "0912555444",
    "0912345678",
    "19.9777",
    "105.4777",
    "0912111222",
)
FORMS = ("text/html", "application/json", "application/ld+json")


@pytest.fixture
def lot(people: People) -> Any:
    product = a_product(people)
    area = {"household_id": product.household_id, "name": "Vườn 0912999888", "kind": "growing",
            "code": "MV 0912111222"}  # fmt: skip
    made = a_lot(
        people, product, state="open", harvested_on=days_ago(3),
        area_id=put_in(people.nam, "/areas", area)["id"],
    )  # fmt: skip
    line(people, made, "irrigation", 4, text="Gọi 0912888777", place="19.9777,105.4777 sau nhà")
    facts = {"product": "Phân 0912555444", "dose": 1, "dose_unit": "kg"}
    line(people, made, "fertiliser", 9, facts=facts)
    sprayed(people, made, 5, 14)
    said = {"override_reason": "Kiểm nghiệm đạt, gọi 0912345678"}
    assert release(people.huong, made, **said).status_code == 200
    return made


def test_no_public_form_tells_them(lot: Any, client: FlaskClient) -> None:
    for path in ("", "/passport", "/completeness", "/epcis"):
        for form in FORMS:
            answer = client.get(f"/lot/{lot.id}{path}", headers={"Accept": form})
            assert answer.status_code == 200
            assert not [secret for secret in SECRETS if secret in answer.text], (path, form)
    page = client.get(f"/lot/{lot.id}").text
    assert "Gọi •••" in page
    assert "Kiểm nghiệm đạt, gọi •••" in page


def test_those_who_work_with_the_lot_read_all(people: People, lot: Any) -> None:
    page = people.nam.browser().get(f"/lo/{lot.id}").text
    assert all(word in page for word in ("0912888777", "19.9777", "0912999888", "0912345678"))
    lines = people.nam.get(f"{API}/lots/{lot.id}/events").text
    assert "0912555444" in lines


def test_who_writes_is_told_who_reads(people: People, lot: Any) -> None:
    page = people.nam.browser().get(f"/lo/{lot.id}/nhat-ky/moi?kind=irrigation").text
    assert "Đừng ghi số điện thoại, tên người." in page
