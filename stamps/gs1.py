"""GS1 product numbers: the check digit, and all lengths as one GTIN-14."""

from typing import Final

from stamps.refusals import BadGtin

GTIN_LENGTHS: Final = (8, 12, 13, 14)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def check_digit(digits: str) -> str:
    """The last digit for the digits before it (GS1 General Specifications, 7.9.1).

    From the right, digits weigh 3, 1, 3, …; the check digit brings the sum to a multiple of ten.
    Raises BadGtin when there is nothing or anything but digits.
    """
    if not _is_digits(digits):
        raise BadGtin(gtin=digits)
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits)))
    return str(-total % 10)


def is_gtin(text: str) -> bool:
    """Whether `text` is a GTIN-8, -12, -13 or -14 with the right check digit; digits only."""
    if len(text) not in GTIN_LENGTHS or not _is_digits(text):
        return False
    return set(text) != {"0"} and check_digit(text[:-1]) == text[-1]


def to_gtin14(text: str) -> str:
    """Any GTIN as 14 digits, zeros in front (GS1 General Specifications, 3.3.2). Raises BadGtin."""
    if not is_gtin(text):
        raise BadGtin(gtin=text)
    return text.zfill(14)
