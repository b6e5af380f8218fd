"""Reading the dated rules about papers at a shell."""

import json
from datetime import datetime

import click

from agrimarket.households.models import ProducerKind
from agrimarket.kit.clock import VIETNAM
from agrimarket.kit.command import in_app
from agrimarket.products.kinds import CATEGORIES
from agrimarket.products.required.ask import Requirement, required_papers
from agrimarket.products.required.missing import check_purpose
from agrimarket.products.required.told import rule_json


@click.command("papers")
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="A day.")
@click.option("--category", default="", type=click.Choice(["", *CATEGORIES]), help="Of goods.")
@click.option("--kind", default="", type=click.Choice(["", *ProducerKind]), help="Of producer.")
@click.option("--purpose", default="", help="stamps, or a channel's code.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@in_app
def papers(on: datetime, category: str, kind: str, purpose: str, as_json: bool) -> None:
    """Which papers the rules of a day ask for, suspensions counted.

    Example: agrimarket papers --on 2026-02-10 --category food --purpose stamps
    """
    if purpose:
        check_purpose(purpose)
    day = on.replace(tzinfo=VIETNAM).date()
    found = required_papers(category, "", kind, purpose, on=day)
    if as_json:
        rows = [rule_json(one) for one in found]
        click.echo(json.dumps({"on": day, "items": rows}, ensure_ascii=False, default=str))
        return
    click.echo(f"Ngày {day:%d/%m/%Y}:" if found else f"Ngày {day:%d/%m/%Y}: không có quy định nào.")
    for one in found:
        click.echo(_line(one))


def _line(one: Requirement) -> str:
    """A rule in two lines: what, by which law; which papers serve."""
    rule = one.rule
    again = f" (thay cho {one.instead_of.law} đang tạm ngưng)" if one.instead_of else ""
    serves = ", ".join(one.paper_labels) or "ghi chép, không cần giấy"
    return f"- {rule.title}: {rule.law}, {rule.article}{again}\n  {serves}"
