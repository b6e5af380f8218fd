"""Daily signed heads of the public log: does what was signed on each day still stand?"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from stamps.log_chain import Fault, Tip, Walk, verifies
from stamps.log_form import HEAD_FIELDS, HEAD_FORM, NOTHING_BEFORE, day_of, hash_of

_NUMBERS = frozenset({"entries", "orders", "stamps", "next_serial"})


def head_faults(heads: Sequence[Any], walk: Walk) -> Iterator[Fault]:
    """Faults of the heads (oldest first) against a log that was walked whole."""
    previous, day = NOTHING_BEFORE, ""
    for head in heads:
        body = body_of(head)
        if body is None:
            yield Fault("unreadable", 0, "Một đầu sổ không có dạng của đầu sổ cấp tem.")
            continue
        said = f"Đầu sổ ngày {body['day']}"
        if head.get("hash") != hash_of(body):
            yield Fault("hash", body["entries"], f"{said} có nội dung khác với mã băm của nó.")
        if body["previous"] != previous:
            yield Fault("head_chain", body["entries"], f"{said} không nối vào đầu sổ đứng trước.")
        if body["day"] <= day:
            yield Fault("head_day", body["entries"], f"{said} không đứng sau ngày {day}.")
        yield from _against(head, body, said, walk)
        previous, day = hash_of(body), body["day"]
    yield from _late_entries(heads, walk)


def earlier_faults(earlier: Iterable[Any], heads: Sequence[Any], walk: Walk) -> Iterator[Fault]:
    """Faults of heads that were downloaded before: each must still stand, word by word."""
    now = {body["day"]: hash_of(body) for body in map(body_of, heads) if body}
    for head in earlier:
        body = body_of(head)
        if body is None:
            yield Fault("unreadable", 0, "Đầu sổ tải trước đây không đọc được.")
            continue
        said = f"Đầu sổ ngày {body['day']} tải trước đây"
        yield from _against(head, body, said, walk)
        if now.get(body["day"]) != hash_of(body):
            yield Fault("rewritten", body["entries"], f"{said} không còn như vậy trong các đầu sổ.")


def body_of(head: Any) -> dict[str, Any] | None:
    """The signed part of a head, or None where it has not its form."""
    body = head.get("body") if isinstance(head, dict) else None
    if not isinstance(body, dict) or set(body) != HEAD_FIELDS or body["form"] != HEAD_FORM:
        return None
    whole = all(type(v) is (int if name in _NUMBERS else str) for name, v in body.items())
    return body if whole and str(body).isascii() else None


def _against(
    head: Mapping[str, Any], body: Mapping[str, Any], said: str, walk: Walk
) -> Iterator[Fault]:
    """What a head says of the log, beside what the log is."""
    tip = _tip_at(walk, body["entries"])
    if tip is None:
        yield Fault(
            "rewritten", body["entries"], f"{said} nói đến dòng {body['entries']}, sổ không có."
        )
        return
    if not verifies(tip.key, body, head.get("signature")):
        yield Fault("head_signature", body["entries"], f"{said} không mang chữ ký của khóa ghi sổ.")
    wanted = (tip.hash, tip.orders, tip.stamps, tip.next_serial)
    if wanted != tuple(body[name] for name in ("hash", "orders", "stamps", "next_serial")):
        yield Fault(
            "rewritten", body["entries"],
            f"{said}: sổ đến dòng {body['entries']} nay khác với lúc ký (dòng bị sửa, chèn, xóa).",
        )  # fmt: skip


def _tip_at(walk: Walk, number: int) -> Tip | None:
    at = bisect_left(walk.tips, number, key=_number)
    found = walk.tips[at] if at < len(walk.tips) else None
    return found if found is not None and found.number == number else None


def _late_entries(heads: Sequence[Any], walk: Walk) -> Iterator[Fault]:
    """Entries of a day that was signed already without them."""
    bodies = [body for head in heads if (body := body_of(head))]
    if not bodies:
        return
    last = max(bodies, key=lambda body: str(body["day"]))
    for tip in reversed(walk.tips):
        if tip.number <= last["entries"]:
            return
        if day_of(tip.at).isoformat() <= last["day"]:
            yield Fault(
                "late", tip.number,
                f"Dòng {tip.number} ghi ngày {day_of(tip.at)}, đầu sổ ngày đó đã ký không có nó.",
            )  # fmt: skip


def _number(tip: Tip) -> int:
    return tip.number
