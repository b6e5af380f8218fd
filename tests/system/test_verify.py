"""`agrimarket verify` on a database that is not there or cannot be read says so in words."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from agrimarket.cli import group
from agrimarket.kit.db import db
from tests import databases


def verify(folder: Path, name: str = "test.sqlite3") -> Result:
    app: Flask = databases.an_app(f"sqlite:///{folder / name}", folder)
    done = CliRunner().invoke(group, ["verify"], obj=lambda: app)
    with app.app_context():
        db.engine.dispose()
    return done


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A sound SQLite file, closed."""
    with databases.fresh("sqlite", tmp_path):
        return tmp_path / "test.sqlite3"


def test_a_sound_database(kept: Path) -> None:
    done = verify(kept.parent)
    assert (done.exit_code, done.output) == (0, "ok\n")


def test_no_database_is_said_and_none_is_made(tmp_path: Path) -> None:
    done = verify(tmp_path, "none.sqlite3")
    assert done.exit_code == 1
    assert done.output.startswith("Chưa có cơ sở dữ liệu")
    assert done.output.endswith("Hãy chạy: agrimarket init\n")
    assert not (tmp_path / "none.sqlite3").exists()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 500])
def test_a_file_that_is_no_database(kept: Path, content: bytes) -> None:
    kept.write_bytes(content)
    done = verify(kept.parent)
    assert done.exit_code == 1
    assert done.output.startswith("Không đọc được cơ sở dữ liệu")
    assert done.output.count("\n") == 1


def test_a_file_with_damaged_pages(kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    for at in range(4096, len(content) - 2048, 4096):
        content[at : at + 2048] = b"\xa5" * 2048
    kept.write_bytes(bytes(content))
    done = verify(kept.parent)
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert done.output.splitlines()[-1].startswith("Không đọc được cơ sở dữ liệu")


def test_a_file_that_was_cut_off(kept: Path) -> None:
    content = kept.read_bytes()
    kept.write_bytes(content[: len(content) // 2])
    done = verify(kept.parent)
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert "cơ sở dữ liệu" in done.output.lower()
