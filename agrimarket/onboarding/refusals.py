"""Why a note cannot be kept."""

from agrimarket.kit.errors import Refusal


class ReasonUnknown(Refusal):
    """Not one of the reasons workers say."""

    code = "onboarding_reason_unknown"
    sentence = "Hãy chọn một lý do trong danh sách."


class DayInFuture(Refusal):
    """An order that has not come yet."""

    code = "onboarding_day_in_future"
    sentence = "Ngày này chưa tới. Hãy ghi ngày có đơn, không sau hôm nay."


class ChannelUnknown(Refusal):
    """Not a channel of the register."""

    code = "onboarding_channel_unknown"
    sentence = "Không có kênh bán này. Hãy chọn một kênh trong danh sách."
