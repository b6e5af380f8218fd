"""Every way approvals, PINs, leaked keys and deliveries say no."""

from agrimarket.kit.errors import Kind, Refusal


class BothEndsNeeded(Refusal):
    """A roll is received by both its ends: with one alone nobody unrolled it."""

    code = "both_ends_needed"
    sentence = "Hãy quét cả tem đầu và tem cuối của cuộn, để chắc là nhận đủ."


class ApprovalWaiting(Refusal):
    """The same is asked for already."""

    code = "approval_waiting"
    kind = Kind.CONFLICT
    sentence = "Đã có một đề nghị đang chờ duyệt. Hãy chờ cán bộ trả lời, hoặc rút đề nghị đó lại."


class ApprovalNotNeeded(Refusal):
    """The stamps fit as it is."""

    code = "approval_not_needed"
    kind = Kind.CONFLICT
    sentence = "Lô {lot_code} còn nhận đủ số tem này. Hãy kích hoạt luôn, không cần xin duyệt."


class ApprovalDecided(Refusal):
    """Somebody answered already, or it was taken back."""

    code = "approval_decided"
    kind = Kind.CONFLICT
    sentence = "Đề nghị này đã có câu trả lời. Nếu còn thiếu tem, hãy gửi một đề nghị mới."


class ApprovalNeedsAnother(Refusal):
    """Whoever asks does not grant, not by a token either."""

    code = "approval_needs_another"
    kind = Kind.FORBIDDEN
    sentence = "Bạn đã gửi đề nghị này nên không tự duyệt được. Hãy nhờ một cán bộ khác duyệt."


class TooManyGranted(Refusal):
    """More than was asked for."""

    code = "too_many_granted"
    sentence = "Đề nghị chỉ xin {asked} tem. Hãy duyệt từ 1 đến {asked} tem."


class KeyVersionLeaked(Refusal):
    """New stamps under a key that strangers may hold."""

    code = "key_version_leaked"
    kind = Kind.CONFLICT
    sentence = (
        "Khóa tem phiên bản {version} bị lộ nên chưa cấp, chưa in tem mới được. "
        "Hãy báo người vận hành đổi khóa tem, rồi xin cấp lại."
    )


class KeyVersionUnknown(Refusal):
    """No key of ours has this letter."""

    code = "key_version_unknown"
    sentence = "Không có khóa tem phiên bản {version}. Hãy chọn một trong: {versions}."


class LeakStands(Refusal):
    """This version is told leaked already."""

    code = "leak_stands"
    kind = Kind.CONFLICT
    sentence = "Khóa tem phiên bản {version} đã được báo lộ. Hãy mở mục đang có, không cần báo lại."


class LeakInFuture(Refusal):
    """A key leaks now or earlier."""

    code = "leak_in_future"
    sentence = "Ngày lộ khóa chưa tới. Hãy ghi hôm nay hoặc một ngày đã qua."


class LeakLifted(Refusal):
    """It does not stand any more."""

    code = "leak_lifted"
    kind = Kind.CONFLICT
    sentence = "Báo lộ khóa này đã được gỡ. Nếu khóa lại lộ, hãy báo một mục mới."


class LeakLiftNeedsAnother(Refusal):
    """Two people lift: whoever asked does not confirm, not by a token either."""

    code = "leak_lift_needs_another"
    kind = Kind.FORBIDDEN
    sentence = (
        "Bạn đã xin gỡ mục này nên không tự gỡ được. Hãy nhờ một cán bộ tỉnh khác xem lại và gỡ."
    )


class PinKeysMissing(Refusal):
    """The key file holds no key for PINs."""

    code = "pin_keys_missing"
    kind = Kind.CONFLICT
    sentence = (
        "Hệ thống chưa có khóa tạo số PIN. Hãy bỏ chọn số PIN, "
        "hoặc nhờ người vận hành chạy lệnh agrimarket init rồi làm lại."
    )


class StampWithoutPin(Refusal):
    """The stamps of this order carry no PIN."""

    code = "stamp_without_pin"
    kind = Kind.CONFLICT
    sentence = "Tem này không có lớp phủ và số PIN. Hãy xem thông tin gói hàng ở trang của tem."


class PinMalformed(Refusal):
    """Anything but six digits; it does not count as a try."""

    code = "pin_malformed"
    sentence = "Số PIN có 6 chữ số. Hãy cào nhẹ lớp phủ rồi gõ lại đủ 6 số."


class PinWrong(Refusal):
    """Six digits, not those of this stamp."""

    code = "stamp_pin_wrong"
    kind = Kind.CONFLICT
    sentence = "Số PIN chưa đúng. Hãy so lại từng số dưới lớp phủ; còn thử được {left} lần."


class PinLocked(Refusal):
    """Five wrong tries."""

    code = "stamp_pin_locked"
    kind = Kind.CONFLICT
    sentence = (
        "Đã gõ sai 5 lần nên số PIN của tem này tạm khóa. Tem và hàng không sao. "
        "Hãy giữ bao bì, chụp ảnh số PIN và nhờ cán bộ xã mở lại."
    )


class ConsumedAlready(Refusal):
    """The pack was said opened before."""

    code = "consumed_already"
    kind = Kind.CONFLICT
    sentence = (
        "Gói này đã được báo mở ngày {day}. Nếu bạn vừa mở gói lần đầu, "
        "hãy giữ bao bì và báo cho cán bộ xã."
    )


class StampNotInUse(Refusal):
    """Only a stamp that is active, of a lot that is not recalled, is said opened."""

    code = "stamp_not_in_use"
    kind = Kind.CONFLICT
    sentence = "Tem này {standing} nên chưa báo mở gói được. Hãy đọc kỹ trang của tem trước."
