"""What must hold of lots: nothing was used that was not there, and the sums of it agree."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from agrimarket.lots import store_verify
from agrimarket.lots.amounts import amount_text
from agrimarket.lots.store_verify import Uneven

NEXT = "Hãy khôi phục từ bản sao lưu, hoặc báo người quản trị."


def verify(session: Session) -> Iterator[str]:
    """One Vietnamese sentence for each lot or step that does not balance; none when all is well."""
    for lot in store_verify.uneven_lots(session):
        yield f"Lô {lot.lot_code}: {_why(lot)}. {NEXT}"
    for code, now, then, unit in store_verify.changed_after(session):
        yield (
            f"Lô {code}: lúc làm ra có {amount_text(then, unit)}, "
            f"nay ghi {amount_text(now, unit) or 'trống'}. {NEXT}"
        )
    for id, into, out, unit in store_verify.overfull_steps(session):
        yield (
            f"Lần tách, gộp {id}: ra {amount_text(out, unit)} "
            f"mà chỉ vào {amount_text(into, unit)}. {NEXT}"
        )


def _why(lot: Uneven) -> str:
    """The first thing that does not hold, with its amounts."""
    used = amount_text(lot.used, None)
    if lot.used < 0:
        return f"ghi đã dùng {used}, nhỏ hơn không"
    if lot.quantity is not None and lot.used > lot.quantity:
        return f"ghi đã dùng {used} mà chỉ có {amount_text(lot.quantity, None)}"
    if lot.theirs > lot.received:
        took, got = amount_text(lot.theirs, None), amount_text(lot.received, None)
        return f"bên nhận đã dùng {took} mà chỉ nhận {got}"
    out = amount_text(lot.direct + lot.given, None)
    return f"ghi đã dùng {used} mà tách, gộp, làm hàng và giao đi hết {out}"
