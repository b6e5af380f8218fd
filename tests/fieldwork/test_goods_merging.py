"""Two people change one product: facts that differ merge, what it is waits for a person."""

from typing import Any

import pytest

from agrimarket.products import edits
from agrimarket.products.models import Product
from tests.builders.fieldwork import op, result, results
from tests.builders.households import a_household
from tests.builders.products import a_product
from tests.people import People, Person

PRODUCTS = "/api/v1/products"
CONFLICTS = "/api/v1/sync/conflicts"


@pytest.fixture
def jar(people: People) -> Product:
    """Bà Hoa's mắm tép."""
    return a_product(people, a_household(people), name="Mắm tép", price_vnd=60_000)


def edited(product: Product, base: int | None, after: str | None = None, **fields: Any) -> Any:
    return op("product.edit", product.id, base=base, after=after, fields=fields)


def seen(person: Person, product: Product) -> dict[str, Any]:
    found: dict[str, Any] = person.get(f"{PRODUCTS}/{product.id}").get_json()
    return found


def at_the_desk(person: Person, product: Product, **changes: Any) -> None:
    etag = person.get(f"{PRODUCTS}/{product.id}").headers["ETag"]
    answer = person.patch(f"{PRODUCTS}/{product.id}", changes, etag)
    assert answer.status_code == 200, answer.text


def waiting(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get(CONFLICTS).get_json()["items"]
    return found


def test_different_facts_merge(people: People, jar: Product) -> None:
    base = jar.revision
    at_the_desk(people.huong, jar, description="Ủ sáu tháng")
    told = result(people.nam, edited(jar, base, name="Mắm tép Hoạt Giang", price_vnd=65_000))
    assert (told["status"], told["merged"]) == ("applied", True)
    now = seen(people.nam, jar)
    assert (now["name"], now["price_vnd"], now["description"]) == (
        "Mắm tép Hoạt Giang", 65_000, "Ủ sáu tháng",
    )  # fmt: skip


def test_a_price_goes_to_whoever_comes_last(people: People, jar: Product) -> None:
    base = jar.revision
    at_the_desk(people.huong, jar, price_vnd=70_000)
    told = result(people.nam, edited(jar, base, price_vnd=65_000))
    assert (told["status"], told["merged"]) == ("applied", True)
    assert seen(people.nam, jar)["price_vnd"] == 65_000


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_name_that_both_changed_waits(people: People, jar: Product, choice: str) -> None:
    base = jar.revision
    at_the_desk(people.huong, jar, name="Mắm tép Hà Yên")
    told = result(people.nam, edited(jar, base, name="Mắm tép Hoạt Giang", price_vnd=65_000))
    assert (told["status"], told["merged"]) == ("conflict", True)
    now = seen(people.nam, jar)
    assert (now["name"], now["price_vnd"]) == ("Mắm tép Hà Yên", 65_000)
    (one,) = waiting(people.huong)
    assert (one["id"], one["kind"]) == (told["conflict_id"], "product")
    (side,) = one["fields"]
    assert (side["label"], side["mine"], side["theirs"]) == (
        "Tên sản phẩm", "Mắm tép Hoạt Giang", "Mắm tép Hà Yên",
    )  # fmt: skip
    assert "Hương" in side["theirs_by"]
    page = people.huong.browser().get("/thuc-dia/xung-dot").text
    assert "Hai người sửa sản phẩm khác nhau" in page
    assert people.huong.post(f"{CONFLICTS}/{one['id']}", {"choice": choice}).status_code == 200
    held = {"mine": "Mắm tép Hoạt Giang", "theirs": "Mắm tép Hà Yên"}
    assert seen(people.nam, jar)["name"] == held[choice]
    assert people.huong.post(f"{CONFLICTS}/{one['id']}/undo").status_code == 200
    assert seen(people.nam, jar)["name"] == "Mắm tép Hà Yên"
    assert [two["id"] for two in waiting(people.huong)] == [one["id"]]


def test_a_choice_is_not_taken_back_over_a_newer_name(people: People, jar: Product) -> None:
    base = jar.revision
    at_the_desk(people.huong, jar, category="drink")
    one = result(people.nam, edited(jar, base, category="herb"))["conflict_id"]
    assert people.huong.post(f"{CONFLICTS}/{one}", {"choice": "mine"}).status_code == 200
    at_the_desk(people.huong, jar, category="other")
    answer = people.huong.post(f"{CONFLICTS}/{one}/undo")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict_moved_on")
    assert seen(people.nam, jar)["category"] == "other"


def test_one_phones_edits_in_a_row_are_nobodys_conflict(people: People, jar: Product) -> None:
    first = edited(jar, jar.revision, name="Mắm tép 1")
    then = edited(jar, jar.revision, after=first["id"], name="Mắm tép 2")
    told = results(people.nam, first, then)
    assert [one["status"] for one in told] == ["applied", "applied"]
    assert [one["merged"] for one in told] == [False, False]
    assert seen(people.nam, jar)["name"] == "Mắm tép 2"


def test_an_edit_that_changed_nothing_hides_nobodys_change(people: People, jar: Product) -> None:
    """The first was told a revision somebody else made: it is not this phone's own."""
    base = jar.revision
    at_the_desk(people.huong, jar, name="Mắm tép Hà Yên")
    first = edited(jar, base, price_vnd=60_000)
    then = edited(jar, base, after=first["id"], name="Mắm tép Hoạt Giang")
    told = results(people.nam, first, then)
    assert [one["status"] for one in told] == ["applied", "conflict"]


def test_the_same_name_on_both_sides_is_no_conflict(people: People, jar: Product) -> None:
    base = jar.revision
    at_the_desk(people.huong, jar, name="Mắm tép Hà Yên")
    told = result(people.nam, edited(jar, base, name="Mắm  tép Hà Yên "))
    assert told["status"] == "applied"
    assert waiting(people.huong) == []


def test_a_guard_that_forgets_what_a_product_is_is_seen(
    jar: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert edits.at_odds(jar, {"name": "Khác", "unit": "chai"}, {"name", "unit"}) == ["name"]
    monkeypatch.setattr(edits, "MATERIAL", ())
    assert edits.at_odds(jar, {"name": "Khác"}, {"name"}) == []
