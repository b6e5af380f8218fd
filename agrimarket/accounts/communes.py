"""Communes of an account or token: from a code or a place as people write it to codes in force."""

import re
from collections.abc import Iterable

from agrimarket.kit.errors import Refusal
from agrimarket.places import commune, current_codes, explain, read_place

_CODE = re.compile(r"[0-9]{5}")


class CommuneUnknown(Refusal):
    """Neither the code of a commune, now or before, nor the name of one."""

    code = "commune_code_unknown"
    sentence = (
        "Không tìm thấy xã, phường {commune} trong danh mục hiện nay. Hãy kiểm tra lại mã hoặc tên."
    )


class CommuneUnclear(Refusal):
    """A former code or a name that may mean several communes; the candidates are named."""

    code = "commune_unclear"
    sentence = "{said} Hãy ghi mã hoặc tên một nơi: {candidates}."


def read_communes(texts: Iterable[str]) -> list[str]:
    """The sorted codes in force that codes or places mean ("16144", "xã Nga An, Nga Sơn").

    CommuneUnknown, CommuneUnclear: places.read never guesses, and neither does this.
    """
    return sorted({_read(text.strip()) for text in texts})


def follow(codes: Iterable[str]) -> frozenset[str]:
    """Codes that were given once, as what they are today: a commune that ended is its heirs."""
    return frozenset(heir for code in codes for heir in current_codes(code))


def _read(text: str) -> str:
    if _CODE.fullmatch(text):
        return _only(text, current_codes(text), f"Mã {text} nay thuộc nhiều nơi.")
    reading = read_place(text[:200])
    if reading.outcome == "ambiguous":
        names = ", ".join(reading.names)
        raise CommuneUnclear(said=f"Tên {text[:200]} có nhiều nơi.", candidates=names)
    return _only(text, reading.commune_codes, explain(reading))


def _only(text: str, codes: tuple[str, ...], said: str) -> str:
    if not codes:
        raise CommuneUnknown(commune=text[:80])
    if len(codes) > 1:
        names = ", ".join(f"{commune(code).name} ({code})" for code in codes)
        raise CommuneUnclear(said=said.removesuffix(" Hãy chọn một nơi."), candidates=names)
    return codes[0]
