"""The ten items for programs."""

from typing import Any

from agrimarket.scanning.machine.items import Completeness, Item, Part

LAW = "Thông tư 02/2024/TT-BKHCN"


def items_json(found: Completeness, *, next_steps: bool) -> dict[str, Any]:
    """All items; what to do next is said to those whose work it is."""
    return {
        "law": LAW,
        "lot_id": found.lot.id,
        "score": found.score,
        "items": [_item(item, next_steps) for item in found.items],
    }


def _item(item: Item, next_steps: bool) -> dict[str, Any]:
    return {
        "number": item.number,
        "code": item.code,
        "label": item.label,
        "applies": item.applies,
        "done": item.done,
        "told": [{**_part(part), "value": part.value} for part in item.told],
        "owed": [
            {**_part(part), **({"next_step": part.next_step} if next_steps else {})}
            for part in item.owed
        ],
    }


def _part(part: Part) -> dict[str, str]:
    return {"name": part.name, "label": part.label}
