"""A producer with something in every table of papers, lots and hand-overs, in words of her own."""

import io
from dataclasses import dataclass, field
from typing import Any

from agrimarket.kit.db import one_commit
from agrimarket.products.papers import notices
from tests.builders.households import a_household
from tests.builders.lots import days_ago
from tests.builders.products import a_photo
from tests.people import NGA_AN, People, Person

API = "/api/v1"
NAME, PHONE = "Nguyễn Thị Lụa Mây", "0987611223"
AGREED = {"version": "2026-01", "channel": "paper", "purposes": ["publication", "channels"]}
# Each is told once, where its name says; none of them may be found once she is forgotten.
WORDS = {
    "pack": f"Hộp nhà {NAME}", "storage": "gác bếp nhà Lụa Mây", "number": f"VG-{NAME}",
    "scope": f"vườn bà {NAME}", "area": "Vườn cuối ngõ Lụa Mây", "address": "ngõ 7 xóm Lụa Mây",
    "partner": "Chị Tư Quạt Mo", "partner_phone": "0977443322", "partner_mail": "tuquatmo@vi.vn",
    "partner_address": "Kiốt 9 chợ Quạt Mo", "place": "sân nhà Lụa Mây", "note": f"{NAME} tự trộn",
    "diary": "cháu Tí Quạt phụ rửa", "dispute": "chị Tư chê hàng của Lụa Mây",
    "suspended": "nghi nhầm bao của Lụa Mây", "supplement": "thiếu ảnh bà Lụa Mây",
    "worker": "thợ Bòng Quạt",
}  # fmt: skip

SCAN = a_photo(500, 300, colour="ivory")  # unlike the picture of the diary


@dataclass
class Trade:
    """Ids of what was made."""

    household: str
    other: str  # a neighbour she hands goods to, and who hands some to her
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """Everything that must go."""
        return [*WORDS.values(), NAME, PHONE, "19.912345", "105.812345"]


def put_in(person: Person, path: str, json: Any = None, **options: Any) -> Any:
    """A POST that must succeed."""
    answer = person.post(f"{API}{path}", json=json, **options)
    assert answer.status_code in {200, 201}, (path, answer.text)
    return answer.json


def send_file(person: Person, path: str, name: str, **data: Any) -> Any:
    """A file that must be taken."""
    data[name] = (io.BytesIO(data.pop("content", None) or a_photo()), "anh.jpg")
    return put_in(person, path, data=data, content_type="multipart/form-data")


def a_trade(people: People) -> Trade:
    """Registered, described, approved, papers with a scan, lots parted, handed over, recalled."""
    phuc = people.phuc
    told = {"head_name": NAME, "commune_code": NGA_AN, "phone": PHONE, "consent": AGREED}
    trade = Trade(put_in(phuc, "/households", told)["id"], a_household(people).id)
    _goods(people, trade)
    _papers(people, trade)
    _lots(people, trade)
    _hand_over(people, trade)
    _recall(people, trade)
    return trade


def _goods(people: People, trade: Trade) -> None:
    phuc, ids = people.phuc, trade.ids
    ids["product"] = put_in(phuc, "/products", {
        "household_id": trade.household, "name": "Mật ong rừng", "category": "food",
        "subgroup": "raw_other", "storage": WORDS["storage"], "shelf_life_months": 24,
        "shelf_life_from": "harvest",
    })["id"]  # fmt: skip
    path = f"/products/{ids['product']}"
    ids["pack"] = put_in(phuc, f"{path}/packs", {
        "label": WORDS["pack"], "amount": 500, "unit": "g"})["id"]  # fmt: skip
    put_in(phuc, f"{path}/submit")
    put_in(phuc, f"{path}/supplement", {"reason": WORDS["supplement"]})
    put_in(phuc, f"{path}/submit")
    ids["area"] = put_in(phuc, "/areas", {
        "household_id": trade.household, "name": WORDS["area"], "gln": "8930000000002",
        "address": WORDS["address"], "latitude": 19.912345, "longitude": 105.812345,
    })["id"]  # fmt: skip


def _papers(people: People, trade: Trade) -> None:
    phuc, ids = people.phuc, trade.ids
    ids["certificate"] = put_in(phuc, "/certificates", {
        "household_id": trade.household, "kind": "vietgap", "number": WORDS["number"],
        "issuer": "Trung tâm chứng nhận", "scope": WORDS["scope"],
        "product_ids": [ids["product"]], "valid_from": days_ago(300).isoformat(),
        "valid_to": days_ago(-20).isoformat(),
    })["id"]  # fmt: skip
    paper = f"/certificates/{ids['certificate']}"
    etag = phuc.get(f"{API}{paper}").headers["ETag"]
    answer = phuc.call("PUT", f"{API}{paper}/areas", json={"area_ids": [ids["area"]]},
                       headers={"If-Match": etag})  # fmt: skip
    assert answer.status_code == 200, answer.text
    ids["scan"] = send_file(phuc, f"{paper}/files", "file", content=SCAN)["id"]
    with one_commit() as session:
        assert notices.tell_some(session) == 1
    put_in(phuc, f"/products/{ids['product']}/approve")


def _lots(people: People, trade: Trade) -> None:
    phuc, ids = people.phuc, trade.ids
    ids["lot"] = put_in(phuc, "/lots", {
        "product_id": ids["product"], "lot_code": "ML-01", "area_id": ids["area"],
        "harvested_on": days_ago(9).isoformat(), "quantity": 100, "unit": "kg",
    })["id"]  # fmt: skip
    lot = f"/lots/{ids['lot']}"
    ids["event"] = put_in(phuc, f"{lot}/events", {
        "kind": "vet_drug", "happened_at": f"{days_ago(40)}T08:00:00+07:00",
        "place": WORDS["place"], "text": WORDS["diary"],
        "facts": {"product": "Vắc-xin dịch tả", "waiting_days": 3, "worker": WORDS["worker"]},
    })["id"]  # fmt: skip
    ids["picture"] = send_file(phuc, f"{lot}/events/{ids['event']}/photos", "photo")["id"]
    put_in(phuc, f"{lot}/release")
    step = put_in(phuc, f"{lot}/splits", {
        "outputs": [{"lot_code": "ML-02", "quantity": 40, "unit": "kg"}],
        "place": WORDS["place"], "note": WORDS["note"],
    })  # fmt: skip
    ids["step"], ids["part"] = step["id"], step["outputs"][0]["lot_id"]
    put_in(phuc, f"/lots/{ids['part']}/release")


def _hand_over(people: People, trade: Trade) -> None:
    phuc, ids = people.phuc, trade.ids
    ids["partner"] = put_in(phuc, "/partners", {
        "household_id": trade.household, "kind": "buyer", "name": WORDS["partner"],
        "phone": WORDS["partner_phone"], "email": WORDS["partner_mail"],
        "address": WORDS["partner_address"],
    })["id"]  # fmt: skip
    path = f"/lots/{ids['lot']}/transfers"
    ids["transfer"] = put_in(phuc, path, {"partner_id": ids["partner"], "quantity": 10})["id"]
    put_in(phuc, f"/transfers/{ids['transfer']}/send")
    put_in(phuc, f"/transfers/{ids['transfer']}/dispute", {"reason": WORDS["dispute"]})
    to = {"to_household_id": trade.other, "quantity": 5}
    ids["received"] = put_in(phuc, path, to)["id"]
    put_in(phuc, f"/transfers/{ids['received']}/send")
    put_in(people.producer(trade.other, "Hàng xóm"), f"/transfers/{ids['received']}/receive")


def _recall(people: People, trade: Trade) -> None:
    phuc, ids = people.phuc, trade.ids
    ids["drill"] = put_in(phuc, "/recall-drills", {})["id"]
    put_in(phuc, f"/lots/{ids['part']}/suspend", {"reason": WORDS["suspended"]})
    put_in(
        phuc,
        f"/lots/{ids['lot']}/recall",
        {"reason": f"Mật của {NAME} lẫn nước", "phone": "02373852246", "with_made": True},
    )
    ids["recall"] = phuc.get(f"{API}/recalls").get_json()["items"][0]["id"]
    put_in(phuc, f"/recalls/{ids['recall']}/lift", {"reason": f"{NAME} đã nấu lại"})


def scan_of(people: People, trade: Trade) -> bytes:
    """What the officer of her commune sees of the paper's scan."""
    path = f"{API}/certificates/{trade.ids['certificate']}/files/{trade.ids['scan']}"
    answer = people.huong.get(path)
    assert answer.status_code == 200, answer.text
    return bytes(answer.data)
