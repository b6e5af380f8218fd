"""How much one paste may hold: nobody falls off the end of a long message unsaid."""

from agrimarket.households.paste.read import LONGEST, MOST
from agrimarket.households.paste.split import pieces
from agrimarket.kit.errors import Kind, Refusal


class PasteTooLong(Refusal):
    """More letters than are read at once."""

    code = "paste_too_long"
    kind = Kind.TOO_LARGE
    sentence = "Đoạn này dài quá. Hãy dán mỗi lần một phần, hoặc dùng danh sách Excel."


class PasteTooMany(Refusal):
    """More producers than are read at once."""

    code = "paste_too_many"
    kind = Kind.TOO_LARGE
    sentence = (
        "Đoạn này có khoảng {count} hộ, mỗi lần đọc được {most} hộ. Hãy chia ra dán từng phần, "
        "hoặc dùng danh sách Excel."
    )


def refuse_more(text: str) -> None:
    """PasteTooLong, PasteTooMany: what `read_message` would leave out."""
    if len(text) > LONGEST:
        raise PasteTooLong
    count = len(pieces(text, LONGEST))
    if count > MOST:
        raise PasteTooMany(count=count, most=MOST)
