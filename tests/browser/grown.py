"""A demo province with all that work in the field leaves behind: pairs, teams, lists, conflicts."""

from datetime import UTC, datetime
from typing import Any

from agrimarket.kit.ids import new_id
from agrimarket.system.demo.book import commune_code
from agrimarket.system.demo.people import WORKS_IN
from tests.browser.village import Village

HERE = commune_code(WORKS_IN[0])  # where the demo's worker and commune officer are
HOUSEHOLDS = "/api/v1/households"
LONG = "Nguyễn Phước Hoàng Thị Phương Uyên"  # as long as names on real papers get
NEW_LONG = "Công Tằng Tôn Nữ Nguyễn Thị Bích Phương"


def grow(place: Village) -> dict[str, str]:
    """Make one of each over the API; what kind of page it has, and the path of one such page."""
    first, second = (_producer(place, name, 2, phone="0912000345") for name in (LONG, NEW_LONG))
    one, two = sorted((first, second))
    team = place.made("/api/v1/teams", {
        "name": "Tổ công nghệ số cộng đồng thôn Đồng Minh", "commune_code": HERE})  # fmt: skip
    place.made(f"/api/v1/teams/{team['id']}/members", {"name": LONG, "leader": True})
    training = place.made("/api/v1/trainings", {
        "topic": "booth", "audience": "producers", "held_on": "2025-11-20",
        "commune_code": HERE})  # fmt: skip
    there = f"{HOUSEHOLDS}/{first}"
    member = place.made(f"{there}/members", {"name": NEW_LONG, "role": "child"})
    parcel = place.made(f"{there}/parcels", {"name": "Ruộng đồng Cửa", "kind": "field"})
    place.made(f"{there}/card", {})
    conflict(place)
    return {
        "pair": f"/ho/trung/{one}/{two}", "pairs": "/ho/trung", "show": f"/ho/{first}",
        "member": f"/ho/{first}/thanh-vien/{member['id']}", "card": f"/ho/{first}/the",
        "parcel": f"/ho/{first}/thua-dat/{parcel['id']}", "cards": "/ho/the/in",
        "team": f"/to/{team['id']}", "team-edit": f"/to/{team['id']}/sua",
        "training": f"/tap-huan/{training['id']}", "views": "/ho/bo-loc",
        "attendance": f"/tap-huan/{training['id']}/diem-danh",
        "conflicts": "/thuc-dia/xung-dot",
    }  # fmt: skip


def conflict(place: Village, name: str = "Trương Thị Hồng Ngọc Thảo Nguyên") -> str:
    """A producer whose name was changed on a phone and at a desk; its id."""
    household = _producer(place, name, 4)
    there = f"{HOUSEHOLDS}/{household}"
    etag = place.get(there).headers["etag"]
    place.call("PATCH", there, {"head_name": "Trương Hồng Ngọc"}, **{"If-Match": etag})
    edit = _op("household.edit", household, 1, {"head_name": "Lê Thị Tư", "hamlet": "Thôn 9"})
    told = place.made("/api/v1/sync/operations", {"operations": [edit]})["results"][0]
    assert told["status"] == "conflict", told
    return household


def _producer(place: Village, name: str, number: int, **more: str) -> str:
    made = place.made(HOUSEHOLDS, {
        "head_name": name, "commune_code": HERE, "hamlet": f"Thôn {number} Đồng Minh Thượng",
        "crops": ["Bưởi Diễn", "Cói"], **more})  # fmt: skip
    return str(made["id"])


def _op(kind: str, object_id: str, base: int, fields: dict[str, Any]) -> dict[str, Any]:
    return {"id": new_id(), "after": None, "kind": kind, "object_id": object_id, "base": base,
            "at": datetime.now(UTC).isoformat(), "fields": fields}  # fmt: skip
