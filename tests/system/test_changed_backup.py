"""`agrimarket restore` of a file that somebody cut, changed or made up."""

import dataclasses
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from agrimarket.system import restore
from agrimarket.system.backup import refusals
from tests.system import tampering
from tests.system.kept import an_empty_place
from tests.system.refusing import refused

CHANGED = (refusals.BackupChanged, refusals.BackupDamaged)


@pytest.mark.parametrize("change", tampering.CHANGES, ids=lambda change: change.__name__)
def test_a_changed_backup(
    made: Path, tmp_path: Path, change: Callable[[tampering.Members], None]
) -> None:
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        same = tampering.rewritten(made, tmp_path / "same.tar", lambda members: None)
        restore.drill(dataclasses.replace(settings, data=tmp_path / "drill"), same)
        other = tampering.rewritten(made, tmp_path / "other.tar", change)
        refused(settings, other, refusals.BackupChanged)


def test_one_flipped_bit_anywhere(made: Path, tmp_path: Path) -> None:
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        for step in range(60):
            other = tampering.flipped(made, tmp_path / "other.tar", step / 60)
            if _differs_where_it_counts(made, other):
                refused(settings, other, *CHANGED, refusals.OtherKeys)


def _differs_where_it_counts(path: Path, other: Path) -> bool:
    """Padding, and the date in a member's header, are nobody's content."""
    try:
        return tampering.members_of(path) != tampering.members_of(other)
    except (tarfile.TarError, OSError):
        return True


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 0.999])
def test_a_file_that_was_cut_off(made: Path, tmp_path: Path, part: float) -> None:
    content = made.read_bytes()
    cut = tmp_path / "cut.tar"
    cut.write_bytes(content[: int(len(content) * part)])
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        refused(settings, cut, refusals.BackupDamaged)


@pytest.mark.parametrize("strange", tampering.STRANGE)
def test_a_hostile_archive(made: Path, tmp_path: Path, strange: str) -> None:
    info = tampering.STRANGE[strange]
    other = tampering.hostile(made, tmp_path / "other.tar", info)
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        refused(settings, other, *CHANGED)
    assert not (tmp_path / "planted").exists()


@pytest.mark.parametrize("content", [b"", b"x" * 5000, b"PK\3\4" + bytes(3000)])
def test_a_file_that_is_no_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.tar"
    path.write_bytes(content)
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        refused(settings, path, refusals.BackupDamaged)
        refused(settings, tmp_path / "none.tar", refusals.NoBackupFile)
