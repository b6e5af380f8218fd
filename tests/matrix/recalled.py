"""A recall with a receiver, and a drill, for each producer of the world."""

from decimal import Decimal

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.lots.hand_over_models import LotTransfer, RecallDrill
from tests.people import Person

API = "/api/v1"
COUNTS = dict.fromkeys(
    ("lots_behind", "lots", "producers", "receivers", "notices", "stamps", "listings", "draw_ms",
     "trace_ms", "notices_ms"), 1,
)  # fmt: skip


def recalled(phuc: Person, product: str, partner: str) -> dict[str, str]:
    """Another lot of the product, on its way to the partner when it was called back."""
    picked = {"product_id": product, "lot_code": "BLV-99", "harvested_on": "2025-11-01"}
    lot = phuc.post(f"{API}/lots", {**picked, "quantity": 20, "unit": "kg"}).json["id"]
    assert phuc.post(f"{API}/lots/{lot}/release").status_code == 200
    with one_commit() as session:
        session.add(
            LotTransfer(
                lot_id=lot, partner_id=partner, quantity=Decimal(5), state="in_transit",
                proposed_at=clock.now(),
            )
        )  # fmt: skip
        drill = RecallDrill(
            lot_id=lot, begun_at=clock.now(), seconds=Decimal("0.2"), counts=COUNTS, who="x"
        )
        session.add(drill)
    said = {"reason": "Dư lượng thuốc", "phone": "02373852246"}
    held = phuc.post(f"{API}/lots/{lot}/recall", said).json
    (recall,) = held["recall_ids"]
    (notice,) = phuc.get(f"{API}/recalls/{recall}/notices").json
    return {"recall": recall, "recall_notice": notice["id"], "drill": drill.id}
