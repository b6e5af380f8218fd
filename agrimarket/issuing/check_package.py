"""Check a package of stamp codes before printing it: `python kiem-tra.py GOI.zip --key key.pem`.

For print houses: this file stands alone and needs only Python 3.9 or later and the package
`cryptography` (pip install cryptography). Take the key from the issuer's own page, never from the
package: whoever makes up a package can put a key into it. A package holds no key.
"""

import argparse
import base64
import binascii
import csv
import hashlib
import io
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Optional
from zipfile import BadZipFile, ZipFile

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

FORM = "agrimarket-print-manifest/2"
CODES, MANIFEST, SIGNATURE = "codes.csv", "manifest.json", "manifest.json.sig"
READ_ME = "DOC-TRUOC.txt"
MEMBERS = sorted((CODES, MANIFEST, SIGNATURE, READ_ME))
MOST_SMALL = 64 << 10  # bytes of every member but the list
BLOCK = 1 << 20
FROM_THE_PAGE = "Hãy tải key.pem từ trang /nha-in của nơi cấp tem, để ở thư mục khác."
COMPARE = "So từng chữ với dấu ghi ở trang /nha-in của nơi cấp tem. Khác một chữ: đừng in."
UNREADABLE = "Gói không mở được, hỏng hoặc thiếu tệp. Hãy tải lại gói."
BROKEN = (
    BadZipFile, zlib.error, csv.Error, OSError, EOFError, LookupError, TypeError, ValueError,
    RuntimeError,
)  # fmt: skip


def faults(package: str, key_pem: bytes) -> Iterator[str]:
    """One Vietnamese sentence for each thing that is wrong; none when the package is whole."""
    key = _key(key_pem)
    if key is None:
        yield "Tệp khóa không phải khóa Ed25519. Hãy tải lại key.pem từ trang của nơi cấp tem."
        return
    try:
        with ZipFile(package) as opened:
            yield from _faults(opened, key)
    except BROKEN:
        yield UNREADABLE


def _faults(package: ZipFile, key: Ed25519PublicKey) -> Iterator[str]:
    strange = _strange(package)
    if strange:
        yield strange
        return
    told = package.read(MANIFEST)
    if not _signed(told, package.read(SIGNATURE), key):
        yield "Chữ ký không đúng: gói không phải của nơi cấp tem, hoặc đã bị sửa. Đừng in."
        return
    manifest: dict[str, Any] = json.loads(told)
    if manifest.get("form") != FORM:
        yield "Đây không phải gói giao mã tem cho nhà in. Hãy tải lại đúng gói."
        return
    for told_of, name in (("codes", CODES), ("read_me", READ_ME)):
        said = manifest[told_of]
        if said["file"] != name or _digest(package, name) != said["sha256"]:
            yield f"Tệp {name} đã bị sửa sau khi ký. Đừng in; hãy tải lại gói."
            return
    yield from _line_faults(package, manifest)


def _strange(package: ZipFile) -> str:
    """Why these are not the files of a package, each once and by its very name; or nothing."""
    entries = package.infolist()
    names = sorted(entry.orig_filename for entry in entries)
    foreign = sorted({name for name in names if name not in MEMBERS})
    if foreign:
        return f"Gói có tệp lạ: {', '.join(map(ascii, foreign[:5]))}. Đừng in; hãy tải lại gói."
    if names != MEMBERS:
        return "Gói thiếu tệp, hoặc có tệp nằm hai lần. Đừng in; hãy tải lại gói."
    small = (entry.file_size for entry in entries if entry.orig_filename != CODES)
    if max(small) > MOST_SMALL or package.comment or min(e.header_offset for e in entries):
        return "Gói không có dạng của gói giao mã tem. Đừng in; hãy tải lại gói."
    return ""


def _key(pem: bytes) -> Optional[Ed25519PublicKey]:  # noqa: UP045  # Python 3.9 has no X | None
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def _signed(told: bytes, signature: bytes, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(base64.b64decode(signature, validate=False), told)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def fingerprint(key_pem: bytes) -> str:
    """SHA-256 over the key's 32 bytes, hex in groups of eight as the issuer's page shows it."""
    key = _key(key_pem)
    if key is None:
        return ""
    mark = hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()
    return " ".join(mark[start : start + 8] for start in range(0, len(mark), 8))


def taken_from_package(key: Path) -> bool:
    """Whether a key lies among files of a package that was opened into a folder."""
    return any((key.resolve().parent / name).exists() for name in (MANIFEST, SIGNATURE))


def _digest(package: ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with package.open(name) as file:
        for block in iter(lambda: file.read(BLOCK), b""):
            digest.update(block)
    return digest.hexdigest()


def _line_faults(package: ZipFile, manifest: dict[str, Any]) -> Iterator[str]:
    """The list against the manifest: every position once and in order, no code twice."""
    seen: set[str] = set()
    place = manifest["first"] - 1
    with package.open(CODES) as file:
        rows = csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))
        if rows.fieldnames != manifest["codes"]["columns"]:
            yield "Các cột của danh sách không như bản kê. Đừng in."
            return
        for row in rows:
            place += 1
            if row["position"] != str(place) or row["code"] in seen:
                yield f"Dòng của tem {place} sai số thứ tự hoặc trùng mã. Đừng in."
                return
            seen.add(row["code"])
    if place != manifest["last"] or len(seen) != manifest["count"]:
        yield f"Bản kê ghi {manifest['count']} tem, danh sách có {len(seen)}. Đừng in."


def said(package: str) -> str:
    """What a whole package holds, in one sentence."""
    with ZipFile(package) as opened:
        told = json.loads(opened.read(MANIFEST))
    return (
        f"Gói nguyên vẹn: đợt {told['order']}, tem {told['first']}–{told['last']}, "
        f"{told['count']} tem, {told['product']}"
        + (f", địa chỉ có GTIN {told['gtin']}." if told.get("gtin") else ".")
    )


def main(words: list[str] | None = None) -> int:
    """0: whole; 1: not to be printed, with why; 2: wrong usage."""
    parser = argparse.ArgumentParser(description="Kiểm tra gói mã tem trước khi in.")
    parser.add_argument("package", help="tệp .zip đã nhận")
    parser.add_argument("--key", required=True, help="key.pem tải từ trang /nha-in của nơi cấp tem")
    asked = parser.parse_args(words)
    try:
        key = Path(asked.key).read_bytes()
    except OSError:
        _say(f"Không đọc được khóa {asked.key}. Hãy tải khóa từ trang của nơi cấp tem.")
        return 2
    if taken_from_package(Path(asked.key)):
        _say("Khóa này nằm chung với tệp của gói, không chứng minh được gì. " + FROM_THE_PAGE)
        return 2
    found = list(faults(asked.package, key))
    _say("\n".join(found) if found else said(asked.package))
    if fingerprint(key):
        _say(f"Dấu vân tay của khóa đã dùng: {fingerprint(key)}\n{COMPARE}")
    return 1 if found else 0


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")


if __name__ == "__main__":
    sys.exit(main())
