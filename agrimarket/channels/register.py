"""The dated register of channels, loaded by `init`: a name is a fact of a time, a code stays."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from agrimarket.channels.models import Channel


@dataclass(frozen=True)
class Entry:
    """One channel as known today; `former_names` are (name, last day it held)."""

    code: str
    name: str
    short_name: str
    former_names: tuple[tuple[str, date], ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor_code: str | None = None
    note: str | None = None
    sandbox: bool = field(default=True)


REGISTER = (
    Entry(
        code="postmart",
        name="Buudien.vn (Postmart)",
        short_name="Buudien.vn",
        former_names=(("Postmart", date(2024, 3, 30)),),
        note="Sàn của Bưu điện Việt Nam; đổi tên từ Postmart thành Buudien.vn ngày 31/03/2024.",
    ),
    Entry(
        code="voso",
        name="Vỏ Sò (Voso)",
        short_name="Vỏ Sò",
        note=(
            "Sàn của Viettel Post. Có một nguồn nói sàn đã đóng năm 2023; chưa kiểm chứng được, "
            "nên ngày kết thúc còn để trống."
        ),
    ),
    Entry(
        code="portal",
        name="Cổng nông sản an toàn của tỉnh",
        short_name="Cổng tỉnh",
        note="Nơi tỉnh giới thiệu nông sản có cơ sở an toàn thực phẩm; không bán, không ghi giá.",
    ),
)


def load_channels(session: Session) -> None:
    """Insert what is not there yet; rows that people changed since stay as they are."""
    for position, entry in enumerate(REGISTER):
        if session.get(Channel, entry.code) is None:
            session.add(_row(entry, position))
    session.flush()


def _row(entry: Entry, position: int) -> Channel:
    return Channel(
        code=entry.code,
        name=entry.name,
        short_name=entry.short_name,
        position=position,
        former_names=[
            {"name": name, "until": until.isoformat()} for name, until in entry.former_names
        ],
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        successor_code=entry.successor_code,
        sandbox=entry.sandbox,
        note=entry.note,
    )
