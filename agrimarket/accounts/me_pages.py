"""One's own account: who one is here, where one is signed in, and what one signs in with."""

from typing import cast

from flask import current_app, flash, redirect, url_for
from werkzeug.wrappers import Response

from agrimarket.accounts import factors, sessions, store
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.communes import follow
from agrimarket.accounts.identify import signed_in
from agrimarket.accounts.own_pages import Page, page
from agrimarket.kit.access import SIGNED_IN, Role, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.places import commune

# Pages of one's own account: text, what it is for, endpoint. Shown where the endpoint exists.
OWN_PAGES = (
    ("Mật khẩu", "Đổi mật khẩu đăng nhập", "lock", "accounts.change_password"),
    ("Xác minh hai bước", "Thêm một mã ngoài mật khẩu", "check", "accounts.second_factor_setup"),
    ("Chìa khóa trên máy", "Vân tay, khuôn mặt thay mật khẩu", "lock", "accounts.passkey_list"),
    ("Máy đi thực địa", "Điện thoại mở bằng mã PIN", "phone", "accounts.devices"),
    ("Ủy quyền", "Nhờ đồng nghiệp làm thay ít ngày", "users", "accounts.delegations"),
)
HOW = {
    "password": "mật khẩu",
    "code": "mã gửi về điện thoại",
    "passkey": "chìa khóa của máy",
    "vneid": "VNeID",
    "link": "đường dẫn",
    "pin": "mã PIN",
}


@blueprint.get("/tai-khoan")
@allow(*SIGNED_IN)
def me() -> Page:
    """My data, my sessions, my pages."""
    viewer, found = current_viewer(), signed_in()
    person = store.by_id(reading(), viewer.account_id or "")
    own = [row.commune_code for row in person.communes] if person else []
    return page(
        "me.html",
        person=person,
        own_places=[commune(code).name for code in sorted(follow(own))],
        second_on=person is not None and factors.has_any(reading(), person),
        communes=[commune(code).name for code in sorted(viewer.commune_codes)],
        sessions=sessions.mine(reading(), viewer),
        present=found.session_id if found else None,
        how=HOW,
        own_pages=[row for row in OWN_PAGES if viewer.is_one_of(_roles(row[3]))],
    )


def _roles(endpoint: str) -> tuple[Role, ...]:
    """Who may open a page; nobody one that is not there."""
    view = current_app.view_functions.get(endpoint)
    return cast(tuple[Role, ...], getattr(view, "__access__", ()))


@blueprint.post("/tai-khoan/phien/<session_id>/ket-thuc")
@allow(*SIGNED_IN)
def end_session(session_id: str) -> Response:
    """Sign out one of one's own browsers."""
    with one_commit() as session:
        sessions.end_one(session, viewer=current_viewer(), session_id=session_id)
    flash("Máy đó đã bị đăng xuất.")
    return redirect(url_for("accounts.me"), code=303)


@blueprint.post("/tai-khoan/phien/ket-thuc-may-khac")
@allow(*SIGNED_IN)
def end_other_sessions() -> Response:
    """Sign out everywhere but here."""
    found = signed_in()
    with one_commit() as session:
        count = sessions.end_others(
            session, viewer=current_viewer(), besides=found.session_id if found else None
        )
    flash(f"Đã đăng xuất {count} máy khác." if count else "Không có máy nào khác.")
    return redirect(url_for("accounts.me"), code=303)
