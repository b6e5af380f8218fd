"""The landing page, lots and products without a stamp, and GS1 Digital Link paths."""

import pytest
from flask.testing import FlaskClient

from stamps import gs1
from tests.builders.issuing import active_order, code_of
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People

GTIN = "8931234567897"
GTIN14 = "0" + GTIN
STRANGE14 = "0893123456781" + gs1.check_digit("0893123456781")


def test_the_landing_page_takes_a_code(people: People, client: FlaskClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "Nhập mã tem" in page.text
    assert "Đăng nhập" in page.text
    code = code_of(active_order(people), 1)
    for query in (f"ma={code.lower()}", f"code={code[:4]}-{code[4:]}"):
        answer = client.get(f"/?{query}")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/{code}")
    assert client.get(f"/?ma={code}&lang=en").headers["Location"] == f"/{code}?lang=en"


@pytest.mark.parametrize("typed", ["", "1FXY", "không phải mã"])
def test_what_is_no_code_stays_on_the_landing_page(client: FlaskClient, typed: str) -> None:
    answer = client.get("/", query_string={"ma": typed})
    assert answer.status_code == 422
    assert "đủ bốn nhóm" in answer.text


def test_digital_links_lead_to_the_stamp(client: FlaskClient) -> None:
    for path in (f"/01/{GTIN14}/21/1FXY0YKYWGBJSMJT", f"/01/{GTIN14}/10/L-1/21/1FXY0YKYWGBJSMJT"):
        answer = client.get(f"{path}?lang=en&x=1")
        assert answer.status_code == 307
        assert answer.headers["Location"] == "/1FXY0YKYWGBJSMJT?lang=en&x=1"
        assert 'rel="linkset"' in answer.headers["Link"]


@pytest.mark.parametrize(
    "path",
    [
        "/01/08931234567895/21/1FXY0YKYWGBJSMJT",
        "/01/abc",
        f"/01/{GTIN14}/21/A/10/B",
        f"/01/{GTIN14}/21/",
    ],
)
def test_broken_links_say_so(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Hãy" in answer.text


def test_a_product_and_a_lot_without_a_stamp(people: People, client: FlaskClient) -> None:
    lot = a_lot(people, a_product(people, gtin=GTIN))
    paths = (f"/01/{GTIN14}", f"/01/{GTIN14}/10/{lot.lot_code}", f"/lot/{lot.id}")
    for path in paths:
        page = client.get(path)
        assert page.status_code == 200
        assert "Trang này không gắn với một con tem nào." in page.text
        assert "Bưởi Luận Văn" in page.text
        assert "hợp lệ" not in page.text
    assert client.get(paths[1], query_string={"format": "json"}).json["verdict"] is None


def test_a_recalled_lot_says_so_without_a_stamp(people: People, client: FlaskClient) -> None:
    lot = a_lot(people, state="recalled")
    page = client.get(f"/lot/{lot.id}")
    assert "Không sử dụng." in page.text
    assert "Dư lượng thuốc vượt mức" in page.text


def test_what_is_not_public_is_not_there(people: People, client: FlaskClient) -> None:
    hidden = a_lot(people, a_product(people, gtin=GTIN, state="submitted"), state="open")
    for path in (f"/lot/{hidden.id}", "/lot/x", f"/01/{GTIN14}", "/01/00012345600012"):
        assert client.get(path).status_code == 404


def test_the_linkset_of_a_link(people: People, client: FlaskClient) -> None:
    a_product(people, gtin=GTIN)
    asked = client.get(f"/01/{GTIN14}?linkType=linkset")
    by_accept = client.get(f"/01/{GTIN14}", headers={"Accept": "application/linkset+json"})
    for answer in (asked, by_accept):
        assert answer.mimetype == "application/linkset+json"
        context = answer.json["linkset"][0]
        assert context["anchor"] == f"https://tem.example.vn/01/{GTIN14}"
        assert context["itemDescription"] == "Bưởi Luận Văn"
        target = context["https://ref.gs1.org/voc/defaultLink"][0]["href"]
        assert target == f"https://tem.example.vn/01/{GTIN14}"


def test_a_strangers_number_before_a_code_is_told_of_nowhere(
    people: People, client: FlaskClient
) -> None:
    """Anybody can write a genuine code behind another number: only the code is answered for."""
    code = code_of(active_order(people, a_lot(people, a_product(people, gtin=GTIN))), 1)
    foreign = f"/01/{STRANGE14}/21/{code}"
    answer = client.get(foreign)
    assert (answer.status_code, answer.headers["Location"]) == (307, f"/{code}")
    page = client.get(answer.headers["Location"])
    assert f"GTIN {GTIN}" in page.text  # the product's own, to be compared with the pack
    assert STRANGE14[1:] not in page.text
    for path, anchor in (
        (f"/01/{GTIN14}/21/{code}", f"/01/{GTIN14}/21/{code}"),
        (foreign, f"/{code}"),
        (f"/01/{GTIN14}/21/1FXY0YKYWGBJSMJT", "/1FXY0YKYWGBJSMJT"),
    ):
        (context,) = client.get(f"{path}?linkType=linkset").json["linkset"]
        assert context["anchor"] == f"https://tem.example.vn{anchor}"
        assert STRANGE14 not in str(context)
