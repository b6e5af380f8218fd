"""Steps of the main job over the API, as a program of somebody else would take them."""

from datetime import date, timedelta
from typing import Any

from tests.walks.service import Service


def a_producer(service: Service, name: str = "Lê Thị Hoa", **more: Any) -> Any:
    """A household with consent."""
    return service.made("/api/v1/households", {
        "head_name": name, "commune_code": "16144", "crops": ["cói"],
        "consent": {"version": "2026-01", "channel": "paper",
                    "purposes": ["traceability", "channels"]}, **more,
    })  # fmt: skip


def an_approved_product(service: Service, household_id: str, **more: Any) -> Any:
    """A product with a commitment as its safety basis, approved."""
    product = service.made("/api/v1/products", {
        "household_id": household_id, "name": "Chiếu cói Nga Sơn", "category": "handicraft",
        "price_vnd": 250000, "unit": "chiếc", **more,
    })  # fmt: skip
    service.made(f"/api/v1/products/{product['id']}/certificates",
                 {"kind": "commitment", "number": "12/CK", "issuer": "UBND xã Nga An",
                  "valid_from": str(date.today() - timedelta(days=30))})  # fmt: skip
    service.made(f"/api/v1/products/{product['id']}/approve", {})
    return product


def a_released_lot(service: Service, product_id: str, code: str = "L01", **more: Any) -> Any:
    """A lot with its harvest date, released."""
    lot = service.made("/api/v1/lots", {
        "product_id": product_id, "lot_code": code,
        "harvested_on": str(date.today() - timedelta(days=3)), **more,
    })  # fmt: skip
    service.made(f"/api/v1/lots/{lot['id']}/release", {})
    return lot
