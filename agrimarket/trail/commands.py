"""`agrimarket audit`: heads to keep elsewhere, and the trail of one thing on a terminal."""

from pathlib import Path

import click

from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.audit import heads
from agrimarket.kit.command import check_out, in_app, the_app, write_out
from agrimarket.kit.db import reading
from agrimarket.kit.paging import LARGEST_PAGE
from agrimarket.trail import rules
from agrimarket.trail.present import Act, Line


@click.group("audit")
def audit() -> None:
    """Read the audit trail, and keep its heads where this machine cannot reach."""


@audit.command("heads")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@in_app
def heads_command(out: Path) -> None:
    """Write where every chain stands, signed; keep the file on another machine.

    `agrimarket verify --heads FILE` later shows whether anything was rolled back since.

    Example: agrimarket audit heads --out /mnt/elsewhere/2026-11-22.json
    """
    check_out(out)
    about = the_app().extensions
    found = heads.heads_now(reading())
    host = about["agrimarket.settings"].public_host
    text = heads.written(about["agrimarket.keys"].audit, found, at=clock.now(), host=host)
    write_out(out, text)
    click.echo(f"Đã ghi đầu của {len(found)} chuỗi vào {out}")


@audit.command("show")
@click.argument("kind")
@click.argument("id")
@in_app
def show(kind: str, id: str) -> None:
    """Print who did what to one thing, newest first, as its trail page shows it.

    Example: agrimarket audit show lot 0193b1de-7a4e-7c3e-9d2f-5b1c9a2e4f60
    """
    page, pages = 1, 1
    while page <= pages:
        trail = rules.trail_of(
            reading(), viewer=SYSTEM, kind=kind, id=id, page=page, size=LARGEST_PAGE
        )
        if page == 1:
            click.echo(f"{trail.label}: {trail.title}")
        for act in trail.acts.items:
            click.echo(_said(act))
        page, pages = page + 1, trail.acts.pages


def _said(act: Act) -> str:
    at = act.at.astimezone(clock.VIETNAM)
    lines = [f"{at:%d/%m/%Y %H:%M:%S}  {act.title}  ({act.who})"]
    lines += [f"    {_line(line)}" for line in act.lines]
    if act.reason:
        lines.append(f"    Lý do: {act.reason}")
    return "\n".join(lines)


def _line(line: Line) -> str:
    told = [one.text for one in (line.before, line.after) if one]
    return f"{line.label}: {' → '.join(told)}"


COMMANDS = (audit,)
