"""Whoever was erased after a backup is erased again when that backup comes back."""

import shutil
from pathlib import Path

from tests.ready import a_service
from tests.walks.producer import a_producer, a_released_lot, an_approved_product

NAME = "Trịnh Thị Ngọc Diệp"
REASON = "Chủ hộ đề nghị xóa thông tin"


def test_a_restore_brings_nobody_back(tmp_path: Path) -> None:
    service = a_service(tmp_path)
    with service.serving():
        household = a_producer(service, name=NAME)
        product = an_approved_product(service, household["id"])
        lot = a_released_lot(service, product["id"])
        service.run("backup", str(tmp_path / "before.tar"))
        service.post(f"/api/v1/households/{household['id']}/consents/withdraw", {})
    service.run("privacy", "erase", household["id"], "--reason", REASON)
    service.run("worker", "--once")
    shutil.rmtree(tmp_path / "data")
    said = service.run("restore", str(tmp_path / "before.tar"))
    assert "Đã xóa lại thông tin của 1 người" in said
    with service.serving():
        gone = service.get(f"/api/v1/households/{household['id']}")
        assert NAME not in gone.body.decode()
        assert service.get(f"/lot/{lot['id']}").status in {200, 404}
    service.run("worker", "--once")
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert [path for path in files if NAME.encode() in path.read_bytes()] == []
    service.run("verify")
