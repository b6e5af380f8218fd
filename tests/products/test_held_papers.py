"""Certificates of a holder: what they cover by name, whole and for a group, and for whom."""

from datetime import date
from typing import Any

from sqlalchemy import select

from agrimarket.channels import facts_store as channels_store
from agrimarket.channels.models import Listing
from agrimarket.households.models import Household
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import reading
from agrimarket.kit.ids import new_id
from agrimarket.products import standing
from agrimarket.products.models import Product
from tests.builders.channels import a_listing
from tests.builders.households import a_cooperative, a_household
from tests.builders.papers import API, member, put
from tests.builders.products import a_certificate, a_held_paper, a_product
from tests.people import HAM_RONG, People


def safe(product: Product) -> bool:
    reading().rollback()  # another transaction changed what this one began to read
    return standing.has_safety_basis(reading(), product)


def test_one_paper_for_all_that_a_producer_makes(people: People) -> None:
    household = a_household(people)
    first, second = (a_product(people, household, basis=False) for _ in range(2))
    hoa = people.producer(household.id)
    body = {"household_id": household.id, "kind": "vietgap", "number": "VG-1", "covers_all": True}
    answer = hoa.post(API, body)
    assert answer.status_code == 201, answer.text
    assert answer.json["covers_all"]
    assert answer.json["product_ids"] == []
    assert not safe(first)  # what she typed, nobody of the state saw yet
    assert people.nam.post(f"{API}/{answer.json['id']}/check").status_code == 200
    assert safe(first)
    assert safe(second)
    later = a_product(people, household, basis=False)
    assert safe(later)
    assert not safe(a_product(people, basis=False))
    listed = hoa.get(f"/api/v1/products/{later.id}/certificates").json
    assert [one["id"] for one in listed] == [answer.json["id"]]


def test_products_by_name(people: People) -> None:
    household = a_household(people)
    first, second = (a_product(people, household, basis=False) for _ in range(2))
    paper = a_held_paper(people, household, product_ids=[first.id])
    assert safe(first)
    assert not safe(second)
    answer = put(people.nam, f"{API}/{paper.id}/products", {"product_ids": [second.id]})
    assert answer.status_code == 200, answer.text
    assert answer.json["product_ids"] == [second.id]
    assert safe(second)
    assert not safe(first)
    answer = put(people.nam, f"{API}/{paper.id}/products", {"covers_all": True})
    assert answer.json["covers_all"]
    assert safe(first)
    acts = [one.action for one in audit.history(reading(), kind="household", id=household.id)]
    assert "certificate_products_set" in acts
    stale = people.nam.call("PUT", f"{API}/{paper.id}/products", json={})
    assert stale.status_code == 428


def test_a_group_paper_covers_its_members_of_today(people: People) -> None:
    group, hoa, binh = a_cooperative(people), a_household(people), a_household(people)
    joined = member(people, group, hoa)
    pomelo, other = (a_product(people, one, basis=False) for one in (hoa, binh))
    paper = a_held_paper(people, group, is_group=True, product_ids=[pomelo.id])
    assert safe(pomelo)
    assert not safe(other)
    refused = put(people.phuc, f"{API}/{paper.id}/products", {"product_ids": [other.id]})
    assert (refused.status_code, refused.json["code"]) == (422, "covered_product_not_found")
    assert "product_ids" in refused.json["fields"]
    left = people.phuc.patch(joined["path"], {"until": clock.today().isoformat()}, joined["etag"])
    assert left.status_code == 200, left.text
    assert not safe(pomelo)
    assert people.phuc.get(f"{API}/{paper.id}").json["product_ids"] == []


def test_all_of_a_groups_own_goods_is_not_its_members(people: People) -> None:
    group, hoa = a_cooperative(people), a_household(people)
    member(people, group, hoa)
    pomelo, own = a_product(people, hoa, basis=False), a_product(people, group, basis=False)
    a_held_paper(people, group, is_group=True, covers_all=True)
    assert safe(own)
    assert not safe(pomelo)


def test_a_paper_that_is_no_group_paper_covers_no_member(people: People) -> None:
    group, hoa = a_cooperative(people), a_household(people)
    member(people, group, hoa)
    pomelo = a_product(people, hoa, basis=False)
    body = {"household_id": group.id, "kind": "vietgap", "product_ids": [pomelo.id]}
    answer = people.phuc.post(API, body)
    assert (answer.status_code, answer.json["code"]) == (422, "covered_product_not_found")


def test_a_member_reads_the_groups_paper_and_mends_it_not(people: People) -> None:
    group, hoa = a_cooperative(people), a_household(people)
    member(people, group, hoa)
    pomelo = a_product(people, hoa, basis=False)
    paper = a_held_paper(people, group, is_group=True, product_ids=[pomelo.id], number="N-1")
    mine = people.producer(hoa.id)
    below = f"/api/v1/products/{pomelo.id}/certificates/{paper.id}"
    seen = mine.get(below)
    assert seen.json["number"] == "N-1"
    assert {"household_id", "product_ids", "household_name"}.isdisjoint(seen.json)
    for answer in (
        mine.patch(below, {"number": "X"}, seen.headers["ETag"]),
        mine.post(f"{below}/remove", {"reason": "x"}),
    ):
        assert (answer.status_code, answer.json["code"]) == (403, "paper_of_another")
    assert mine.get(f"{API}/{paper.id}").status_code == 404
    page = mine.browser().get(f"/san-pham/{pomelo.id}").text
    assert "Giấy chung của nhóm" in page
    assert f"/giay/{paper.id}" not in page


def test_buyers_see_number_and_never_the_members(people: People) -> None:
    """Number, issuer, scope and validity stand on the page; the list and the file do not."""
    group = a_cooperative(people)
    hoa = a_household(people, head_name="Nguyễn Thị Hoa")
    binh = a_household(people, head_name="Trần Văn Bình Kín")
    for one in (hoa, binh):
        member(people, group, one)
    pomelo = a_product(people, hoa, basis=False)
    facts = {"number": "VG-77", "issuer": "Trung tâm X", "scope": "Bưởi 40 ha"}
    a_held_paper(people, group, is_group=True, product_ids=[pomelo.id], **facts)
    lot = people.phuc.post("/api/v1/lots", {
        "product_id": pomelo.id, "lot_code": "L9", "harvested_on": clock.today().isoformat(),
    }).json  # fmt: skip
    assert people.phuc.post(f"/api/v1/lots/{lot['id']}/release").status_code == 200
    told = people.minh.get(f"/lot/{lot['id']}?format=json")
    text = people.minh.get(f"/lot/{lot['id']}").text
    assert "VG-77" in text
    assert "Trung tâm X" in text
    assert "Trần Văn Bình Kín" not in text + told.text
    assert binh.id not in told.text
    assert group.id not in told.text


def test_the_group_itself_is_told_what_members_offer(people: People) -> None:
    group, hoa = a_cooperative(people), a_household(people)
    member(people, group, hoa)
    offered = a_product(people, hoa, basis=False, name="Bưởi đã duyệt")
    draft = a_product(people, hoa, basis=False, state="draft", name="Bưởi nháp")
    paper = a_held_paper(people, group, is_group=True, product_ids=[draft.id])
    htx = people.producer(group.id, "HTX")
    shown = htx.get(f"{API}/{paper.id}").json
    assert (shown["product_ids"], shown["elsewhere"]) == ([], 1)
    answer = put(htx, f"{API}/{paper.id}/products", {"product_ids": [offered.id]})
    assert (answer.json["product_ids"], answer.json["elsewhere"]) == ([offered.id], 1)
    people.phuc.post(f"{API}/{paper.id}/check")  # the group named more: somebody looks again
    assert safe(draft)  # what the group was not told of stayed
    refused = put(htx, f"{API}/{paper.id}/products", {"product_ids": [draft.id]})
    assert refused.json["code"] == "covered_product_not_found"


def test_papers_that_cannot_be_held(people: People) -> None:
    household_id = a_household(people).id
    cases: list[tuple[dict[str, Any], str, str]] = [
        ({"kind": "x"}, "certificate_kind_unknown", "kind"),
        ({"is_group": True}, "group_paper_needs_group", "is_group"),
        ({"covers_all": True, "product_ids": [new_id()]}, "certificate_covers_all_or_named",
         "covers_all"),
        ({"product_ids": [new_id()]}, "covered_product_not_found", "product_ids"),
        ({"product_ids": ["x"]}, "invalid_fields", "product_ids.0"),
        ({"valid_from": "2026-02-01", "valid_to": "2026-01-31"}, "certificate_dates_reversed",
         "valid_to"),
        ({"household_id": new_id()}, "household_not_found", "household_id"),
        ({"removed_at": "2026-01-01"}, "invalid_fields", "removed_at"),
    ]  # fmt: skip
    for over, code, field in cases:
        answer = people.nam.post(API, {"household_id": household_id, "kind": "vietgap", **over})
        assert (answer.status_code, answer.json["code"]) == (422, code), answer.text
        assert field in answer.json["fields"]


def test_an_enterprise_makes_no_commitment(people: People) -> None:
    firm = a_household(people, kind="enterprise", legal_name="Công ty Bưởi", head_name=None)
    answer = people.nam.post(API, {"household_id": firm.id, "kind": "commitment"})
    assert (answer.status_code, answer.json["code"]) == (422, "commitment_for_small_only")


def test_mending_and_removing(people: People) -> None:
    household = a_household(people)
    paper = a_held_paper(people, household, covers_all=True)
    path = f"{API}/{paper.id}"
    etag = people.nam.get(path).headers["ETag"]
    mended = people.nam.patch(path, {"number": "S-2", "valid_to": "2030-01-01"}, etag)
    assert mended.json["number"] == "S-2"
    assert people.nam.patch(path, {"number": "S-3"}, etag).status_code == 412
    assert people.nam.post(f"{path}/remove", {"reason": " "}).json["code"] == "reason_missing"
    gone = people.nam.post(f"{path}/remove", {"reason": "Ghi nhầm hộ"})
    assert gone.json["removed_reason"] == "Ghi nhầm hộ"
    assert not gone.json["valid"]
    assert people.nam.post(f"{path}/remove", {"reason": "x"}).json["code"] == "paper_removed"
    assert put(people.nam, f"{path}/products", {}).json["code"] == "paper_removed"


def test_who_sees_whose(people: People) -> None:
    household = a_household(people)
    paper = a_held_paper(people, household, covers_all=True)
    for stranger in (people.lan, people.producer(a_household(people).id)):
        assert stranger.get(f"{API}/{paper.id}").status_code == 404
        assert stranger.get(API).json["total"] == 0
        assert stranger.post(f"{API}/{paper.id}/remove", {"reason": "x"}).status_code == 404
    auditor = people.person(Role.AUDITOR, "Kiểm toán")
    assert auditor.get(API).json["total"] == 1
    assert auditor.post(f"{API}/{paper.id}/remove", {"reason": "x"}).status_code == 403


def test_the_list_is_filtered(people: People) -> None:
    household, far = a_household(people), a_household(people, commune_code=HAM_RONG)
    today = clock.today()
    soon = date.fromordinal(today.toordinal() + 20)
    past = date.fromordinal(today.toordinal() - 1)
    a_held_paper(people, household, "haccp", valid_to=soon)
    a_held_paper(people, household, "vietgap", valid_to=past)
    a_held_paper(people, far, "organic", valid_from=soon)

    def total(query: str) -> int:
        return int(people.phuc.get(f"{API}?{query}").json["total"])

    assert [total(f"state={one}") for one in ("valid", "ending", "ended", "coming", "removed")] == [
        1, 1, 1, 1, 0,
    ]  # fmt: skip
    assert total(f"household_id={household.id}") == 2
    assert total(f"commune={HAM_RONG}") == 1
    assert total("kind=haccp") == 1
    assert people.nam.get(f"{API}?kind=x").status_code == 422


def test_channels_plan_anew_when_a_paper_or_membership_changes(people: People) -> None:
    from_group = a_cooperative(people)
    listing = a_listing(people)
    product = reading().get_one(Product, listing.product_id)
    owner = reading().get_one(Household, product.household_id)
    planned = changed(people)
    assert listing.id not in planned
    member(people, from_group, owner)
    assert listing.id in changed(people)


def changed(people: People) -> set[str]:
    from_store = channels_store.changed_since_planned()
    reading().rollback()
    return set(reading().scalars(select(Listing.id).where(from_store)))


def test_a_product_paper_is_one_of_its_makers(people: People) -> None:
    product = a_product(people, basis=False)
    paper = a_certificate(people, product)
    told = people.nam.get(f"{API}/{paper.id}").json
    assert told["household_id"] == product.household_id
    assert told["product_ids"] == [product.id]
