"""`backup` and `restore`: what stands between a province and the loss of its records."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import inspect

from agrimarket.config import read_settings
from agrimarket.kit import audit, backup_runs, clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.command import in_app, the_app
from agrimarket.kit.db import db, one_commit
from agrimarket.privacy.commands import forget_noted
from agrimarket.system import backup
from agrimarket.system import restore as restoring
from agrimarket.system.backup.shape import Manifest, Progress
from agrimarket.system.verify import no_database

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.command("backup")
@FILE
@click.option("--force", is_flag=True, help="Write over a file of this name.")
@in_app
def backup_command(file: Path, force: bool) -> None:
    """Write everything but the keys into FILE, while the service goes on.

    Keep the key file elsewhere: without it nobody can restore FILE, with it anybody can.

    Example: agrimarket backup /mnt/saoluu/agrimarket-2026-11-22.tar
    """
    about = the_app().extensions
    settings, keys = about["agrimarket.settings"], about["agrimarket.keys"]
    if no_database(settings):
        raise backup.NothingToBackUp
    with _told("Sao lưu") as tell:
        made = backup.make(db.engine, settings, keys, file, force=force, tell=tell)
    _remember(made)
    click.echo(
        f"Đã sao lưu: {file} ({_size(made.size)}, {_number(made.manifest.rows)} dòng, "
        f"{_number(made.manifest.files)} tệp, {_seconds(made.seconds)})"
    )
    for name in made.manifest.missing:
        click.echo(f"Tệp bị xóa trong lúc sao lưu: {name}", err=True)


@click.command("restore")
@FILE
@click.option("--force", is_flag=True, help="Move older data aside, without deleting it.")
def restore_command(file: Path, force: bool) -> None:
    """Bring FILE back into an empty data folder and database, then verify it.

    Put the key file of the backup into its place first. FILE may come from SQLite or PostgreSQL,
    whichever is used here. Whoever was erased since the backup is erased again.

    Example: AGRIMARKET_DATA=/srv/agrimarket agrimarket restore agrimarket-2026-11-22.tar
    """
    with _told("Khôi phục") as tell:
        done = restoring.restore(read_settings(), file, force=force, tell=tell)
    click.echo(
        f"Đã khôi phục và kiểm tra: {_holds(done.manifest)} "
        f"({_number(done.manifest.rows)} dòng, {_number(done.manifest.files)} tệp, "
        f"{_seconds(done.seconds)}). Mọi người cần đăng nhập lại."
    )
    if done.aside:
        click.echo(f"Dữ liệu cũ được giữ ở: {done.aside}")
    with the_app().app_context():
        again = forget_noted()
    if again:
        click.echo(f"Đã xóa lại thông tin của {again} người đã được xóa sau bản sao lưu này.")


def check_backup(file: Path) -> None:
    """`agrimarket verify --backup FILE`: restore it into a folder that is thrown away."""
    with _told("Kiểm tra bản sao lưu") as tell:
        manifest = restoring.drill(read_settings(), file, tell=tell)
    click.echo(f"ok: {_holds(manifest)}, {_number(manifest.rows)} dòng")


def _remember(made: backup.Made) -> None:
    """Note the backup in the database, where a release before 0017 has no table for it."""
    if not inspect(db.engine).has_table(backup_runs.BackupRun.__tablename__):
        return
    moment = datetime.fromisoformat(made.manifest.made_at)
    with one_commit() as session:
        backup_runs.note(
            session, backup_runs.MADE, holds_until=moment, rows=made.manifest.rows,
            signature=made.signature,
        )  # fmt: skip
        audit.record(
            session, SYSTEM, "backup_made", kind="service", id="backup",
            after={"holds_until": made.manifest.made_at, "signature": made.signature},
        )  # fmt: skip


@contextmanager
def _told(work: str) -> Iterator[Progress]:
    """A line that changes on a terminal, nothing in a pipe."""
    shown = sys.stderr.isatty()

    def tell(part: str, done: int) -> None:
        if shown:
            click.echo(f"\r\033[K{work}: {part} {_number(done)}", nl=False, err=True)

    yield tell
    if shown:
        click.echo("\r\033[K", nl=False, err=True)


def _holds(manifest: Manifest) -> str:
    local = datetime.fromisoformat(manifest.made_at).astimezone(clock.VIETNAM)
    return f"dữ liệu đến {local:%H:%M:%S} ngày {local:%d/%m/%Y}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} giây".replace(".", ",")


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


COMMANDS = (backup_command, restore_command)
