"""The front page of personal data, and what is kept for how long; others stand in *_pages.py."""

from flask import render_template

from agrimarket.kit.access import OFFICERS, Role, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.privacy import (
    breach_pages,
    inventory,
    person_pages,
    request_pages,
    retention,
    store,
    store_person,
)
from agrimarket.privacy.blueprints import pages as blueprint
from agrimarket.privacy.data_kinds import DATA_LABELS
from agrimarket.privacy.present import ShownBreach
from agrimarket.privacy.scope import SEE_BREACHES

__all__ = ["blueprint", "breach_pages", "person_pages", "request_pages"]

STEERING = (*OFFICERS, Role.AUDITOR)


@blueprint.get("/du-lieu-ca-nhan")
@allow(*STEERING, Role.OPERATOR)
def index() -> str:
    """What is owed to people today, and the way to everything about personal data."""
    session, viewer = reading(), current_viewer()
    runs = store.runs(session, 1)
    return render_template(
        "privacy/index.html",
        counts=store.counts(session, viewer),
        breaches=[ShownBreach(row) for row in store.open_breaches(session, viewer)],
        sees_breaches=viewer.is_one_of(SEE_BREACHES),
        sees_requests=viewer.role is not Role.OPERATOR,
        last_run=runs[0] if runs else None,
    )


@blueprint.get("/thoi-han-luu")
@allow(*STEERING, Role.OPERATOR)
def terms() -> str:
    """How long each thing is kept, why, and what went on which day."""
    runs = store.runs(reading())
    labels = {rule.code: rule.what for rule in retention.RULES}
    return render_template(
        "privacy/terms.html", rules=retention.RULES, in_words=retention.in_words, runs=runs,
        labels=labels,
    )  # fmt: skip


@blueprint.get("/danh-muc-du-lieu")
@allow(*STEERING, Role.OPERATOR)
def catalogue() -> str:
    """Every table with what it holds of people, why, and how many rows there are."""
    session = reading()
    tables = [
        (name, kept, inventory.kinds_in(name), store_person.count(session, name))
        for name, kept in inventory.INVENTORY.items()
    ]
    return render_template(
        "privacy/catalogue.html", tables=tables, labels=DATA_LABELS,
        terms={rule.code: retention.in_words(rule.keep) for rule in retention.RULES},
    )  # fmt: skip
