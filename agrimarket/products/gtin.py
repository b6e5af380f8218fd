"""Trade item numbers as products carry them: checked, and one number in all its lengths."""

from agrimarket.products.refusals import GtinInvalid
from stamps import gs1


def accept(text: str | None) -> str | None:
    """The digits as typed without spaces and hyphens; None for nothing. GtinInvalid otherwise."""
    digits = (text or "").replace(" ", "").replace("-", "")
    if not digits:
        return None
    if not gs1.is_gtin(digits):
        raise GtinInvalid(fields={"gtin": [GtinInvalid.sentence]})
    return digits


def forms(gtin: str) -> list[str]:
    """All spellings of one GTIN (GS1 General Specifications 3.3.2): 8, 12, 13 and 14 digits."""
    if not gs1.is_gtin(gtin):
        return []
    full = gs1.to_gtin14(gtin)
    return [full[-n:] for n in gs1.GTIN_LENGTHS if set(full[:-n]) <= {"0"}]
