"""Why a booth or a listing may not be, in words that say what to do next."""

from agrimarket.kit.errors import Kind, Refusal


class ChannelUnknown(Refusal):
    """A code that is not in the register."""

    code = "channel_unknown"
    sentence = "Không có kênh bán hàng này. Hãy chọn một trong: {channels}."


class ChannelClosed(Refusal):
    """The channel takes no goods today."""

    code = "channel_closed"
    kind = Kind.CONFLICT
    sentence = "Kênh {channel} đã đóng. Hãy chọn kênh khác."


class SandboxOff(Refusal):
    """A stand-in is asked for where stand-ins are not allowed."""

    code = "sandbox_off"
    kind = Kind.CONFLICT
    sentence = (
        "Nơi này không cho phép kênh thử. Hãy đặt AGRIMARKET_ALLOW_SANDBOX=1 nếu đây là máy thử, "
        "hoặc chọn kênh thật."
    )


class ChannelConsentMissing(Refusal):
    """The producer agreed to be shown, but not to be sold on channels."""

    code = "channel_consent_missing"
    kind = Kind.CONFLICT
    sentence = (
        "Chủ hộ chưa đồng ý đưa sản phẩm lên các kênh bán hàng. Hãy hỏi chủ hộ, ghi lời đồng ý "
        "bán trên kênh ở trang của hộ, rồi làm lại."
    )


class BoothExists(Refusal):
    """One booth a producer and channel."""

    code = "booth_exists"
    kind = Kind.CONFLICT
    sentence = "Hộ này đã có gian hàng trên {channel}. Hãy mở gian hàng đó để xem."


class BoothWrongState(Refusal):
    """The step does not follow from the present state."""

    code = "booth_wrong_state"
    kind = Kind.CONFLICT
    sentence = "Gian hàng đang ở bước “{state}” nên chưa làm được việc này. Hãy xem lại gian hàng."


class BoothShut(Refusal):
    """The producer's booth was suspended or closed."""

    code = "booth_shut"
    kind = Kind.CONFLICT
    sentence = "Gian hàng của hộ trên {channel} đang {state}. Hãy nhờ cán bộ mở lại gian hàng."


class ListingNotReady(Refusal):
    """The channel's own rules; the fields say which."""

    code = "listing_not_ready"
    sentence = "{channel} chưa nhận sản phẩm này. Hãy sửa các chỗ được nêu rồi đăng lại."


class ListingExists(Refusal):
    """The product is on the channel or on its way there."""

    code = "listing_exists"
    kind = Kind.CONFLICT
    sentence = "Sản phẩm này đã đăng trên {channel}. Hãy mở trang kênh bán để xem đang ở bước nào."


class ListingAbsent(Refusal):
    """Withdrawn already."""

    code = "listing_withdrawn"
    kind = Kind.CONFLICT
    sentence = "Sản phẩm này đã được rút khỏi kênh. Muốn bán lại, hãy đăng lại."


class NothingToRetry(Refusal):
    """The listing needs nobody."""

    code = "nothing_to_retry"
    kind = Kind.CONFLICT
    sentence = "Mục này không bị kẹt nên không cần thử lại. Hãy tải lại trang để xem bước mới."


class SameAgain(Refusal):
    """The channel said no to exactly this content."""

    code = "rejected_unchanged"
    kind = Kind.CONFLICT
    sentence = "Kênh đã từ chối đúng nội dung này, gửi lại cũng vậy. Hãy sửa sản phẩm rồi thử lại."


class ItemMissing(Refusal):
    """`sandbox approve` with an id that waits for nobody."""

    code = "item_not_waiting"
    kind = Kind.CONFLICT
    sentence = (
        "{channel} không có mục {item} nào đang chờ duyệt. "
        "Hãy xem danh sách: agrimarket sandbox list {channel}."
    )
