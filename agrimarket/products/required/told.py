"""Requirements and what is missing as JSON, pages and the command tell them."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.products.models import Product
from agrimarket.products.required.ask import Requirement
from agrimarket.products.required.missing import Missing, missing_papers, purposes


def rule_json(one: Requirement) -> dict[str, Any]:
    """A requirement with its rule's law, days and words; its sets sorted."""
    rule = one.rule
    return {
        "code": rule.code, "about": rule.about, "title": rule.title, "law": rule.law,
        "article": rule.article, "since": rule.since, "until": rule.until,
        "suspensions": [vars(pause) for pause in rule.suspensions],
        "instead_of": one.instead_of.code if one.instead_of else None,
        "categories": sorted(rule.categories), "kinds": sorted(rule.kinds),
        "purposes": sorted(rule.purposes), "any_of": list(one.any_of),
        "papers": one.paper_labels, "blocks": rule.blocks, "why": rule.why,
        "next_step": rule.next_step,
    }  # fmt: skip


def missing_by_purpose(session: Session, product: Product, on: date) -> dict[str, list[Missing]]:
    """Purpose > what is missing for it; every purpose is named, also one that lacks nothing."""
    return {
        purpose: missing_papers(session, product=product, purpose=purpose, on=on)
        for purpose in purposes()
    }
