"""Which booths a producer wishes for and how it is paid: plain codes, checked against tables."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from agrimarket.households.depth.kinds import NO_ACCOUNT, PAYMENT_KINDS

Faults = dict[str, list[str]]
LONGEST_NOTE = 500
YEARS = range(2020, 2100)
ONE_OR_NONE = "Đã chọn “chưa có tài khoản” thì bỏ các ô khác."
NOT_A_DAY = "Hãy ghi ngày, ví dụ 30/12/2026."
# Channels stand above this room: app.py says which there are. A code stays in the register for
# good, also once the channel is closed, so what was wished for never becomes unreadable.
_OFFERED: dict[str, str] = {}


def offer_channels(names: Mapping[str, str]) -> None:
    """The channels one may wish for: their names by code. Called once, by app.py."""
    _OFFERED.clear()
    _OFFERED.update(names)


def offered() -> Mapping[str, str]:
    """Names by code, in the order of the register."""
    return _OFFERED


def channel_name(code: str) -> str:
    """A channel's name; its code once it is offered no more."""
    return _OFFERED.get(code, code)


def read_wishes(values: Mapping[str, Any], faults: Faults) -> dict[str, Any]:
    """payment_kinds, wish_channels, wish_by of details from what was typed; faults by field."""
    paid = _codes("payment_kinds", values, PAYMENT_KINDS, faults)
    if NO_ACCOUNT in paid and len(paid) > 1:
        faults["payment_kinds"] = [ONE_OR_NONE]
    return {
        "payment_kinds": paid,
        "wish_channels": _codes("wish_channels", values, _OFFERED, faults),
        "wish_by": _day(values.get("wish_by"), faults),
    }


def _codes(
    name: str, values: Mapping[str, Any], known: Mapping[str, Any], faults: Faults
) -> Sequence[str]:
    """Each once, in the table's order."""
    wanted = [str(code) for code in values.get(name, ())]
    strange = [code for code in wanted if code not in known]
    if strange:
        faults[name] = [f"Hãy chọn trong: {', '.join(known)}."]
    return tuple(code for code in known if code in wanted)


def _day(value: Any, faults: Faults) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        found = value
    else:
        try:
            found = date.fromisoformat(str(value))
        except ValueError:
            faults["wish_by"] = [NOT_A_DAY]
            return None
    if found is not None and found.year not in YEARS:
        faults["wish_by"] = [NOT_A_DAY]
        return None
    return found
