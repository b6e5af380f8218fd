"""Two servers and a worker on one SQLite file, eight writers at once: nobody is refused or lost."""

import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.ready import a_service
from tests.walks.producer import a_released_lot, an_approved_product
from tests.walks.service import Service

SECONDS = float(os.environ.get("AGRIMARKET_LOAD_SECONDS", "12"))
WRITERS = 8


@dataclass
class Told:
    """What the service acknowledged, and every answer that was not expected."""

    households: set[str] = field(default_factory=set)
    orders: set[str] = field(default_factory=set)
    listings: set[str] = field(default_factory=set)
    bad: list[str] = field(default_factory=list)
    slowest: float = 0.0


def test_nobody_hears_that_the_database_is_locked(tmp_path: Path) -> None:
    service = a_service(tmp_path)
    told = Told()
    with service.serving(worker=True) as one, service.serving() as two:
        lot = _a_lot(service)
        until = time.monotonic() + SECONDS
        writers = [
            threading.Thread(
                target=_write, args=(tmp_path, service.token, port, n, until, lot, told)
            )
            for n, port in enumerate([one, two] * (WRITERS // 2))
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert told.bad == []
        assert len(told.households) > WRITERS
        _all_there(service, told)
    logs = "".join(path.read_text() for path in tmp_path.glob("serve-*.log"))
    assert "locked" not in logs
    assert '"status": 5' not in logs
    assert service.run("verify").strip() == "ok"
    kept = [len(told.households), len(told.orders), len(told.listings)]
    print(
        f"{kept} producers, orders, listings in {SECONDS:g} s, slowest answer {told.slowest:.2f} s"
    )


def _a_lot(service: Service) -> dict[str, str]:
    household = service.made(
        "/api/v1/households", {"head_name": "Lê Thị Hoa", "commune_code": "16144", **CONSENT}
    )
    product = an_approved_product(service, household["id"])
    return {"product": product["id"], "lot": a_released_lot(service, product["id"])["id"]}


CONSENT = {"consent": {"version": "2026-01", "channel": "paper",
                       "purposes": ["traceability", "channels"]}}  # fmt: skip


def _write(
    folder: Path, token: str, port: int, number: int, until: float, lot: dict[str, str], told: Told
) -> None:
    """Producers, orders, activations and listings in turn, as eight people would."""
    caller = Service(folder, port=port, token=token)
    step = 0
    while time.monotonic() < until:
        step += 1
        name = f"Nguyễn Thị {_letters(number)} {_letters(step)}"
        made = _post(caller, told, "/api/v1/households",
                     {"head_name": name, "commune_code": "16144", **CONSENT})  # fmt: skip
        if made:
            told.households.add(made["id"])
        order = _post(caller, told, "/api/v1/stamp-orders", {"lot_id": lot["lot"], "count": 10})
        if order:
            told.orders.add(order["id"])
            _post(caller, told, f"/api/v1/stamp-orders/{order['id']}/prints",
                  {"stock": "a4-40", "format": "csv"})  # fmt: skip
            whole = {"order_id": order["id"], "first": 1, "last": 10, "lot_id": lot["lot"]}
            _post(caller, told, "/api/v1/stamp-activations", whole)
        if made and step % 5 == 0:
            _list(caller, told, made["id"])


def _list(caller: Service, told: Told, household_id: str) -> None:
    product = an_approved_product(caller, household_id, price_vnd=45_000)
    listing = _post(caller, told, "/api/v1/listings",
                    {"product_id": product["id"], "channel": "voso"})  # fmt: skip
    if listing:
        told.listings.add(listing["id"])


def _post(caller: Service, told: Told, path: str, body: dict[str, object]) -> dict[str, str] | None:
    started = time.perf_counter()
    answer = caller.post(path, body)
    told.slowest = max(told.slowest, time.perf_counter() - started)
    if answer.status not in (200, 201):
        told.bad.append(f"{path} {answer.status} {answer.body.decode()[:300]}")
        return None
    made: dict[str, str] = answer.json
    return made


def _letters(number: int) -> str:
    """A number as letters, so that every name is one a person could have."""
    text = ""
    while True:
        text = chr(97 + number % 26) + text
        number //= 26
        if not number:
            return text.capitalize() + "a"


def _all_there(service: Service, told: Told) -> None:
    for path, ids in (("households", told.households), ("stamp-orders", told.orders),
                      ("listings", told.listings)):  # fmt: skip
        found: set[str] = set()
        page = 1
        while True:
            answer = service.get(f"/api/v1/{path}?page={page}&page_size=200").json
            found |= {row["id"] for row in answer["items"]}
            if page * 200 >= answer["total"]:
                break
            page += 1
        assert ids <= found, f"{len(ids - found)} of {len(ids)} {path} lost"
