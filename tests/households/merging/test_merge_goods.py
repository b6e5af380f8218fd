"""What hangs below products and lots follows a merge, opens in it, and comes back by its undo."""

from flask import Flask
from sqlalchemy import select

from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.jobs import run_due
from agrimarket.kit.person_keys import PersonKey
from agrimarket.products.models import Certificate, CertificateFile
from tests.builders.doubles import a_full_record, a_record, differences, everything, made
from tests.people import People, Person

API = "/api/v1"


def the_scan(household: str) -> str:
    """Where a producer's one scan is opened."""
    db.session.remove()
    query = select(CertificateFile.id, CertificateFile.certificate_id).join(
        Certificate, Certificate.id == CertificateFile.certificate_id
    )
    row = reading().execute(query.where(Certificate.household_id == household)).one()
    return f"{API}/certificates/{row.certificate_id}/files/{row.id}"


def opens(person: Person, path: str) -> bool:
    answer = person.get(path)
    return answer.status_code == 200 and answer.data.startswith(b"RIFF")


def test_a_scan_opens_in_the_one_that_stays_and_after_the_undo(app: Flask, people: People) -> None:
    """It stays sealed under the key of whom it was given by."""
    keep = a_record(people, phone="0912000001")
    gone = a_full_record(people, "B1", phone="0912000002")
    scan = the_scan(gone)
    before = everything()
    done = made(people.phuc, "/household-merges", keep=keep, merge=gone, fields={})["id"]
    assert the_scan(keep) == scan
    assert opens(people.producer(keep), scan)
    assert people.huong.get(f"{API}/transfers?incoming=true").get_json()["total"] == 1
    partners = people.huong.get(f"{API}/partners?household_id={keep}").get_json()["items"]
    assert "Chợ Nga Sơn" in [one["name"] for one in partners]
    made(people.phuc, f"/household-merges/{done}/undo")
    assert opens(people.nam, scan)
    besides = {"token", "household_view"}  # who looked in between
    left = differences(before, everything(), {keep, gone})
    assert [line for line in left if line.split(" ", 1)[0] not in besides] == []


def test_who_is_forgotten_takes_scans_of_both_along(app: Flask, people: People) -> None:
    keep = a_full_record(people, "A1", phone="0912000001")
    gone = a_full_record(people, "B1", phone="0912000002", booth="postmart")
    made(people.phuc, "/household-merges", keep=keep, merge=gone, fields={})
    made(people.phuc, f"/households/{keep}/consents/withdraw", reason="theo đơn")
    made(people.phuc, f"/households/{keep}/erase", reason="theo đơn")
    run_due(app)
    db.session.remove()
    with one_commit() as session:
        assert session.scalars(select(CertificateFile)).all() == []
        keys = session.scalars(select(PersonKey).where(PersonKey.person_id.in_([keep, gone])))
        assert [one.wrapped for one in keys] == [None, None]
