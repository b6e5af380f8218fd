"""Why an OCOP rating or a certificate cannot be noted, in words that say what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class CertificateKindUnknown(Refusal):
    """A kind that is not in the table."""

    code = "certificate_kind_unknown"
    sentence = "Không có loại giấy này. Hãy chọn một loại trong danh sách."


class CertificateDatesReversed(Refusal):
    """It ends before it begins."""

    code = "certificate_dates_reversed"
    sentence = "Ngày hết hạn đứng trước ngày cấp. Hãy xem lại hai ngày ghi trên giấy."


class CommitmentForSmallOnly(Refusal):
    """An enterprise needs a certificate, not a commitment (Circular 17/2018/TT-BNNPTNT)."""

    code = "commitment_for_small_only"
    sentence = (
        "Bản cam kết chỉ dành cho hộ, tổ hợp tác, hợp tác xã nhỏ. Doanh nghiệp hãy thêm giấy đủ "
        "điều kiện an toàn thực phẩm, VietGAP, HACCP hoặc ISO 22000."
    )


class PaperRemoved(Refusal):
    """Removed papers stay as history and do not change any more."""

    code = "paper_removed"
    kind = Kind.CONFLICT
    sentence = "Giấy này đã được gỡ bỏ nên không sửa được. Hãy thêm một giấy mới."


class ScoreBelowThreeStars(Refusal):
    """Only three to five stars get a certificate (Decision 148/QĐ-TTg 2023)."""

    code = "rating_below_three"
    sentence = "Chỉ hạng từ 3 đến 5 sao (từ 50 điểm) mới được cấp giấy. Hãy xem lại quyết định."


class ScoreInvalid(Refusal):
    """Outside 0–100."""

    code = "rating_score_invalid"
    sentence = "Điểm OCOP từ 0 đến 100. Hãy xem lại điểm trong quyết định."


class StarsDoNotFit(Refusal):
    """90–100 five stars, 70–<90 four, 50–<70 three."""

    code = "rating_stars_do_not_fit"
    sentence = "{score} điểm là {fitting} sao, không phải {stars} sao. Hãy xem lại quyết định."


class StarsMissing(Refusal):
    """Neither score nor stars."""

    code = "rating_stars_missing"
    sentence = "Thiếu hạng sao. Hãy chọn 3, 4 hoặc 5 sao như ghi trong quyết định."


class RatingInFuture(Refusal):
    """Decided after today."""

    code = "rating_in_future"
    sentence = "Ngày quyết định ở sau hôm nay. Hãy xem lại ngày ghi trên quyết định."


class RatingBeforeProgramme(Refusal):
    """Decided before anybody recognised OCOP products (Decision 490/QĐ-TTg of 7 May 2018)."""

    code = "rating_before_programme"
    sentence = (
        "Chương trình OCOP bắt đầu từ 07/05/2018 (Quyết định 490/QĐ-TTg), nên chưa thể có quyết "
        "định trước ngày này. Hãy xem lại ngày ghi trên quyết định."
    )


class IssuerUnclear(Refusal):
    """The issuer's level cannot be read from its name."""

    code = "rating_issuer_unclear"
    sentence = "Chưa rõ cấp công nhận. Hãy chọn cấp huyện, cấp tỉnh hoặc cấp trung ương."


class IssuerIsDistrict(Refusal):
    """A district's name as issuer after districts ended (Law 72/2025/QH15)."""

    code = "rating_issuer_is_district"
    sentence = (
        "Từ 01/7/2025 không còn cấp huyện. Hãy ghi cơ quan đúng như trên quyết định, ví dụ UBND "
        "tỉnh Thanh Hóa, hoặc xem lại ngày quyết định."
    )


class IssuerDoesNotFit(Refusal):
    """Who recognises which stars depends on the day (Decisions 148/2023 and 1489/2025)."""

    code = "rating_issuer_does_not_fit"
    sentence = (
        "Hạng {stars} sao quyết định ngày {day} do {fitting} công nhận. "
        "Hãy xem lại cấp công nhận hoặc ngày quyết định."
    )
