"""One act on many producers, and its way back."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from agrimarket.households.finding import bulk
from agrimarket.households.finding.filters import Filters
from agrimarket.households.finding.models import BulkAct, BulkActRow
from agrimarket.households.lists import jobs
from agrimarket.households.merging.merge import merge_households
from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.errors import NotFound
from agrimarket.kit.jobs import JobContext
from tests.builders.households import a_household
from tests.people import HAM_RONG, People, Person

CHANGED = {"updated_at", "revision"}  # an act and its undoing are two changes


@pytest.fixture
def three(people: People) -> list[Household]:
    """Bà Hoa and two neighbours."""
    names = ("Nguyễn Thị Hoa", "Lê Văn Bình", "Trần Thị Mai")
    return [a_household(people, head_name=name, hamlet=f"Thôn {n}") for n, name in enumerate(names)]


def rows() -> dict[str, dict[str, Any]]:
    """Every producer's columns but those that any change moves."""
    db.session.expire_all()
    table: Any = Household.__table__
    found = db.session.execute(select(table)).mappings()
    return {row["id"]: {name: row[name] for name in row if name not in CHANGED} for row in found}


def do(person: Person, kind: str, value: str, ids: list[str]) -> bulk.Outcome:
    with one_commit() as session:
        return bulk.change_many(session, viewer=person.viewer, kind=kind, value=value, ids=ids)


def undo(person: Person, act_id: str) -> bulk.Outcome:
    with one_commit() as session:
        return bulk.undo_many(session, viewer=person.viewer, act_id=act_id)


@pytest.mark.parametrize(
    ("kind", "value"), [("hamlet", "Bản Lát"), ("crop", "Cói"), ("owner", "none"), ("remove", "")]
)
def test_an_act_and_its_undoing_leave_every_row_as_it_was(
    people: People, three: list[Household], kind: str, value: str
) -> None:
    a_household(people, head_name="Người ngoài", commune_code=HAM_RONG)
    drafts = [a_household(people, head_name=f"Nháp {n}", consent=None).id for n in ("Một", "Hai")]
    before = rows()
    ids = [*(one.id for one in three), *drafts]
    done = do(people.nam, kind, value, ids)
    assert done.act.count == {"hamlet": 5, "crop": 5, "owner": 0, "remove": 2}[kind]
    changed = {id for id, row in rows().items() if row != before[id]}
    assert changed == set(ids if kind in {"hamlet", "crop"} else drafts if kind == "remove" else [])
    assert undo(people.nam, done.act.id).left == 0
    assert rows() == before


def test_lists_find_at_once_what_an_act_wrote(people: People, three: list[Household]) -> None:
    done = do(people.nam, "crop", "Sâm báo", [three[0].id, three[1].id])
    found = people.nam.get("/api/v1/households?q=sam bao").get_json()
    assert {item["name"] for item in found["items"]} == {three[0].name, three[1].name}
    undo(people.nam, done.act.id)
    assert people.nam.get("/api/v1/households?q=sam bao").get_json()["total"] == 0


def test_each_producer_has_its_row_in_the_trail(people: People, three: list[Household]) -> None:
    do(people.nam, "hamlet", "Thôn 9", [one.id for one in three])
    edited = select(func.count()).where(AuditRow.action == "household_edited")
    assert db.session.scalar(edited) == 3
    told = people.nam.get(f"/api/v1/households/{three[0].id}/history").get_json()["items"][0]
    assert (told["before"]["hamlet"], told["after"]["hamlet"]) == ("Thôn 0", "Thôn 9")


def test_what_others_changed_since_stays(people: People, three: list[Household]) -> None:
    done = do(people.nam, "hamlet", "Thôn 9", [one.id for one in three])
    do(people.huong, "hamlet", "Thôn 10", [three[0].id])
    assert undo(people.nam, done.act.id).left == 1
    assert [row["hamlet"] for row in rows().values()] == ["Thôn 10", "Thôn 1", "Thôn 2"]


def test_a_crop_goes_again_where_more_came_since(people: People, three: list[Household]) -> None:
    done = do(people.nam, "crop", "Cói", [three[0].id])
    do(people.huong, "crop", "Lúa", [three[0].id])
    assert undo(people.nam, done.act.id).left == 0
    assert rows()[three[0].id]["crops"] == ["Bưởi", "Lúa"]


def test_an_owner_works_where_the_producer_lives(people: People, three: list[Household]) -> None:
    binh = a_household(people, head_name="Xã khác", commune_code=HAM_RONG)
    browser = people.nam.browser()
    answer = browser.post(
        "/ho/hang-loat", data={"act": "owner", "value_owner": "me", "ids": [three[0].id, binh.id]}
    )
    assert answer.status_code == 303
    assert rows()[three[0].id]["owner_id"] is not None
    assert rows()[binh.id]["owner_id"] is None
    assert browser.get("/ho?owner=me").get_data(as_text=True).count("data-tick>") == 1
    assert browser.get("/ho?owner=none").get_data(as_text=True).count("data-tick>") == 2


def test_only_ones_own_producers_and_acts(people: People, three: list[Household]) -> None:
    with pytest.raises(bulk.NobodyChosen):
        do(people.lan, "hamlet", "Thôn 9", [one.id for one in three])
    done = do(people.nam, "hamlet", "Thôn 9", [three[0].id])
    with pytest.raises(NotFound):
        undo(people.lan, done.act.id)
    undo(people.nam, done.act.id)
    with pytest.raises(bulk.ActUndone):
        undo(people.nam, done.act.id)


def test_a_record_that_was_merged_since_stays_as_the_merge_left_it(
    people: People, three: list[Household]
) -> None:
    first, second, _ = (one.id for one in three)
    done = do(people.nam, "hamlet", "Bản Lát", [first, second])
    with one_commit() as session:
        merge_households(session, viewer=people.phuc.viewer, keep_id=first, merge_id=second)
    before = rows()[second]
    assert undo(people.nam, done.act.id).left == 1
    assert rows()[second] == before


def test_after_thirty_days_it_stays(people: People, three: list[Household]) -> None:
    act_id = do(people.nam, "hamlet", "Thôn 9", [three[0].id]).act.id
    with one_commit() as session:
        session.get_one(BulkAct, act_id).until = clock.now()
    with pytest.raises(bulk.ActOver):
        undo(people.nam, act_id)
    jobs.HANDLERS["households.forget_acts"](JobContext("1", {}, 1))
    db.session.remove()
    assert db.session.get(BulkAct, act_id) is None
    assert db.session.scalar(select(func.count()).select_from(BulkActRow)) == 0


def test_all_that_match(people: People, three: list[Household]) -> None:
    ids = bulk.chosen(db.session(), viewer=people.nam.viewer, ids=[], all_of=Filters(q="thi"))
    assert set(ids) == {three[0].id, three[2].id}


def test_more_than_one_act_takes_is_refused(
    people: People, three: list[Household], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words that say how to part the list: first by commune, then by days."""
    monkeypatch.setattr(bulk, "MOST", 2)
    commune = three[0].commune_code
    day = clock.today()
    for filters, how in (
        (Filters(), "lọc theo từng xã, phường"),
        (Filters(commune=commune), "lọc theo khoảng ngày đăng ký"),
        (Filters(commune=commune, since=day), "chọn khoảng ngày ngắn hơn"),
    ):
        with pytest.raises(bulk.TooManyChosen) as refused:
            bulk.chosen(db.session(), viewer=people.nam.viewer, ids=[], all_of=filters)
        assert "Có 3 hộ, mỗi lần làm nhiều nhất 2 hộ" in refused.value.detail
        assert how in refused.value.detail
    with pytest.raises(bulk.TooManyChosen) as refused:
        bulk.chosen(db.session(), viewer=people.nam.viewer, ids=[one.id for one in three],
                    all_of=None)  # fmt: skip
    assert "bỏ đánh dấu bớt" in refused.value.detail


def test_on_the_page(people: People, three: list[Household]) -> None:
    browser = people.nam.browser()
    data = {"act": "hamlet", "value_hamlet": "Thôn 9", "all": "1"}
    answer = browser.post("/ho/hang-loat?q=thi", data=data, follow_redirects=True)
    page = answer.get_data(as_text=True)
    assert "Đã đặt thôn, bản cho 2 hộ." in page
    way_back = re.search(r'action="(/ho/hang-loat/[0-9a-f-]+/hoan-tac)"', page)
    assert way_back is not None
    assert "Đã đặt thôn, bản cho 2 hộ." in browser.get("/ho/hang-loat").get_data(as_text=True)
    undone = browser.post(way_back[1], follow_redirects=True).get_data(as_text=True)
    assert "Đã hoàn tác cho 2 hộ." in undone
    assert sorted(row["hamlet"] for row in rows().values()) == ["Thôn 0", "Thôn 1", "Thôn 2"]


@pytest.mark.parametrize("data", [
    {"act": "hamlet", "value_hamlet": "Thôn 9"}, {"act": "hamlet", "all": "1"},
    {"act": "nothing", "all": "1"}, {"act": "owner", "value_owner": "x", "all": "1"},
])  # fmt: skip
def test_a_refusal_keeps_what_was_typed(
    people: People, three: list[Household], data: dict[str, str]
) -> None:
    answer = people.nam.browser().post("/ho/hang-loat?q=thi", data=data)
    assert answer.status_code == 422
    assert 'value="thi"' in answer.get_data(as_text=True)


class TestExport:
    """The list as a file."""

    def rows(self, browser: FlaskClient, where: str = "", **data: Any) -> list[str]:
        answer = browser.post(f"/ho/tai-ve{where}", data={"ending": "csv"} | data)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        return answer.get_data().decode("utf-8-sig").splitlines()

    def test_it_obeys_the_filters(self, people: People, three: list[Household]) -> None:
        lines = self.rows(people.nam.browser(), "?q=thi&sort=name")
        assert lines[0].startswith('"Họ tên, tên đơn vị",')
        assert [line.partition(",")[0] for line in lines[1:]] == ["Nguyễn Thị Hoa", "Trần Thị Mai"]

    def test_only_those_ticked(self, people: People, three: list[Household]) -> None:
        lines = self.rows(people.nam.browser(), ids=[three[1].id], columns=["name", "phone"])
        assert lines[1:] == [f"{three[1].name},{three[1].phone}"]

    def test_phones_by_role_and_no_formula(self, people: People) -> None:
        a_household(people, phone="0912345678", hamlet="=1+1")
        columns = ["phone", "hamlet"]
        auditor = people.person(Role.AUDITOR, "Kiểm").browser()
        assert self.rows(auditor, columns=columns)[1] == "'=1+1,•••••••678"
        assert self.rows(people.nam.browser(), columns=columns)[1] == "'=1+1,0912345678"

    def test_it_is_noted(self, people: People, three: list[Household]) -> None:
        self.rows(people.nam.browser(), "?q=hoa&gap=area_missing")
        noted = db.session.scalars(
            select(AuditRow).where(AuditRow.action == "households_exported")
        ).one()
        assert noted.after is not None
        assert noted.after["rows"] == 1
        assert noted.after["filters"] == ["Từ khóa", "Chưa ghi diện tích"]

    def test_a_workbook(self, people: People, three: list[Household]) -> None:
        answer = people.nam.browser().post("/ho/tai-ve", data={"ending": "xlsx"})
        assert answer.get_data()[:2] == b"PK"

    def test_others_export_nothing(self, people: People, three: list[Household]) -> None:
        assert len(self.rows(people.lan.browser(), ids=[three[0].id])) == 1
        team = people.person(Role.COMMUNITY_TEAM, "Tổ", communes=(three[0].commune_code,))
        assert team.browser().post("/ho/tai-ve").status_code == 403
