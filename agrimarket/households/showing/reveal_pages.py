"""The page on which an officer says why a number must be seen, and sees it once."""

from typing import Any

from flask import render_template, request

from agrimarket.households import rules
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.showing.masks import may_reveal
from agrimarket.households.showing.present import Shown
from agrimarket.households.showing.reveal_api import revealed
from agrimarket.kit.access import WORKERS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import NotAllowed, NotFound, Refusal

CHOOSE = "Chưa chọn số cần xem. Hãy chọn một số."
FIELDS = (("citizen_id", "Số căn cước"), ("bank_account", "Số tài khoản ngân hàng"))


@blueprint.get("/ho/<household_id>/xem-so")
@allow(*WORKERS)
def reveal(household_id: str) -> str:
    """Which number, and why."""
    return _page(household_id)


@blueprint.post("/ho/<household_id>/xem-so")
@allow(*WORKERS)
def show_number(household_id: str) -> str | tuple[str, int]:
    """The number, once: to see it again somebody asks again."""
    field, reason = request.form.get("field", ""), request.form.get("reason", "")
    try:
        value = revealed(household_id, field=field, reason=reason)
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        errors = refusal.fields or {"": [refusal.detail]}
        if "field" in errors:
            errors["field"] = [CHOOSE]
        return _page(household_id, errors=errors, form=request.form), 422
    return _page(household_id, value=value, label=dict(FIELDS)[field])


def _page(household_id: str, **given: Any) -> str:
    viewer = current_viewer()
    household = rules.get(reading(), viewer=viewer, household_id=household_id)
    if not may_reveal(viewer, household):
        raise NotAllowed
    shown = Shown(household, viewer)
    kept = {"citizen_id": shown.has_citizen_id, "bank_account": shown.has_bank}
    values: dict[str, Any] = {
        "household": shown,
        "fields": [pair for pair in FIELDS if kept[pair[0]]],
        "value": None,
        "errors": {},
        "form": {},
    }
    return render_template("households/reveal.html", **(values | given))
