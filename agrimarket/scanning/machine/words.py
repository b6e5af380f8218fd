"""Our own words in machine forms, made of the same tables that forms and diaries are made of."""

from collections.abc import Iterator
from typing import Any

from agrimarket.lots.facts.kinds import FACTS
from agrimarket.lots.kinds import STAGES
from agrimarket.scanning.machine.addresses import PREFIX, VOCABULARY_PATH

# Word > what it means, English and Vietnamese.
OTHERS: dict[str, tuple[str, str]] = {
    "ref": ("the record an event is read from", "bản ghi của sự kiện"),
    "stage": ("which stage it was", "công đoạn"),
    "step": ("split, merge or transform", "tách, gộp hay làm hàng mới"),
    "split": ("one lot parted into several", "tách lô"),
    "merge": ("several lots of one product mixed", "gộp lô"),
    "transform": ("something else made of lots", "làm hàng mới"),
    "facts": ("what the diary line tells", "các mục của dòng nhật ký"),
    "precision": ("how exactly the moment is known", "thời gian chính xác đến đâu"),
    "day": ("the day alone is known, told as its first moment", "chỉ biết ngày"),
    "producedOn": ("day of production", "ngày sản xuất"),
    "packedOn": ("day of packing", "ngày đóng gói"),
    "stamps": ("stamps on packs, by position in their order", "tem trên gói, theo số thứ tự"),
    "order": ("the stamp order as printed on labels", "đợt cấp tem"),
    "first": ("first position", "số đầu"),
    "last": ("last position", "số cuối"),
    "count": ("how many", "số tem"),
    "released": ("released for sale by two people", "cho xuất bán"),
    "waitingOverride": ("released within waiting days by an officer, with a reason on record",
                        "cho xuất bán khi chưa hết thời gian cách ly"),
    "recall": ("the recall that holds the lot", "lệnh thu hồi"),
    "recalled": ("recalled", "bị thu hồi"),
    "recallLifted": ("the recall was lifted by two people", "gỡ lệnh thu hồi"),
    "suspended": ("held back by its own producer", "nơi sản xuất tạm dừng"),
    "expired": ("past its use-by day", "quá hạn dùng"),
    "ok": ("neither recalled, held back nor past its day", "bình thường"),
    "commune": ("commune of the producer", "xã của nơi sản xuất"),
    "producer": ("name of the producer, where its owner agreed", "tên nơi sản xuất"),
    "status": ("what the lot is worth today", "tình trạng hôm nay"),
    "total": ("number of events on all pages", "tổng số sự kiện"),
    "next": ("address of the next page", "trang tiếp theo"),
}  # fmt: skip


def vocabulary(base: str) -> dict[str, Any]:
    """Every word as a node with its label in two languages."""
    at = f"{base}{VOCABULARY_PATH}#"
    seen: dict[str, tuple[str, str]] = {}
    for name, meaning in _words():
        seen.setdefault(name, meaning)
    return {
        "@context": {"rdfs": "http://www.w3.org/2000/01/rdf-schema#", PREFIX: at,
                     "label": {"@id": "rdfs:label", "@container": "@language"}},
        "@graph": [
            {"@id": f"{PREFIX}:{name}", "label": {"en": english, "vi": vietnamese}}
            for name, (english, vietnamese) in sorted(seen.items())
        ],
    }  # fmt: skip


def _words() -> Iterator[tuple[str, tuple[str, str]]]:
    yield from OTHERS.items()
    for code, kind in STAGES.items():
        yield code, (code.replace("_", " "), kind.label)
    for facts in FACTS.values():
        yield from ((fact.name, (fact.english, fact.label)) for fact in facts if fact.public)
