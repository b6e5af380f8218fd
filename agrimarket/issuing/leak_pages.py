"""Pages where the province tells that a stamp key leaked, and two people lift that."""

from typing import Any

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from agrimarket.issuing import leaks
from agrimarket.issuing import store_leaks as store
from agrimarket.issuing.blueprints import pages as blueprint
from agrimarket.issuing.form_pages import day
from agrimarket.issuing.form_pages import text as typed_text
from agrimarket.issuing.life_models import KeyLeak
from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.words import STATE_KINDS, STATE_WORDS
from agrimarket.kit.access import OFFICERS, PROVINCE, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.paging import LARGEST_PAGE, paged
from agrimarket.kit.web.form_page import PageAnswer, answered


class _OnlyLooked(Exception):
    """Ends the commit of a preview without keeping anything."""


@blueprint.get("/tem/khoa")
@allow(*OFFICERS, Role.AUDITOR)
def leaks_page() -> str:
    """The versions of the stamp key, and which of them leaked."""
    return render_template("issuing/leaks.html", errors={}, typed={}, **_context())


def _context() -> dict[str, Any]:
    session, viewer, ring = reading(), current_viewer(), the_ring()
    rows = paged(session, store.leaks(), page=1, page_size=LARGEST_PAGE).items
    stands = {row.version for row in rows if row.lifted_at is None}
    return {
        "rows": rows,
        "versions": ring.versions,
        "active": ring.active,
        "stands": stands,
        "stamps": store.stamps_under(session, ring.versions),
        "may_tell": viewer.is_one_of(PROVINCE),
        "me": viewer.person,
    }


@blueprint.post("/tem/khoa")
@allow(*PROVINCE)
def tell_leak_form() -> PageAnswer:
    """Tell that a version leaked; the field `look` asks first what that does."""
    if request.form.get("look"):
        return _looked()

    def act() -> str:
        with one_commit() as session:
            _told(session)
        return url_for("issuing.leaks_page")

    done = "Đã báo lộ khóa. Từ lượt quét kế tiếp, mọi tem của khóa này nhắc người mua xem kỹ."
    return answered("issuing/leaks.html", act=act, context=_context, done=done)


def _told(session: Session) -> KeyLeak:
    return leaks.tell_leak(
        session, viewer=current_viewer(), ring=the_ring(), since=day("since"),
        version=request.form.get("version", ""), reason=typed_text("reason"),
    )  # fmt: skip


def _looked() -> PageAnswer:
    """How many stamps it is about, said before it is told: one press reaches them all at once."""
    try:
        with one_commit() as session:
            row = _told(session)
            version, since = row.version, row.since
            raise _OnlyLooked
    except _OnlyLooked:
        pass
    except Refusal as refusal:
        errors = refusal.fields or {"": [refusal.detail]}
        page = render_template(
            "issuing/leaks.html", errors=errors, typed=request.form, **_context()
        )
        return page, 422
    session, ring = reading(), the_ring()
    orders, producers = store.orders_under(session, version)
    states = store.states_under(session, version)
    return render_template(
        "issuing/leak_preview.html",
        version=version,
        since=since,
        is_active=version == ring.active,
        orders=orders,
        producers=producers,
        states={state: states[state] for state in STATE_WORDS if state in states},
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
        sent={name: request.form.get(name, "") for name in ("version", "since", "reason")},
    )


@blueprint.post("/tem/khoa/<leak_id>/go")
@allow(*PROVINCE)
def lift_leak_form(leak_id: str) -> PageAnswer:
    """Ask for lifting, or confirm what another asked for."""
    field = f"lift_reason-{leak_id}"

    def act() -> str:
        with one_commit() as session:
            leaks.lift_leak(
                session,
                viewer=current_viewer(),
                leak_id=leak_id,
                reason=typed_text(field),
            )
        return url_for("issuing.leaks_page")

    done = "Đã ghi. Gỡ xong khi có hai cán bộ tỉnh cùng đồng ý."
    return answered("issuing/leaks.html", act=act, context=_context, done=done)
