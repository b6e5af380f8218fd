"""The whole trail: searched by auditors and the province, taken as a file without any value."""

import csv
import io

import openpyxl
import pytest
from sqlalchemy import select

from agrimarket.accounts import rules as accounts
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.trail.export import ENDINGS
from tests.accounts.entry import PASSWORD
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.people import People, Person

PATH = "/api/v1/audit-rows"


@pytest.fixture
def tam(people: People) -> Person:
    return people.person(Role.AUDITOR, "Tâm")


def test_filters_find_what_they_say(people: People, tam: Person) -> None:
    household = a_household(people, by=people.nam)
    a_lot(people)
    today = clock.today().isoformat()
    one = tam.get(PATH, query_string={"kind": "household", "id": household.id}).json
    assert [row["action"] for row in one["items"]] == ["household_registered"]
    assert one["items"][0]["title"] == "Đăng ký hộ"
    assert one["items"][0]["who"] == "Nam, Cán bộ khuyến nông"
    by_name = tam.get(PATH, query_string={"who": "nam", "kind": "household"}).json
    assert {row["object_id"] for row in by_name["items"]} == {household.id}
    by_id = tam.get(PATH, query_string={"who": people.nam.viewer.token_id}).json
    assert {row["object_id"] for row in by_id["items"]} == {household.id}
    assert tam.get(PATH, query_string={"from": today, "to": today}).json["total"] > 5
    assert tam.get(PATH, query_string={"to": "2020-01-01"}).json["total"] == 0
    acts = tam.get(PATH, query_string={"action": "lot_released"}).json["items"]
    assert {row["kind"] for row in acts} == {"lot"}


def test_values_are_masked_as_on_the_things_own_page(people: People, tam: Person) -> None:
    household = a_household(people)
    with one_commit() as session:
        audit.record(
            session, people.nam.viewer, "household_edited", kind="household", id=household.id,
            before={"phone": "0912000111"}, after={"phone": "0912000222"}, person=household.id,
        )  # fmt: skip
    query = {"kind": "household", "id": household.id}
    (line,) = tam.get(PATH, query_string=query).json["items"][0]["changes"]
    assert (line["label"], line["after"]["text"]) == ("Số điện thoại", "•••••••222")
    (line,) = people.phuc.get(PATH, query_string=query).json["items"][0]["changes"]
    assert line["before"]["text"] == "0912000111"


def test_of_a_thing_that_is_gone_only_the_fields_are_told(people: People, tam: Person) -> None:
    household = a_household(people)
    with one_commit() as session:
        audit.record(
            session, people.nam.viewer, "area_deleted", kind="area",
            id="0193b1de-7a4e-7c3e-9d2f-5b1c9a2e4f60", before={"name": "Đồi bà Hoa"},
            reason="bà Hoa bán đất", person=household.id,
        )  # fmt: skip
    answer = tam.get(PATH, query_string={"kind": "area"})
    assert "Hoa" not in answer.text
    (line,) = answer.json["items"][0]["changes"]
    assert (line["label"], line["after"]["text"]) == ("Tên", "đã đổi")


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER, Role.OPERATOR])
def test_others_do_not_search(people: People, role: Role) -> None:
    communes = () if role is Role.OPERATOR else ("16144",)
    person = people.person(role, "Ai", communes=communes)
    assert person.get(PATH).status_code == 403
    assert person.browser().get("/nhat-ky").status_code == 403
    assert person.browser().get("/nhat-ky/tai-ve.csv").status_code == 403


def test_nonsense_in_the_query_is_named(tam: Person) -> None:
    answer = tam.get(PATH, query_string={"from": "hôm qua", "page": "0"})
    assert answer.status_code == 422
    assert set(answer.json["fields"]) == {"from", "page"}


def test_the_page_lists_filters_and_leads_on(people: People, tam: Person) -> None:
    household = a_household(people, by=people.nam)
    browser = tam.browser()
    page = browser.get("/nhat-ky")
    assert page.status_code == 200
    assert f'href="/nhat-ky/household/{household.id}"' in page.text
    assert 'href="/nhat-ky"' in browser.get("/viec").text
    found = browser.get("/nhat-ky", query_string={"who": "Nam", "action": "household_registered"})
    assert found.text.count("Nam, Cán bộ khuyến nông") == 1
    assert "Không có dòng nào" in browser.get("/nhat-ky?who=kh%C3%B4ng-ai").text
    assert browser.get("/nhat-ky?from=x&page=-1").status_code == 200
    assert 'href="/nhat-ky"' not in people.nam.browser().get("/viec").text


def exported(people: People, ending: str) -> tuple[list[list[str]], bytes]:
    answer = people.phuc.browser().get(f"/nhat-ky/tai-ve.{ending}?kind=household")
    assert answer.status_code == 200
    if ending == "csv":
        text = answer.data.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text))), answer.data
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.rows for cell in row)
    return [[str(cell.value or "") for cell in row] for row in sheet.rows], answer.data


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_an_export_holds_no_value_and_no_formula_and_is_noted(people: People, ending: str) -> None:
    evil = people.person(Role.EXTENSION_WORKER, '=HYPERLINK("x")', communes=("16144",))
    household = a_household(people, by=evil, head_name="Nguyễn Thị Hoa", phone="0912000111")
    with one_commit() as session:
        audit.record(
            session, people.nam.viewer, "household_edited", kind="household", id=household.id,
            before={"phone": "0912000111", "head_name": "Nguyễn Thị Hoa"}, after={"phone": None},
            reason="bà Hoa đổi máy", person=household.id,
        )  # fmt: skip
    lines, whole = exported(people, ending)
    assert lines[0][:4] == ["Lúc", "Người làm", "Vai trò", "Hoạt động"]
    assert any("Sửa thông tin hộ" in line for line in lines)
    said = " ".join(" ".join(line) for line in lines)
    assert "Số điện thoại" in said
    for personal in ("Hoa", "0912000111", "đổi máy"):
        assert personal not in said
    if ending == "csv":
        assert b"'=HYPERLINK" in whole
    db.session.expire_all()
    note = reading().scalars(
        select(audit.AuditRow).where(audit.AuditRow.action == "audit_exported")
    ).one()  # fmt: skip
    assert note.after == {"kind": "household", "action": "", "rows": 2, "from": None, "to": None}


def test_an_export_says_what_changed_where_it_names_nobody(people: People) -> None:
    lot = a_lot(people)
    household = a_household(people)
    with one_commit() as session:
        audit.record(
            session, people.phuc.viewer, "account_edited", kind="account", id=new_id(),
            before={"role": "extension_worker", "email": "nam@xa.example"},
            after={"role": "commune_officer", "email": "nam2@xa.example"}, reason="chuyển việc",
        )  # fmt: skip
    answer = people.phuc.browser().get("/nhat-ky/tai-ve.csv")
    text = answer.data.decode("utf-8-sig")
    found = {row["Hoạt động"]: row for row in csv.DictReader(io.StringIO(text))}
    assert found["Cho lô xuất bán"]["Đối tượng"] == f"Lô {lot.lot_code}"
    assert found["Cho lô xuất bán"]["Trước"] == ""  # sealed under the producer's key
    assert found["Đăng ký hộ"]["Đối tượng"] == found["Đăng ký hộ"]["Mã đối tượng"]
    edited = found["Sửa thông tin tài khoản"]
    assert edited["Ô đã đổi"] == "Vai trò, Thư điện tử"
    assert (edited["Trước"], edited["Sau"], edited["Lý do"]) == (
        "Vai trò: Cán bộ khuyến nông", "Vai trò: Cán bộ xã, phường", "chuyển việc",
    )  # fmt: skip
    assert "@xa.example" not in text
    assert household.head_name not in text


def test_staff_are_named_to_an_auditor(people: People, tam: Person) -> None:
    with one_commit() as session:
        nam, lan = (
            accounts.create_account(
                session, viewer=people.phuc.viewer, name=name, login=login, password=PASSWORD,
                role=Role.EXTENSION_WORKER, commune_codes=["16144"],
            )
            for name, login in (("Hà Văn Nam", "nam1"), ("Lê Thị Lan", "lan1"))
        )  # fmt: skip
        audit.record(
            session, people.phuc.viewer, "delegated", kind="delegation", id=new_id(),
            after={"from": nam.id, "to": lan.id, "communes": ["16144"]},
        )  # fmt: skip
        nam_id = nam.id
    page = tam.browser().get("/nhat-ky?kind=delegation").text
    assert "Người giao: Hà Văn Nam; Người nhận: Lê Thị Lan" in page
    page = tam.browser().get("/nhat-ky?kind=account").text
    assert "Tài khoản: Hà Văn Nam" in page
    assert nam_id not in page


def test_a_withdrawn_purpose_is_not_told_as_a_consent(people: People, tam: Person) -> None:
    household = a_household(people)
    with one_commit() as session:
        audit.record(
            session, people.nam.viewer, "consent_withdrawn", kind="household", id=household.id,
            before={"purposes": ["support"]}, after={"state": "draft"}, person=household.id,
        )  # fmt: skip
    page = tam.browser().get(f"/nhat-ky?kind=household&id={household.id}").text
    assert "Đã rút: Liên hệ để hỗ trợ, tập huấn" in page


def test_an_ending_nobody_makes(people: People) -> None:
    assert people.phuc.browser().get("/nhat-ky/tai-ve.exe").status_code == 404


def test_more_rows_than_a_file_holds_are_refused(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agrimarket.trail.export.MOST_EXPORTED", 1)
    answer = people.phuc.browser().get("/nhat-ky/tai-ve.csv")
    assert answer.status_code == 422
    assert "khoảng ngày ngắn hơn" in answer.text
