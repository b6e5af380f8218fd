"""One value against its row of the table: letters, lengths, and the rule of each part."""

from typing import Final

from stamps.gs1.checks import RULES
from stamps.gs1.letters import LETTERS
from stamps.gs1.table import Identifier, Part, find
from stamps.refusals import BadGs1Value

# What a person calls the identifiers that stand on farm goods and their boxes.
NAMES: Final = {
    "00": "mã kiện hàng",
    "01": "mã sản phẩm",
    "02": "mã hàng bên trong",
    "10": "số lô",
    "11": "ngày sản xuất",
    "13": "ngày đóng gói",
    "15": "nên dùng trước ngày",
    "16": "bán trước ngày",
    "17": "hạn dùng",
    "21": "số riêng của gói",
    "22": "biến thể",
    "37": "số hàng bên trong",
    "410": "nơi giao tới",
    "414": "mã địa điểm",
    "416": "nơi sản xuất",
    "417": "mã đơn vị",
    "422": "nước xuất xứ",
    "7003": "hạn dùng tới giờ",
    "7007": "ngày thu hoạch",
}
_KINDS: Final = {"N": "chữ số", "X": "chữ", "Y": "chữ", "Z": "chữ"}


def named(ai: str) -> str:
    """An identifier as sentences write it: `(17) hạn dùng`."""
    return f"({ai}) {NAMES[ai]}" if ai in NAMES else f"({ai})"


def check_value(ai: str, value: str) -> None:
    """Raise BadGs1Value unless `value` is what the table allows; UnknownIdentifier."""
    reason = _wrong(find(ai), value)
    if reason is not None:
        raise BadGs1Value(item=named(ai), reason=reason)


def longest(ai: str) -> int:
    """The most letters that a value of this identifier has."""
    return sum(part.length for part in find(ai).parts)


def _wrong(row: Identifier, value: str) -> str | None:
    rest = value
    for part in row.parts:
        if part.optional and not rest:
            break
        taken, rest = rest[: part.length], rest[part.length :]
        reason = _wrong_part(part, taken)
        if reason is not None:
            return _whole_length(row) if _is_short(part, taken) else reason
    return f"dài quá {longest(row.ai)} chữ" if rest else None


def _is_short(part: Part, taken: str) -> bool:
    return not taken or (not part.up_to and len(taken) < part.length)


def _wrong_part(part: Part, taken: str) -> str | None:
    if _is_short(part, taken):
        return "quá ngắn"
    strange = next((letter for letter in taken if letter not in LETTERS[part.letters]), None)
    if strange is not None:
        only = "chỉ được có chữ số" if part.letters == "N" else "bảng chữ của GS1 không có"
        return f"có {strange!r}, {only}"
    return RULES[part.rule](taken) if part.rule else None


def _whole_length(row: Identifier) -> str:
    """What a value too short should have had."""
    least = sum(1 if part.up_to else part.length for part in row.parts if not part.optional)
    most = longest(row.ai)
    kind = _KINDS["N" if all(part.letters == "N" for part in row.parts) else "X"]
    return f"phải có {'đủ ' if least == most else f'{least} đến '}{most} {kind}"
