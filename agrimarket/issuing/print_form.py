"""Reads the fields of the print form, posted by a page or carried by a picture's address."""

from collections.abc import Mapping

from agrimarket.issuing.models import StampPrint
from agrimarket.issuing.prints import FORMATS, LISTS, NO_STOCK, PrintWish
from agrimarket.kit.errors import InvalidFields
from agrimarket.kit.web.read_numbers import NumberInvalid, read_number
from stamps import STOCKS

NUMBER = "Hãy gõ một số nguyên, ví dụ 1.500."
MILLIMETRES = "Hãy gõ từ -15 đến 15 mm, ví dụ 0,5."
PERCENT = "Hãy gõ từ 97 đến 103 %, ví dụ 99,5."
RESOLUTIONS = ("203", "300", "600")
MOST_COPIES = 20
Given = Mapping[str, str]


def read_wish(given: Given) -> PrintWish:
    """What the form asks for; InvalidFields at the field that is wrong."""
    kind = given.get("format", "pdf")
    if kind not in FORMATS:
        raise _bad("format", "Hãy chọn một kiểu tệp trong danh sách.")
    paper = given.get("stock", "")
    if paper not in STOCKS and kind not in LISTS:
        raise _bad("stock", "Hãy chọn một khổ giấy.")
    return PrintWish(
        stock=paper if kind not in LISTS else NO_STOCK,
        format=kind,
        first=_whole(given, "first"),
        last=_whole(given, "last"),
        skip=skipped(given, paper),
        copies=max(1, min(MOST_COPIES, _whole(given, "copies", missing=1))),
        offset_mm=(_signed(given, "offset_x"), _signed(given, "offset_y")),
        scale_percent=(_percent(given, "scale_x"), _percent(given, "scale_y")),
        dpi=int(given["dpi"]) if given.get("dpi") in RESOLUTIONS else None,
        cut_marks=given.get("cut_marks") == "1",
        handed_to=_text(given, "handed_to", 120),
        reason=_text(given, "reason", 500),
        gs1=given.get("gs1") == "1",
    )


def skipped(given: Given, paper: str) -> int:
    """Labels used already: tapped on the picture of that paper, or typed as a number."""
    tapped = given.get(f"skip-{paper}", given.get("skip", ""))
    return _whole({"skip": tapped}, "skip", missing=0)


def settings_of(row: StampPrint | None) -> dict[str, str]:
    """Paper and printer of an earlier print, as the form's fields hold them."""
    if row is None:
        return {}
    return {
        "stock": row.stock,
        "format": row.format,
        "offset_x": said(row.offset_x_mm),
        "offset_y": said(row.offset_y_mm),
        "scale_x": said(row.scale_x_percent),
        "scale_y": said(row.scale_y_percent),
        "dpi": str(row.dpi or ""),
        "cut_marks": "1" if row.cut_marks else "",
    }


def is_set(kept: Mapping[str, str]) -> bool:
    """Whether settings that are remembered shift or stretch anything."""
    untouched = {"offset_x": "0", "offset_y": "0", "scale_x": "100", "scale_y": "100"}
    return any(kept.get(name, usual) != usual for name, usual in untouched.items())


def said(number: float) -> str:
    """A number as it stands in a field: 0,5."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",") or "0"


def measured(given: Given, name: str) -> float:
    """A length somebody read from a ruler, mm; InvalidFields."""
    found = _number(given, name)
    if found is None or not 0 <= found <= 400:
        raise _bad(name, "Hãy gõ số mi-li-mét đo được, ví dụ 189,5.")
    return found


def _whole(given: Given, name: str, *, missing: int | None = None) -> int:
    if missing is not None and not given.get(name, "").strip():
        return missing
    found = _number(given, name)
    if found is None or found != int(found) or not 0 <= found <= 10**9:
        raise _bad(name, NUMBER)
    return int(found)


def _signed(given: Given, name: str) -> float:
    found = _number(given, name) if given.get(name, "").strip() else 0.0
    if found is None or abs(found) > 15:
        raise _bad(name, MILLIMETRES)
    return found


def _percent(given: Given, name: str) -> float:
    found = _number(given, name) if given.get(name, "").strip() else 100.0
    if found is None or not 97 <= found <= 103:
        raise _bad(name, PERCENT)
    return found


def _number(given: Given, name: str) -> float | None:
    typed = given.get(name, "").strip().replace("−", "-")
    try:
        found = float(read_number(typed.removeprefix("-").strip()))
    except NumberInvalid:
        return None
    return -found if typed.startswith("-") else found


def _text(given: Given, name: str, most: int) -> str | None:
    found = given.get(name, "").replace("\0", "").strip()
    if len(found) > most:
        raise _bad(name, f"Hãy viết ngắn lại, không quá {most} chữ.")
    return found or None


def _bad(name: str, sentence: str) -> InvalidFields:
    return InvalidFields(fields={name: [sentence]})
