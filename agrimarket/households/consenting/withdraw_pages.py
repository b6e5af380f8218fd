"""Taking consent back on a page: first what ends with it, then one button."""

from collections.abc import Collection

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from agrimarket.households import rules, store
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.consenting.own_texts import PURPOSE_TITLES
from agrimarket.households.consenting.rules import standing
from agrimarket.households.models import HouseholdState
from agrimarket.households.showing.masks import is_own
from agrimarket.kit.access import DESCRIBERS, allow, current_viewer
from agrimarket.kit.db import one_commit, reading

# What a person sees happen when a purpose ends.
ENDS = {
    "publication": "Tên và xã không hiện trên trang nguồn gốc nữa. Hộ trở lại bản nháp.",
    "channels": "Hàng đang bán trên các kênh sẽ được gỡ xuống.",
    "support": "Cán bộ không gọi, không nhắn tin mời tập huấn, hỗ trợ nữa.",
}


@blueprint.get("/ho/<household_id>/rut-dong-y")
@allow(*DESCRIBERS)
def ask_withdraw(household_id: str) -> str:
    """What ends with the named purposes (`?purposes=`), or with all of them; nothing is changed."""
    session, viewer = reading(), current_viewer()
    household = rules.get(session, viewer=viewer, household_id=household_id)
    wanted = request.args.getlist("purposes")
    now = {one for kept in store.consents_of(session, household.id) for one in standing(kept)}
    ending = sorted(one for one in now if not wanted or one in wanted)
    return render_template(
        "households/withdraw.html",
        household=household,
        own=is_own(viewer, household),
        wanted=wanted,
        ending=[(_title(one), ENDS.get(one, "")) for one in ending],
    )


@blueprint.post("/ho/<household_id>/rut-dong-y")
@allow(*DESCRIBERS)
def withdraw_consent(household_id: str) -> Response:
    """The producer takes back the named purposes, or every consent."""
    viewer, purposes = current_viewer(), request.form.getlist("purposes") or None
    with one_commit() as session:
        household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
        before = list(household.purposes)
        rules.withdraw_consent(session, viewer=viewer, household=household, purposes=purposes)
        ended = [one for one in before if one not in household.purposes] or purposes or ()
        closed = household.state == HouseholdState.DRAFT
    said = "Hộ trở lại bản nháp, tên không còn hiện trên trang nguồn gốc." if closed else ""
    flash(f"Đã rút{_named(ended)}. {said}".strip(), "look")
    return redirect(url_for("households.show", household_id=household_id), code=303)


def _named(purposes: Collection[str]) -> str:
    return f": {'; '.join(_title(one) for one in purposes)}" if purposes else " đồng ý"


def _title(purpose: str) -> str:
    return PURPOSE_TITLES.get(purpose, purpose)
