"""The range commands of the pages as rows: words, rule, where each applies and who may."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from agrimarket.issuing import withdraw
from agrimarket.issuing.deliver import PRINTED, deliver, sample
from agrimarket.issuing.models import StampEvent, StampState
from agrimarket.kit.access import OFFICERS, PRODUCERS, Role

Command = Callable[..., StampEvent]
KEEPERS = (*OFFICERS, Role.PRODUCER)  # who locks and unlocks


@dataclass(frozen=True)
class Act:
    """One way of moving stamps on, out of use, or back: its words, its rule, where it applies.

    `button` has the place of the number of stamps; `example` is a reason such as people write.
    """

    endpoint: str
    title: str
    lead: str
    button: str
    done: str
    kind: str  # of its button
    icon: str
    command: Command
    states: tuple[StampState, ...]
    roles: tuple[Role, ...]
    example: str = ""  # of its reason; without one none is asked
    final: bool = False  # nobody brings the stamps back
    codes_first: bool = False  # the roll is in one's hands


DELIVER = Act(
    "deliver_form",
    "Xác nhận đã nhận cuộn",
    "Cầm cuộn tem trên tay, gõ mã tem đầu và tem cuối, để chắc là nhận đủ cả cuộn.",
    "Đã nhận đủ {} tem",
    "Đã ghi là nhận đủ cuộn tem.",
    "primary",
    "box",
    deliver,
    PRINTED,
    PRODUCERS,
    codes_first=True,
)
SAMPLE = Act(
    "sample_form",
    "Dành làm tem mẫu",
    "Cho ảnh chụp, quảng cáo, hội chợ. Ai quét cũng thấy “Tem mẫu”. Không đổi lại được.",
    "Dành {} tem làm mẫu",
    "Đã thành tem mẫu.",
    "danger",
    "camera",
    sample,
    PRINTED,
    OFFICERS,
    example="chụp ảnh giới thiệu, bày ở hội chợ",
    final=True,
)
VOID = Act(
    "void_form",
    "Hủy tem",
    "Cho tem mất, rách, lộ mã. Hủy rồi không dùng lại được.",
    "Hủy {} tem",
    "Đã hủy.",
    "danger",
    "close",
    withdraw.void,
    withdraw.NOT_VOID,
    PRODUCERS,
    example="rách 10 tem khi dán",
    final=True,
)
SUSPEND = Act(
    "suspend_form",
    "Tạm khóa tem",
    "Người mua quét sẽ thấy “chưa nên dùng”. Mở khóa lại được.",
    "Tạm khóa {} tem",
    "Đã tạm khóa.",
    "primary",
    "lock",
    withdraw.suspend,
    (StampState.ACTIVE,),
    KEEPERS,
    example="khách báo quả hỏng, đang kiểm tra lại",
)
RESUME = Act(
    "resume_form",
    "Mở khóa tem",
    "Tem dùng lại được với đúng lô cũ. Tem do cấp trên khóa thì cấp đó mở.",
    "Mở khóa {} tem",
    "Đã mở khóa.",
    "primary",
    "undo",
    withdraw.resume,
    (StampState.SUSPENDED,),
    KEEPERS,
    example="đã kiểm tra, hàng đạt",
)
# What may be done with a run in a state, the likeliest first.
BY_STATE: Mapping[str, tuple[Act, ...]] = {
    StampState.ISSUED.value: (VOID,),
    StampState.PRINTED.value: (DELIVER, SAMPLE, VOID),
    StampState.DELIVERED.value: (VOID,),
    StampState.SAMPLE.value: (VOID,),
    StampState.ACTIVE.value: (SUSPEND, VOID),
    StampState.SUSPENDED.value: (RESUME, VOID),
    StampState.VOID.value: (),
}
