"""`agrimarket import-households`: a whole list from the command line."""

import json
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import click

from agrimarket.households import rules
from agrimarket.households.intake.wish import Wish
from agrimarket.households.intake.words import ERROR_WORDS, OUTCOME_WORDS
from agrimarket.households.lists import rules as import_rules
from agrimarket.households.lists.read import Progress
from agrimarket.households.lists.schemas import ImportSummaryOut
from agrimarket.households.lists.show import Outcomes
from agrimarket.households.lists.take import ADD, UPDATE
from agrimarket.households.showing import views
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.command import in_app
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, NotFound, Refusal

FEW = 20
PIECE = 1000  # rows written at once


@click.command("import-households")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would happen, register nobody.")
@click.option("--update", is_flag=True, help="Let rows change the household of their number.")
@click.option("--sheet", help='The sheet to read, or "*" for every one with a header.')
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, row by row.")
@in_app
def import_households(
    file: Path, dry_run: bool, update: bool, sheet: str | None, as_json: bool
) -> None:
    """Register the households of a list (.xlsx, .csv), row by row.

    Rows that cannot be taken are told with the reason; the command still ends with 0.

    Example: agrimarket import-households danh-sach.xlsx --dry-run
    """
    read = _read(file.read_bytes(), Wish(sheet=sheet))
    upload = import_rules.Upload(read, file.name, UPDATE if update else ADD)
    with one_commit() as session:
        listed = import_rules.import_list(session, viewer=SYSTEM, upload=upload, dry_run=dry_run)
    outcomes = import_rules.outcomes(reading(), viewer=SYSTEM, listed=listed)
    if as_json:
        _write(outcomes)
    else:
        _tell(outcomes)


def _write(outcomes: Outcomes) -> None:
    """One JSON object, its rows written as they are read: a list may have 50,000."""
    as_text = json.JSONEncoder(ensure_ascii=False).encode
    head = as_text(ImportSummaryOut().dump(outcomes)).removesuffix("}")
    click.echo(f'{head}, "results": [', nl=False)
    results, before = map(as_text, outcomes.results), ""
    while piece := list(islice(results, PIECE)):
        click.echo(before + ", ".join(piece), nl=False)
        before = ", "
    click.echo("]}")


def _read(source: bytes, wish: Wish) -> import_rules.ReadList:
    """The list; a bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        return import_rules.read_list(source, wish=wish)
    with click.progressbar(length=1, label="Đọc danh sách", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        reported: Progress = progress
        return import_rules.read_list(source, reported, wish=wish)


def _tell(outcomes: Outcomes) -> None:
    """Counts, then the first rows that were refused; codes in words, nothing that was typed."""
    if outcomes.dry_run:
        click.echo("Xem trước, chưa lưu hộ nào.")
    for outcome, words in OUTCOME_WORDS.items():
        if outcome in outcomes.counts:
            click.echo(f"{words}: {outcomes.counts[outcome]}")
    refused = [one for one in outcomes.results if one["outcome"] == "rejected"]
    for one in refused[:FEW]:
        reasons = " ".join(ERROR_WORDS.get(code, code) for code in one["errors"])
        click.echo(f"Dòng {one['row']}: {reasons}")
    if len(refused) > FEW:
        click.echo(f"… và {len(refused) - FEW} dòng nữa. Dùng --json để xem tất cả.")
    click.echo(f"Mã lần nhập: {outcomes.id}")


class HouseholdUnknown(Refusal):
    """No producer has the id that was typed at the server."""

    code = "household_unknown"
    kind = Kind.MISSING
    sentence = "Không có hộ nào mang mã {id}. Hãy chép lại mã từ địa chỉ trang của hộ, sau /ho/."


@click.command("who-saw")
@click.argument("household_id")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, one object a look.")
@in_app
def who_saw(household_id: str, as_json: bool) -> None:
    """Tell who saw what of a producer and when: pages opened, numbers revealed, files.

    Example: agrimarket who-saw 01a2025e-384a-704e-b3e0-7757ec08ddf0
    """
    session = reading()
    try:
        household = rules.get(session, viewer=SYSTEM, household_id=household_id)
    except NotFound:
        raise HouseholdUnknown(id=household_id) from None
    lines = [_line(one) for one in views.who_saw(session, household)]
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False))
        return
    if not lines:
        click.echo("Chưa có ai xem hộ này.")
        return
    wide = {name: max(len(str(line[name] or "")) for line in [LINE, *lines]) for name in LINE}
    for line in [LINE, *lines]:
        click.echo("  ".join(str(line[name] or "").ljust(wide[name]) for name in LINE).rstrip())


# Of a look: its name in JSON > its word on the screen.
LINE = {
    "first": "Lần đầu", "last": "Lần cuối", "times": "Lượt", "what": "Xem gì", "who": "Ai",
    "id": "Mã tài khoản, khóa kết nối", "reason": "Lý do",
}  # fmt: skip


def _line(one: views.Seen) -> dict[str, Any]:
    local = [moment.astimezone(clock.VIETNAM) for moment in (one.at, one.until)]
    first, last = (f"{moment:%d/%m/%Y %H:%M}" for moment in local)
    return {
        "first": first, "last": last, "times": one.times, "what": one.what, "who": one.by,
        "id": one.who, "reason": one.reason,
    }  # fmt: skip


COMMANDS: tuple[click.Command, ...] = (import_households, who_saw)
