"""Trade item numbers as products carry them: checked, and one number in all its lengths."""

from agrimarket.products.refusals import GtinForCoupons, GtinInvalid, GtinRestricted
from stamps import gs1

# Prefixes of a GTIN-13 that name no thing sold in the open (GS1 General Specifications, 1.4.2 and
# 1.4.3): numbers of one company or shop, such as goods weighed at the counter, and of coupons.
RESTRICTED = ("02", "04", *(str(prefix) for prefix in range(20, 30)))
COUPONS = ("05", "98", "99")
RESTRICTED_8 = ("0", "2")  # the same of a GTIN-8


def accept(text: str | None) -> str | None:
    """The digits as typed without spaces and hyphens; None for nothing.

    GtinInvalid, GtinRestricted, GtinForCoupons.
    """
    digits = (text or "").replace(" ", "").replace("-", "")
    if not digits:
        return None
    if not gs1.is_gtin(digits):
        raise GtinInvalid(fields={"gtin": [GtinInvalid.sentence]})
    _refuse_not_for_sale(digits)
    return digits


def _refuse_not_for_sale(digits: str) -> None:
    full = gs1.to_gtin14(digits)
    short = full.startswith("000000")  # a GTIN-8, whatever length it was typed in
    begins = full[6:] if short else full[1:]  # without the digit of the case it is packed in
    if begins.startswith(RESTRICTED_8 if short else RESTRICTED):
        raise GtinRestricted(fields={"gtin": [GtinRestricted.sentence]})
    if not short and begins.startswith(COUPONS):
        raise GtinForCoupons(fields={"gtin": [GtinForCoupons.sentence]})


def forms(gtin: str) -> list[str]:
    """All spellings of one GTIN (GS1 General Specifications 3.3.2): 8, 12, 13 and 14 digits."""
    if not gs1.is_gtin(gtin):
        return []
    full = gs1.to_gtin14(gtin)
    return [full[-n:] for n in gs1.GTIN_LENGTHS if set(full[:-n]) <= {"0"}]
