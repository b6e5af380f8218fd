"""Forgetting a person: nothing of them is left anywhere, stamps still resolve, the trail holds."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from agrimarket.accounts.models import Account
from agrimarket.cli import group
from agrimarket.households.forgetting.erased import ERASED_NAME, scrubbed, words_of
from agrimarket.households.models import Household
from agrimarket.kit import audit, files
from agrimarket.kit.access import Role
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from agrimarket.kit.jobs import run_due
from agrimarket.places import fold
from agrimarket.privacy import erased_list
from agrimarket.privacy.data_kinds import SECRET
from agrimarket.privacy.inventory import INVENTORY, PERSONAL
from agrimarket.privacy.words import ERASED_TOO
from agrimarket.system import verify
from tests.builders.households import a_household, agreed
from tests.builders.products import a_kept_photo, a_photo, a_product
from tests.people import HAM_RONG, People
from tests.privacy.known import Known, a_known_producer
from tests.privacy.traces import found_in


@pytest.fixture
def known(app: Flask, people: People) -> Known:
    """Bà Xuyến, known in every room; her consents are withdrawn."""
    found = a_known_producer(app, people)
    assert len({line.split(": ", 1)[1] for line in found_in(app, found.words)}) > 10
    path = f"/api/v1/households/{found.household_id}"
    answer = people.huong.post(f"{path}/consents/withdraw", {"reason": "theo đơn"})
    assert answer.status_code == 200, answer.text
    return found


def data_of(app: Flask) -> Path:
    folder: Path = app.extensions["agrimarket.settings"].data
    return folder


def erased(app: Flask, people: People, known: Known) -> None:
    path = f"/api/v1/households/{known.household_id}/erase"
    answer = people.huong.post(path, {"reason": "theo đơn của bà Xuyến ngày 22/11"})
    assert answer.status_code == 200, answer.text
    run_due(app)


def test_nothing_personal_is_left_in_any_byte(app: Flask, people: People, known: Known) -> None:
    erased(app, people, known)
    assert found_in(app, known.words) == []


def test_the_test_sees_what_is_left(app: Flask, people: People, known: Known) -> None:
    """Withdrawing alone leaves nearly everything where it was."""
    left = {line.rsplit(": ", 1)[1] for line in found_in(app, known.words)}
    assert len(left) > 15


def test_stamps_resolve_with_lot_and_commune(app: Flask, people: People, known: Known) -> None:
    erased(app, people, known)
    page = app.test_client().get(f"/{known.code}", headers={"Accept": "application/json"}).json
    assert page["lot"]["lot_code"] == "L-XYZ"
    assert page["commune"]["code"] == "16144"
    assert page["producer"] is None or page["producer"]["name"] is None
    assert page["product"]["name"] == "Bưởi Luận Văn"
    assert app.test_client().get(f"/{known.code}").status_code == 200


def test_everything_verifies(app: Flask, people: People, known: Known) -> None:
    erased(app, people, known)
    db.session.rollback()
    assert list(verify.faults(db.session(), app.extensions["agrimarket.keys"], data_of(app))) == []


def test_the_row_keeps_place_and_kind_alone(app: Flask, people: People, known: Known) -> None:
    erased(app, people, known)
    db.session.remove()
    row = db.session.get_one(Household, known.household_id)
    kept = INVENTORY["household"]
    told = {
        column: getattr(row, column)
        for column in Household.__table__.columns.keys()  # noqa: SIM118 (columns, no dict)
        if kept.kind_of(column) in {*PERSONAL, SECRET}
    }
    assert told.pop("name") == ERASED_NAME
    assert told.pop("search_text") == fold(ERASED_NAME)
    assert [name for name, value in told.items() if value not in (None, [])] == []
    assert (row.commune_code, row.kind, row.crops) == ("16144", "household_business", ["Bưởi"])


def test_nobody_signs_in_as_them(app: Flask, people: People, known: Known) -> None:
    erased(app, people, known)
    answer = app.test_client().post(
        "/dang-nhap", data={"login": "xuyen.vang", "password": "bốn con trâu đen"}
    )
    assert answer.status_code != 303
    db.session.rollback()
    account = db.session.get_one(Account, known.account_id)
    assert (account.active, account.phone, account.name) == (False, None, ERASED_NAME)


def test_a_request_is_closed_by_it(app: Flask, people: People, known: Known) -> None:
    erased(app, people, known)
    items = people.huong.get("/api/v1/person-requests").json["items"]
    assert [(one["kind"], one["state"]) for one in items] == [("erase", "done")]


def test_the_trail_says_who_did_it_and_not_to_whom(
    app: Flask, people: People, known: Known
) -> None:
    erased(app, people, known)
    db.session.rollback()
    acts = audit.history(db.session(), kind="household", id=known.household_id)
    done = next(one for one in acts if one.action == "household_erased")
    assert done.who_name == "Hương"
    assert "Xuyến" not in (done.reason or "")
    assert all(one.erased for one in acts if one.action == "household_registered")


def test_nothing_new_begins_there(app: Flask, people: People, known: Known) -> None:
    erased(app, people, known)
    path = f"/api/v1/households/{known.household_id}"
    again = people.huong.post(f"{path}/erase", {"reason": "lần nữa"})
    assert (again.status_code, again.json["code"]) == (409, "household_erased")
    consent = {"version": "2026-01", "channel": "paper", "purposes": ["publication"]}
    assert people.huong.post(f"{path}/consents", consent).json["code"] == "household_erased"
    product = {"household_id": known.household_id, "name": "Cam", "category": "food"}
    assert people.huong.post("/api/v1/products", product).status_code == 422
    wish = {"kind": "access", "household_id": known.household_id}
    assert people.huong.post("/api/v1/person-requests", wish).json["code"] == "household_erased"
    sheet = {"stock": "a4-40", "format": "pdf", "reason": "mất"}
    answer = people.phuc.post(f"/api/v1/stamp-orders/{known.order_id}/prints", sheet)
    assert (answer.status_code, answer.json["code"]) == (409, "producer_erased")
    assert people.huong.get("/api/v1/households?q=xuyen").json["total"] == 0


def test_their_stamps_can_still_be_voided(app: Flask, people: People, known: Known) -> None:
    erased(app, people, known)
    ends = {"order_id": known.order_id, "first": 1, "last": 2, "reason": "tem bị mất"}
    answer = people.phuc.post("/api/v1/stamp-voids", ends)
    assert answer.status_code in {200, 201}, answer.text
    assert list(verify.faults(db.session(), app.extensions["agrimarket.keys"], data_of(app))) == []


def test_the_same_person_may_register_anew(app: Flask, people: People, known: Known) -> None:
    erased(app, people, known)
    answer = people.nam.post("/api/v1/households", {
        "head_name": "Trịnh Thị Quỳnh Xuyến", "commune_code": "16144",
        "citizen_id": known.citizen_id,
    })  # fmt: skip
    assert answer.status_code == 201, answer.text


def test_consents_are_withdrawn_first(people: People) -> None:
    household = a_household(people)
    answer = people.huong.post(f"/api/v1/households/{household.id}/erase", {"reason": "đơn"})
    assert (answer.status_code, answer.json["code"]) == (409, "consent_stands")


@pytest.mark.parametrize("purposes", [("support",), ("publication",)])
def test_any_standing_consent_counts(people: People, purposes: tuple[str, ...]) -> None:
    household = a_household(people, consent=agreed(*purposes))
    answer = people.huong.post(f"/api/v1/households/{household.id}/erase", {"reason": "đơn"})
    assert answer.json["code"] == "consent_stands"


def test_who_may_and_who_may_not(people: People) -> None:
    household = a_household(people, consent=None)
    path, body = f"/api/v1/households/{household.id}/erase", {"reason": "đơn"}
    missing = f"/api/v1/households/{new_id()}/erase"
    sibling = people.person(Role.COMMUNE_OFFICER, "Lan", communes=(HAM_RONG,))
    operator = people.person(Role.OPERATOR, "Vận hành")
    assert people.nam.post(path, body).status_code == 403
    assert people.producer(household.id).post(path, body).status_code == 403
    assert operator.post(path, body).status_code == 403
    assert people.minh.post(path, body).status_code == 401
    foreign, nowhere = sibling.post(path, body), sibling.post(missing, body)
    assert (foreign.status_code, foreign.json) == (nowhere.status_code, nowhere.json)
    assert foreign.status_code == 404


def test_a_reason_and_the_right_request_are_needed(people: People) -> None:
    household, other = a_household(people, consent=None), a_household(people, consent=None)
    path = f"/api/v1/households/{household.id}/erase"
    assert people.huong.post(path, {"reason": "  "}).json["code"] == "why_missing"
    wish = people.huong.post("/api/v1/person-requests",
                             {"kind": "erase", "household_id": other.id}).json  # fmt: skip
    answer = people.huong.post(path, {"reason": "đơn", "request_id": wish["id"]})
    assert (answer.status_code, answer.json["code"]) == (422, "not_the_request")


def test_a_picture_that_another_shows_too_stays(app: Flask, people: People) -> None:
    gone, stays = a_household(people), a_household(people)
    content = a_photo(600, 300, colour="navy")
    for owner in (gone, stays):
        photo = a_kept_photo(people, a_product(people, owner), content=content)
    people.huong.post(f"/api/v1/households/{gone.id}/consents/withdraw", {})
    answer = people.huong.post(f"/api/v1/households/{gone.id}/erase", {"reason": "đơn"})
    assert answer.status_code == 200, answer.text
    run_due(app)
    assert files.path_of(photo.sha256, f"-{photo.widths[-1]}.webp").exists()


def test_a_cooperative_keeps_its_own_name(app: Flask, people: People) -> None:
    household = a_household(
        people, kind="cooperative", legal_name="Hợp tác xã Nga An", head_name="Mai Văn Tùng",
        consent=None,
    )  # fmt: skip
    people.huong.post(f"/api/v1/households/{household.id}/erase", {"reason": "đơn"})
    db.session.remove()
    row = db.session.get_one(Household, household.id)
    assert (row.name, row.legal_name, row.head_name) == ("Hợp tác xã Nga An",) * 2 + (None,)


def test_a_restored_backup_brings_nobody_back(
    app: Flask, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list beside the keys remembers ids alone; the command forgets them again."""
    listed = tmp_path / "erased.txt"
    monkeypatch.setattr(erased_list, "path_beside", lambda _key_file: listed)
    household = a_household(people, consent=None)
    path = f"/api/v1/households/{household.id}/erase"
    assert people.huong.post(path, {"reason": "đơn"}).status_code == 200
    run_due(app)
    assert listed.read_text() == f"{household.id}\n"
    assert listed.stat().st_mode & 0o777 == 0o600
    back = a_household(people)  # as an older backup would hold it: consents stand
    erased_list.note(listed, back.id)
    erased_list.note(listed, new_id())  # registered after that backup
    said = CliRunner().invoke(group, ["privacy", "erase-again"], obj=lambda: app)
    assert (said.exit_code, said.output) == (0, "Đã xóa lại 1 người.\n")
    db.session.remove()
    assert db.session.get_one(Household, back.id).erased_at is not None
    again = CliRunner().invoke(group, ["privacy", "erase-again"], obj=lambda: app)
    assert again.output == "Đã xóa lại 0 người.\n"


def test_the_command_erases(app: Flask, people: People) -> None:
    household = a_household(people, consent=None)
    words = ["privacy", "erase", household.id, "--reason", "theo đơn"]
    assert CliRunner().invoke(group, words, obj=lambda: app).exit_code == 0
    db.session.remove()
    assert db.session.get_one(Household, household.id).name == ERASED_NAME


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Bưởi Luận Văn", "Bưởi Luận Văn"),
        ("Bưởi bà Xuyến", "Bưởi"),
        ("Bưởi Trịnh Thị Quỳnh Xuyến loại 1", "Bưởi loại 1"),
        ("buoi trinh thi quynh xuyen", ""),
        ("TRỊNH THỊ QUỲNH XUYẾN", ""),
        ("Gọi 0987 612 345 nhé", "Gọi nhé"),
        ("Ba Xuyến", "Ba Xuyến"),
        (None, None),
    ],
)
def test_texts_without_the_person(text: str | None, kept: str | None) -> None:
    household = Household(
        kind="household", name="Trịnh Thị Quỳnh Xuyến", head_name="Trịnh Thị Quỳnh Xuyến",
        phone="0987612345",
    )  # fmt: skip
    assert scrubbed(text, words_of(household)) == kept


def test_another_request_is_closed_with_the_erasure(
    app: Flask, people: People, known: Known
) -> None:
    """The key that would seal an answer is gone, and what was asked about too."""
    wish = {"kind": "access", "household_id": known.household_id}
    made = people.huong.post("/api/v1/person-requests", wish)
    path = f"/api/v1/person-requests/{made.json['id']}"
    erased(app, people, known)
    for answer in (
        people.huong.post(f"{path}/answer", {"text": "Đã gửi"}),
        people.huong.patch(path, {"text": "khác"}, etag="*"),
    ):
        assert (answer.status_code, answer.json["code"]) == (409, "request_wrong_state")
    kept = people.huong.get(path).json
    assert (kept["state"], kept["refusal_reason"]) == ("refused", ERASED_TOO)
