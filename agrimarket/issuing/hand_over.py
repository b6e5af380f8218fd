"""What a print house gets: the codes as a list, and a signed manifest that says what they are.

A ZIP of codes.csv, manifest.json, its signature and a page of instructions. A print house proves
with check_package.py, which needs nothing of ours, that no line was added, lost or changed on the
way. No key lies in it: a key that comes with what it is to prove proves nothing.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat, tee
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from agrimarket.issuing.hand_over_words import GS1_FORM, INSTRUCTIONS
from agrimarket.kit import signing
from stamps import Facts, KeyRing, addresses_of, position

SUFFIX, TYPE = ".zip", "application/zip"
FORM = "agrimarket-print-manifest/2"
CODES, MANIFEST, SIGNATURE = "codes.csv", "manifest.json", "manifest.json.sig"
READ_ME = "DOC-TRUOC.txt"
GS1_DIGITAL_LINK = "gs1-digital-link"  # HTTPS://HOST/01/GTIN14/21/CODE
_NEVER = (1980, 1, 1, 0, 0, 0)  # a ZIP's first day: the hour of making would change the bytes
_LINES_AT_ONCE = 5_000
_FAST = 1  # codes look random: more effort saves nothing


@dataclass(frozen=True)
class Handed:
    """A range that leaves the house, as plain values."""

    print_id: str
    asked_at: datetime
    order_label: str
    serials: range
    first: int  # position of the first serial
    key_version: str
    host: str
    facts: Facts
    to: str
    with_pin: bool


def write_package(
    out: BinaryIO, handed: Handed, *, ring: KeyRing, progress: Callable[[int], None] | None = None
) -> None:
    """Write the ZIP, line by line; the same range to the same house gives the same bytes."""
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_FAST) as package:
        listed = _write_codes(package, handed, ring, progress)
        read_me = _instructions(handed)
        told = manifest_of(handed, listed, read_me)
        _add(package, MANIFEST, told)
        _add(package, SIGNATURE, base64.b64encode(signing.sign(told)) + b"\n")
        _add(package, READ_ME, read_me)


def columns(handed: Handed) -> tuple[str, ...]:
    """Names of the list's columns."""
    return ("position", "label", "code", "url", *(("pin",) if handed.with_pin else ()))


def lines(handed: Handed, ring: KeyRing) -> Iterator[str]:
    """The list without its heading.

    `label` is what stands beside the symbol (A0123-00456). Every value is of digits, capitals,
    `-`, `:`, `/` and `.` and begins with a letter or digit, so no table takes one for a formula.
    """
    codes, theirs = tee(ring.make_many(handed.serials, version=handed.key_version))
    urls = addresses_of(theirs, host=handed.host, gtin=handed.facts.gtin)
    pins: Iterator[str | None] = repeat(None)
    if handed.with_pin:
        pins = iter(ring.pins_many(handed.serials, version=handed.key_version))
    together = zip(codes, urls, pins, strict=False)
    for place, (code, url, pin) in enumerate(together, start=handed.first):
        label = position(handed.order_label, place)
        yield f"{place},{label},{code},{url}{f',{pin}' if pin else ''}\r\n"  # RFC 4180, 2.1


def manifest_of(handed: Handed, listed: dict[str, Any], read_me: bytes) -> bytes:
    """What is signed, as UTF-8 JSON; `listed` tells of the list as it was written."""
    facts = handed.facts
    days = {name: getattr(facts, name) for name in ("harvested_on", "produced_on", "use_by")}
    told = {
        "form": FORM,
        "print": handed.print_id,
        "order": handed.order_label,
        "product": facts.product,
        "producer": facts.producer,
        "lot": facts.lot,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        # left out without one: packages of before are made again with the same bytes
        **({"gtin": facts.gtin, "url_form": GS1_DIGITAL_LINK} if facts.gtin else {}),
        "first": handed.first,
        "last": handed.first + len(handed.serials) - 1,
        "count": len(handed.serials),
        "host": handed.host,
        "key_version": handed.key_version,
        "codes": {"file": CODES, "columns": list(columns(handed)), **listed},
        "read_me": {"file": READ_ME, "sha256": hashlib.sha256(read_me).hexdigest()},
        "handed_to": handed.to,
        "issued_at": handed.asked_at.isoformat(timespec="seconds"),
        "signed_by": signing.fingerprint(),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _write_codes(
    package: ZipFile, handed: Handed, ring: KeyRing, progress: Callable[[int], None] | None
) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with package.open(_entry(CODES), "w", force_zip64=True) as file:
        for block in _blocks(handed, ring, progress):
            digest.update(block)
            size += len(block)
            file.write(block)
    return {"sha256": digest.hexdigest(), "bytes": size}


def _blocks(
    handed: Handed, ring: KeyRing, progress: Callable[[int], None] | None
) -> Iterator[bytes]:
    yield (",".join(columns(handed)) + "\r\n").encode()
    held: list[str] = []
    for done, line in enumerate(lines(handed, ring), start=1):
        held.append(line)
        if done % _LINES_AT_ONCE == 0:
            yield "".join(held).encode()
            held.clear()
            if progress is not None:
                progress(done)
    yield "".join(held).encode()


def _instructions(handed: Handed) -> bytes:
    facts = handed.facts
    last = handed.first + len(handed.serials) - 1
    said = INSTRUCTIONS.format(
        order=handed.order_label, first=handed.first, last=last, count=len(handed.serials),
        product=facts.product, producer=facts.producer or "…", host=handed.host.lower(),
        to=handed.to, gs1=GS1_FORM.format(gtin=facts.gtin) if facts.gtin else "",
    )  # fmt: skip
    return said.replace("\n", "\r\n").encode("utf-8-sig")  # Notepad shows it right


def _add(package: ZipFile, name: str, content: bytes) -> None:
    package.writestr(_entry(name), content)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _NEVER)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
