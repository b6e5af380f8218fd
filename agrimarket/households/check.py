"""Checks what was said about a producer, field by field, and tells all that is wrong at once."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from agrimarket.households.depth.bank import read_bank
from agrimarket.households.depth.tax_code import INVALID as TAX_CODE_INVALID
from agrimarket.households.depth.tax_code import read_tax_code
from agrimarket.households.depth.wishes import LONGEST_NOTE, read_wishes
from agrimarket.households.details import FIELDS, PERSONS, Details, given, hectares
from agrimarket.households.intake.births import read_birth_date
from agrimarket.households.intake.citizens import agrees, read_citizen_id
from agrimarket.households.intake.names import read_name
from agrimarket.households.intake.phones import read_phone
from agrimarket.households.intake.result import Read
from agrimarket.households.intake.rows import LONGEST_HAMLET
from agrimarket.households.intake.words import ERROR_WORDS
from agrimarket.households.models import ProducerKind
from agrimarket.kit import clock
from agrimarket.kit.errors import InvalidFields
from agrimarket.places import former_districts_of, is_commune, tidy

SEXES = ("male", "female")
MOST_CROPS, LONGEST_CROP = 20, 80
LONGEST = {"legal_name": 200, "hamlet": LONGEST_HAMLET, "phone_of": 80, "note": 2000,
           "wish_note": LONGEST_NOTE}  # fmt: skip
MOST_HECTARES = Decimal(100_000)
# Viet Nam's mainland and islands, generously: a swapped pair of numbers falls outside.
LATITUDES, LONGITUDES = (8.0, 24.0), (102.0, 112.0)

HEAD_NEEDED = "Chưa có họ tên chủ hộ. Hãy ghi họ và tên."
LEGAL_NEEDED = "Chưa có tên đơn vị. Hãy ghi tên như trong giấy đăng ký."
COMMUNE_NEEDED = "Chưa chọn xã, phường. Hãy chọn xã, phường hiện nay."
POSITION_WRONG = "Vị trí chưa đúng. Hãy ghi cả vĩ độ và kinh độ, ví dụ 19,98 và 105,97."

Faults = dict[str, list[str]]


def check(typed: Mapping[str, Any]) -> Details:
    """Clean details from values by field name (text, date, Decimal, float, list of text).

    InvalidFields with a sentence per wrong field; the words and forms accepted are those of
    the lists' reader (DOMAIN, "Reading a list").
    """
    faults: Faults = {}
    values = given({name: typed.get(name) for name in FIELDS})
    clean: dict[str, Any] = {"kind": _kind(values, faults)}
    clean |= _names(values, clean["kind"], faults)
    clean |= _place(values, faults)
    clean |= _person(values, faults)
    clean |= _numbers(values, clean, faults)
    clean |= _land(values, faults)
    clean["bank"] = read_bank(values.get("bank"), faults)
    clean |= read_wishes(values, faults) | {"wish_note": _text("wish_note", values, faults)}
    if faults:
        raise InvalidFields(fields=faults)
    return Details(**clean)


def _kind(values: Mapping[str, Any], faults: Faults) -> str:
    kind = str(values.get("kind", ProducerKind.HOUSEHOLD))
    if kind not in set(ProducerKind):
        faults["kind"] = [f"Hãy chọn một trong: {', '.join(ProducerKind)}."]
    return kind


def _names(values: Mapping[str, Any], kind: str, faults: Faults) -> dict[str, Any]:
    """A person's kinds need a head, though a business may go by its own name; others a name."""
    head, legal = values.get("head_name"), _text("legal_name", values, faults)
    if legal is not None and sum(letter.isalpha() for letter in legal) < 2:
        faults["legal_name"] = [LEGAL_NEEDED]
    named_business = kind == ProducerKind.HOUSEHOLD_BUSINESS and legal
    if head is None and kind in PERSONS and not named_business:
        faults["head_name"] = [HEAD_NEEDED]
    if kind not in PERSONS and legal is None:
        faults["legal_name"] = [LEGAL_NEEDED]
    return {
        "head_name": _read(read_name, "head_name", head, faults) if head is not None else None,
        "legal_name": legal,
    }


def _place(values: Mapping[str, Any], faults: Faults) -> dict[str, Any]:
    code = str(values.get("commune_code", ""))
    district = _text("former_district", values, faults, longest=80)
    hamlet = _text("hamlet", values, faults)
    if not is_commune(code):
        faults["commune_code"] = [
            f"Mã xã, phường {code[:10]} không có trong danh mục hiện nay. Hãy chọn lại."
            if code
            else COMMUNE_NEEDED
        ]
        return {}
    districts = former_districts_of(code)
    if district is not None and district not in districts:
        faults["former_district"] = [f"Xã này có từ: {', '.join(districts)}. Hãy chọn một."]
    return {
        "commune_code": code,
        "former_district": district or districts[0],
        "hamlet": hamlet,
    }


def _person(values: Mapping[str, Any], faults: Faults) -> dict[str, Any]:
    born: date | None = _read(read_birth_date, "birth_date", values.get("birth_date", ""), faults)
    if born is not None and born > clock.today():
        faults["birth_date"] = [ERROR_WORDS["birth_date_invalid"]]
    sex = values.get("sex")
    if sex is not None and sex not in SEXES:
        faults["sex"] = ["Hãy chọn Nam hoặc Nữ, hoặc để trống."]
    citizen = _read(read_citizen_id, "citizen_id", values.get("citizen_id", ""), faults)
    if citizen is not None and not agrees(citizen, sex, born):
        faults["citizen_id"] = [ERROR_WORDS["citizen_id_mismatch"]]
    return {"birth_date": born, "sex": sex, "citizen_id": citizen}


def _numbers(values: Mapping[str, Any], clean: Mapping[str, Any], faults: Faults) -> dict[str, Any]:
    found: dict[str, Any] = {
        "phone": _read(read_phone, "phone", values.get("phone", ""), faults),
        "phone_of": _text("phone_of", values, faults),
    }
    if "tax_code" not in values:
        return found
    code = read_tax_code(str(values["tax_code"]), clean["kind"])
    if code is None:
        faults["tax_code"] = [TAX_CODE_INVALID]
    elif len(code) == 12:  # the citizen number, which is kept sealed alone
        if clean.get("citizen_id") not in (None, code):
            faults["tax_code"] = ["Mã số thuế khác số căn cước. Hãy xem lại hai ô này."]
        elif not agrees(code, clean.get("sex"), clean.get("birth_date")):
            faults["tax_code"] = [ERROR_WORDS["citizen_id_mismatch"]]
        return found | {"citizen_id": code, "tax_is_citizen_id": True}
    return found | {"tax_code": code}


def _land(values: Mapping[str, Any], faults: Faults) -> dict[str, Any]:
    crops = [tidy(str(crop)) for crop in values.get("crops", ())]
    if len(crops) > MOST_CROPS or any(len(crop) > LONGEST_CROP for crop in crops):
        faults["crops"] = [f"Hãy ghi không quá {MOST_CROPS} loại, mỗi loại dưới 80 chữ."]
    area = Decimal(str(values["area_ha"])) if "area_ha" in values else None
    if area is not None and not (area.is_finite() and 0 < area <= MOST_HECTARES):
        faults["area_ha"] = ["Diện tích chưa đúng. Hãy ghi số héc-ta, ví dụ 0,35."]
        area = None
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if (latitude is None) != (longitude is None):
        faults["latitude" if latitude is None else "longitude"] = [POSITION_WRONG]
    elif latitude is not None and longitude is not None:
        inside = LATITUDES[0] <= latitude <= LATITUDES[1]
        if not (inside and LONGITUDES[0] <= longitude <= LONGITUDES[1]):
            faults["latitude"] = [POSITION_WRONG]
    return {
        "crops": tuple(dict.fromkeys(crop for crop in crops if crop)),
        "area_ha": hectares(area),
        "latitude": latitude,
        "longitude": longitude,
        "note": _text("note", values, faults),
    }


def _read(reader: Callable[[Any], Read[Any]], name: str, value: Any, faults: Faults) -> Any:
    read = reader(value)
    if read.error:
        faults[name] = [read.hint or ERROR_WORDS[read.error]]
        return None
    return read.value or None


def _text(
    name: str, values: Mapping[str, Any], faults: Faults, *, longest: int | None = None
) -> str | None:
    """One line of text without control letters, which no person types."""
    text = tidy(str(values.get(name, "")))
    if len(text) > (longest or LONGEST[name]):
        faults[name] = [f"Hãy viết ngắn lại, dưới {longest or LONGEST[name]} chữ."]
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        faults[name] = ["Có ký tự lạ không nhìn thấy. Hãy gõ lại ô này."]
    return text or None
