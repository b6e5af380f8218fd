"""The data protection impact assessment, written from what the service really has and does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import ROLE_LABELS, SYSTEM, Role
from agrimarket.privacy import inventory, retention, store, store_person
from agrimarket.privacy.clocks import NOTICE_HOURS, RULES
from agrimarket.privacy.data_kinds import DATA_LABELS
from agrimarket.privacy.document import Document, Grid, Section
from agrimarket.privacy.inventory import INVENTORY, PERSONAL
from agrimarket.privacy.notice import NO_CONTACT, NO_OFFICE
from agrimarket.privacy.present import ShownBreach
from agrimarket.privacy.words import BREACH_WORDS, KIND_LABELS

LAW = "Luật 91/2025/QH15 và Nghị định 356/2025/NĐ-CP"
EVERYBODY = "Ai cũng mở được"


@dataclass(frozen=True)
class Route:
    """A route with the roles that may call it; none: public."""

    method: str
    path: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class ThirdParty:
    """A channel, whether it is a stand-in, and the fields of a listing that go there."""

    name: str
    sandbox: bool
    fields: Sequence[str]


@dataclass(frozen=True)
class Seen:
    """What only the running service knows: its routes, its channels, its safety measures."""

    host: str
    routes: Sequence[Route]
    parties: Sequence[ThirdParty]
    measures: Sequence[tuple[str, str]]
    office: str = ""
    contact: str = ""


def dossier(session: Session, seen: Seen) -> Document:
    """The whole document, as of now."""
    now = clock.now().astimezone(clock.VIETNAM)
    sections = [
        *_why(), *_what(session), *_who(seen.routes), *_where(seen.parties), _terms(),
        _measures(seen.measures), *_rights(session),
    ]  # fmt: skip
    facts = (
        ("Hệ thống", f"Agrimarket, {seen.host}"),
        ("Cơ quan chịu trách nhiệm", seen.office or NO_OFFICE),
        ("Đầu mối liên hệ", seen.contact or NO_CONTACT),
        ("Lập lúc", f"{now:%H:%M ngày %d/%m/%Y}"),
        ("Căn cứ", LAW),
    )
    footer = (
        "Hồ sơ này được lập tự động từ cơ sở dữ liệu, các đường dẫn và vai trò đang chạy. "
        "Cơ quan rà lại, bổ sung đánh giá rủi ro và ký trước khi gửi."
    )
    return Document("Hồ sơ đánh giá tác động xử lý dữ liệu cá nhân", facts, sections, footer)


def _why() -> list[Section]:
    """Purposes with their legal bases, and the tables that serve each."""
    by_purpose: dict[tuple[str, str], list[str]] = {}
    for kept in INVENTORY.values():
        if kept.rest in PERSONAL or set(kept.columns.values()) & set(PERSONAL):
            by_purpose.setdefault((kept.purpose, kept.basis), []).append(kept.label)
    rows = [(why, basis, ", ".join(labels)) for (why, basis), labels in sorted(by_purpose.items())]
    grid = Grid(("Mục đích", "Căn cứ pháp lý", "Dữ liệu dùng"), rows)
    return [Section("1. Mục đích và căn cứ", [grid])]


def _what(session: Session) -> list[Section]:
    """Every table with its kinds, live row count and term."""
    rows = []
    for name, kept in INVENTORY.items():
        kinds = [DATA_LABELS[kind] for kind in inventory.kinds_in(name) if kind in PERSONAL]
        count = store_person.count(session, name)
        rows.append((kept.label, ", ".join(kinds) or "không có", _number(count), _term(kept.term)))
    people = _number(store_person.count(session, "household"))
    sections = [
        Section("2. Dữ liệu được xử lý", [
            f"Số hộ sản xuất đang có: {people}. Không thu thập dân tộc; không giữ ảnh giấy tờ "
            "tùy thân; vị trí nhà không công khai.",
            Grid(("Bảng", "Dữ liệu cá nhân", "Số dòng", "Giữ bao lâu"), rows),
        ])
    ]  # fmt: skip
    columns = [
        (kept.label, column, DATA_LABELS[kind])
        for kept in INVENTORY.values()
        for column, kind in kept.columns.items()
        if kind in PERSONAL
    ]
    grid = Grid(("Bảng", "Cột", "Loại"), columns)
    return [*sections, Section("Cột có dữ liệu cá nhân", [grid], level=3)]


def _who(routes: Sequence[Route]) -> list[Section]:
    """Who may call what, counted for each role and listed for each route."""
    named = sorted({role for route in routes for role in route.roles})
    counted = [
        (ROLE_LABELS[role], _number(sum(role in route.roles for route in routes)),
         _number(sum(role in route.roles and route.method != "GET" for route in routes)))
        for role in named
    ]  # fmt: skip
    listed = [
        (
            route.method,
            route.path,
            ", ".join(ROLE_LABELS[role] for role in route.roles) or EVERYBODY,
        )
        for route in routes
    ]
    return [
        Section("3. Ai được truy cập", [
            "Mỗi người chỉ thấy dữ liệu trong địa bàn, của hộ mình, hoặc theo cơ quan của mình. "
            "Dữ liệu ngoài phạm vi trả lời như không có.",
            Grid(("Vai trò", "Số đường dẫn", "Trong đó ghi, sửa"), counted),
        ]),
        Section("Từng đường dẫn và vai trò", [
            Grid(("Cách gọi", "Đường dẫn", "Vai trò"), listed)
        ], level=3),
    ]  # fmt: skip


def _where(parties: Sequence[ThirdParty]) -> list[Section]:
    """Third parties and what they are told, only with consent for channels."""
    rows = [
        (one.name, "kênh thử trên máy này" if one.sandbox else "bên ngoài", ", ".join(one.fields))
        for one in parties
    ]
    said = (
        "Chỉ gửi khi người sản xuất đồng ý mục đích bán trên kênh. Khi rút đồng ý, tin đăng hạ "
        "xuống; khi xóa thông tin, kênh được yêu cầu xóa."
    )
    return [
        Section(
            "4. Bên thứ ba nhận dữ liệu", [said, Grid(("Kênh", "Ở đâu", "Trường gửi đi"), rows)]
        )
    ]


def _terms() -> Section:
    rows = [
        (rule.what, retention.in_words(rule.keep), rule.why, rule.by) for rule in retention.RULES
    ]
    return Section("5. Thời hạn lưu", [Grid(("Dữ liệu", "Bao lâu", "Vì sao", "Ai dọn"), rows)])


def _measures(measures: Sequence[tuple[str, str]]) -> Section:
    return Section("6. Biện pháp bảo vệ", [Grid(("Biện pháp", "Hiện trạng"), measures)])


def _rights(session: Session) -> list[Section]:
    """Clocks of requests, those that are open, and breaches."""
    terms = [(rule.label, f"{rule.days} ngày{' làm việc' if rule.working else ''}", rule.source)
             for rule in RULES]  # fmt: skip
    counts = store.counts(session, SYSTEM)
    kinds = ", ".join(KIND_LABELS.values()).lower()
    breaches = [
        (f"{row.noticed_at.astimezone(clock.VIETNAM):%d/%m/%Y %H:%M}", BREACH_WORDS[row.state][0],
         "quá hạn" if ShownBreach(row).late else "trong hạn")
        for row in session.scalars(store.breaches(SYSTEM))
    ]  # fmt: skip
    told: list[str | Grid] = [f"Phải báo cơ quan chuyên trách trong {NOTICE_HOURS} giờ."]
    told.append(Grid(("Phát hiện", "Trạng thái", "Hạn báo"), breaches) if breaches
                else "Chưa có sự cố nào.")  # fmt: skip
    return [
        Section("7. Quyền của người có dữ liệu", [
            f"Người có dữ liệu được: {kinds}.",
            Grid(("Việc", "Hạn", "Căn cứ"), terms),
            f"Yêu cầu đang mở: {counts['open']}; quá hạn: {counts['overdue']}.",
        ]),
        Section("8. Sự cố", told),
    ]  # fmt: skip


def routes_of(rules: Iterable[Any], views: Mapping[str, Any]) -> list[Route]:
    """Routes of an app (its url map's rules and view functions), by path."""
    found = []
    for rule in rules:
        access = getattr(views[rule.endpoint], "__access__", ())
        roles = () if access == "public" else tuple(access)
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            found.append(Route(method, str(rule.rule), roles))
    return sorted(found, key=lambda route: (route.path, route.method))


def _term(term: str) -> str:
    known = {rule.code: rule.keep for rule in retention.RULES}
    return retention.in_words(known[term]) if term in known else term


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
