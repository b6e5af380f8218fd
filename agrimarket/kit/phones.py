"""A telephone number as people type it when they sign in, brought to the ten digits we keep."""

import re

_SPACING = re.compile(r"[\s.()\-\u00a0]+")
_MOBILE = re.compile(r"0[35789][0-9]{8}")


def ten_digits(text: str) -> str | None:
    """The mobile number with its leading 0 ("+84 912.345.678" > "0912345678"), or None.

    Mobile prefixes 03, 05, 07, 08, 09 (Circular 22/2014/TT-BTTTT, numbers of ten digits since
    2018); land lines take no text message.
    """
    digits = _SPACING.sub("", text)
    if digits.startswith("+84"):
        digits = "0" + digits[3:].removeprefix("0")
    elif digits.startswith("84") and len(digits) == 11:
        digits = "0" + digits[2:]
    return digits if digits.isascii() and _MOBILE.fullmatch(digits) else None
