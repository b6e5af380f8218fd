"""`agrimarket restore` and the drill of `agrimarket verify --backup`."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask_migrate import upgrade
from sqlalchemy import make_url

from agrimarket.app import MIGRATIONS, create_app
from agrimarket.config import Settings
from agrimarket.issuing.log import write as log
from agrimarket.kit import audit, backup_runs, clock, key_check, keyfile
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.keyfile import Keys
from agrimarket.system import verify
from agrimarket.system.backup import signing
from agrimarket.system.backup.draft import full_disk_in_words
from agrimarket.system.backup.reader import Archive, opened, refuse_missing
from agrimarket.system.backup.refusals import KeysMissing, NewerBackup, NotVerified, RestoreRunning
from agrimarket.system.backup.shape import Manifest, Progress
from agrimarket.system.restore import unpack
from agrimarket.system.restore.embedded import Embedded
from agrimarket.system.restore.load import load
from agrimarket.system.restore.postgres import Postgres

ASIDE = ".restore"


@dataclass(frozen=True)
class Restored:
    """What came back; `aside` says where what stood there before is kept now."""

    manifest: Manifest
    seconds: float
    aside: str | None


def quiet(part: str, done: int) -> None:
    """Progress that nobody looks at."""


def restore(
    settings: Settings, path: Path, *, force: bool = False, tell: Progress = quiet
) -> Restored:
    """Make the backup at `path` the database and files of this service.

    Everything is built aside, brought to this release's tables, and verified; only then does it
    take its place in one step. Refused or killed, it leaves what was there as it was. `force`
    moves older data aside. Raises the refusals of system/backup/refusals.py.
    """
    started = time.monotonic()
    refuse_missing(path)
    keys = _keys(settings)
    with ExitStack() as stack:
        stack.enter_context(_alone_in(settings.data))
        folder = stack.enter_context(_folder(settings.data))
        place = _place(settings, folder)
        stack.callback(place.throw_away)
        place.refuse(force=force)
        archive = stack.enter_context(opened(path, keys, settings.key_file))
        _refuse_newer(archive.manifest)
        place.prepare()
        stack.enter_context(full_disk_in_words(settings.data))
        _build(replace(settings, data=folder, database_url=place.url), keys, archive, tell)
        unpack.files(archive, folder, tell)
        unpack.extras(archive, folder)
        stamp = clock.now().astimezone(clock.VIETNAM).strftime("%Y%m%d-%H%M%S")
        unpack.put_in_place(folder, settings.data, stamp)
        aside = place.put_in_place(stamp)
    return Restored(archive.manifest, time.monotonic() - started, aside)


def drill(settings: Settings, path: Path, *, tell: Progress = quiet) -> Manifest:
    """Restore the backup into a folder that is thrown away: the only proof that it can be.

    Raises what `restore` raises; the service's own database is not touched.
    """
    keys = _keys(settings)
    settings.data.mkdir(parents=True, exist_ok=True)
    with (
        opened(path, keys, settings.key_file) as archive,
        full_disk_in_words(settings.data),
        tempfile.TemporaryDirectory(dir=settings.data, prefix=".drill-") as folder,
    ):
        _refuse_newer(archive.manifest)
        place = Embedded(Path(folder) / "never", Path(folder))
        aside = replace(settings, data=Path(folder), database_url=place.url)
        _build(aside, keys, archive, tell)
        unpack.look_at_files(archive, tell)
        return archive.manifest


def _keys(settings: Settings) -> Keys:
    if not settings.key_file.exists():
        raise KeysMissing(path=settings.key_file)
    return keyfile.load(settings.key_file)


def _refuse_newer(manifest: Manifest) -> None:
    try:
        ScriptDirectory(str(MIGRATIONS)).get_revision(manifest.revision)
    except CommandError:
        raise NewerBackup(revision=manifest.revision) from None


def _place(settings: Settings, folder: Path) -> Embedded | Postgres:
    if not settings.embedded:
        return Postgres(settings.database_url)
    database = make_url(settings.database_url).database
    return Embedded(Path(database or settings.data / "agrimarket.sqlite3"), folder)


@contextmanager
def _alone_in(data: Path) -> Iterator[None]:
    """One restore at a time in a data folder; a folder made for nothing is taken away again."""
    made = not data.exists()
    data.mkdir(parents=True, exist_ok=True)
    number = os.open(data, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise RestoreRunning from None
        yield
    finally:
        os.close(number)
        if made:
            with suppress(OSError):
                data.rmdir()


@contextmanager
def _folder(data: Path) -> Iterator[Path]:
    """An empty folder on the disk of the data; one that a killed restore left goes first."""
    folder = data / ASIDE
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _build(aside: Settings, keys: Keys, archive: Archive, tell: Progress) -> None:
    """Tables as the backup knew them, its rows, then this release's tables; NotVerified."""
    app = create_app(aside, any_signer=True)  # what comes back can be read without it
    with app.app_context():
        try:
            upgrade(directory=str(MIGRATIONS), revision=archive.manifest.revision)
            load(db.engine, archive, tell)
            upgrade(directory=str(MIGRATIONS))
            _note(archive.manifest, keys)
            tell("verify", 0)
            found = verify.faults(reading(), keys, aside.data, any_signer=True)
            fault = next(iter(found), None)
        finally:
            db.session.remove()
            db.engine.dispose()
    if fault:
        raise NotVerified(fault=fault)


def _note(manifest: Manifest, keys: Keys) -> None:
    """A restore is a leap back in time: it must be seen in the trail of what came out of it."""
    holds_until = datetime.fromisoformat(manifest.made_at)
    signature = signing.signature(keys, manifest.content())
    with one_commit() as session:
        # The archive's own check refused a file without a version that it needs.
        key_check.keep_only(session, {"fields": keys.fields, "blind_index": keys.blind_index})
        key_check.enter(session, keys)
        log.begin(session)  # a backup of before there was one
        backup_runs.note(
            session, backup_runs.RESTORED, holds_until=holds_until, rows=manifest.rows,
            signature=signature,
        )  # fmt: skip
        audit.record(
            session, SYSTEM, "backup_restored", kind="service", id="backup",
            after={"holds_until": manifest.made_at, "signature": signature},
        )  # fmt: skip
