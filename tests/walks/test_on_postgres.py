"""The same commands and processes on PostgreSQL: set up, work, verify."""

from pathlib import Path

import pytest

from tests import databases
from tests.ready import a_service
from tests.walks.producer import a_producer, a_released_lot, an_approved_product


@pytest.mark.parametrize("kind", ["postgres"])
def test_the_short_walk_on_postgresql(kind: str, tmp_path: Path) -> None:
    with databases.empty(kind) as url:
        service = a_service(tmp_path, url)
        with service.serving(workers=2, worker=True):
            product = an_approved_product(
                service, a_producer(service)["id"], season_from=1, season_to=12,
                monthly_output="2 tấn", category="food", description="Hái trong tuần",
            )  # fmt: skip
            lot = a_released_lot(service, product["id"])
            order = service.made("/api/v1/stamp-orders", {"lot_id": lot["id"], "count": 50_000})
            printed = {"stock": "a4-65", "format": "pdf", "first": 1, "last": 65}
            made = service.made(f"/api/v1/stamp-orders/{order['id']}/prints", printed)
            assert service.get(made["sheet_url"]).body.startswith(b"%PDF")
            whole = {"order_id": order["id"], "first": 1, "last": 65, "lot_id": lot["id"]}
            service.made("/api/v1/stamp-activations", whole)
            for channel in ("voso", "portal"):
                service.made("/api/v1/listings", {"product_id": product["id"], "channel": channel})
                service.run("sandbox", "approve", channel, "--all")
            service.run("worker", "--once")
            live = service.get("/api/v1/listings?state=live").json["items"]
            assert {row["channel"] for row in live} == {"voso", "portal"}
        assert service.run("verify").strip() == "ok"
