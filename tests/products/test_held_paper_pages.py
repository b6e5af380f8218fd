"""Pages of certificates by their holder, and the places a certificate covers."""

from agrimarket.kit.ids import new_id
from tests.builders.households import a_cooperative, a_household
from tests.builders.papers import API, member, put
from tests.builders.products import a_held_paper, a_product
from tests.people import People


def test_pages_of_papers(people: People) -> None:
    group, hoa = a_cooperative(people), a_household(people)
    member(people, group, hoa)
    pomelo = a_product(people, hoa, basis=False)
    nam = people.nam.browser()
    assert "Giấy của hộ nào" in nam.get("/giay/moi").text
    made = nam.post(f"/giay/moi?household={group.id}", data={
        "kind": "vietgap", "number": "G-1", "covers_all": "", "is_group": "1",
    })  # fmt: skip
    assert made.status_code == 303, made.text
    way = made.headers["Location"]
    assert way.endswith("/san-pham")
    assert pomelo.name in nam.get(way).text
    assert nam.post(way, data={"product_ids": [pomelo.id]}).status_code == 303
    page = nam.get(way.removesuffix("/san-pham")).text
    assert pomelo.name in page
    assert "G-1" in page
    assert "Giấy chung của nhóm" in page
    assert "G-1" in nam.get("/giay?kind=vietgap").text
    wrong = nam.post(f"/giay/moi?household={group.id}", data={"kind": "", "number": "gõ rồi"})
    assert wrong.status_code == 422
    assert "gõ rồi" in wrong.text
    refused = nam.post(way, data={"product_ids": [new_id()]})
    assert refused.status_code == 422
    one = way.removesuffix("/san-pham")
    assert nam.post(f"{one}/sua", data={"number": "G-2"}).status_code == 303
    assert nam.post(f"{one}/go", data={"reason": ""}).status_code == 422
    assert nam.post(f"{one}/go", data={"reason": "Nhầm"}).status_code == 303
    assert "Đã gỡ ngày" in nam.get(one).text


def test_areas_of_a_paper(people: People) -> None:
    group, hoa, binh = a_cooperative(people), a_household(people), a_household(people)
    member(people, group, hoa)
    garden, other = (
        people.phuc.post("/api/v1/areas", {"household_id": one.id, "name": name}).json["id"]
        for one, name in ((hoa, "Vườn bưởi"), (binh, "Vườn cam"))
    )
    paper = a_held_paper(people, group, is_group=True)
    path = f"{API}/{paper.id}/areas"
    assert put(people.nam, path, {"area_ids": [garden]}).json == {"area_ids": [garden]}
    assert people.nam.get(path).json == {"area_ids": [garden]}
    for wrong in (other, new_id()):
        answer = put(people.nam, path, {"area_ids": [wrong]})
        assert (answer.status_code, answer.json["code"]) == (422, "covered_area_not_found")
    assert people.nam.call("PUT", path, json={"area_ids": []}).status_code == 428
    browser = people.nam.browser()
    assert "Vườn bưởi" in browser.get(f"/giay/{paper.id}/noi-san-xuat").text
    answer = browser.post(f"/giay/{paper.id}/noi-san-xuat", data={})
    assert answer.status_code == 303
    assert people.nam.get(path).json == {"area_ids": []}
