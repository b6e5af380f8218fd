"""Files of strangers given to the verifier: a sentence and a status, never a crash or a pass."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from stamps import log_files, log_verifier
from tests.stamps.logs import a_key, a_log, pem

LOG = a_log(2, 2)
LINES = [json.dumps(line, ensure_ascii=False) for line in LOG.lines]
DEEP = "[" * 30_000
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_DATA, (100_000_000, 100_000_000))
from stamps import log_verifier
sys.exit(log_verifier.main())
"""


def run(folder: Path, log: bytes | str, *more: str, heads: str | None = None) -> int:
    (folder / "key.pem").write_bytes(pem(a_key()))
    (folder / "log.jsonl").write_bytes(log if isinstance(log, bytes) else log.encode())
    asked = [str(folder / "log.jsonl"), "--key", str(folder / "key.pem"), *more]
    if heads is not None:
        (folder / "heads.json").write_text(heads)
        asked += ["--heads", str(folder / "heads.json")]
    return log_verifier.main(asked)


def test_the_log_itself_holds(tmp_path: Path) -> None:
    assert run(tmp_path, "\n".join(LINES), heads=json.dumps({"heads": LOG.heads})) == 0


@pytest.mark.parametrize(
    "log",
    [DEEP, '{"a":' * 10_000, b"\xff\xfe\x00\x01", b"x" * 70_000, LINES[0] + " " * 70_000],
    ids=["deep", "deep objects", "binary", "long line", "long blank line"],
)
def test_a_file_that_cannot_be_read_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], log: bytes | str
) -> None:
    assert run(tmp_path, log) == 2
    said = capsys.readouterr().err
    assert re.fullmatch(r"Không đọc được log\.jsonl: .+ Hãy tải lại tệp này rồi chạy lại\.\n", said)


def test_heads_and_stamps_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log, stamps = "\n".join(LINES), tmp_path / "stamps.txt"
    for heads in (DEEP, "{", '{"heads":' * 9_000):
        assert run(tmp_path, log, heads=heads) == 2
        assert "Không đọc được heads.json" in capsys.readouterr().err
    for held in (b"\xff\xfe", b"A49-1", b'{"a":' * 9_000):
        stamps.write_bytes(held)
        assert run(tmp_path, log, "--stamps", str(stamps)) == 2
        assert re.search(r"Hãy (tải lại|thêm --service)", capsys.readouterr().err)
    assert run(tmp_path, log, "--stamps", str(stamps), "--service", "ftp://x") == 2
    assert "Hãy sửa --service" in capsys.readouterr().err
    monkeypatch.setattr(log_files, "LARGEST_HEADS", 10)
    assert run(tmp_path, log, heads=json.dumps({"heads": LOG.heads})) == 2


@pytest.mark.parametrize(
    "spoilt",
    [lambda line: line.replace('"count": ', '"count": 1, "count": '),
     lambda line: line.replace('"hash"', '"x": {"a": 1, "a": 2}, "hash"'),
     lambda line: line.replace("A0001", "\\ud800"),
     lambda line: line.replace("Bưởi", "\\udfff"),
     lambda line: re.sub(r'"count": \d+', '"count": NaN', line),
     lambda line: re.sub(r'"count": \d+', '"count": ' + "9" * 5_000, line),
     lambda line: line.replace("A0001", "Ạ0001")],
    ids=["twice", "twice inside", "surrogate", "surrogate name", "no number", "huge", "letters"],
)  # fmt: skip
def test_a_doubtful_line_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoilt: object
) -> None:
    assert callable(spoilt)
    line = spoilt(LINES[1])
    assert line != LINES[1]
    assert run(tmp_path, "\n".join([LINES[0], line, *LINES[2:]])) == 1
    assert "unreadable: Sau dòng 1 có một dòng" in capsys.readouterr().out


def test_heads_that_name_a_field_twice_are_a_fault(tmp_path: Path) -> None:
    heads = json.dumps({"heads": LOG.heads}).replace('"day": ', '"day": "2020-01-01", "day": ', 1)
    assert run(tmp_path, "\n".join(LINES), heads=heads) == 1


def test_an_empty_log_is_never_passed_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for heads in (None, json.dumps({"heads": LOG.heads})):
        for log in ("", "\n\n"):
            assert run(tmp_path, log, heads=heads) == 1
    assert run(tmp_path, "") == 1
    assert "empty: Sổ trống" in capsys.readouterr().out
    assert run(tmp_path, "", heads='{"heads": []}') == 0
    assert capsys.readouterr().out.startswith("Sổ trống và không có đầu sổ nào")


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_bytes(pem(a_key()))
    with (tmp_path / "log.jsonl").open("wb") as file:
        file.truncate(1 << 30)  # a gibibyte of zeros that takes no disk
    words = [sys.executable, "-c", LIMITED, str(tmp_path / "log.jsonl"), "--key"]
    done = subprocess.run(
        [*words, str(tmp_path / "key.pem")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "dài hơn 64 kB" in done.stderr) == (2, True), done.stderr[-300:]
