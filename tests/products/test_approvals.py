"""How long an answer was waited for: due days, steps that never change, the list of who waits."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit, reading
from agrimarket.products import decide, describe
from agrimarket.products.models import Product
from agrimarket.products.read import product_of
from tests.builders.households import a_household
from tests.builders.products import a_product
from tests.people import HAM_RONG, People, Person

PATH = "/api/v1/products"
LIST = "/api/v1/product-approvals"


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


FRIDAY, DUE = date(2026, 2, 13), date(2026, 2, 27)  # the last Friday before Tết


def act(person: Person, product: Product, verb: str, on: datetime | date, **body: Any) -> Any:
    moment = on if isinstance(on, datetime) else noon(on)
    with clock.frozen_at(moment):
        answer = person.post(f"{PATH}/{product.id}/{verb}", body or None)
    assert answer.status_code == 200, answer.json
    return answer.json


def steps(people: People, product: Product) -> list[dict[str, Any]]:
    return list(people.phuc.get(f"{PATH}/{product.id}/steps").json)


def test_sent_before_tet_and_answered_in_time(people: People) -> None:
    product = a_product(people, state="draft")
    hoa = people.producer(product.household_id)
    sent = act(hoa, product, "submit", FRIDAY)
    assert (sent["answer_due"], sent["submitted_at"][:10]) == (DUE.isoformat(), "2026-02-13")
    asked = act(people.huong, product, "supplement", DUE, reason="Ảnh mờ")
    assert (asked["answer_due"], asked["submitted_at"]) == (None, None)
    assert asked["supplement_due"] == "2026-03-13"
    again = act(hoa, product, "submit", date(2026, 3, 2))
    assert (again["answer_due"], again["supplement_due"]) == ("2026-03-09", None)
    done = act(people.huong, product, "approve", date(2026, 3, 10))
    assert (done["answer_due"], done["state"]) == (None, "approved")
    late, resent, answered, first = steps(people, product)
    assert [one["after"] for one in (first, answered, resent, late)] == [
        "submitted", "needs_supplement", "submitted", "approved",
    ]  # fmt: skip
    assert (first["due"], first["asked_at"], first["in_time"]) == (DUE.isoformat(), None, None)
    assert (answered["in_time"], answered["due"]) == (True, DUE.isoformat())
    assert answered["asked_at"] == sent["submitted_at"]
    assert answered["reason"] == "Ảnh mờ"
    assert (late["in_time"], late["due"]) == (False, "2026-03-09")


def test_the_last_day_ends_at_midnight_in_vietnam(people: People) -> None:
    for at, in_time in (
        (datetime(2026, 2, 27, 16, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 2, 27, 17, 0, tzinfo=UTC), False),
    ):
        product = a_product(people, state="draft")
        act(people.nam, product, "submit", FRIDAY)
        act(people.huong, product, "approve", at)
        assert steps(people, product)[0]["in_time"] is in_time


def test_a_draft_approved_at_once_was_never_waited_for(people: People) -> None:
    product = a_product(people, state="draft")
    act(people.huong, product, "approve", FRIDAY)
    (only,) = steps(people, product)
    assert (only["before"], only["after"], only["due"]) == ("draft", "approved", None)
    assert (only["asked_at"], only["in_time"]) == (None, None)
    act(people.huong, product, "supplement", noon(FRIDAY) + timedelta(hours=1), reason="Nhãn sai")
    asked = steps(people, product)[0]
    assert (asked["asked_at"], asked["due"]) == (None, "2026-03-06")


def test_withdrawn_while_waiting(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id)
    for who, on, answered in (
        (hoa, DUE, None),  # asked for no answer any more
        (hoa, DUE + timedelta(days=1), False),  # none had come
        (people.huong, DUE, True),  # the office's word
        (people.huong, DUE + timedelta(days=3), False),
    ):
        product = a_product(people, household, state="draft")
        act(people.nam, product, "submit", FRIDAY)
        told = act(who, product, "withdraw", on, reason="Hết mùa")
        assert (told["answer_due"], told["supplement_due"]) == (None, None)
        last = steps(people, product)[0]
        assert last["in_time"] is answered
        assert (last["asked_at"] is None) == (answered is None)


def test_a_reopened_approval_waits_anew_and_says_why(people: People) -> None:
    with clock.frozen_at(noon(date(2026, 2, 2))):
        product = a_product(people)
    hoa = people.producer(product.household_id)
    with clock.frozen_at(noon(FRIDAY)):
        tag = hoa.get(f"{PATH}/{product.id}").headers["ETag"]
        body = {"name": "Bưởi đỏ Luận Văn", "category": "drink", "price_vnd": 1}
        told = hoa.patch(f"{PATH}/{product.id}", body, tag).json
    assert (told["state"], told["answer_due"]) == ("submitted", DUE.isoformat())
    last = steps(people, product)[0]
    assert (last["before"], last["after"]) == ("approved", "submitted")
    assert last["reason"] == "Đã đổi tên, nhóm."
    with clock.frozen_at(noon(DUE)):
        tag = hoa.get(f"{PATH}/{product.id}").headers["ETag"]
        again = hoa.patch(f"{PATH}/{product.id}", {"name": "Bưởi đỏ"}, tag).json
    assert again["answer_due"] == DUE.isoformat()  # changed while it waits: the day stays
    assert len(steps(people, product)) == 2


def test_who_waits_longest_stands_first(people: People) -> None:
    there = a_household(people, commune_code=HAM_RONG)
    named = {
        "old": a_product(people, state="draft", name="Cũ"),
        "late": a_product(people, there, state="draft", name="Xa"),
        "new": a_product(people, state="draft", name="Mới"),
    }
    for name, on in (("late", date(2026, 2, 5)), ("old", date(2026, 2, 4)), ("new", FRIDAY)):
        act(people.phuc, named[name], "submit", on)
    a_product(people, state="approved", name="Xong")
    with clock.frozen_at(noon(date(2026, 2, 12))):
        found = people.phuc.get(LIST).json
        assert [one["name"] for one in found["items"]] == ["Cũ", "Xa", "Mới"]
        assert [one["days_left"] for one in found["items"]] == [-1, 0, 6]
        assert [one["overdue"] for one in found["items"]] == [True, False, False]
        assert found["total"] == 3
        late = people.phuc.get(f"{LIST}?overdue=true").json["items"]
        assert [one["name"] for one in late] == ["Cũ"]
        only = people.phuc.get(f"{LIST}?commune={HAM_RONG}").json["items"]
        assert [one["name"] for one in only] == ["Xa"]
        assert [one["name"] for one in people.huong.get(LIST).json["items"]] == ["Cũ", "Mới"]
        page = people.huong.browser().get("/san-pham/cho-duyet").text
        assert page.index("Cũ") < page.index("Mới")
        assert "Quá hạn 1 ngày" in page
        assert '<span class="badge look">' in page
        assert "1 sản phẩm quá hạn trả lời" in page
        assert "tạm đặt, chờ tỉnh ban hành" in page


def test_nothing_waits(people: People) -> None:
    page = people.huong.browser().get("/san-pham/cho-duyet").text
    assert "Không còn sản phẩm nào chờ duyệt" in page
    product = a_product(people, state="submitted")
    hoa = people.producer(product.household_id)
    assert hoa.get(LIST).status_code == 403
    assert people.lan.get(LIST).json["total"] == 0


def test_the_page_tells_days_and_steps(people: People) -> None:
    product = a_product(people, state="draft")
    act(people.nam, product, "submit", FRIDAY)
    browser = people.producer(product.household_id).browser()
    with clock.frozen_at(noon(date(2026, 2, 24))):
        page = browser.get(f"/san-pham/{product.id}").text
    assert "Còn 3 ngày làm việc" in page
    assert "chậm nhất hết ngày 27/02/2026" in page
    act(people.huong, product, "supplement", date(2026, 3, 2), reason="Ảnh mờ")
    page = browser.get(f"/san-pham/{product.id}").text
    assert "Trả lời trễ, hạn 27/02/2026" in page
    assert "Xin bổ sung trước hết ngày 16/03/2026" in page
    assert "Ảnh mờ" in page


def test_what_waited_before_days_were_kept(people: People) -> None:
    """Rows of an older release have no last day: shown without one, and counted nowhere."""
    product = a_product(people, state="submitted")
    with one_commit() as session:
        row = product_of(session, viewer=people.phuc.viewer, product_id=product.id)
        row.submitted_at = row.answer_due = None
    assert "Chưa tính hạn" in people.huong.browser().get("/san-pham/cho-duyet").text
    (one,) = people.huong.get(LIST).json["items"]
    assert (one["days_left"], one["overdue"]) == (None, False)
    with one_commit() as session:
        row = product_of(session, viewer=people.phuc.viewer, product_id=product.id)
        decide.approve_product(session, viewer=people.huong.viewer, product=row)
    assert steps(people, product)[0]["in_time"] is None


def test_an_officer_who_mends_the_name_reopens_nothing(people: People) -> None:
    product = a_product(people)
    with one_commit() as session:
        row = product_of(session, viewer=people.huong.viewer, product_id=product.id)
        describe.edit_product(session, viewer=people.huong.viewer, product=row, name="Bưởi")
    kept = product_of(reading(), viewer=people.huong.viewer, product_id=product.id)
    assert (kept.state, kept.answer_due) == ("approved", None)
