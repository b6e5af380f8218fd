"""Why the log refuses to go on."""

from agrimarket.kit.errors import Kind, Refusal


class LogBroken(Refusal):
    """The newest entry is not ours, or orders stand outside the log."""

    code = "log_broken"
    kind = Kind.CONFLICT
    sentence = (
        "Chưa cấp tem được: sổ cấp tem không còn đúng với các đợt đã cấp. "
        "Hãy nhờ người vận hành chạy: agrimarket verify"
    )


class LogKeyMissing(Refusal):
    """The signing key file is not the one that writes this log."""

    code = "log_key_missing"
    kind = Kind.CONFLICT
    sentence = (
        "Chưa ghi được sổ cấp tem: tệp khóa ký không phải khóa đang ghi sổ này. "
        "Hãy nhờ người vận hành đặt lại tệp khóa ký giữ riêng, "
        "hoặc nếu đã mất thì chạy: agrimarket keys renew signing --lost"
    )


class LogKeyKept(Refusal):
    """`--lost` while the key is there."""

    code = "log_key_kept"
    kind = Kind.CONFLICT
    sentence = "Khóa ký vẫn còn. Hãy chạy lại, bỏ --lost, để khóa cũ ký nhận khóa mới."


class NoSuchEntries(Refusal):
    """`from` or `to` of the public log is no number of an entry."""

    code = "no_such_entries"
    sentence = (
        "Dòng của sổ cấp tem là số nguyên từ 1, và from không lớn hơn to. "
        "Hãy sửa địa chỉ, hoặc bỏ from và to để tải cả sổ."
    )
