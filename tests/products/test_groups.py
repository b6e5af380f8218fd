"""Groups and sub-groups, shelf life, storage and standards: told over the API and on one form."""

from typing import Any

from agrimarket.products import groups, standards
from agrimarket.products.kinds import CATEGORIES
from agrimarket.products.required.data import RULES
from agrimarket.products.schemas import ProductOut
from tests.builders.households import a_household
from tests.builders.products import a_product
from tests.people import People

PATH = "/api/v1/products"


def test_every_subgroup_has_a_group_and_a_code_of_its_own() -> None:
    assert {one.category for one in groups.SUBGROUPS.values()} == set(CATEGORIES)
    assert not set(groups.SUBGROUPS) & set(CATEGORIES)
    assert all(len(code) <= 40 for code in groups.SUBGROUPS)
    offered = [code for _, rows in groups.choices() for code, _ in rows]
    assert sorted(offered) == sorted([*groups.SUBGROUPS, *CATEGORIES])
    named = {code for rule in RULES for code in rule.not_subgroups}
    assert named <= set(groups.SUBGROUPS)


def test_group_and_subgroup_as_one_choice() -> None:
    assert groups.read_choice("raw_grain") == ("food", "raw_grain")
    assert groups.read_choice("food") == ("food", None)
    assert groups.read_choice("nothing") == ("nothing", None)
    assert groups.group_words("food", "raw_grain") == "Thực phẩm: gạo, ngũ cốc"
    assert groups.group_words("food", None) == "Thực phẩm"


def told(people: People, **over: Any) -> dict[str, Any]:
    body = {"household_id": a_household(people).id, "name": "Chè lam", "category": "food", **over}
    answer = people.nam.post(PATH, body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def test_all_of_it_is_kept_and_told(people: People) -> None:
    sent = {
        "subgroup": "from_grain", "shelf_life_months": 6, "shelf_life_from": "packing",
        "storage": "Nơi khô mát.\nMở gói thì đậy kín.",
        "standards": "HACCP (TCVN 5603:2023)\nTCCS 1",
    }  # fmt: skip
    made = told(people, **sent)
    assert {name: made[name] for name in sent} == sent
    assert set(ProductOut().fields) <= set(made)


UNFIT: list[tuple[dict[str, Any], str, str]] = [
    ({"subgroup": "tea", "category": "drink"}, "subgroup", "subgroup_unfit"),
    ({"subgroup": "no_such"}, "subgroup", "subgroup_unknown"),
    ({"category": "cake"}, "category", "category_unknown"),
    ({"shelf_life_days": 30, "shelf_life_months": 1}, "shelf_life_months", "shelf_life_twice"),
    ({"shelf_life_months": 0}, "shelf_life_months", "shelf_life_months_invalid"),
    ({"shelf_life_months": 241}, "shelf_life_months", "shelf_life_months_invalid"),
    ({"shelf_life_days": 0}, "shelf_life_days", "shelf_life_invalid"),
    ({"shelf_life_from": "birth"}, "shelf_life_from", "shelf_life_from_unknown"),
    ({"price_vnd": 12.5}, "price_vnd", "invalid_fields"),
    ({"gtin": "8936000000010"}, "gtin", "gtin_invalid"),
    ({"season_from": 3}, "season_to", "season_invalid"),
    ({"season_from": 13, "season_to": 2}, "season_from", "invalid_fields"),
]


def test_what_does_not_fit_is_refused_with_field_and_sentence(people: People) -> None:
    body = {"household_id": a_household(people).id, "name": "Chè lam", "category": "food"}
    for sent, field, code in UNFIT:
        answer = people.nam.post(PATH, body | sent)
        assert (answer.status_code, answer.json["code"]) == (422, code), answer.json
        assert answer.json["fields"][field][0].endswith(".")
    assert people.nam.get(PATH).json["total"] == 0


def test_a_change_is_held_against_what_is_there(people: People) -> None:
    made = told(people, subgroup="raw_grain", shelf_life_days=30)
    path = f"{PATH}/{made['id']}"

    def change(**body: Any) -> Any:
        return people.nam.patch(path, body, people.nam.get(path).headers["ETag"])

    assert change(category="drink").json["code"] == "subgroup_unfit"
    assert change(shelf_life_months=1).json["code"] == "shelf_life_twice"
    both = change(category="drink", subgroup="alcohol", shelf_life_days=None, shelf_life_months=24)
    assert (both.status_code, both.json["subgroup"]) == (200, "alcohol")
    assert (both.json["shelf_life_days"], both.json["shelf_life_months"]) == (None, 24)
    assert change(category="herb", subgroup=None).json["subgroup"] is None


def test_a_subgroup_found_later_asks_nobody_again(people: People) -> None:
    product = a_product(people)
    hoa, path = people.producer(product.household_id), f"{PATH}/{product.id}"
    tag = hoa.get(path).headers["ETag"]
    assert hoa.patch(path, {"subgroup": "fresh_plants"}, tag).json["state"] == "approved"


def test_two_taps_choose_both_and_boxes_make_the_standards(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id)
    browser = hoa.browser()
    form = browser.get("/san-pham/moi").text
    assert '<optgroup label="Thực phẩm">' in form
    ticked = next(iter(standards.SUGGESTED))
    sent = {
        "name": "Gạo nếp", "category": "raw_grain", "shelf_life_months": "12", "storage": "Khô",
        "shelf_life_days": "", "shelf_life_from": "packing", "standard": [ticked],
        "standards": " TCCS 02:2025 \n",
    }  # fmt: skip
    made = browser.post("/san-pham/moi", data=sent)
    assert made.status_code == 303, made.text
    kept = hoa.get(f"{PATH}/{made.headers['Location'].rsplit('/', 1)[1]}").json
    assert (kept["category"], kept["subgroup"]) == ("food", "raw_grain")
    assert kept["standards"] == f"{ticked}\nTCCS 02:2025"
    page = browser.get(made.headers["Location"]).text
    for words in ("Thực phẩm: gạo, ngũ cốc", "12 tháng kể từ ngày đóng gói", "TCCS 02:2025"):
        assert words in page
    again = browser.get(f"{made.headers['Location']}/sua").text
    assert '<option value="raw_grain" selected>' in again
    assert f'value="{ticked}" checked' in again


def test_a_refused_form_keeps_choice_and_boxes(people: People) -> None:
    household = a_household(people)
    browser = people.producer(household.id).browser()
    ticked = list(standards.SUGGESTED)[1]
    sent = {
        "name": "", "category": "tea", "standard": [ticked], "standards": "TCCS 9",
        "shelf_life_days": "30", "shelf_life_months": "2",
    }  # fmt: skip
    answer = browser.post("/san-pham/moi", data=sent)
    assert answer.status_code == 422
    for kept in ('<option value="tea" selected>', f'value="{ticked}" checked', "TCCS 9"):
        assert kept in answer.text
    sent["name"] = "Chè xanh"
    answer = browser.post("/san-pham/moi", data=sent)
    assert answer.status_code == 422
    assert "chỉ ghi theo ngày hoặc theo tháng" in answer.text


def test_standards_come_apart_as_they_were_joined() -> None:
    names = list(standards.SUGGESTED)
    text = standards.joined([names[2], names[0], "made up"], f"{names[1]}\n\nTCCS 1\n")
    assert standards.split(text) == ([names[0], names[2], names[1]], "TCCS 1")
    assert standards.split(None) == ([], "")
    assert standards.joined([], "") == ""
