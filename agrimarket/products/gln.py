"""Location numbers of GS1 as places and partners carry them: thirteen digits, the last checked."""

from agrimarket.kit.errors import Refusal
from stamps import gs1

GLN_LENGTH = 13


class GlnInvalid(Refusal):
    """The GS1 check digit does not fit (GS1 General Specifications, 3.4.1)."""

    code = "gln_invalid"
    sentence = (
        "Mã địa điểm GLN chưa đúng. Hãy chép đủ 13 chữ số trên giấy của GS1; chưa có thì để trống."
    )


def accept_gln(text: str | None) -> str | None:
    """The digits as typed without spaces and hyphens; None for nothing. GlnInvalid otherwise."""
    digits = (text or "").replace(" ", "").replace("-", "")
    if not digits:
        return None
    # A GLN has the form and the check digit of a GTIN-13.
    if len(digits) != GLN_LENGTH or not gs1.is_gtin(digits):
        raise GlnInvalid(fields={"gln": [GlnInvalid.sentence]})
    return digits
