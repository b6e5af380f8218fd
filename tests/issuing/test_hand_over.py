"""What a print house gets, and how it proves with a file that stands alone that it is ours."""

import base64
import csv
import io
import json
import re
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient

from agrimarket.issuing import check_package, sheets
from agrimarket.issuing.check_package import faults
from agrimarket.issuing.hand_over import CODES, MANIFEST, READ_ME, SIGNATURE
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.print_refusals import HandedToNeeded
from agrimarket.kit import audit, signing
from agrimarket.kit.db import one_commit, reading
from tests.builders.issuing import a_print, an_order, code_of
from tests.builders.products import a_product
from tests.issuing.test_ranges import states
from tests.people import People

HOUSE = "Nhà in Lam Sơn"
PLAIN = re.compile(r"[0-9A-Z][0-9A-Z:/.-]*")  # no value a table would take for a formula

Change = Callable[[dict[str, bytes]], None]


def packed(people: People, order: StampOrder, **wish: object) -> Path:
    row = a_print(people, order, drawn=True, format="zip", stock="none", handed_to=HOUSE, **wish)
    return sheets.sheet_path(row)


def rows_of(package: Path) -> list[dict[str, str]]:
    with zipfile.ZipFile(package) as opened:
        return list(csv.DictReader(io.StringIO(opened.read(CODES).decode(), newline="")))


def test_the_list_the_manifest_and_its_signature(people: People) -> None:
    order = an_order(people, count=50)
    package = packed(people, order, first=11, last=30)
    rows = rows_of(package)
    assert [int(row["position"]) for row in rows] == list(range(11, 31))
    assert rows[4] == {
        "position": "15", "label": f"{order.label}-00015", "code": code_of(order, 15),
        "url": f"HTTPS://TEM.EXAMPLE.VN/{code_of(order, 15)}",
    }  # fmt: skip
    assert all(PLAIN.fullmatch(value) for row in rows for value in row.values())
    with zipfile.ZipFile(package) as opened:
        assert set(opened.namelist()) == {CODES, MANIFEST, SIGNATURE, READ_ME}
        told = json.loads(opened.read(MANIFEST))
        guide = opened.read(READ_ME).decode("utf-8-sig")
        assert all(word in guide for word in (HOUSE, "/nha-in", "--key key.pem"))
        signature = base64.b64decode(opened.read(SIGNATURE))
        assert signing.verify(signing.public_key_pem(), opened.read(MANIFEST), signature)
    assert (told["count"], told["first"], told["last"]) == (20, 11, 30)
    assert (told["handed_to"], told["order"], told["key_version"]) == (HOUSE, order.label, "1")
    assert list(faults(str(package), signing.public_key_pem())) == []
    assert states(order) == [(1, 10, "issued"), (11, 30, "printed"), (31, 50, "issued")]


def test_the_same_range_to_the_same_house_is_the_same_bytes(people: People) -> None:
    order = an_order(people)
    row = a_print(people, order, drawn=True, format="zip", stock="none", handed_to=HOUSE)
    content, when = (
        sheets.sheet_path(row).read_bytes(),
        row.created_at.isoformat(timespec="seconds"),
    )
    assert when.encode() not in content  # it lies deflated inside, and in no ZIP header
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert json.loads(opened.read(MANIFEST))["issued_at"] == when
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_order_with_hidden_numbers_hands_them_over(people: People) -> None:
    order = an_order(people, product_id=a_product(people).id, count=5, with_pin=True)
    rows = rows_of(packed(people, order))
    assert all(re.fullmatch(r"\d{6}", row["pin"]) for row in rows)


def test_without_a_name_nothing_is_handed_over(people: People) -> None:
    order = an_order(people)
    with pytest.raises(HandedToNeeded) as no:
        a_print(people, order, format="zip", stock="none", handed_to="  ")
    assert "handed_to" in no.value.fields
    assert states(order) == [(1, 10, "issued")]


def _line_less(files: dict[str, bytes]) -> None:
    files[CODES] = b"".join(files[CODES].splitlines(keepends=True)[:-1])


def _other_letter(files: dict[str, bytes]) -> None:
    files[CODES] = files[CODES].replace(b"HTTPS", b"HTTPX", 1)


def _other_count(files: dict[str, bytes]) -> None:
    files[MANIFEST] = files[MANIFEST].replace(b'"count": 10', b'"count": 9')


def _own_key(files: dict[str, bytes]) -> None:
    key = Ed25519PrivateKey.generate()
    files[SIGNATURE] = base64.b64encode(key.sign(files[MANIFEST]))


def _key_inside(files: dict[str, bytes]) -> None:
    files["key.pem"] = signing.public_key_pem()


def _other_guide(files: dict[str, bytes]) -> None:
    files[READ_ME] = files[READ_ME].replace(b"/nha-in", b"/nha-im")


def _foreign(name: str) -> Change:
    def change(files: dict[str, bytes]) -> None:
        files[name] = b"evil"

    change.__name__ = name
    return change


def _large_guide(files: dict[str, bytes]) -> None:
    files[READ_ME] += b" " * (check_package.MOST_SMALL + 1)


def _deep_manifest(files: dict[str, bytes]) -> None:
    files[MANIFEST] = b"[" * 60_000
    files[SIGNATURE] = base64.b64encode(signing.sign(files[MANIFEST]))


def _no_signature(files: dict[str, bytes]) -> None:
    del files[SIGNATURE]


def _resigned(files: dict[str, bytes], **over: object) -> None:
    told = {**json.loads(files[MANIFEST]), **over}
    files[MANIFEST] = json.dumps(told).encode()
    files[SIGNATURE] = base64.b64encode(signing.sign(files[MANIFEST]))


def _other_thing_we_signed(files: dict[str, bytes]) -> None:
    _resigned(files, form="agrimarket-stamp-log/1")


def _more_promised(files: dict[str, bytes]) -> None:
    _resigned(files, count=11, last=11)


CHANGES: tuple[Change, ...] = (
    _line_less, _other_letter, _other_count, _own_key, _no_signature, _other_thing_we_signed,
    _more_promised, _key_inside, _other_guide, _large_guide, _deep_manifest,
    *map(_foreign, ("codes2.csv", "Codes.CSV", "../../evil", "codes.csv ", "x/codes.csv", "dir/")),
)  # fmt: skip


def test_a_package_that_is_not_as_it_left_is_not_printed(people: People, tmp_path: Path) -> None:
    package, forged = packed(people, an_order(people)), tmp_path / "goi.zip"
    for change in CHANGES:
        with zipfile.ZipFile(package) as opened:
            files = {name: opened.read(name) for name in opened.namelist()}
        change(files)
        with zipfile.ZipFile(forged, "w") as made:
            for name, content in files.items():
                made.writestr(name, content)
        found = list(faults(str(forged), signing.public_key_pem()))
        assert len(found) == 1, change.__name__


def test_no_file_may_lie_in_a_package_twice(people: People, tmp_path: Path) -> None:
    """Which of two a program opens is its own choice: the checker one, the printer's the other."""
    package, forged = packed(people, an_order(people)), tmp_path / "goi.zip"
    with zipfile.ZipFile(package) as opened:
        whole = [(name, opened.read(name)) for name in opened.namelist()]
    for evil in ([(CODES, b"evil"), *whole], [*whole, (CODES, b"evil")], [*whole, whole[0]]):
        with zipfile.ZipFile(forged, "w") as made, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # zipfile's own word on two of a name
            for name, content in evil:
                made.writestr(name, content)
        (said,) = faults(str(forged), signing.public_key_pem())
        assert "hai lần" in said
    forged.write_bytes(b"something before" + package.read_bytes())
    assert len(list(faults(str(forged), signing.public_key_pem()))) == 1
    forged.write_bytes(package.read_bytes()[:-30])
    assert len(list(faults(str(forged), signing.public_key_pem()))) == 1


def test_a_key_from_the_package_proves_nothing(
    people: People, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A forger's whole package with his own key: its mark is shown beside the page to compare."""
    package, forged = packed(people, an_order(people)), tmp_path / "goi.zip"
    key = Ed25519PrivateKey.generate()
    with zipfile.ZipFile(package) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    files[SIGNATURE] = base64.b64encode(key.sign(files[MANIFEST]))
    pem = signing.pem_of(key.public_key())
    with zipfile.ZipFile(forged, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    with zipfile.ZipFile(forged, "a") as made:
        made.writestr("key.pem", pem)
    with zipfile.ZipFile(forged) as made:
        made.extractall(tmp_path / "mo")
    apart = tmp_path / "key.pem"
    apart.write_bytes(pem)
    assert check_package.main([str(forged), "--key", str(apart)]) == 1  # it holds a key
    assert check_package.main([str(forged), "--key", str(tmp_path / "mo" / "key.pem")]) == 2
    said = capsys.readouterr().out
    assert "Gói nguyên vẹn" not in said
    assert "không chứng minh được gì" in said
    mark = signing.fingerprint_of(key.public_key())
    assert " ".join(re.findall(".{8}", mark)) in said
    assert "/nha-in" in said
    apart.write_text("no key")
    assert check_package.main([str(package), "--key", str(apart)]) == 1


def test_a_print_house_checks_it_with_one_file(
    people: People, client: FlaskClient, tmp_path: Path
) -> None:
    """As a print house would: the file and the key from the public pages, no library of ours."""
    order = an_order(people)
    page = client.get("/nha-in")
    assert signing.fingerprint()[:8] in page.text
    tool, key = tmp_path / "kiem-tra.py", tmp_path / "key.pem"
    tool.write_bytes(client.get("/nha-in/kiem-tra.py").data)
    key.write_bytes(client.get("/so-cap-tem/key.pem").data)
    words = [sys.executable, "-I", str(tool), str(packed(people, order)), "--key", str(key)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Gói nguyên vẹn: đợt {order.label}, tem 1–10, 10 tem" in done.stdout
    shown = re.search(r"Dấu vân tay của khóa đã dùng: ([0-9a-f ]+)\n", done.stdout)
    assert shown is not None
    assert shown[1] in page.text  # as /nha-in shows it, so that eyes can compare
    key.write_bytes(signing.pem_of(Ed25519PrivateKey.generate().public_key()))
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1
    assert "agrimarket" not in re.findall(r"^(?:from|import) (\w+)", tool.read_text(), re.M)
    assert check_package.main([str(tmp_path / "none.zip"), "--key", str(tmp_path / "no.pem")]) == 2


def test_each_taking_away_is_noted_and_codes_stay_a_week(people: People) -> None:
    order = an_order(people)
    row = a_print(people, order, drawn=True, format="zip", stock="none", handed_to=HOUSE)
    with one_commit() as session:
        sheets.taken(session, viewer=people.phuc.viewer, order_id=order.id, print_id=row.id)
    told = [one.action for one in audit.history(reading(), kind="stamp_order", id=order.id)]
    assert told.count("stamp_codes_taken") == 1
    assert row.file_until is not None
    assert (row.file_until - row.created_at).days == 7
