"""The file of --out: written whole, or refused in words before anything is done."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from agrimarket.cli import group
from agrimarket.kit.command import OutDiskFull, OutNotWritable, check_out, copy_out, write_out
from tests.builders.households import a_household
from tests.people import People


def test_text_and_bytes_are_written_and_kept_private_when_asked(tmp_path: Path) -> None:
    write_out(tmp_path / "a.txt", "Chè")
    write_out(tmp_path / "b.zip", b"\0", mode=0o600)
    assert (tmp_path / "a.txt").read_text() == "Chè"
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    check_out(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["nope/a.txt", "", "file/a.txt", "x" * 300])
def test_what_cannot_be_written_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutNotWritable, match="out_not_writable"):
        write_out(tmp_path / name, "x")


def test_a_full_disk_is_told() -> None:
    with pytest.raises(OutDiskFull):
        write_out(Path("/dev/full"), "x")


@pytest.mark.parametrize(
    "command", [("dossier",), ("audit", "heads"), ("privacy", "export"), ("print",)]
)
def test_every_command_that_writes_refuses_in_words(
    app: Flask, people: People, tmp_path: Path, command: tuple[str, ...]
) -> None:
    more = {"export": [a_household(people).id], "print": ["--order", "x"]}.get(command[-1], [])
    out = tmp_path / "nope" / {"dossier": "d.md", "export": "h.zip"}.get(command[-1], "h.json")
    done = CliRunner().invoke(group, [*command, *more, "--out", str(out)], obj=lambda: app)
    assert isinstance(done.exception, OutNotWritable)
    assert str(out) in done.exception.detail


def test_a_kept_file_is_copied_or_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"%PDF" * 300_000)
    copy_out(tmp_path / "out.pdf", tmp_path / "kept")
    assert (tmp_path / "out.pdf").read_bytes() == (tmp_path / "kept").read_bytes()
    with pytest.raises(OutDiskFull):
        copy_out(Path("/dev/full"), tmp_path / "kept")
    with pytest.raises(OutNotWritable):
        copy_out(tmp_path / "nope" / "a", tmp_path / "kept")
