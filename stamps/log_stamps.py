"""Stamps in hand against the log: does the order that a stamp names stand in it?"""

import http.client
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from stamps.alphabet import normalise
from stamps.log_chain import Fault, Producer, Range, Walk
from stamps.log_files import LogFileRefused, strict
from stamps.refusals import StampRefusal

LONGEST_WAIT: Final = 20  # seconds
_MOST: Final = 1 << 20
_SHOWN: Final = 60  # letters of a stamp that is none
_PLACE: Final = re.compile(r"(A\d{4,9})-(\d{1,10})", re.IGNORECASE)
Ask = Callable[[str], Mapping[str, Any]]


class BadService(StampRefusal):
    """An address that cannot be asked."""

    code = "bad_service"
    words = "Địa chỉ để hỏi về tem phải bắt đầu bằng https://. Hãy sửa --service."


class ServiceNeeded(StampRefusal):
    """A stamp that only the service can tell of."""

    code = "service_needed"
    words = (
        "Tem “{stamp}” không phải số in cạnh mã (A0123-00456). Hãy thêm --service https://TÊN-MÁY."
    )


class ServiceSilent(StampRefusal):
    """The service gave no answer that can be read."""

    code = "service_silent"
    words = "Không hỏi được {service} về tem. Hãy thử lại sau, hoặc sửa --service."


def asks(service: str) -> Ask:
    """A question to the service for what it says of a code; ServiceSilent where it fails.

    `service` is what stands before the code in the symbol: https://host. BadService.
    """
    if not service.lower().startswith(("https://", "http://")):
        raise BadService

    def ask(code: str) -> Mapping[str, Any]:
        address = f"{service.rstrip('/')}/{urllib.parse.quote(code)}?format=json"
        try:
            said = strict(_answer(address).decode(), service)
        except (OSError, ValueError, http.client.HTTPException):
            raise ServiceSilent(service=service) from None
        return said if isinstance(said, dict) else {}

    return ask


def _answer(address: str) -> bytes:
    try:
        # `asks` lets https and http through alone
        with urllib.request.urlopen(address, timeout=LONGEST_WAIT) as answer:  # nosec B310  # noqa: S310
            found: bytes = answer.read(_MOST)
    except urllib.error.HTTPError as refused:
        found = refused.read(_MOST)
    return found


def stamp_faults(lines: Iterable[str], walk: Walk, ask: Ask | None) -> Iterator[Fault]:
    """Faults of stamps, one a line: `A0123-00456` as printed, a code, or the service's JSON answer.

    ServiceNeeded for a code without `ask`; LogFileRefused, ServiceSilent.
    """
    for line in map(str.strip, lines):
        if line:
            yield from _one(line, walk, ask)


def _one(line: str, walk: Walk, ask: Ask | None) -> Iterator[Fault]:
    printed = _PLACE.fullmatch(line)
    if printed:
        yield from _place_faults(line, printed, walk)
        return
    said = _told(line) if line.startswith("{") else {}
    code = _code(str(said.get("code") or line))
    if not said:
        if ask is None:
            raise ServiceNeeded(stamp=line[:_SHOWN])
        said = ask(code)
    if not said.get("stamp"):
        yield Fault("unknown", 0, f"Tem {line}: hệ thống không nhận là tem đã cấp.")
        return
    place = _PLACE.fullmatch(str(said["stamp"]))
    if place is None:
        yield Fault("unreadable", 0, f"Tem {line}: câu trả lời của hệ thống không đọc được.")
        return
    yield from _place_faults(line, place, walk, code, said.get("log_entry"))
    found = walk.ranges.get(place[1].upper())
    if found is not None:
        yield from _told_faults(line, said, found, walk.producers[found.product])


def _told(line: str) -> Mapping[str, Any]:
    """The service's answer as it was kept; nothing where it is no answer."""
    try:
        said = strict(line, "câu trả lời về tem")
    except LogFileRefused:
        raise
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _place_faults(
    line: str, place: "re.Match[str]", walk: Walk, code: str = "", entry: object = None
) -> Iterator[Fault]:
    order, position = place[1].upper(), int(place[2])
    found = walk.ranges.get(order)
    if found is None:
        yield Fault("slipped", 0, f"Tem {line}: đợt {order} không có trong sổ.")
        return
    yield from _in_range(line, order, position, found)
    if code and code[0] != found.key_version:
        yield Fault("slipped", found.entry, f"Tem {line}: phiên bản khóa khác với sổ.")
    if code and entry != found.entry:
        yield Fault(
            "slipped", found.entry, f"Tem {line}: hệ thống không chỉ tới dòng {found.entry}."
        )


def _told_faults(
    line: str, said: Mapping[str, Any], found: Range, producer: Producer
) -> Iterator[Fault]:
    """What the service tells of product and producer, beside what was signed of them."""
    lot = said.get("lot")
    if _of(said, "product", "id") != found.product:
        yield Fault("turned_over", found.entry, f"Tem {line}: sản phẩm khác với sổ.")
    elif lot is not None and _of(said, "lot", "product_id") != found.product:
        yield Fault("turned_over", found.entry, f"Tem {line}: lô hàng của sản phẩm khác với sổ.")
    for name, field, signed in (
        ("loại hình nơi sản xuất", ("producer", "kind"), producer.kind),
        ("xã, phường nơi sản xuất", ("commune", "code"), producer.commune),
    ):
        if _of(said, *field) != signed:
            yield Fault(
                "turned_over", producer.entry, f"Tem {line}: {name} khác với dòng {producer.entry}."
            )


def _of(said: Mapping[str, Any], name: str, field: str) -> object:
    """A field of a thing that the service tells of; None where it tells nothing."""
    thing = said.get(name)
    return thing.get(field) if isinstance(thing, dict) else None


def _in_range(line: str, order: str, position: int, found: Range) -> Iterator[Fault]:
    count = found.last - found.first + 1
    if not 1 <= position <= count:
        yield Fault("slipped", found.entry, f"Tem {line}: đợt {order} chỉ có {count} tem trong sổ.")


def _code(text: str) -> str:
    """The sixteen letters of a code as typed or scanned, with or without its address."""
    return normalise(text.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1])
