"""The guide of the library says what the library does: each of its lines is run."""

import ast
import doctest
import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import stamps

GUIDE = Path(__file__).parents[2] / "docs" / "stamps.md"
SHELL = re.compile(r"```console\n(.*?)```", re.DOTALL)


def test_every_python_line_of_the_guide() -> None:
    told = doctest.testfile(str(GUIDE), module_relative=False, encoding="utf-8")
    assert told.failed == 0
    assert told.attempted >= 40


def test_every_command_of_the_guide(tmp_path: Path) -> None:
    """In their order, in one folder; `[1]` under a command is the status it ends with."""
    environ = {**os.environ, "PYTHONPATH": str(GUIDE.parents[1])}
    lines = [line for block in SHELL.findall(GUIDE.read_text()) for line in block.splitlines()]
    assert len(lines) > 10
    for place, line in enumerate(lines):
        if not line.startswith("$ "):
            continue
        follows = lines[place + 1] if place + 1 < len(lines) else ""
        expected = int(follows[1:-1]) if follows.startswith("[") else 0
        ended = _run(line[2:], tmp_path, environ)
        assert ended.returncode == expected, (line, ended.stderr)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    after = (tmp_path / "opened-after-rotation.jsonl").read_text()
    assert after == (tmp_path / "opened.jsonl").read_text()


def _run(line: str, folder: Path, environ: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """One line as a shell takes it, with `<` and `>` alone."""
    words = shlex.split(line)
    assert words[0] == "python"
    given = folder / words[words.index("<") + 1] if "<" in words else None
    out = folder / words[words.index(">") + 1] if ">" in words else None
    cut = min((words.index(sign) for sign in "<>" if sign in words), default=len(words))
    ended = subprocess.run(
        [sys.executable, *words[1:cut]],
        cwd=folder,
        env=environ,
        input=given.read_bytes() if given else b"",
        capture_output=True,
        timeout=60,
        check=False,
    )
    if out is not None:
        out.write_bytes(ended.stdout)
    return ended


def test_the_door_has_every_name_it_tells() -> None:
    """Those it loads later, those that type checkers see, and those it lists are the same."""
    source = ast.parse(Path(stamps.__file__).read_text())
    seen = {
        alias.asname or alias.name
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stamps")
        for alias in node.names
    }
    assert seen == set(stamps.__all__)
    for name in stamps.__all__:
        assert getattr(stamps, name) is not None
        assert name in dir(stamps)


def test_a_file_never_takes_the_place_of_a_verb() -> None:
    """`stamps.symbols` is the verb, whichever was loaded first; its file is still a file."""
    module = import_module("stamps.symbols")
    assert stamps.symbols is module.symbols
    assert callable(stamps.symbols)


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = stamps.nonsense  # type: ignore[attr-defined]  # that it is not there is the point
