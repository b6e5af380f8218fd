"""Commands that run and keep the whole service."""

from datetime import datetime
from pathlib import Path

import click

from agrimarket.config import read_settings
from agrimarket.kit import clock
from agrimarket.kit.command import in_app, the_app
from agrimarket.kit.db import reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.jobs import run_due
from agrimarket.system import demo, keep_commands, key_commands, serve, setup, sign_ins, verify
from agrimarket.system import start as starting


class SandboxOnly(Refusal):
    """`worker --at` on a production service."""

    code = "sandbox_only"
    sentence = (
        "Chỉ được dời đồng hồ ở nơi cho phép kênh thử. "
        "Hãy đặt AGRIMARKET_ALLOW_SANDBOX=1 nếu đây là máy thử."
    )


@click.command("init")
def init() -> None:
    """Make keys and tables, load places, make the first accounts. Safe to repeat.

    Example: AGRIMARKET_DATA=/srv/agrimarket agrimarket init
    """
    settings = read_settings()
    app, made = setup.initialise(settings)
    click.echo(f"Sẵn sàng: {settings.data}")
    sign_ins.tell(app, made)
    if len(settings.public_host) > setup.LONGEST_HOST:
        click.echo(setup.LONG_HOST_WARNING.format(host=settings.public_host), err=True)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--with-worker", is_flag=True, help="Run a background worker beside the server.")
def serve_command(host: str, port: int, workers: int, with_worker: bool) -> None:
    """Serve the pages and the API.

    Example: agrimarket serve --port 8080 --workers 2 --with-worker
    """
    the_app()  # refuses an unsafe start here, in words, before any process is begun
    if with_worker:
        serve.refuse_taken(host, port)
        with serve.worker_beside():
            serve.serve(host, port, workers)
    else:
        serve.serve(host, port, workers)


@click.command("start")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def start(host: str, port: int) -> None:
    """Set up, load demo data on the first run, then serve with a worker beside.

    Example: agrimarket start --port 8080
    """
    starting.start(host, port)


@click.command("demo")
def demo_command() -> None:
    """Load the demo province into an empty data folder.

    Example: AGRIMARKET_DATA=/tmp/demo agrimarket demo
    """
    app, made = setup.initialise(read_settings())
    sign_ins.tell(app, made | demo.load(app))


@click.command("verify")
@click.option(
    "--heads", multiple=True, type=click.Path(path_type=Path), help="Exported heads to compare."
)
@click.option("--backup", type=click.Path(path_type=Path), help="Try this backup instead.")
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="[HEADS]...")
@in_app
def verify_command(heads: tuple[Path, ...], backup: Path | None, more: tuple[Path, ...]) -> None:
    """Check database, audit chains and serial ranges; exit status 1 on a fault.

    With heads that were exported before (agrimarket audit heads) it also shows a roll-back.

    Example: agrimarket verify --heads /mnt/elsewhere/2026-11-22.json
    """
    if backup is not None:
        keep_commands.check_backup(backup)
        return
    about = the_app().extensions
    settings, keys = about["agrimarket.settings"], about["agrimarket.keys"]
    missing = verify.no_database(settings)
    outside = (*heads, *more)
    found = [missing] if missing else verify.faults(reading(), keys, settings.data, outside)
    found = list(found)
    for sentence in found:
        click.echo(sentence)
    if found:
        raise click.exceptions.Exit(1)
    click.echo("ok")


@click.command("worker")
@click.option("--once", is_flag=True, help="Run what is due, then stop.")
@click.option("--at", "at", help="Pretend it is this time (ISO 8601); sandboxes only.")
@in_app
def worker(once: bool, at: str | None) -> None:
    """Run background jobs.

    Example: agrimarket worker --once --at 2026-12-01T08:00+07:00
    """
    app = the_app()
    if at is None:
        _work(once)
        return
    if not app.extensions["agrimarket.settings"].allow_sandbox:
        raise SandboxOnly
    with clock.moved_to(_moment(at)):
        _work(once)


def _work(once: bool) -> None:
    app = the_app()
    if once:
        count = run_due(app)
        click.echo(f"Đã chạy {count} việc.")
    else:
        serve.work(app)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError("--at cần ngày giờ, ví dụ 2026-12-01T08:00+07:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.VIETNAM)


COMMANDS = (
    init, start, serve_command, worker, demo_command, verify_command, *keep_commands.COMMANDS,
    *key_commands.COMMANDS,
)  # fmt: skip
