"""The agencies of the province and what each of them writes; every one of them reads everything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agrimarket.kit.access import act_of, room_of
from agrimarket.kit.errors import Refusal

ROOMS = frozenset(
    {"households", "products", "lots", "issuing", "channels", "scanning", "reports", "privacy",
     "trail", "places", "teams", "onboarding", "fieldwork"}
)  # fmt: skip


class AgencyUnknown(Refusal):
    """No such agency, or one that this person may not give."""

    code = "agency_unknown"
    sentence = "Không có cơ quan này, hoặc bạn không giao được. Hãy chọn một trong: {agencies}."


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: rooms and single acts it writes, and whether it steers people in the tree."""

    code: str
    name: str
    writes: frozenset[str]
    steers: bool = False


# After the merger of March 2025 digital matters belong to Science and Technology, rural ones to
# Agriculture and Environment (Resolution 18-NQ/TW, 2017, carried out).
AGENCIES: Mapping[str, Agency] = {
    agency.code: agency
    for agency in (
        Agency("ubnd", "Ủy ban nhân dân tỉnh", ROOMS, steers=True),
        Agency(
            "nong_nghiep",
            "Sở Nông nghiệp và Môi trường",
            frozenset({"households", "products", "lots", "issuing", "channels", "scanning",
                       "reports", "privacy", "fieldwork", "teams",
                       "onboarding"}),
            steers=True,
        ),
        Agency("cong_thuong", "Sở Công Thương", frozenset({"channels", "reports"})),
        Agency(
            "khcn",
            "Sở Khoa học và Công nghệ",
            frozenset({"issuing", "scanning", "reports", "lots.recall", "lots.lift",
                       "lots.lift_recall", "lots.notice_sent", "privacy", "teams"}),
        ),
    )
}  # fmt: skip
WHOLE = "ubnd"


def agency_name(code: str | None) -> str:
    """Its name as people say it; "" without one."""
    agency = AGENCIES.get(code or "")
    return agency.name if agency else ""


def writes_of(code: str | None) -> frozenset[str] | None:
    """What an officer of this agency may write; None (all) without one, nothing for a stray one."""
    if code is None:
        return None
    agency = AGENCIES.get(code)
    return agency.writes if agency else frozenset()


def steers(code: str | None) -> bool:
    """Whether an officer of this agency invites and disables people of the whole tree."""
    return code is None or (code in AGENCIES and AGENCIES[code].steers)


def whole(code: str | None) -> bool:
    """Whether the officer speaks for the whole province, so that any agency may be given."""
    return code is None or code == WHOLE


def who_does(endpoint: str) -> str:
    """The agencies, other than the province's own, that do what an endpoint does, by name."""
    wanted = {room_of(endpoint), act_of(endpoint)}
    names = [
        agency.name
        for agency in AGENCIES.values()
        if agency.code != WHOLE and not agency.writes.isdisjoint(wanted)
    ]
    return _spoken(names) if names else AGENCIES[WHOLE].name


def check_agency(code: str | None) -> str | None:
    """The code, once it is one of the table; AgencyUnknown."""
    if code is not None and code not in AGENCIES:
        raise AgencyUnknown(agencies=", ".join(AGENCIES))
    return code


def _spoken(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} hoặc {last}" if first else last
