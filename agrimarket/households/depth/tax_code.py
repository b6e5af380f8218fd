"""Reads tax codes: 10 digits with a check digit, 13 for a branch, or the citizen number."""

import re

from agrimarket.households.intake.citizens import read_citizen_id
from agrimarket.households.models import ProducerKind

# The tenth digit is 10 − (Σ digit·weight mod 11) over the first nine.
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_MODULUS = 11
_FORM = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?")
# Households use the head's citizen number since 2025-07-01 (Circular 86/2024/TT-BTC); firms do not.
_FIRMS = (ProducerKind.COOPERATIVE, ProducerKind.ENTERPRISE)

INVALID = (
    "Mã số thuế chưa đúng. Hãy ghi 10 chữ số, hoặc 13 chữ số của chi nhánh; hộ gia đình ghi "
    "số căn cước của chủ hộ. Chưa có thì để trống."
)


def check_digit(nine: str) -> int | None:
    """The tenth digit after these nine; None where no code begins with them."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, _WEIGHTS, strict=True))
    digit = 10 - total % _MODULUS
    return digit if digit < 10 else None


def read_tax_code(text: str, kind: str) -> str | None:
    """The code as kept ("0123456789" or "0123456789-001", or twelve digits); None if wrong."""
    digits = re.sub(r"[ .]", "", text)
    if re.fullmatch(r"[0-9]{12}", digits):
        is_citizen = read_citizen_id(digits).error is None
        return digits if is_citizen and kind not in _FIRMS else None
    found = _FORM.fullmatch(digits)
    if found is None or check_digit(found[1][:9]) != int(found[1][9]):
        return None
    if found[2] == "000":
        return None
    return f"{found[1]}-{found[2]}" if found[2] else found[1]
