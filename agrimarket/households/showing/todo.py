"""What is still missing of a producer, and what each gap holds up; nothing else waits for it."""

from dataclasses import dataclass

from agrimarket.households.models import Household, HouseholdState


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to ask for. `blocks` says what waits for it, empty when nothing does."""

    code: str
    title: str
    blocks: str = ""


_CONSENT = Gap(
    "consent_missing",
    "Chưa có sự đồng ý của chủ hộ",
    "Chưa hiện tên trên trang nguồn gốc và chưa đăng bán được.",
)
NO_VOICE = Gap("voice_missing", "Chưa có ghi âm lời đồng ý")
_PHONE = Gap("phone_missing", "Chưa có số điện thoại", "Chưa mở gian hàng được.")
_CITIZEN = Gap(
    "citizen_id_missing", "Chưa có số căn cước", "Một số kênh cần số này để mở gian hàng."
)
_TAX = Gap("tax_code_missing", "Chưa có mã số thuế", "Một số kênh cần mã này để mở gian hàng.")
_CROPS = Gap("crops_missing", "Chưa ghi sản phẩm chính")
_PAYMENT = Gap("payment_missing", "Chưa hỏi cách nhận tiền")
_HAMLET = Gap("hamlet_missing", "Chưa ghi thôn, bản, tổ dân phố")
_AREA = Gap("area_missing", "Chưa ghi diện tích")


def gaps(household: Household) -> list[Gap]:
    """What is missing, most pressing first."""
    is_firm = household.kind in {"cooperative", "enterprise"}
    tests = (
        (household.state != HouseholdState.REGISTERED, _CONSENT),
        (household.phone is None, _PHONE),
        (not is_firm and household.citizen_sealed is None, _CITIZEN),
        (is_firm and household.tax_code is None, _TAX),
        (not household.crops, _CROPS),
        (household.hamlet is None, _HAMLET),
        (household.area_ha is None, _AREA),
        (not household.payment_kinds and household.bank_sealed is None, _PAYMENT),
    )
    return [gap for missing, gap in tests if missing]


# Of every gap that lists are filtered by: its code > its title.
TITLES = {
    gap.code: gap.title
    for gap in (_CONSENT, _PHONE, _CITIZEN, _TAX, _CROPS, _HAMLET, _AREA, _PAYMENT)
}
