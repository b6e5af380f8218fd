"""Evidence of a consent: sealed for its person, opened by few, gone with the key."""

import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from agrimarket.households.consenting import evidence
from agrimarket.households.models import Consent, ConsentEvidence
from agrimarket.kit import person_keys
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from tests.builders.households import a_household
from tests.builders.voices import a_voice
from tests.people import HAM_RONG, People, Person


def consent_of(household_id: str) -> str:
    reading().rollback()
    return reading().scalars(select(Consent.id).where(Consent.household_id == household_id)).one()


def send(person: Person, household_id: str, consent_id: str, content: bytes) -> Any:
    return person.call(
        "POST", f"/api/v1/households/{household_id}/consents/{consent_id}/evidence",
        data={"file": (io.BytesIO(content), "a.bin")}, content_type="multipart/form-data",
    )  # fmt: skip


def sheet() -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (900, 1200), "white")
    exif = picture.getexif()
    exif[0x8825] = {1: "N", 2: (19.0, 48.0, 0.0)}
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


PIECES = {"voice": (a_voice(), "voice", "audio/wav"), "sheet": (sheet(), "paper", "image/webp")}


@pytest.mark.parametrize(("content", "kind", "media"), PIECES.values(), ids=PIECES)
def test_what_was_kept_is_heard_again(
    app: Flask, people: People, content: bytes, kind: str, media: str
) -> None:
    hoa = a_household(people)
    answer = send(people.nam, hoa.id, consent_of(hoa.id), content)
    assert answer.status_code == 201
    assert (answer.json["kind"], answer.json["media_type"]) == (kind, media)
    opened = people.huong.browser().get(f"/ho/{hoa.id}/bang-chung/{answer.json['id']}")
    assert (opened.status_code, opened.mimetype) == (200, media)
    assert opened.headers["Cache-Control"] == "no-store"
    assert opened.data == content or kind == "paper"
    if kind == "paper":
        with Image.open(io.BytesIO(opened.data)) as picture:
            assert not picture.getexif()
    said = people.nam.get(f"/api/v1/households/{hoa.id}/evidence").json
    assert [one["id"] for one in said] == [answer.json["id"]]
    folder: Path = app.extensions["agrimarket.settings"].data / "files"
    files = list(folder.rglob("*.*"))
    assert files
    assert not any(opened.data[:64] in path.read_bytes() for path in files)


def test_a_part_without_a_name_is_no_fault_of_ours(people: People) -> None:
    """Such a part has no name to sort by: a key over the request's content fell with a 500."""
    hoa = a_household(people)
    parts = [
        b'Content-Disposition: form-data; filename="b.bin"\r\n\r\nx',
        b'Content-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n' + a_voice(),
    ]
    body = b"".join(b"--part\r\n" + one + b"\r\n" for one in parts) + b"--part--\r\n"
    answer = people.nam.call(
        "POST", f"/api/v1/households/{hoa.id}/consents/{consent_of(hoa.id)}/evidence",
        data=body, content_type="multipart/form-data; boundary=part",
        headers={"Idempotency-Key": "k1"},
    )  # fmt: skip
    assert answer.status_code in {201, 422}


def test_who_may_not_open_it(people: People) -> None:
    hoa = a_household(people)
    kept = send(people.nam, hoa.id, consent_of(hoa.id), a_voice()).json["id"]
    path = f"/ho/{hoa.id}/bang-chung/{kept}"
    team = people.person(Role.COMMUNITY_TEAM, "Tổ", communes=("16144",))
    assert people.lan.browser().get(path).status_code == 404
    assert people.minh.app.test_client().get(path).status_code == 302
    assert team.browser().get(path).status_code == 403
    assert people.person(Role.AUDITOR, "Sơn").browser().get(path).status_code == 403
    other = a_household(people, phone="0912999888", head_name="Trần Văn Ba")
    assert people.producer(other.id).browser().get(path).status_code == 404
    assert people.nam.browser().get(f"/ho/{other.id}/bang-chung/{kept}").status_code == 404
    assert people.producer(hoa.id).browser().get(path).status_code == 200


NONE = (b"", b"<html><script>alert(1)</script>", b"RIFF", b"PK" + b"x" * 99, b"%PDF-1.7")


@pytest.mark.parametrize("content", NONE)
def test_what_is_no_evidence(people: People, content: bytes) -> None:
    hoa = a_household(people)
    answer = send(people.nam, hoa.id, consent_of(hoa.id), content)
    assert (answer.status_code, answer.json["code"]) == (422, "not_evidence")


def test_too_long_too_many_and_not_theirs(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    hoa = a_household(people)
    consent = consent_of(hoa.id)
    monkeypatch.setattr(evidence, "LARGEST", len(a_voice()))
    assert send(people.nam, hoa.id, consent, a_voice() + b"\0").status_code == 413
    assert send(people.nam, hoa.id, new_id(), a_voice()).status_code == 404
    assert send(people.lan, hoa.id, consent, a_voice()).status_code == 404
    other = a_household(people, phone="0912999888", head_name="Trần Văn Ba", commune_code=HAM_RONG)
    assert send(people.phuc, other.id, consent, a_voice()).status_code == 404
    for _ in range(evidence.MOST):
        assert send(people.nam, hoa.id, consent, a_voice()).status_code == 201
    assert send(people.nam, hoa.id, consent, a_voice()).status_code == 409


def test_without_the_persons_key_nobody_hears_it(people: People) -> None:
    hoa = a_household(people)
    kept = send(people.nam, hoa.id, consent_of(hoa.id), a_voice()).json["id"]
    with one_commit() as session:
        person_keys.destroy(session, hoa.id)
    assert people.nam.browser().get(f"/ho/{hoa.id}/bang-chung/{kept}").status_code == 404


def test_forgetting_takes_rows_and_names_the_files(people: People) -> None:
    hoa = a_household(people)
    send(people.nam, hoa.id, consent_of(hoa.id), a_voice())
    with one_commit() as session:
        names = evidence.forget_evidence(session, hoa.id)
    assert len(names) == 1
    assert names[0].endswith(".sealed")
    reading().rollback()
    assert reading().scalars(select(ConsentEvidence)).all() == []


def test_the_page_takes_a_recording(people: People) -> None:
    hoa = a_household(people)
    browser, consent = people.nam.browser(), consent_of(hoa.id)
    path = f"/ho/{hoa.id}/dong-y/{consent}/bang-chung"
    assert browser.post(path, data={}).status_code == 422
    wrong = browser.post(path, data={"file": (io.BytesIO(b"x"), "a.mp3")})
    assert evidence.NotEvidence.sentence in wrong.text
    good = browser.post(path, data={"file": (io.BytesIO(a_voice()), "a.wav")})
    assert good.status_code == 303
    assert "bang-chung" in browser.get(f"/ho/{hoa.id}").text
