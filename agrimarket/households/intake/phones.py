"""Reads telephone numbers as people write them; the only file here that knows `phonenumbers`."""

import re
from functools import lru_cache

import phonenumbers

from agrimarket.households.intake.cells import Cell, as_text
from agrimarket.households.intake.result import Read
from agrimarket.households.intake.words import OLD_PHONE_WORDS
from agrimarket.places import fold

_ABSENT = frozenset({"", "-", "–", "—", "chua co", "khong co"})
_DIALLED = re.compile(r"\+?[0-9 .()-]+")
_TEXT_MARK = "'’‘`"  # typed before a number so that a sheet keeps its 0
_COUNTRY = "84"
_PROVINCE_LANDLINE = "0237"
# Vietnam's numbering plan (Circular 22/2014/TT-BTTTT) tells what a number is for by what follows
# its 0: at most four digits, and how many there are in all.
_TELLING = 5
_MOBILE_TYPES = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)

# Eleven-digit mobile numbers became ten digits between 2018-09-15 and 2018-11-14
# (Decision 2036/QĐ-BTTTT of 2017): old prefix, new prefix, the last seven digits stay.
_NEW_PREFIXES = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036",
    "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


def read_phone(cell: Cell) -> Read[str | None]:
    """The number with its leading 0 and digits only, or None; phone_absent, phone_invalid.

    Mobile numbers of ten digits, and the province's landlines (0237 and seven digits). A 0 that
    was missing is put back (phone_zero_restored); +84 and 84 are no missing 0. A number of
    before 2018 is refused with the new one suggested.
    """
    text = as_text(cell).lstrip(_TEXT_MARK).lstrip()
    if fold(text) in _ABSENT:
        return Read(None, warning="phone_absent")
    number, restored = _national(text)
    if number is None:
        return Read(None, error="phone_invalid")
    if new := new_number(number):
        return Read(None, error="phone_invalid", hint=OLD_PHONE_WORDS.format(number=new))
    if not _is_in_use(number):
        return Read(None, error="phone_invalid")
    return Read(number, warning="phone_zero_restored" if restored else None)


def new_number(number: str) -> str | None:
    """The ten-digit number an eleven-digit mobile number became in 2018; None for others."""
    prefix = _NEW_PREFIXES.get(number[:4])
    return prefix + number[4:] if prefix and len(number) == 11 else None


def _national(text: str) -> tuple[str | None, bool]:
    """The digits with a leading 0, and whether that 0 was missing."""
    if not _DIALLED.fullmatch(text):
        return None, False
    digits = re.sub(r"[^0-9]", "", text)
    if text.startswith("+") and not digits.startswith(_COUNTRY):
        return None, False
    # nine digits that begin with 84 are a number 084… whose 0 is missing
    if text.startswith("+") or (digits.startswith(_COUNTRY) and len(digits) >= 11):
        return "0" + digits.removeprefix(_COUNTRY).removeprefix("0"), False
    if digits.startswith("0"):
        return digits, False
    return "0" + digits, True


def _is_in_use(number: str) -> bool:
    if len(number) > 11:
        return False
    kind = _kind(number[:_TELLING], len(number))
    if kind == phonenumbers.PhoneNumberType.FIXED_LINE:
        return number.startswith(_PROVINCE_LANDLINE)
    return kind in _MOBILE_TYPES and len(number) == 10


@lru_cache(maxsize=8192)
def _kind(begins: str, digits: int) -> int:
    """The type of every number of so many digits that begins so."""
    number = begins.ljust(digits, "0").removeprefix("0")
    parsed = phonenumbers.PhoneNumber(country_code=int(_COUNTRY), national_number=int(number or 0))
    return phonenumbers.number_type(parsed)
