"""The main job over the API alone, against the running service, as a stranger would script it."""

import json
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from stamps import check_letter
from tests.ready import a_service
from tests.walks.producer import a_producer, a_released_lot, an_approved_product
from tests.walks.service import HOST, Service
from tests.walks.sheets import addresses_on

STAMPS = 5000
PLANTED = (
    # As whoever holds the file would: the guard goes first.
    "DROP TRIGGER audit_row_no_update;"
    " UPDATE audit_row SET action = 'x' WHERE id = (SELECT min(id) FROM audit_row)",
    "UPDATE stamp_segment SET last_serial = last_serial + 1"
    " WHERE first_serial = (SELECT min(first_serial) FROM stamp_segment)",
)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = a_service(tmp_path_factory.mktemp("walk"))
    with service.serving():
        yield service


@pytest.fixture(scope="module")
def lot(service: Service) -> dict:
    product = an_approved_product(service, a_producer(service)["id"])
    return a_released_lot(service, product["id"]) | {"product_id": product["id"]}


@pytest.fixture(scope="module")
def order(service: Service, lot: dict) -> dict:
    return service.made("/api/v1/stamp-orders", {"lot_id": lot["id"], "count": STAMPS})


@pytest.fixture(scope="module")
def codes(service: Service, order: dict) -> list[str]:
    """The printed sheet's codes, in the order of their positions."""
    made = service.made(
        f"/api/v1/stamp-orders/{order['id']}/prints", {"stock": "a4-40", "format": "pdf"}
    )
    for _ in range(120):
        sheet = service.get(made["sheet_url"])
        if sheet.status == 200:
            break
        time.sleep(0.5)
    assert sheet.body.startswith(b"%PDF")
    found = addresses_on(sheet.body)
    assert all(text.startswith(f"HTTPS://{HOST.upper()}/") for text in found)
    on_sheet = [text.rsplit("/", 1)[1] for text in found]
    assert len(on_sheet) == len(set(on_sheet)) == STAMPS
    service.made(
        f"/api/v1/stamp-orders/{order['id']}/prints",
        {"stock": "a4-40", "format": "csv", "reason": "nhà in ngoài"},
    )
    listed = service.get(f"/api/v1/stamp-orders/{order['id']}/codes.csv").body.decode("utf-8-sig")
    rows = [line.split(",") for line in listed.strip().splitlines()[1:]]
    assert [int(row[0]) for row in rows] == list(range(1, STAMPS + 1))
    assert {row[1] for row in rows} == set(on_sheet)
    return [row[1] for row in rows]


@pytest.fixture(scope="module")
def stuck(service: Service, order: dict, lot: dict, codes: list[str]) -> list[str]:
    """1–2,000 activated, 100–199 voided."""
    of_order = {"order_id": order["id"]}
    activation = {**of_order, "first": 1, "last": 2000, "lot_id": lot["id"]}
    service.made("/api/v1/stamp-activations", activation)
    voided = {**of_order, "first": 100, "last": 199, "reason": "tem bị nhòe"}
    service.made("/api/v1/stamp-voids", voided)
    return codes


def verdict(service: Service, code: str) -> tuple[int, str]:
    answer = service.get(f"/{code}?format=json", Authorization="none")
    return answer.status, answer.json["verdict"]


@pytest.mark.parametrize(
    ("position", "expected"),
    [(1, "valid"), (99, "valid"), (100, "void"), (199, "void"), (200, "valid"), (2000, "valid"),
     (2001, "not_activated"), (5000, "not_activated")],
)  # fmt: skip
def test_each_stamp_tells_its_state(
    service: Service, stuck: list[str], position: int, expected: str
) -> None:
    status, said = verdict(service, stuck[position - 1])
    assert status == 200
    assert said.startswith(expected)


def test_a_changed_letter_is_a_typo(service: Service, stuck: list[str]) -> None:
    code = stuck[0]
    for place in range(16):
        other = next(letter for letter in LETTERS if letter != code[place])
        wrong = code[:place] + other + code[place + 1 :]
        assert verdict(service, wrong) == (404, "typo"), wrong
    assert verdict(service, code[:-1]) == (404, "typo")
    assert verdict(service, code + "0") == (404, "typo")


def test_a_random_code_with_a_right_check_letter_is_not_ours(service: Service) -> None:
    for _ in range(50):
        body = "".join(secrets.choice(LETTERS) for _ in range(15))
        assert verdict(service, body + check_letter(body)) == (404, "not_ours")


def test_a_code_is_read_however_it_is_typed(service: Service, stuck: list[str]) -> None:
    code = stuck[4]
    grouped = "-".join(code[i : i + 4] for i in range(0, 16, 4)).lower()
    assert verdict(service, grouped)[0] == 200


def test_what_may_not_be_is_refused_in_words(service: Service, lot: dict) -> None:
    household = a_producer(service, "Phạm Văn Minh")
    described = {"household_id": household["id"], "name": "Bưởi", "category": "food"}
    bare = service.made("/api/v1/products", described)
    refused = service.post("/api/v1/stamp-orders", {"product_id": bare["id"], "count": 10})
    assert refused.status in (409, 422), refused.body
    service.made(f"/api/v1/products/{bare['id']}/approve", {})
    refused = service.post("/api/v1/stamp-orders", {"product_id": bare["id"], "count": 10})
    assert refused.status in (409, 422)
    assert "căn cứ an toàn" in refused.json["detail"].lower() or "cam kết" in refused.json["detail"]
    open_lot = service.made("/api/v1/lots", {"product_id": lot["product_id"], "lot_code": "MO.1"})
    order = service.made("/api/v1/stamp-orders", {"product_id": lot["product_id"], "count": 5})
    service.made(f"/api/v1/stamp-orders/{order['id']}/prints", {"stock": "a4-40", "format": "svg"})
    refused = service.post("/api/v1/stamp-activations", {
        "order_id": order["id"], "first": 1, "last": 5, "lot_id": open_lot["id"]})  # fmt: skip
    assert (refused.status, refused.json["code"]) == (409, "lot_not_released")
    assert refused.json["detail"]


def test_one_stamp_or_a_million_are_the_same_rows_and_quick(service: Service, lot: dict) -> None:
    grown = []
    for count in (1, 1_000_000):
        before, started = rows(service), time.perf_counter()
        service.made("/api/v1/stamp-orders", {"lot_id": lot["id"], "count": count})
        assert time.perf_counter() - started < 1
        grown.append({name: n - before.get(name, 0) for name, n in rows(service).items()})
    assert grown[0] == grown[1]


def rows(service: Service) -> dict[str, int]:
    """Rows of every table, counted from outside."""
    file = service.folder / "data" / "agrimarket.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        names = [row[0] for row in connection.execute(tables)]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
        }


def test_a_product_goes_live_where_its_channel_says_so(service: Service) -> None:
    product = a_listable_product(service, "Trịnh Thị Mai")
    for channel in ("voso", "portal"):
        service.made("/api/v1/listings", {"product_id": product["id"], "channel": channel})
    service.run("worker", "--once")
    for channel in ("voso", "portal"):
        service.run("sandbox", "approve", channel, "--all")
    service.run("worker", "--once")
    live = service.get("/api/v1/listings?state=live").json
    assert {row["channel"] for row in live["items"]} == {"voso", "portal"}
    figures = service.get("/api/v1/reports/progress?by=channel").body.decode()
    assert figures
    for channel in ("voso", "portal"):
        assert service.run("sandbox", "count", channel).strip() == "1"


def a_listable_product(service: Service, owner: str) -> dict:
    household = a_producer(service, owner)
    return an_approved_product(
        service, household["id"], name="Bưởi Luận Văn", category="food", price_vnd=45_000,
        description="Bưởi đỏ hái trong tuần", season_from=9, season_to=12,
        monthly_output="2 tấn", unit="kg",
    )  # fmt: skip


def test_a_listing_that_breaks_a_rule_is_refused_with_its_field(service: Service) -> None:
    product = a_listable_product(service, "Trịnh Thị Đào")
    etag = service.get(f"/api/v1/products/{product['id']}").headers["etag"]
    changed = service.call("PATCH", f"/api/v1/products/{product['id']}", {"price_vnd": 45_250},
                           **{"If-Match": etag})  # fmt: skip
    assert changed.status == 200, changed.body
    refused = service.post("/api/v1/listings", {"product_id": product["id"], "channel": "voso"})
    assert refused.status == 422
    assert "500" in str(refused.json["fields"])


def test_after_the_walk_everything_verifies_and_planted_faults_do_not(
    service: Service, stuck: list[str]
) -> None:
    assert service.run("verify").strip() == "ok"
    file = service.folder / "data" / "agrimarket.sqlite3"
    for number, plant in enumerate(PLANTED):
        copy = service.folder / f"copy-{number}.sqlite3"
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        other = Service(service.folder, url=f"sqlite:///{copy}")
        assert other.run("verify").strip() == "ok"
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            for statement in plant.split(";"):
                changed = connection.execute(statement).rowcount
            assert changed == 1
        assert other.run("verify", status=1).strip()


def test_the_sample_list_is_answered_row_by_row(service: Service, shared: Path) -> None:
    file = str(shared / "data" / "households_sample.xlsx")
    expected = json.loads((shared / "data" / "households_sample.expected.json").read_text())
    said = json.loads(service.run("import-households", file, "--dry-run", "--json"))
    for want, got in zip(expected["results"], said["results"], strict=True):
        assert (want["row"], want["outcome"]) == (got["row"], got["outcome"])
        assert sorted(want["errors"]) == sorted(got["errors"])
        assert want["commune_codes"] == got["commune_codes"]
        if want["outcome"] == "created":
            assert sorted(want["warnings"]) == sorted(got["warnings"])
    assert said["counts"] == expected["counts"]
    before = service.get("/api/v1/households").json["total"]
    first = json.loads(service.run("import-households", file, "--json"))
    again = json.loads(service.run("import-households", file, "--json"))
    assert first["counts"]["created"] == expected["counts"]["created"]
    assert again["counts"]["created"] == 0
    undone = service.post(f"/api/v1/household-imports/{first['id']}/undo")
    assert undone.status == 200, undone.body
    assert service.get("/api/v1/households").json["total"] == before
