"""An officer mends name, phone and e-mail of somebody below."""

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import person_edit
from agrimarket.accounts.models import Account
from agrimarket.kit import audit
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from tests.builders.accounts import Member, a_member
from tests.people import HAM_RONG, NGA_AN

OFFICER, WORKER = Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER
NEW = {"name": "Trần Hữu Nam", "phone": "0912 000 111", "email": "Nam@Xa.example"}


@pytest.fixture
def tree(app: Flask) -> dict[str, Member]:
    """Chị Hương above anh Nam; chị Lan elsewhere, one who works at both."""
    return {
        "phuc": a_member(app, Role.PROVINCE_OFFICER, "Nguyễn Văn Phúc"),
        "huong": a_member(app, OFFICER, "Lê Thu Hương", NGA_AN),
        "nam": a_member(app, WORKER, "Trần Nam", NGA_AN, phone="0912345678"),
        "lan": a_member(app, WORKER, "Phạm Thị Lan", HAM_RONG, phone="0987654321"),
        "both": a_member(app, WORKER, "Vũ Hai Xã", NGA_AN, HAM_RONG),
        "op": a_member(app, Role.OPERATOR, "Người vận hành"),
    }


def path_of(member: Member) -> str:
    return f"/nguoi-dung/{member.id}/sua"


def row_of(member: Member) -> Account:
    reading().expire_all()
    return reading().get_one(Account, member.id)


def test_what_was_wrong_is_mended(tree: dict[str, Member]) -> None:
    huong = tree["huong"].browser()
    assert path_of(tree["nam"]) in huong.get(f"/nguoi-dung/{tree['nam'].id}").text
    assert "0912345678" in huong.get(path_of(tree["nam"])).text
    answer = huong.post(path_of(tree["nam"]), data=NEW)
    assert (answer.status_code, answer.location) == (303, f"/nguoi-dung/{tree['nam'].id}")
    row = row_of(tree["nam"])
    assert (row.name, row.phone, row.email) == (NEW["name"], "0912000111", "nam@xa.example")
    assert row.name_folded == "tran huu nam"
    query = audit.rows_of(kind="account", id=row.id).where(
        audit.AuditRow.action == "account_edited"
    )
    acts = reading().scalars(query).all()
    assert [act.after for act in acts] == [{"changed": ["name", "phone", "email"]}]


def test_a_sign_in_by_the_old_number_follows_to_the_new(tree: dict[str, Member]) -> None:
    with one_commit() as session:
        session.get_one(Account, tree["nam"].id).login = "0912345678"
    tree["huong"].browser().post(path_of(tree["nam"]), data=NEW | {"email": ""})
    assert row_of(tree["nam"]).login == "0912000111"


@pytest.mark.parametrize(
    ("over", "status", "said"),
    [({"name": " "}, 422, "Hãy ghi họ tên"), ({"phone": "12"}, 422, "không phải số di động"),
     ({"email": "x@y"}, 422, "chưa đúng"),
     ({"phone": "0987654321"}, 409, person_edit.PhoneTaken.sentence)],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(
    tree: dict[str, Member], over: dict[str, str], status: int, said: str
) -> None:
    answer = tree["huong"].browser().post(path_of(tree["nam"]), data=NEW | over)
    assert answer.status_code == status
    assert said in answer.text
    assert f"f-{next(iter(over))}-error" in answer.text or "aria-invalid" in answer.text
    assert row_of(tree["nam"]).name == "Trần Nam"


def test_an_address_of_another_is_refused(tree: dict[str, Member]) -> None:
    with one_commit() as session:
        session.get_one(Account, tree["lan"].id).email = "nam@xa.example"
    answer = tree["huong"].browser().post(path_of(tree["nam"]), data=NEW)
    assert (answer.status_code, person_edit.EmailTaken.sentence in answer.text) == (409, True)


def test_nobody_is_left_without_a_way_in(tree: dict[str, Member]) -> None:
    with one_commit() as session:
        session.get_one(Account, tree["nam"].id).login = "0912345678"
    bare = {"name": "Trần Nam", "phone": "", "email": ""}
    answer = tree["huong"].browser().post(path_of(tree["nam"]), data=bare)
    assert answer.status_code == 422
    assert person_edit.WayInNeeded.sentence in answer.text


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [("huong", "lan", 404), ("huong", "phuc", 404), ("huong", "both", 403), ("op", "phuc", 403),
     ("nam", "huong", 404), ("phuc", "lan", 303)],
)  # fmt: skip
def test_only_those_wholly_below(tree: dict[str, Member], who: str, whom: str, status: int) -> None:
    answer = tree[who].browser().post(path_of(tree[whom]), data=NEW)
    assert answer.status_code == status


def test_a_producer_shares_a_phone_and_stays_out_of_the_plain_trail(
    app: Flask, tree: dict[str, Member]
) -> None:
    hoa = a_member(app, Role.PRODUCER, "Hà Thị Hoa", NGA_AN, household_id=new_id())
    answer = tree["huong"].browser().post(path_of(hoa), data=NEW | {"phone": "0912345678"})
    assert answer.status_code == 303
    row = reading().scalars(
        select(audit.AuditRow).where(audit.AuditRow.action == "account_edited")
    ).one()  # fmt: skip
    assert row.person_id
    assert row.after is None
