"""What lists search follows every writer in the same commit."""

from typing import Any

from click.testing import CliRunner
from flask import Flask

from agrimarket.cli import group
from agrimarket.households.finding import store_found
from agrimarket.households.finding.models import HouseholdFind
from agrimarket.kit.access import Role
from agrimarket.kit.db import db, one_commit
from agrimarket.products import describe
from tests.builders.households import a_household, citizen_id
from tests.builders.lists import HOA, imported
from tests.builders.products import a_product
from tests.people import HAM_RONG, NGA_AN, People, Person

URL = "/api/v1/households"


def total(person: Person, **query: str) -> int:
    answer = person.get(URL, query_string=query)
    assert answer.status_code == 200, answer.text
    return int(answer.get_json()["total"])


def wrong() -> int:
    """How many rows a rebuild would mend; nothing is kept of it."""
    with one_commit() as session:
        mended = store_found.rebuild(session)[1]
        session.rollback()
    return mended


def test_registering_and_editing(people: People) -> None:
    hoa = a_household(people, crops=["Bưởi"], phone="0912345678")
    assert (total(people.nam, q="buoi hoa"), wrong()) == (1, 0)
    tag = people.nam.get(f"{URL}/{hoa.id}").headers["ETag"]
    told = {"head_name": "Nguyễn Thị Huệ", "crops": ["Cam"], "phone": "0988000111"}
    assert people.nam.patch(f"{URL}/{hoa.id}", told, tag).status_code == 200
    assert [total(people.nam, q=q) for q in ("hoa", "hue", "buoi", "cam", "0912", "0988")] == [
        0, 1, 0, 1, 0, 1
    ]  # fmt: skip
    assert wrong() == 0


def test_a_list_and_its_undoing(people: People) -> None:
    listed = imported(people.nam, HOA)
    made = total(people.nam, import_id=listed["id"])
    assert made > 0
    assert wrong() == 0
    undone = people.nam.post(f"/api/v1/household-imports/{listed['id']}/undo", {})
    assert undone.status_code == 200, undone.text
    assert (total(people.nam, import_id=listed["id"]), wrong()) == (0, 0)


def test_names_of_products(people: People) -> None:
    hoa = a_household(people)
    product = a_product(people, hoa.id, name="Chiếu cói Nga Sơn")
    assert total(people.nam, q="chieu hoa") == total(people.nam, crop="chiếu cói") == 1
    with one_commit() as session:
        product = session.merge(product)
        describe.edit_product(
            session, viewer=people.phuc.viewer, product=product, name="Thảm cói"
        )  # fmt: skip
    assert [total(people.nam, q=q) for q in ("chieu", "tham")] == [0, 1]
    withdrawn = people.phuc.post(f"/api/v1/products/{product.id}/withdraw", {"reason": "Hết mùa"})
    assert withdrawn.status_code == 200, withdrawn.text
    assert (total(people.nam, q="tham"), wrong()) == (0, 0)


def test_the_forgotten_are_found_no_more(people: People) -> None:
    hoa = a_household(people, consent=None, hamlet="Thôn Riêng")
    gone = people.phuc.post(f"{URL}/{hoa.id}/erase", {"reason": "Chị Hoa yêu cầu xóa thông tin"})
    assert gone.status_code in {200, 204}, gone.text
    assert (total(people.phuc), total(people.phuc, q="rieng"), wrong()) == (0, 0, 0)


def test_the_command_mends_what_hands_broke(app: Flask, people: People) -> None:
    hoa = a_household(people)
    with one_commit() as session:
        row: Any = session.get(HouseholdFind, hoa.id)
        row.words = "viet tay"
    assert (total(people.nam, q="hoa"), wrong()) == (0, 1)
    result = CliRunner().invoke(group, ["reindex", "--json"], obj=lambda: app)
    assert result.output.strip().endswith('{"rows": 1, "mended": 1}'), result.output
    db.session.remove()
    assert (total(people.nam, q="hoa"), wrong()) == (1, 0)


def test_by_whom_and_when(people: People) -> None:
    here = a_household(people, by=people.nam)
    a_household(people, by=people.huong, head_name="Lê Thị Mai")
    day = here.created_at.date().isoformat()
    assert total(people.nam, registered_by="me") == 1
    assert total(people.nam, registered_by=str(people.huong.viewer.asker)) == 1
    assert total(people.nam, registered_by="x") == 0
    assert total(people.nam, since="2020-01-01", until="2020-12-31") == 0
    assert total(people.nam, since=day[:8] + "01") == 2
    assert people.nam.get(f"{URL}?since=hôm qua").status_code == 422


class TestMasks:
    """Who sees no phone whole learns nothing of one by search, count or order."""

    def test_nothing_is_told_of_a_phone(self, people: People) -> None:
        a_household(people, phone="0912345678")
        a_household(people, phone="0912345679", head_name="Lê Văn Bình")
        auditor = people.person(Role.AUDITOR, "Kiểm")
        for q in ("0912345678", "345678", "678", "+84912345678", "0912", "hoa 345"):
            assert total(auditor, q=q) == 0, q
            assert total(people.nam, q=q) > 0, q
        scopes = ("households:read",)
        program = people.person(Role.API_CLIENT, "M", scopes=scopes)
        assert total(program, q="345678") == 0

    def test_a_citizen_number_is_no_word(self, people: People) -> None:
        number = citizen_id()
        a_household(people, citizen_id=number)
        for person in (people.phuc, people.nam):
            assert [total(person, q=q) for q in (number, number[-3:] * 2, number[:6])] == [0, 0, 0]


class TestByTheNumber:
    """The whole citizen number, in a body, counted, inside one's own scope."""

    def test_it_finds_ones_own_alone(self, people: People) -> None:
        number = citizen_id()
        hoa = a_household(people, citizen_id=number)

        def found(person: Person, typed: str) -> list[str]:
            answer = person.post(f"{URL}/find", {"citizen_id": typed})
            assert answer.status_code == 200, answer.text
            assert number not in answer.text
            return [item["id"] for item in answer.get_json()["items"]]

        spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
        assert found(people.nam, number) == found(people.phuc, spaced) == [hoa.id]
        assert found(people.lan, number) == found(people.nam, citizen_id()) == []
        assert people.nam.post(f"{URL}/find", {"citizen_id": "123"}).status_code == 422

    def test_not_for_programs_and_not_by_the_thousand(self, people: People) -> None:
        scopes = ("households:read", "households:write")
        program = people.person(Role.API_CLIENT, "M", scopes=scopes)
        assert program.post(f"{URL}/find", {"citizen_id": citizen_id()}).status_code == 403
        said = [
            people.nam.post(f"{URL}/find", {"citizen_id": citizen_id()}).status_code
            for _ in range(31)
        ]
        assert said == [200] * 30 + [429]

    def test_on_the_page(self, people: People) -> None:
        number = citizen_id()
        hoa = a_household(people, citizen_id=number)
        browser = people.nam.browser()
        answer = browser.post("/ho/tim-so-can-cuoc", data={"citizen_id": number})
        assert answer.headers["Location"] == f"/ho/{hoa.id}"
        strange = browser.post("/ho/tim-so-can-cuoc", data={"citizen_id": citizen_id()})
        assert strange.headers["Location"] == "/ho"
        assert browser.post("/ho/tim-so-can-cuoc", data={"citizen_id": "12"}).status_code == 422


class TestThePage:
    """Chips, empty states, sizes."""

    def test_chips_lead_away_one_by_one(self, people: People) -> None:
        a_household(people, commune_code=NGA_AN)
        page = (
            people.phuc.browser().get(f"/ho?q=hoa&commune={NGA_AN}&page=1").get_data(as_text=True)
        )
        assert f'href="/ho?commune={NGA_AN}"' in page
        assert 'href="/ho?q=hoa"' in page

    def test_an_empty_list_says_what_to_drop(self, people: People) -> None:
        a_household(people)
        browser = people.phuc.browser()
        page = browser.get(f"/ho?q=hoa&commune={HAM_RONG}").get_data(as_text=True)
        assert "Bỏ Phường Hàm Rồng: còn 1 hộ" in page
        assert "Bỏ “hoa”" not in page
        assert "Bỏ “khong ai”: còn 1 hộ" in browser.get("/ho?q=khong+ai").get_data(as_text=True)
        assert "không còn hộ nào" in browser.get("/ho?page=9").get_data(as_text=True)

    def test_the_size_of_a_page(self, people: People) -> None:
        for number in range(22):
            a_household(people, head_name=f"Lê Thị {chr(65 + number)}a")
        browser = people.nam.browser()
        for size, shown in (("", 20), ("50", 22), ("7", 20)):
            page = browser.get(f"/ho?page_size={size}").get_data(as_text=True)
            assert page.count("data-tick>") == shown
