"""The stand-ins' own file: many at once, from the very first moment on."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from agrimarket.channels.sandboxes.engine import Engine
from agrimarket.channels.voso.adapter import Voso
from agrimarket.channels.voso.shop import VosoShop
from agrimarket.kit import clock
from tests.channels.contents import a_content


def test_many_at_once_on_a_file_that_is_not_there_yet(tmp_path: Path) -> None:
    """Server, worker and command line may all be the first to open it."""

    def work(number: int) -> str:
        engine = Engine(tmp_path / "new" / "sandboxes.sqlite3", now=clock.now)
        port = Voso(engine, VosoShop(), "")
        receipt = port.submit(a_content(), ref=f"r{number}", idempotency_key=f"k{number}")
        port.submit(a_content(), ref=f"r{number}", idempotency_key=f"k{number}")
        return receipt.remote_id

    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(work, range(40)))
    assert len(set(ids)) == 40
    engine = Engine(tmp_path / "new" / "sandboxes.sqlite3", now=clock.now)
    assert len(engine.items(VosoShop())) == 40


def test_pages_of_items(tmp_path: Path) -> None:
    port = Voso(Engine(tmp_path / "s.sqlite3", now=clock.now), VosoShop(), "")
    for number in range(103):
        port.submit(a_content(), ref=f"r{number}", idempotency_key=f"k{number}")
    first = port.iterate(None)
    second = port.iterate(first.cursor)
    assert (len(first.items), len(second.items), second.cursor) == (100, 3, None)
    assert len({item.remote_id for item in (*first.items, *second.items)}) == 103
