"""The people below: found, disabled and helped by those above, unseen by everybody else."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import devices, rules
from agrimarket.accounts.models import Account, AccountLink, FieldDevice, Token
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import run_due
from tests.builders.accounts import Member, a_member
from tests.people import HAM_RONG, NGA_AN

OFFICER, WORKER, TEAM = Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER, Role.COMMUNITY_TEAM
PROVINCE = Role.PROVINCE_OFFICER


FORM_TOKEN = re.compile(r'value="[^"]*"')  # it carries the second it was made in


@pytest.fixture
def tree(app: Flask) -> dict[str, Member]:
    """Ông Phúc above chị Hương above anh Nam and tổ Thôn 3; chị Lan elsewhere."""
    return {
        "phuc": a_member(app, PROVINCE, "Nguyễn Văn Phúc"),
        "thuong": a_member(app, PROVINCE, "Lê Thị Thương", agency="cong_thuong"),
        "huong": a_member(app, OFFICER, "Lê Thu Hương", NGA_AN),
        "nam": a_member(app, WORKER, "Trần Hữu Nam", NGA_AN, phone="0912345678"),
        "to": a_member(app, TEAM, "Tổ Đồng Tâm", NGA_AN),
        "lan": a_member(app, WORKER, "Phạm Thị Lan", HAM_RONG),
        "both": a_member(app, WORKER, "Vũ Hai Xã", NGA_AN, HAM_RONG),
        "son": a_member(app, Role.AUDITOR, "Vũ Ngọc Sơn"),
        "op": a_member(app, Role.OPERATOR, "Người vận hành"),
    }


BELOW = {
    "phuc": {"thuong", "huong", "nam", "to", "lan", "both", "son"},
    "thuong": set(),
    "huong": {"nam", "to", "both"},
    "nam": set(),
    "op": {"phuc", "thuong"},
}


@pytest.mark.parametrize("who", BELOW)
def test_the_list_and_the_pages_show_whoever_is_below_and_nobody_else(
    tree: dict[str, Member], who: str
) -> None:
    browser = tree[who].browser()
    listed = browser.get("/nguoi-dung").text
    for name, member in tree.items():
        seen = name in BELOW[who]
        assert (member.id in listed) is seen, name
        page = browser.get(f"/nguoi-dung/{member.id}")
        assert page.status_code == (200 if seen else 404), name


@pytest.mark.parametrize("who", ["to", "son"])
def test_others_have_no_such_page(tree: dict[str, Member], who: str) -> None:
    assert tree[who].browser().get("/nguoi-dung").status_code == 403


def test_a_foreign_person_answers_like_a_missing_one(tree: dict[str, Member]) -> None:
    browser = tree["huong"].browser()
    missing = "01980000-0000-7000-8000-000000000000"
    acts = ("", "/khoa", "/mo", "/mat-khau", "/xa-phuong", f"/may/{missing}/go",
            f"/khoa-api/{missing}/go")  # fmt: skip
    for act in acts:
        method = "GET" if not act else "POST"
        others = (tree["lan"].id, tree["phuc"].id, tree["huong"].id, missing)
        found = [browser.open(f"/nguoi-dung/{one}{act}", method=method) for one in others]
        assert {answer.status_code for answer in found} == {404}, act
        assert len({FORM_TOKEN.sub("", answer.text) for answer in found}) == 1, act
    assert tree["lan"].row.active


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=tran huu nam", {"nam"}),
        ("q=TRẦN", {"nam"}),
        ("q=0912 345", {"nam"}),
        ("role=community_team", {"to"}),
        ("q=khong co ai", set()),
        ("active=no", set()),
        ("role=nobody", {"nam", "to", "both"}),
    ],
)
def test_people_are_found_without_tone_marks(
    tree: dict[str, Member], query: str, names: set[str]
) -> None:
    listed = tree["huong"].browser().get(f"/nguoi-dung?{query}").text
    assert {name for name, member in tree.items() if member.id in listed} == names


def test_pages_of_the_list(app: Flask, tree: dict[str, Member]) -> None:
    for number in range(30):
        a_member(app, WORKER, f"Số {number:02d}", NGA_AN)
    browser = tree["huong"].browser()
    first, second = (browser.get(f"/nguoi-dung?page={page}").text for page in (1, 2))
    assert "<b>33</b>" in first.replace("strong", "b")
    people = [set(re.findall(r"/nguoi-dung/([0-9a-f-]{36})", text)) for text in (first, second)]
    assert [len(found) for found in people] == [20, 13]
    assert people[0] & people[1] == set()


def test_disabling_stops_a_person_at_once_and_is_undone(tree: dict[str, Member]) -> None:
    nam, huong = tree["nam"].browser(), tree["huong"].browser()
    assert nam.get("/ho").status_code == 200
    closed = huong.post(f"/nguoi-dung/{tree['nam'].id}/khoa", follow_redirects=True)
    assert "Hoàn tác" in closed.text
    assert nam.get("/ho").status_code == 302
    undo = re.search(r'action="(/nguoi-dung/[^"]+/mo)"', closed.text)
    assert undo
    assert huong.post(undo[1]).status_code == 303
    assert tree["nam"].row.active
    assert tree["nam"].browser().get("/ho").status_code == 200


def test_whoever_also_works_elsewhere_is_the_province_s_to_disable(
    tree: dict[str, Member],
) -> None:
    path = f"/nguoi-dung/{tree['both'].id}"
    for act in ("khoa", "mat-khau"):
        refused = tree["huong"].browser().post(f"{path}/{act}")
        assert refused.status_code == 403
        assert "địa bàn khác" in refused.text
    assert tree["both"].row.active
    assert tree["phuc"].browser().post(f"{path}/khoa").status_code == 303
    assert not tree["both"].row.active


def codes(member: Member) -> set[str]:
    return {row.commune_code for row in member.row.communes}


def test_an_officer_changes_only_own_communes(app: Flask, tree: dict[str, Member]) -> None:
    huong, path = tree["huong"].browser(), f"/nguoi-dung/{tree['both'].id}/xa-phuong"
    assert "giữ nguyên: Phường Hàm Rồng" in huong.get(path).text
    assert huong.post(path, data={"communes": HAM_RONG}).status_code == 403
    assert codes(tree["both"]) == {NGA_AN, HAM_RONG}
    assert huong.post(path, data={}).status_code == 303
    assert codes(tree["both"]) == {HAM_RONG}
    assert huong.get(path).status_code == 404  # she works in chị Hương's commune no more
    last = f"/nguoi-dung/{tree['nam'].id}/xa-phuong"
    assert huong.post(last, data={}).status_code == 422
    assert codes(tree["nam"]) == {NGA_AN}


def test_the_province_types_places_as_people_write_them(tree: dict[str, Member]) -> None:
    phuc, path = tree["phuc"].browser(), f"/nguoi-dung/{tree['nam'].id}/xa-phuong"
    assert phuc.post(path, data={"places": "xã Nga An, Nga Sơn\nHàm Rồng"}).status_code == 303
    assert codes(tree["nam"]) == {NGA_AN, HAM_RONG}
    unclear = phuc.post(path, data={"places": "Phường Đông Thọ"})
    assert unclear.status_code == 422
    assert "Phường Hạc Thành" in unclear.text
    auditor = f"/nguoi-dung/{tree['son'].id}/xa-phuong"
    assert phuc.post(auditor, data={"places": "Nga An"}).status_code == 409


def test_a_reset_is_a_link_that_is_shown_once(tree: dict[str, Member]) -> None:
    huong = tree["huong"].browser()
    answer = huong.post(f"/nguoi-dung/{tree['nam'].id}/mat-khau")
    found = re.search(r"https://tem\.example\.vn(/dang-nhap/dat-lai/\S+)</textarea>", answer.text)
    assert found, answer.text
    assert found[1] not in huong.get(f"/nguoi-dung/{tree['nam'].id}").text
    assert tree["nam"].app.test_client().get(found[1]).status_code == 200
    assert "Đã gửi tới 0912345678" in answer.text


def test_a_lost_phone_is_revoked_by_those_above(app: Flask, tree: dict[str, Member]) -> None:
    nam = tree["nam"]
    with one_commit() as session:
        device = FieldDevice(
            account_id=nam.id, name="Máy đi đồng", secret_hash="h", pin_hash="p",
            seen_at=clock.now(), ends_at=clock.now(),
        )  # fmt: skip
        session.add(device)
    path = f"/nguoi-dung/{nam.id}/may/{device.id}/go"
    assert tree["lan"].browser().post(path).status_code == 404
    assert "Máy đi đồng" in tree["huong"].browser().get(f"/nguoi-dung/{nam.id}").text
    assert tree["huong"].browser().post(path).status_code == 303
    assert devices.devices_of(reading(), nam.id)[0].revoked_at


def test_the_operator_sees_a_sign_in_and_no_person(tree: dict[str, Member]) -> None:
    browser = tree["op"].browser()
    pages = browser.get("/nguoi-dung").text + browser.get(f"/nguoi-dung/{tree['phuc'].id}").text
    assert tree["phuc"].login in pages
    assert "Nguyễn Văn Phúc" not in pages
    assert "Lê Thị Thương" not in pages


def test_the_operator_opens_and_closes_officers_and_never_holds_a_link(
    app: Flask, tree: dict[str, Member]
) -> None:
    browser, path = tree["op"].browser(), f"/nguoi-dung/{tree['phuc'].id}"
    assert browser.post(f"{path}/mat-khau").status_code == 409  # no phone to send it to
    with one_commit() as session:
        session.get_one(Account, tree["phuc"].id).email = "phuc@tinh.example"
    sent = browser.post(f"{path}/mat-khau", follow_redirects=True)
    assert "/dang-nhap/dat-lai/" not in sent.text
    run_due(app)
    folder = app.extensions["agrimarket.settings"].data / "outbox"
    assert "phuc@tinh.example" in "".join(file.read_text() for file in folder.iterdir())
    assert browser.post(f"{path}/khoa").status_code == 303
    assert not tree["phuc"].row.active
    assert browser.post(f"{path}/mo").status_code == 303


def test_the_operator_makes_nobody_and_no_key(tree: dict[str, Member]) -> None:
    browser = tree["op"].browser()
    form = {"role": "province_officer", "name": "x", "scopes": "households:read"}
    for path in ("/nguoi-dung/moi", "/nguoi-dung/khoa-api",
                 f"/nguoi-dung/{tree['phuc'].id}/xa-phuong"):  # fmt: skip
        assert browser.get(path).status_code == 403
        assert browser.post(path, data=form).status_code == 403
    assert reading().scalars(select(Token)).all() == []
    assert reading().scalars(select(AccountLink)).all() == []


def test_a_key_of_somebody_below_is_revoked_on_the_person_s_page(
    app: Flask, tree: dict[str, Member]
) -> None:
    with one_commit() as session:
        token, _ = rules.create_token(
            session, viewer=SYSTEM, name="Máy của Nam", role=WORKER, commune_codes=[NGA_AN],
            account_id=tree["nam"].id,
        )  # fmt: skip
    path = f"/nguoi-dung/{tree['nam'].id}"
    assert "Máy của Nam" in tree["huong"].browser().get(path).text
    assert tree["huong"].browser().post(f"{path}/khoa-api/{token.id}/go").status_code == 303
    reading().expire_all()
    assert reading().get_one(Token, token.id).revoked_at
