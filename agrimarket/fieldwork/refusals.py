"""What the rules of the field refuse, each with what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class TooManyOperations(Refusal):
    """More than one request may bring."""

    code = "too_many_operations"
    kind = Kind.TOO_LARGE
    sentence = "Gửi quá nhiều việc một lần. Hãy gửi mỗi lần không quá {most} việc."


class OperationInvalid(Refusal):
    """No id, no kind: it is not even clear what was asked."""

    code = "operation_invalid"
    sentence = "Việc này thiếu phần cần có. Hãy cập nhật ứng dụng trên máy rồi gửi lại."


class OperationKindUnknown(Refusal):
    """A newer phone, or an older server."""

    code = "operation_kind_unknown"
    sentence = "Hệ thống chưa biết loại việc này. Hãy cập nhật ứng dụng trên máy rồi gửi lại."


class NotForProducers(Refusal):
    """A producer's phone writes of its own products, lots and diary, and of nothing else."""

    code = "not_for_producers"
    kind = Kind.FORBIDDEN
    sentence = "Trên máy của hộ không {what} được. {next_step}"


class OperationIdTaken(Refusal):
    """The same id came with another content, or from somebody else."""

    code = "operation_id_taken"
    kind = Kind.CONFLICT
    sentence = "Mã việc này đã dùng cho nội dung khác. Hãy ghi lại việc này thành một việc mới."


class AfterMissing(Refusal):
    """Ninety days passed, and what it builds on never came."""

    code = "after_missing"
    kind = Kind.CONFLICT
    sentence = (
        "Việc này chờ một việc trước đó đã quá 90 ngày nên không làm nữa. "
        "Hãy mở hồ sơ trên máy và ghi lại."
    )


class TooManyHeld(Refusal):
    """More waits for forerunners than any phone has; later, once some of them came."""

    code = "too_many_held"
    kind = Kind.TOO_MANY
    sentence = (
        "Quá nhiều việc của máy này đang chờ việc trước đó. "
        "Hãy gửi các việc trước đó trước, rồi gửi tiếp."
    )


class AfterRefused(Refusal):
    """What it builds on was refused, so there is nothing to build on."""

    code = "after_refused"
    kind = Kind.CONFLICT
    sentence = "Việc trước đó chưa làm được nên việc này phải chờ. Hãy sửa việc trước rồi gửi lại."


class HouseholdRemoved(Refusal):
    """Nothing new begins on a producer that was taken away."""

    code = "household_removed"
    kind = Kind.CONFLICT
    sentence = "Hộ này đã bị xóa khỏi danh sách. Hãy nhờ cán bộ xã lấy lại hộ, hoặc đăng ký mới."


class HouseholdMerged(Refusal):
    """Another record stands for this producer now."""

    code = "field_household_merged"
    kind = Kind.CONFLICT
    sentence = "Hộ này đã gộp vào một hộ khác. Hãy đồng bộ máy rồi ghi vào hộ được giữ lại."


class ConsentTakenBack(Refusal):
    """Withdrawn, or another head, after the phone last heard of it: older words stay older."""

    code = "consent_taken_back"
    kind = Kind.CONFLICT
    sentence = (
        "Sau lần máy này đồng bộ, hộ đã rút đồng ý hoặc đổi chủ hộ. "
        "Hãy đồng bộ máy, hỏi lại chủ hộ rồi ghi lời đồng ý mới."
    )


class CitizenSealBroken(Refusal):
    """Sealed for another record, with a key we do not have, or changed on the way."""

    code = "citizen_seal_broken"
    sentence = "Số căn cước gửi lên không mở được. Hãy gõ lại số căn cước trên máy rồi gửi."


class ConflictSettled(Refusal):
    """Somebody was faster."""

    code = "conflict_settled"
    kind = Kind.CONFLICT
    sentence = "Chỗ khác nhau này đã có người chọn rồi. Hãy tải lại trang để xem."


class ChoiceUnknown(Refusal):
    """Neither mine nor theirs."""

    code = "choice_unknown"
    sentence = "Hãy chọn giữ bản trên máy (mine) hoặc bản trên hệ thống (theirs)."


class ConflictMovedOn(Refusal):
    """What was chosen was changed again since, or a month has passed."""

    code = "conflict_moved_on"
    kind = Kind.CONFLICT
    sentence = "Hồ sơ đã sửa tiếp sau lần chọn này nên không hoàn tác được. Hãy sửa trực tiếp ở hộ."


class FileChanged(Refusal):
    """The same file id with another size or hash, or somebody else's."""

    code = "file_id_taken"
    kind = Kind.CONFLICT
    sentence = "Mã tệp này đã dùng cho tệp khác. Hãy gửi lại tệp với một mã mới."


class OffsetWrong(Refusal):
    """The piece does not begin where the file ends so far; `received` says where that is."""

    code = "offset_wrong"
    kind = Kind.CONFLICT
    sentence = "Đoạn tệp này không khớp chỗ đã nhận. Hãy gửi tiếp từ byte {received}."


class PieceInvalid(Refusal):
    """Empty before the end, larger than a piece may be, or beyond the end."""

    code = "piece_invalid"
    sentence = "Đoạn tệp phải có từ 1 byte đến 256 kB và không vượt quá cỡ tệp. Hãy chia lại."


class PieceTooLarge(PieceInvalid):
    """More bytes than are read of one piece."""

    code = "piece_too_large"
    kind = Kind.TOO_LARGE


class FileHashWrong(Refusal):
    """Everything came, and it is not what was promised; all of it is to be sent again."""

    code = "file_hash_wrong"
    sentence = "Tệp nhận được không giống tệp trên máy. Hãy gửi lại tệp từ đầu."


class TooManyUnfinished(Refusal):
    """More begun files than a phone has; those that are whole make room."""

    code = "too_many_unfinished"
    kind = Kind.TOO_MANY
    sentence = "Quá nhiều tệp của máy này đang gửi dở. Hãy gửi xong các tệp đó rồi gửi tiếp."


class FileKindUnknown(Refusal):
    """No room takes such a file."""

    code = "file_kind_unknown"
    sentence = "Hệ thống chưa nhận loại tệp này. Hãy cập nhật ứng dụng trên máy."


class FileTooLarge(Refusal):
    """Larger than what its kind may be."""

    code = "field_file_too_large"
    kind = Kind.TOO_LARGE
    sentence = "Tệp quá lớn. Hãy chụp ảnh nhỏ hơn hoặc ghi âm ngắn hơn."


class ConsentNotThere(Refusal):
    """A voice or paper without the consent it proves."""

    code = "consent_not_there"
    kind = Kind.CONFLICT
    sentence = "Chưa có lời đồng ý cho tệp này. Hãy ghi đồng ý của chủ hộ trước."
