"""Scans of certificates: what is taken, how it is kept, and who may open it."""

import io
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.orm import Session

from agrimarket.kit import audit
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.sealed import SealBroken
from agrimarket.products.models import Certificate, CertificateFile
from agrimarket.products.papers import files
from tests.builders.households import a_cooperative, a_household
from tests.builders.products import a_held_paper, a_pdf, a_photo, a_product
from tests.people import People, Person

WHERE = b"Ham Rong 19.8"  # what a phone notes of the place


def located() -> bytes:
    """A picture that carries a position in its EXIF block."""
    exif = Image.Exif()
    exif[0x010E] = WHERE.decode()
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(out, "JPEG", exif=exif)
    assert WHERE in out.getvalue()
    return out.getvalue()


def send(person: Person, paper: Certificate, content: bytes | None, name: str = "giay.jpg") -> Any:
    data = {"file": (io.BytesIO(content), name)} if content is not None else {}
    return person.post(
        f"/api/v1/certificates/{paper.id}/files", data=data, content_type="multipart/form-data"
    )


@pytest.fixture
def paper(people: People) -> Certificate:
    return a_held_paper(people, a_household(people), covers_all=True)


def test_a_picture_is_painted_anew_and_sealed(people: People, paper: Certificate) -> None:
    kept = send(people.nam, paper, located(), "Giấy của bà Hoa.jpg")
    assert kept.status_code == 201, kept.text
    assert (kept.json["media_type"], kept.json["name"]) == ("image/webp", "Giấy của bà Hoa.jpg")
    row = reading().get_one(CertificateFile, kept.json["id"])
    assert row.content_sealed[0] == 0  # under a person's key, which no rotation touches
    assert b"WEBP" not in row.content_sealed
    opened = people.nam.get(f"/api/v1/certificates/{paper.id}/files/{row.id}")
    assert opened.status_code == 200
    with Image.open(io.BytesIO(opened.data)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (300, 200))
        assert not picture.getexif()
    assert WHERE not in opened.data
    assert opened.headers["Cache-Control"] == "no-store"
    assert opened.headers["Content-Disposition"].startswith("attachment")


def test_a_pdf_is_kept_as_it_is(people: People, paper: Certificate) -> None:
    kept = send(people.nam, paper, a_pdf(), "../../etc/giay.pdf")
    assert (kept.json["media_type"], kept.json["name"]) == ("application/pdf", "giay.pdf")
    opened = people.nam.get(f"/api/v1/certificates/{paper.id}/files/{kept.json['id']}")
    assert opened.data == a_pdf()


def test_what_is_no_scan(
    people: People, paper: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_PDF", 1000)
    for content, status, code in (
        (None, 422, "scan_missing"),
        (b"", 422, "scan_missing"),
        (b"MZ" + bytes(100), 422, "not_a_scan"),
        (b"<svg onload='x'/>", 422, "not_a_scan"),
        (b"%PDF-1.7 cut off", 422, "not_a_scan"),
        (a_pdf() + bytes(1000) + b"%%EOF", 413, "scan_too_large"),
    ):
        answer = send(people.nam, paper, content, "giay.pdf")
        assert (answer.status_code, answer.json["code"]) == (status, code)
        assert answer.json["fields"]["file"]
    assert people.nam.get(f"/api/v1/certificates/{paper.id}/files").json == []


def test_six_are_enough(people: People, paper: Certificate) -> None:
    kept = [send(people.nam, paper, a_pdf()).json["id"] for _ in range(files.MOST)]
    full = send(people.nam, paper, a_pdf())
    assert (full.status_code, full.json["code"]) == (409, "scans_full")
    path = f"/api/v1/certificates/{paper.id}/files/{kept[0]}"
    assert people.nam.call("DELETE", path).status_code == 204
    assert people.nam.get(path).status_code == 404
    assert send(people.nam, paper, a_pdf()).status_code == 201


def test_who_may_open(people: People) -> None:
    """The holder and those who steer it; a member reads number and validity, never the file."""
    group, hoa = a_cooperative(people), a_household(people)
    joined = people.phuc.post(
        f"/api/v1/households/{group.id}/members", {"member_household_id": hoa.id}
    )
    assert joined.status_code == 201
    pomelo = a_product(people, hoa, basis=False)
    shared = a_held_paper(people, group, is_group=True, product_ids=[pomelo.id])
    file_id = send(people.huong, shared, a_pdf()).json["id"]
    path = f"/api/v1/certificates/{shared.id}/files/{file_id}"
    for opener in (people.phuc, people.huong, people.nam, people.producer(group.id)):
        assert opener.get(path).status_code == 200
    for stranger in (people.lan, people.producer(hoa.id)):
        assert stranger.get(path).status_code == 404
    program = people.person(
        Role.API_CLIENT, "Kho", communes=(group.commune_code,), scopes=("products:write",)
    )
    assert program.get(path).status_code == 403
    assert people.person(Role.AUDITOR, "Kiểm toán").get(path).status_code == 403
    assert people.minh.get(path).status_code == 401
    acts = audit.history(reading(), kind="household", id=group.id)
    assert sum(one.action == "certificate_file_opened" for one in acts) == 4


def test_removed_papers_take_no_more(people: People, paper: Certificate) -> None:
    file_id = send(people.nam, paper, a_pdf()).json["id"]
    path = f"/api/v1/certificates/{paper.id}"
    assert people.nam.post(f"{path}/remove", {"reason": "Nhầm"}).status_code == 200
    assert send(people.nam, paper, a_pdf()).json["code"] == "paper_removed"
    assert people.nam.call("DELETE", f"{path}/files/{file_id}").json["code"] == "paper_removed"
    assert people.nam.get(f"{path}/files/{file_id}").status_code == 200  # history can be read


def test_a_scan_moved_to_another_row_does_not_open(people: People, paper: Certificate) -> None:
    first, second = (send(people.nam, paper, one).json["id"] for one in (a_pdf(), a_photo()))
    with one_commit() as session:
        _swap(session, first, second)
    row = reading().get_one(Certificate, paper.id)
    with pytest.raises(SealBroken):
        files.open_file(reading(), viewer=people.phuc.viewer, certificate=row, file_id=second)


def _swap(session: Session, source: str, target: str) -> None:
    content = session.get_one(CertificateFile, source).content_sealed
    session.get_one(CertificateFile, target).content_sealed = content


def test_merged_producers_keep_their_scans(people: People) -> None:
    """The key of the record that gave way still opens; a scan added since opens after an undo."""
    keep, merge = a_household(people), a_household(people)
    paper = a_held_paper(people, merge, covers_all=True)
    old = send(people.phuc, paper, a_pdf()).json["id"]
    merged = people.phuc.post("/api/v1/household-merges", {"keep": keep.id, "merge": merge.id})
    assert merged.status_code == 201, merged.text
    new = send(people.phuc, paper, a_pdf()).json["id"]
    path = f"/api/v1/certificates/{paper.id}/files"
    assert [people.phuc.get(f"{path}/{one}").status_code for one in (old, new)] == [200, 200]
    undone = people.phuc.post(f"/api/v1/household-merges/{merged.json['id']}/undo", {})
    assert undone.status_code == 200, undone.text
    assert [people.phuc.get(f"{path}/{one}").status_code for one in (old, new)] == [200, 200]


def test_the_page_takes_and_opens_scans(people: People, paper: Certificate) -> None:
    nam = people.nam.browser()
    path = f"/giay/{paper.id}"
    wrong = nam.post(f"{path}/ban-chup", data={"file": (io.BytesIO(b"MZ"), "x.exe")})
    assert wrong.status_code == 422
    assert "không phải ảnh hay PDF" in wrong.text
    kept = nam.post(f"{path}/ban-chup", data={"file": (io.BytesIO(a_pdf()), "giay.pdf")})
    assert kept.status_code == 303
    file_id = reading().scalar(text("SELECT name FROM certificate_file"))
    assert file_id == "giay.pdf"
    row = reading().query(CertificateFile).one()
    assert nam.get(f"{path}/ban-chup/{row.id}").data == a_pdf()
    assert nam.post(f"{path}/ban-chup/{row.id}/xoa").status_code == 303
    assert "Chưa có bản chụp" in nam.get(path).text
