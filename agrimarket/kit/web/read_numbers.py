"""Reads numbers as Vietnamese hands type them: dots group, a comma divides."""

import re
from decimal import Decimal

from agrimarket.kit.errors import Refusal

_GROUPED = re.compile(r"[0-9]{1,3}([. ][0-9]{3})+(,[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+([.,][0-9]+)?")


class NumberInvalid(Refusal):
    """The text is no number."""

    code = "number_invalid"
    sentence = "Hãy gõ một số, ví dụ 1.500 hoặc 0,5."


def read_number(text: str) -> Decimal:
    """A non-negative number from text: 1.500 is 1500, 1.234,5 and 1234,5 are 1234.5, 1.5 is 1.5.

    Raises NumberInvalid. Three digits after a single dot are read as thousands, which is how
    people here write them. Digits are 0 to 9: letters of other scripts are no slip of a finger.
    """
    tidy = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
    if _GROUPED.fullmatch(tidy):
        return Decimal(tidy.replace(".", "").replace(" ", "").replace(",", "."))
    if _PLAIN.fullmatch(tidy):
        return Decimal(tidy.replace(",", "."))
    raise NumberInvalid
