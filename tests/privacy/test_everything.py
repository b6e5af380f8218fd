"""All that is kept about one person, in one file: complete, readable, without secrets."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from agrimarket.cli import group
from agrimarket.kit import audit
from agrimarket.kit.access import Role
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from agrimarket.privacy import collect
from tests.builders.households import a_household, citizen_id
from tests.people import HAM_RONG, People
from tests.privacy import known as told
from tests.privacy.known import Known, a_known_producer


@pytest.fixture
def known(app: Flask, people: People) -> Known:
    """Bà Xuyến, known in every room."""
    return a_known_producer(app, people)


def everything(caller: Any, household_id: str, reason: str = "") -> Any:
    path = f"/api/v1/households/{household_id}/everything"
    answer = caller.post(path, {"reason": reason}) if reason else caller.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_every_room_tells_what_it_keeps(app: Flask, people: People, known: Known) -> None:
    found = everything(people.producer(known.household_id), known.household_id)
    assert set(found["rooms"]) == set(collect.COLLECTORS)
    filled = {name for tables in found["rooms"].values() for name, rows in tables.items() if rows}
    assert filled >= {
        "household", "consent", "account", "account_session", "token", "product",
        "product_photo", "certificate", "area", "lot", "lot_event", "stamp_order",
        "stamp_segment", "stamp_event", "stamp_print", "stamp_log", "booth", "listing",
        "channel_outbox", "scan", "person_request", "audit_row",
    }  # fmt: skip
    text = json.dumps(found, ensure_ascii=False)
    for word in (told.NAME, told.PHONE, told.HAMLET, told.STORY, told.AREA, told.EVENT, told.EMAIL):
        assert word in text
    assert "nguoi_ban" in text or told.LEGAL in text  # what was sent to a channel


def test_words_for_every_name(app: Flask, people: People, known: Known) -> None:
    found = everything(people.producer(known.household_id), known.household_id)
    names = {
        n for tables in found["rooms"].values() for rows in tables.values() for r in rows for n in r
    }
    assert names - set(found["words"]) == set()
    assert found["words"]["head_name"] == "Họ và tên"


def test_no_secret_is_told(app: Flask, people: People, known: Known) -> None:
    text = json.dumps(everything(people.producer(known.household_id), known.household_id))
    for secret in ("password_hash", "secret_hash", "token_hash", "session_stamp", "citizen_index",
                   "person_key", "_sealed", "pbkdf2", "scrypt"):  # fmt: skip
        assert secret not in text


def test_the_person_reads_their_numbers_in_clear(app: Flask, people: People, known: Known) -> None:
    row = everything(people.producer(known.household_id), known.household_id)
    household = row["rooms"]["households"]["household"][0]
    assert household["citizen_id"] == known.citizen_id
    assert household["bank"]["account_number"] == told.ACCOUNT_NUMBER


def test_an_officer_needs_a_reason_which_is_kept(app: Flask, people: People, known: Known) -> None:
    masked = everything(people.huong, known.household_id)["rooms"]["households"]["household"][0]
    assert known.citizen_id not in json.dumps(masked)
    assert told.ACCOUNT_NUMBER not in json.dumps(masked)
    clear = everything(people.huong, known.household_id, "giao cho chính chủ theo đơn")
    assert clear["rooms"]["households"]["household"][0]["citizen_id"] == known.citizen_id
    db.session.rollback()
    acts = audit.history(db.session(), kind="household", id=known.household_id)
    assert [one.action for one in acts].count("person_exported") == 2
    assert [one.action for one in acts].count("field_revealed") == 2


def test_a_reason_of_two_letters_is_none(people: People) -> None:
    household = a_household(people, citizen_id=citizen_id())
    path = f"/api/v1/households/{household.id}/everything"
    answer = people.huong.post(path, {"reason": "ok"})
    assert (answer.status_code, answer.json["code"]) == (422, "invalid_fields")


def test_the_province_sees_no_position_whatever_the_reason(people: People) -> None:
    household = a_household(people, latitude=19.9, longitude=105.9)
    for reason in ("", "Lập hồ sơ theo yêu cầu"):
        row = everything(people.phuc, household.id, reason)["rooms"]["households"]["household"][0]
        assert (row["latitude"], row["longitude"]) == (None, None)
    row = everything(people.huong, household.id)["rooms"]["households"]["household"][0]
    assert row["latitude"] == 19.9


def test_nothing_of_anybody_else(people: People) -> None:
    mine, other = a_household(people), a_household(people, head_name="Đỗ Văn Nam Khác")
    text = json.dumps(everything(people.producer(mine.id), mine.id), ensure_ascii=False)
    assert other.id not in text
    assert "Đỗ Văn Nam Khác" not in text


def test_foreign_is_missing(people: People) -> None:
    household, other = a_household(people), a_household(people)
    sibling = people.person(Role.COMMUNE_OFFICER, "Lan", communes=(HAM_RONG,))
    for caller in (sibling, people.producer(other.id)):
        foreign = caller.get(f"/api/v1/households/{household.id}/everything")
        nowhere = caller.get(f"/api/v1/households/{new_id()}/everything")
        assert (foreign.status_code, foreign.json) == (404, nowhere.json)
    for role in (Role.OPERATOR, Role.AUDITOR, Role.EXTENSION_WORKER):
        caller = people.person(role, "x", communes=(HAM_RONG,))
        assert caller.get(f"/api/v1/households/{household.id}/everything").status_code == 403


def test_the_page_gives_a_zip(app: Flask, people: People, known: Known) -> None:
    browser = people.producer(known.household_id).browser()
    path = f"/ho/{known.household_id}/tat-ca-du-lieu"
    assert "Tải tệp" in browser.get(path).text
    answer = browser.post(path)
    assert answer.mimetype == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    names = archive.namelist()
    assert {"du-lieu.html", "du-lieu.json"} <= set(names)
    assert sum(name.startswith("anh/") for name in names) == 3
    page = archive.read("du-lieu.html").decode()
    assert told.NAME in page
    assert "Số căn cước" in page
    assert known.citizen_id in page
    assert "Hộ kinh doanh" in page
    assert "<script" not in page


def test_the_command_writes_a_private_file(
    app: Flask, people: People, known: Known, tmp_path: Path
) -> None:
    out = tmp_path / "ba-xuyen.zip"
    done = CliRunner().invoke(
        group, ["privacy", "export", known.household_id, "--out", str(out)], obj=lambda: app
    )
    assert done.exit_code == 0, done.output
    assert out.stat().st_mode & 0o777 == 0o600
    assert "du-lieu.json" in zipfile.ZipFile(out).namelist()
    wrong = ["privacy", "export", known.household_id, "--out", str(tmp_path / "x.txt")]
    assert CliRunner().invoke(group, wrong, obj=lambda: app).exit_code == 2


def test_markup_in_a_name_stays_text(people: People) -> None:
    household = a_household(people, note="<script>alert(1)</script>")
    browser = people.producer(household.id).browser()
    answer = browser.post(f"/ho/{household.id}/tat-ca-du-lieu")
    page = zipfile.ZipFile(io.BytesIO(answer.data)).read("du-lieu.html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_taking_numbers_counts_as_looking_at_them(people: People) -> None:
    """Forty exports with a reason once left the limit of thirty looks an hour untouched."""
    household = a_household(people, citizen_id=citizen_id())
    path = f"/api/v1/households/{household.id}/everything"
    said = [
        people.huong.post(path, {"reason": "Giao cho chính chủ"}).status_code for _ in range(31)
    ]
    assert said == [200] * 30 + [429]
    assert people.huong.get(path).status_code == 200
    seen = people.huong.get(path, query_string={"reason": "Giao cho chính chủ"}).get_data(True)
    assert "citizen_id" in seen
    assert (
        people.huong.post(
            f"/api/v1/households/{household.id}/reveal",
            {"field": "citizen_id", "reason": "Đối chiếu thẻ"},
        ).status_code
        == 429
    )
