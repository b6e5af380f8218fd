"""The kinds of things that have a trail page, in one table: which table, and who sees a row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from agrimarket.accounts import scope as accounts_scope
from agrimarket.accounts.models import Account
from agrimarket.channels import scope as channels_scope
from agrimarket.channels.models import Booth, Channel, Listing
from agrimarket.households import scope as households_scope
from agrimarket.households.models import ConsentText, Household, HouseholdImport
from agrimarket.households.showing import history as households_history
from agrimarket.issuing import scope as issuing_scope
from agrimarket.issuing.life_models import KeyLeak
from agrimarket.issuing.models import StampOrder
from agrimarket.kit import clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.audit import Entry
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.hand_over_models import Recall, RecallDrill
from agrimarket.lots.models import Area, Lot, Partner
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product
from agrimarket.teams import scope as teams_scope
from agrimarket.teams.models import Team, Training
from agrimarket.trail.values import add_words

SEARCHERS = (Role.PROVINCE_OFFICER, Role.AUDITOR)  # who searches the whole trail
Related = Sequence[tuple[str, str | None]]  # (kind, id) of what a row belongs to


def _nothing(_row: Any) -> Related:
    return ()


def _as_told(_viewer: Viewer, _row: Any, entry: Entry) -> Entry:
    return entry


def _no_more(_session: Session, _row: Any) -> list[Entry]:
    return []


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing. `column` holds the id that audit rows know it by."""

    label: str
    table: type[Any]
    column: str
    visible: Callable[[Viewer], ColumnElement[bool]]
    title: Callable[[Any], str]
    page: tuple[str, str] | None = None  # endpoint of its own page and the id's name there
    related: Callable[[Any], Related] = _nothing
    shown_to: Callable[[Viewer, Any, Entry], Entry] = _as_told  # masks what the page masks
    more: Callable[[Session, Any], list[Entry]] = _no_more  # acts that another row tells
    personal: bool = False  # the title may name a person, so no file tells it
    words: Mapping[str, Mapping[Any, Any]] = field(default_factory=dict)  # field > value > words


def day_of(row: Any) -> str:
    """The Vietnamese day a row was made, as people write it."""
    return f"{clock.vietnam_day(row.created_at):%d/%m/%Y}"


KINDS: dict[str, Kind] = {
    "household": Kind(
        "Hộ sản xuất", Household, "id", households_scope.visible, lambda row: row.name,
        ("households.show", "household_id"),
        related=lambda row: [("household_import", row.import_id)],
        shown_to=households_history.shown_to, more=households_history.also_told, personal=True,
    ),
    "household_import": Kind(
        "Danh sách nhập", HouseholdImport, "id", households_scope.visible_imports,
        lambda row: f"Danh sách ngày {day_of(row)}", ("households.import_result", "import_id"),
    ),
    "team": Kind(
        "Tổ công nghệ số", Team, "id", teams_scope.visible, lambda row: row.name,
        ("teams.show", "team_id"),
    ),
    "training": Kind(
        "Tập huấn", Training, "id", teams_scope.visible_trainings,
        lambda row: f"Tập huấn ngày {row.held_on:%d/%m/%Y}", ("teams.training", "training_id"),
    ),
    "product": Kind(
        "Sản phẩm", Product, "id", products_scope.visible, lambda row: row.name,
        ("products.show", "id"), related=lambda row: [("household", row.household_id)],
    ),
    "lot": Kind(
        "Lô hàng", Lot, "id", lots_scope.visible, lambda row: f"Lô {row.lot_code}",
        ("lots.show", "id"),
        related=lambda row: [("product", row.product_id), ("area", row.area_id)],
    ),
    "area": Kind(
        "Vùng, cơ sở", Area, "id", lots_scope.visible_areas, lambda row: row.name,
        ("lots.area", "area_id"), personal=True,
        related=lambda row: [("household", row.household_id)],
    ),
    "partner": Kind(
        "Đối tác", Partner, "id", lots_scope.visible_partners, lambda row: row.name,
        ("lots.partner", "partner_id"), personal=True,
        related=lambda row: [("household", row.household_id)],
    ),
    "recall": Kind(
        "Lệnh thu hồi", Recall, "id", lots_scope.visible_recalls,
        lambda row: f"Thu hồi ngày {clock.vietnam_day(row.begun_at):%d/%m/%Y}",
        ("lots.recall_page", "recall_id"), related=lambda row: [("lot", row.lot_id)],
    ),
    "recall_drill": Kind(
        "Diễn tập thu hồi", RecallDrill, "id", lots_scope.visible_drills,
        lambda row: f"Diễn tập ngày {clock.vietnam_day(row.begun_at):%d/%m/%Y}",
        ("lots.drill_page", "drill_id"), related=lambda row: [("lot", row.lot_id)],
    ),
    "stamp_order": Kind(
        "Đợt tem", StampOrder, "id", issuing_scope.visible, lambda row: f"Đợt tem {row.label}",
        ("issuing.show", "id"),
        related=lambda row: [
            ("lot", row.lot_id), ("product", row.product_id), ("household", row.household_id),
        ],
    ),
    "key_leak": Kind(
        "Khóa tem bị lộ", KeyLeak, "id", issuing_scope.visible_leaks,
        lambda row: f"Khóa tem {row.version} bị lộ ngày {clock.vietnam_day(row.since):%d/%m/%Y}",
    ),
    "booth": Kind(
        "Gian hàng", Booth, "id", channels_scope.visible_booths,
        lambda row: f"Gian hàng trên {row.channel_code}",
        related=lambda row: [("household", row.household_id), ("channel", row.channel_code)],
    ),
    "listing": Kind(
        "Đăng bán", Listing, "id", channels_scope.visible,
        lambda row: f"Đăng bán trên {row.channel_code}",
        related=lambda row: [("product", row.product_id), ("channel", row.channel_code)],
    ),
    "channel": Kind(
        "Kênh bán", Channel, "code", channels_scope.visible_channels, lambda row: row.name
    ),
    "consent_text": Kind(
        "Bản đồng ý", ConsentText, "id", households_scope.visible_texts,
        lambda row: f"Bản đồng ý {row.version} ({row.language})",
    ),
    "account": Kind(
        "Tài khoản", Account, "id", accounts_scope.visible, lambda row: row.name,
        ("accounts.person", "account_id"), personal=True,
        related=lambda row: [("household", row.household_id)],
    ),
}  # fmt: skip


def add_kinds(kinds: Mapping[str, Kind]) -> None:
    """The kinds of a room that stands above this one; app.py gives them."""
    KINDS.update(kinds)
    for code, kind in kinds.items():
        add_words(code, kind.words)
    add_words("audit", {"kind": {code: label_of(code) for code in (*KINDS, *OTHER_LABELS)}})


# Kinds without a page of their own: found in the search of auditors and the province alone.
OTHER_LABELS: Mapping[str, str] = {
    "token": "Khóa kết nối",
    "audit": "Nhật ký",
    "tries": "Số lần thử",
    "delegation": "Ủy quyền",
    "invitation": "Lời mời",
    "service": "Hệ thống",
    "household_list": "Danh sách hộ",
}


def label_of(kind: str) -> str:
    """The kind in words; its own name where nobody gave it one."""
    found = KINDS.get(kind)
    return found.label if found else OTHER_LABELS.get(kind, kind)
