"""No start on a key file that is missing, default, weak, wrong, or open to others: real processes.

Each command runs as an operator runs it; nothing is served, and the reason is told in Vietnamese.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from agrimarket.app import create_app
from agrimarket.cli import group
from agrimarket.config import Settings, UnsafeStart, read_settings
from agrimarket.kit import key_watch
from agrimarket.system.setup import make_keys

Change = Callable[[Path], object]


def run(keys: Path, data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command of the service with this key file."""
    environ = {**os.environ, "AGRIMARKET_KEY_FILE": str(keys), "AGRIMARKET_DATA": str(data)}
    environ.pop("AGRIMARKET_DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "agrimarket", *words],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def edited(change: Callable[[dict[str, Any]], None]) -> Change:
    def work(path: Path) -> None:
        content = json.loads(path.read_text())
        change(content)
        path.write_text(json.dumps(content))

    return work


def with_mode(mode: int) -> Change:
    return lambda path: path.chmod(mode)


def with_stamp_key(key: str) -> Change:
    return edited(lambda content: content["stamps"]["keys"].update({"1": key}))


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def as_link_to_open_file(path: Path) -> None:
    real = path.with_name("real.json")
    path.rename(real)
    real.chmod(0o644)
    path.symlink_to(real)


def told_twice(path: Path) -> None:
    """Two keys under one letter: which one a reader takes is chance."""
    content = json.loads(path.read_text())
    one = content["stamps"]["keys"]["1"]
    text = json.dumps(content).replace(f'"1": "{one}"', f'"1": "{one[::-1]}", "1": "{one}"')
    path.write_text(text)


def shared_with_cookie(path: Path) -> None:
    content = json.loads(path.read_text())
    content["stamps"]["keys"]["1"] = base64.b64decode(content["cookie"]).hex()
    path.write_text(json.dumps(content))


def of_someone_else(path: Path) -> None:
    os.chown(path, 65534, 65534)


DEFAULT = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
SPOILT: dict[str, tuple[Change, str]] = {
    "missing": (Path.unlink, "agrimarket init"),
    "readable by the group": (with_mode(0o640), "chmod 600"),
    "readable by all": (with_mode(0o644), "chmod 600"),
    "writable by all": (with_mode(0o602), "chmod 600"),
    "in a folder of all": (lambda path: path.parent.chmod(0o777), "chmod 700"),
    "a folder": (as_folder, "không phải là tệp khóa"),
    "a link to an open file": (as_link_to_open_file, "chmod 600"),
    "empty": (lambda path: path.write_text(""), "bị hỏng"),
    "cut off": (lambda path: path.write_bytes(path.read_bytes()[:-40]), "bị hỏng"),
    "no JSON": (lambda path: path.write_bytes(b"\xff\xfe\x00"), "bị hỏng"),
    "a list": (lambda path: path.write_text("[]"), "bị hỏng"),
    "no stamps": (edited(lambda content: content.pop("stamps")), "bị hỏng"),
    "stamps without keys": (edited(lambda content: content.update(stamps={})), "khóa tem"),
    "noughts": (with_stamp_key("00" * 32), "quá yếu"),
    "counting": (with_stamp_key(DEFAULT), "quá yếu"),
    "too short": (with_stamp_key("ab" * 16), "quá yếu"),
    "no hexadecimal": (with_stamp_key("xyz"), "không phải chữ số hex"),
    "active missing": (edited(lambda c: c["stamps"].update(active="7")), "thiếu khóa đang dùng"),
    "a letter twice": (told_twice, "bị hỏng"),
    "cookie of noughts": (
        edited(lambda c: c.update(cookie=base64.b64encode(bytes(32)).decode())),
        "khóa mặc định",
    ),
    "cookie that counts": (
        edited(lambda c: c.update(cookie=base64.b64encode(bytes(range(32))).decode())),
        "khóa mặc định",
    ),
    "one key for two things": (shared_with_cookie, "một khóa cho tem và cho việc khác"),
    "cards as stamps": (edited(lambda c: c.update(cards=c["stamps"])), "không dành cho thẻ"),
    "PINs of no version": (
        edited(lambda c: c["stamps"].update(pins={"9": "5f" * 16})),
        "khóa tem",
    ),
}
if os.geteuid() == 0:
    SPOILT["of another user"] = (of_someone_else, "chown")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good key file, and the signing key beside it."""
    path = tmp_path_factory.mktemp("made") / "keys" / "keys.json"
    make_keys(path)
    return path


@pytest.fixture
def keys(made: Path, tmp_path: Path) -> Path:
    """A copy of the good file for one test to spoil."""
    shutil.copytree(made.parent, tmp_path / "keys", copy_function=shutil.copy2)
    return tmp_path / "keys" / "keys.json"


# A whole process for one; the others in this process, by the same first step.
BY_PROCESS = SPOILT if os.environ.get("AGRIMARKET_STAMPS") == "all" else ("readable by all",)


@pytest.mark.parametrize("what", BY_PROCESS)
def test_no_process_starts(keys: Path, tmp_path: Path, what: str) -> None:
    change, reason = SPOILT[what]
    change(keys)
    ended = run(keys, tmp_path / "data", "serve")
    assert ended.returncode == 1
    assert reason in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""
    assert not (tmp_path / "data").exists()  # not even the folder was made


@pytest.mark.parametrize("what", SPOILT)
def test_no_app_is_made(keys: Path, tmp_path: Path, what: str) -> None:
    change, reason = SPOILT[what]
    secret = json.loads(keys.read_text())["stamps"]["keys"]["1"]
    change(keys)
    with pytest.raises(UnsafeStart, match=reason) as refused:
        create_app(settings(keys, tmp_path / "data"))
    assert "Hãy" in str(refused.value)
    assert secret not in str(refused.value)
    assert not (tmp_path / "data").exists()


SAME_FOR_SIGNING = (
    "missing", "readable by the group", "readable by all", "writable by all", "in a folder of all",
    "a folder", "a link to an open file", "empty", "cut off", "no JSON", "a list",
)  # fmt: skip


@pytest.mark.parametrize("what", [*SAME_FOR_SIGNING, *(SPOILT.keys() & {"of another user"})])
def test_no_app_is_made_on_a_bad_signing_key(keys: Path, tmp_path: Path, what: str) -> None:
    """Its own look at the file took another user's, and a folder was a traceback."""
    change, reason = SPOILT[what]
    change(keys.with_name("signing.json"))
    with pytest.raises(UnsafeStart, match=reason) as refused:
        create_app(settings(keys, tmp_path / "data"))
    assert "Hãy" in str(refused.value)
    assert not (tmp_path / "data").exists()


def settings(keys: Path, data: Path) -> Settings:
    return read_settings({"AGRIMARKET_KEY_FILE": str(keys), "AGRIMARKET_DATA": str(data)})


def test_the_good_file_starts(keys: Path, tmp_path: Path) -> None:
    """What all the others are held against."""
    create_app(settings(keys, tmp_path / "data"))


def test_a_link_to_a_safe_file_is_followed(keys: Path, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(keys)
    assert settings(tmp_path / "link.json", tmp_path / "data").key_file == keys


@pytest.mark.parametrize("place", ["keys.json", "deep/er/keys.json"])
def test_keys_never_lie_in_the_data_folder(tmp_path: Path, place: str) -> None:
    """Nor behind a link that leads there; `init` makes nothing."""
    data = tmp_path / "data"
    with pytest.raises(UnsafeStart, match="nằm trong thư mục dữ liệu"):
        settings(data / place, data)
    (data / "deep" / "er").mkdir(parents=True)
    (tmp_path / "out").symlink_to(data)
    with pytest.raises(UnsafeStart, match="nằm trong thư mục dữ liệu"):
        settings(tmp_path / "out" / place, data)


def test_init_makes_nothing_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AGRIMARKET_KEY_FILE", str(tmp_path / "data" / "keys.json"))
    monkeypatch.setenv("AGRIMARKET_DATA", str(tmp_path / "data"))
    ended = CliRunner().invoke(group, ["init"])
    assert isinstance(ended.exception, UnsafeStart)
    assert "Hãy đặt AGRIMARKET_KEY_FILE" in str(ended.exception)
    assert not (tmp_path / "data").exists()


def test_a_running_service_keeps_good_keys(keys: Path, tmp_path: Path) -> None:
    """A file spoilt while it runs is told in the log and changes nothing."""
    app = create_app(settings(keys, tmp_path / "data"))
    before = key_watch.keys_of(app).stamps
    with_stamp_key("00" * 32)(keys)
    key_watch.forget_look(app)
    assert key_watch.keys_of(app).stamps == before


@pytest.mark.parametrize("name", ["keys.json", "signing.json"])
def test_a_thousand_brackets_are_a_broken_file(keys: Path, tmp_path: Path, name: str) -> None:
    """The reader gave up with a RecursionError, and the start with a traceback."""
    keys.with_name(name).write_text("[" * 100_000)
    with pytest.raises(UnsafeStart, match=f"{name} bị hỏng. Hãy lấy lại bản sao"):
        create_app(settings(keys, tmp_path / "data"))
