"""Pages of a stamp's life: looked at before it is done, asked for, drawn, and added up."""

from typing import Any

from agrimarket.issuing import read, roll
from agrimarket.issuing.read import Run
from agrimarket.kit import clock
from agrimarket.kit.db import reading
from tests.builders.issuing import a_print, active_order, an_order, code_of
from tests.builders.lots import a_lot
from tests.issuing.test_ranges import states, void
from tests.people import People


def test_a_preview_tells_and_keeps_nothing(people: People) -> None:
    order, nam = an_order(people, a_lot(people, pack_count=20), count=20), people.nam.browser()
    a_print(people, order)
    form = {"look": "1", "first": "1", "last": "12"}
    page = nam.post(f"/tem/{order.id}/kich-hoat", data=form)
    assert page.status_code == 200
    assert "Chưa có gì thay đổi" in page.text
    assert "Kích hoạt 12 tem" in page.text
    assert "12 / 21 (lô có 20 gói)" in page.text
    assert states(order) == [(1, 20, "printed")]
    assert len(read.history_of(reading(), order)) == 2
    nam.post(f"/tem/{order.id}/kich-hoat", data={"first": "1", "last": "12"})
    assert states(order) == [(1, 12, "active"), (13, 20, "printed")]


def test_too_many_stamps_lead_to_asking_and_the_answer_back(people: People) -> None:
    order, nam = an_order(people, a_lot(people, pack_count=10), count=20), people.nam.browser()
    a_print(people, order)
    refused = nam.post(f"/tem/{order.id}/kich-hoat", data={"first": "1", "last": "20"})
    assert refused.status_code == 422
    assert "Xin duyệt thêm 10 tem" in refused.text
    ask = f"/tem/xin-duyet?lot={order.lot_id}&order={order.id}&first=1&last=20"
    sent = nam.post(ask, data={"count": "10", "reason": "Chia gói nhỏ"})
    assert sent.status_code == 303
    there, huong = sent.headers["Location"], people.huong.browser()
    assert '<b class="num">1</b> đang chờ' in huong.get("/tem").text
    assert "Chia gói nhỏ" in huong.get("/tem/duyet?state=asked").text
    assert "Duyệt" in huong.get(there).text
    assert huong.post(f"{there}/dong-y", data={"count": "10"}).status_code == 303
    assert (
        nam.post(f"/tem/{order.id}/kich-hoat", data={"first": "1", "last": "20"}).status_code == 303
    )


def test_who_prints_alone_goes_on_to_sticking(people: People) -> None:
    order, nam = an_order(people, count=20), people.nam.browser()
    a_print(people, order)
    page = nam.get(f"/tem/{order.id}").text
    assert "Dán tem và kích hoạt" in page
    assert "Xác nhận đã nhận cuộn" not in page
    assert "Nhận cuộn" not in nam.get("/tem").text
    assert 'class="actions sticky' not in nam.get(f"/tem/{order.id}/in").text


def test_receiving_by_codes_and_making_samples(people: People) -> None:
    order, nam = an_order(people, count=20), people.nam.browser()
    a_print(people, order, format="zip", stock="none", handed_to="Nhà in Lam Sơn")
    assert "Xác nhận đã nhận cuộn" in nam.get(f"/tem/{order.id}").text
    assert "Nhận cuộn" in nam.get("/tem").text
    one_end = nam.post(
        f"/tem/{order.id}/nhan", data={"first_code": code_of(order, 1), "both_ends": "1"}
    )
    assert one_end.status_code == 422
    assert "cả tem đầu và tem cuối" in one_end.text
    both = {"first_code": code_of(order, 3), "last_code": code_of(order, 20), "both_ends": "1"}
    assert nam.post(f"/tem/{order.id}/nhan", data=both).status_code == 303
    assert nam.get(f"/tem/{order.id}/lam-mau").status_code == 403
    made = people.huong.browser().post(
        f"/tem/{order.id}/lam-mau", data={"first": "1", "last": "2", "reason": "Hội chợ"}
    )
    assert made.status_code == 303
    assert states(order) == [(1, 2, "sample"), (3, 20, "delivered")]


def test_the_strip_opens_each_run(people: People) -> None:
    order, nam = active_order(people, count=100), people.nam.browser()
    void(people.phuc, order, 40, 60)
    page = nam.get(f"/tem/{order.id}").text
    assert page.count('aria-label="Tem ') == 3
    assert f'href="/tem/{order.id}/dai?first=40&amp;last=60"' in page
    run = nam.get(f"/tem/{order.id}/dai?first=1&last=39").text
    assert "Tạm khóa tem" not in run  # a worker locks nothing
    assert "Tạm khóa tem" in people.huong.browser().get(f"/tem/{order.id}/dai?first=1&last=39").text
    assert nam.get(f"/tem/{order.id}/dai?first=1&last=101").status_code == 404


def runs_of(sizes: list[int]) -> list[Run]:
    found, at = [], 1
    for number, size in enumerate(sizes):
        state = ("active", "void", "printed")[number % 3]
        found.append(Run(at, at + size - 1, state, None, clock.now()))
        at += size
    return found


def test_two_hundred_runs_are_drawn_together_and_none_is_lost() -> None:
    for sizes in ([1], [1_000_000, 1, 999], [5] * 200, [1, 500] * 20, [500, *[1] * 198, 500]):
        runs = runs_of(sizes)
        drawn = roll.pieces(runs)
        assert [run for piece in drawn for run in piece.runs] == runs
        assert [piece.row for piece in drawn] == [1 + runs.index(piece.runs[0]) for piece in drawn]
        assert abs(sum(piece.width for piece in drawn) - 100) < 0.5
        assert min(piece.width for piece in drawn) > 0.9
        assert len(drawn) <= 45


def test_costs_are_recorded_and_added_up_by_commune_and_year(people: People) -> None:
    order: Any = an_order(people, count=1_000)
    an_order(people, count=500)
    huong = people.huong.browser()
    cost = {"unit_cost_vnd": "180,5", "paid_by": "commune", "cost_note": "Nhà in huyện"}
    assert huong.post(f"/tem/{order.id}/chi-phi", data=cost).status_code == 303
    assert "180.500" in huong.get(f"/tem/{order.id}").text
    assert "180.500" in huong.get("/tem/chi-phi").text
    lines = people.huong.get("/api/v1/stamp-costs").get_json()
    told = {(one["paid_by"], one["stamps"], one["unpriced"], one["cost_vnd"]) for one in lines}
    assert told == {("commune", 1_000, 0, 180_500), (None, 500, 500, 0)}
    listed = huong.get("/tem/chi-phi.csv").text
    assert "Xã Nga An" in listed or "Nga An" in listed
    assert people.nam.browser().get("/tem/chi-phi").status_code == 403
    wrong = huong.post(f"/tem/{order.id}/chi-phi", data={"unit_cost_vnd": "ba trăm"})
    assert (wrong.status_code, 'id="f-unit_cost_vnd-error"' in wrong.text) == (422, True)


def test_a_leak_is_looked_at_before_it_is_told(people: People) -> None:
    """One press reached 153,492 stamps, while voiding two had a page before it."""
    active_order(people, count=30)
    an_order(people, count=1_200)
    phuc = people.phuc.browser()
    assert "Xem trước" in phuc.get("/tem/khoa").text
    form = {"version": "1", "reason": "Mất máy chủ", "since": ""}
    page = phuc.post("/tem/khoa", data={**form, "look": "1"})
    assert page.status_code == 200
    for said in ("Chưa có gì thay đổi", "1.230 tem, 2 đợt", "Mất máy chủ", "Báo lộ khóa 1, 1.230"):
        assert said in page.text
    assert "Chưa cấp tem mới được" not in phuc.get("/tem/khoa").text
    wrong = phuc.post("/tem/khoa", data={**form, "reason": "", "look": "1"})
    assert (wrong.status_code, 'id="f-reason-error"' in wrong.text) == (422, True)
    assert phuc.post("/tem/khoa", data=form).status_code == 303
    assert "Chưa cấp tem mới được" in phuc.get("/tem/khoa").text


def test_a_preview_repeats_the_reason_and_speaks_plainly(people: People) -> None:
    order, huong = active_order(people, count=20, by=people.huong), people.huong.browser()
    form = {"look": "1", "first": "1", "last": "2", "reason": "Rách khi dán"}
    page = huong.post(f"/tem/{order.id}/huy", data=form).text
    assert "Rách khi dán" in page.split("<dl")[1].split("</dl>")[0]
    assert ">Hủy 2 tem<" in page
    for path, example in (("lam-mau", "hội chợ"), ("mo-khoa", "đã kiểm tra"), ("huy", "rách 10")):
        assert example in huong.get(f"/tem/{order.id}/{path}").text
        assert ("rách 10 tem" in huong.get(f"/tem/{order.id}/{path}").text) is (path == "huy")


def test_a_full_lot_is_not_told_to_take_none(people: People) -> None:
    lot, nam = a_lot(people, pack_count=10), people.nam.browser()
    order = an_order(people, lot, count=20)
    a_print(people, order)
    nam.post(f"/tem/{order.id}/kich-hoat", data={"first": "1", "last": "10"})
    refused = nam.post(f"/tem/{order.id}/kich-hoat", data={"first": "11", "last": "20"}).text
    assert "giảm dải tem còn 0" not in refused
    assert "đã gắn đủ 10 tem nên không nhận thêm" in refused
    assert "Xin duyệt thêm 10 tem" in refused


def test_a_leak_told_on_the_page_stands_on_the_order(people: People) -> None:
    order, phuc = active_order(people), people.phuc.browser()
    assert "đang dùng" in phuc.get("/tem/khoa").text
    sent = phuc.post("/tem/khoa", data={"version": "1", "reason": "Mất máy", "since": ""})
    assert sent.status_code == 303
    assert "Chưa cấp tem mới được" in phuc.get("/tem/khoa").text
    assert "Khóa tạo mã của đợt này bị lộ" in phuc.get(f"/tem/{order.id}").text
    assert people.nam.browser().get("/tem/khoa").status_code == 403
