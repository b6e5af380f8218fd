"""`agrimarket privacy …` and `agrimarket dossier`: the law's questions, answered by commands."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app

from agrimarket.channels import registry
from agrimarket.channels.content import ListingContent
from agrimarket.channels.models import Channel
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.command import check_out, in_app, the_app, write_out
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.privacy import bundle, clocks, collect, dossier, erased_list, retention, store
from agrimarket.privacy import erase as erasing
from agrimarket.privacy import wipe as wiping
from agrimarket.privacy.document import as_html, as_markdown
from agrimarket.privacy.jobs import forget_all_removed
from agrimarket.privacy.measures import measures
from agrimarket.privacy.models import RequestState
from agrimarket.privacy.words import KIND_LABELS


@click.group("privacy")
def privacy() -> None:
    """Personal data: requests, everything about one person, erasure, retention."""


@privacy.command("overdue")
@in_app
def overdue() -> None:
    """Print the requests that are overdue; exit status 1 if there is one.

    Example: agrimarket privacy overdue
    """
    rows = store.all_overdue(reading(), SYSTEM)
    for row in rows:
        waits = row.state == RequestState.RECEIVED
        day = row.answer_due if waits else row.act_due
        owed = "trả lời" if waits else "làm xong"
        click.echo(
            f"{row.id}  {KIND_LABELS[row.kind]}  xã {row.commune_code}  "
            f"hạn {owed} {day:%d/%m/%Y}, quá {-clocks.days_left(day)} ngày"
        )
    if rows:
        raise click.exceptions.Exit(1)
    click.echo("Không có yêu cầu nào quá hạn.")


@privacy.command("export")
@click.argument("household_id")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True,
              help="FILE.zip (pages, data, pictures) or FILE.json.")  # fmt: skip
@click.option("--reason", default="", help="With a reason identity and bank numbers are in clear.")
@in_app
def export(household_id: str, out: Path, reason: str) -> None:
    """Write everything that is kept about one producer; audited.

    Example: agrimarket privacy export 0192f0c1-... --out ba-hoa.zip --reason "giao cho chính chủ"
    """
    if out.suffix not in {".zip", ".json"}:
        raise click.UsageError("--out phải có đuôi .zip hoặc .json")
    check_out(out)
    with one_commit() as session:
        found = collect.everything(session, viewer=SYSTEM, household_id=household_id, reason=reason)
        extras = collect.evidence(session, viewer=SYSTEM, household_id=household_id)
    content = (
        bundle.as_zip(found, extras) if out.suffix == ".zip" else bundle.as_json(found).encode()
    )
    write_out(out, content, mode=0o600)
    click.echo(f"Đã ghi {out} ({f'{len(content):,}'.replace(',', '.')} byte).")


@privacy.command("erase")
@click.argument("household_id")
@click.option("--reason", required=True, help="Why; no name of a person in it.")
@click.option("--request", "request_id", default=None, help="The request that asks for it.")
@in_app
def erase(household_id: str, reason: str, request_id: str | None) -> None:
    """Forget one producer for good; consents must be withdrawn. Stamps still resolve.

    Example: agrimarket privacy erase 0192f0c1-... --reason "theo đơn ngày 22/11/2026"
    """
    data = current_app.extensions["agrimarket.settings"].data
    with one_commit() as session:
        erasing.erase(
            session, viewer=SYSTEM, household_id=household_id, reason=reason, data=data,
            request_id=request_id,
        )  # fmt: skip
    click.echo("Đã xóa thông tin. Tệp và tin đăng trên kênh được dọn khi máy chạy nền chạy.")


@privacy.command("erase-again")
@in_app
def erase_again() -> None:
    """After a restore: forget again everybody who was forgotten since that backup was made.

    Example: agrimarket privacy erase-again
    """
    click.echo(f"Đã xóa lại {forget_noted()} người.")


def forget_noted() -> int:
    """Forget again whom the list beside the key file names; how many were back."""
    settings = current_app.extensions["agrimarket.settings"]
    count = 0
    for household_id in erased_list.noted(erased_list.path_beside(settings.key_file)):
        with one_commit() as session:
            count += erased_list.erase_again(
                session, viewer=SYSTEM, household_id=household_id, data=settings.data
            )
    return count


@privacy.command("retention")
@click.option("--dry-run", is_flag=True, help="Only count what is past its term.")
@in_app
def retention_command(dry_run: bool) -> None:
    """Forget what is past its term now, or count it.

    Example: agrimarket privacy retention --dry-run
    """
    labels = {rule.code: rule.what for rule in retention.RULES}
    with one_commit() as session:
        counts = retention.run(session, dry=dry_run)
    if not dry_run:
        counts |= {"removed": forget_all_removed()}
    for code, count in counts.items():
        click.echo(f"{count:>8}  {labels[code]}")


@privacy.command("wipe")
@in_app
def wipe_command() -> None:
    """Rebuild the embedded database so that nothing deleted is left in its file.

    Example: agrimarket privacy wipe
    """
    db.session.remove()
    wiping.wipe(db.engine, [])
    click.echo("Đã dọn tệp cơ sở dữ liệu.")


@click.command("dossier")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True,
              help="FILE.html or FILE.md.")  # fmt: skip
@in_app
def dossier_command(out: Path) -> None:
    """Write the data protection impact assessment from live tables, routes and roles.

    Example: agrimarket dossier --out ho-so.html
    """
    if out.suffix not in {".html", ".md"}:
        raise click.UsageError("--out phải có đuôi .html hoặc .md")
    check_out(out)
    found = dossier.dossier(reading(), _seen(the_app()))
    write_out(out, as_html(found) if out.suffix == ".html" else as_markdown(found))
    click.echo(f"Đã ghi {out}.")


def _seen(app: Flask) -> dossier.Seen:
    session, settings = reading(), app.extensions["agrimarket.settings"]
    return dossier.Seen(
        host=settings.public_host,
        office=settings.office,
        contact=settings.office_contact,
        routes=dossier.routes_of(app.url_map.iter_rules(), app.view_functions),
        parties=_parties(store.channels(session)),
        measures=measures(session, app.extensions["agrimarket.keys"]),
    )


def _parties(channels: Sequence[Channel]) -> list[dossier.ThirdParty]:
    """What each channel's own payload holds, asked of its adapter with an empty listing."""
    found = []
    for channel in channels:
        adapter: Any = registry.adapters().get(channel.code)
        fields = list(adapter.render(EMPTY)) if adapter is not None else ["chưa nối"]
        found.append(dossier.ThirdParty(channel.name, channel.sandbox, fields))
    return found


EMPTY = ListingContent(
    product_id="", title="", description="", category="food", price_vnd=None, unit=None, gtin=None,
    photos=(), season_from=None, season_to=None, monthly_output=None, papers=(), stars=None,
    producer="", commune_code="", commune="",
)  # fmt: skip


COMMANDS: tuple[click.Command, ...] = (privacy, dossier_command)
