"""The people below: their list, one person, and what may be done about one."""

from collections.abc import Callable
from typing import Any

import marshmallow as ma
from flask import flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from agrimarket.accounts import api_keys, factors, people
from agrimarket.accounts.api_scopes import words_of
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.own_pages import Page, page, strong_session
from agrimarket.accounts.people import Person
from agrimarket.accounts.ranks import OF_COMMUNES, STEERING, roles_below
from agrimarket.accounts.reset_pages import link_address
from agrimarket.accounts.scope import holds_whole
from agrimarket.kit.access import ROLE_LABELS, Role, Viewer, allow, current_viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.fields import Choice, Text
from agrimarket.kit.paging import LIST_PAGE, PageQuery
from agrimarket.places import commune, communes

ADMINS = (*STEERING, Role.OPERATOR)
FILTERS = ("q", "role", "commune", "active")
MOST_TICKED = 12  # communes shown as boxes to tick; more of them are typed


class PeopleQuery(PageQuery):
    """What the list of people is narrowed by."""

    q = Text(100, load_default="")
    role = Choice([role.value for role in Role], blank=True, load_default="")
    commune = Text(5, load_default="")
    active = Choice(("yes", "no"), blank=True, load_default="")


@blueprint.get("/nguoi-dung", endpoint="people")
@allow(*ADMINS)
def people_list() -> Page:
    """People below, by name, with search and filters."""
    viewer, query = current_viewer(), _query()
    return page(
        "people.html",
        found=people.search(reading(), viewer=viewer, **query),
        query=query,
        active=sum(bool(query[name]) for name in FILTERS),
        roles=[(role.value, ROLE_LABELS[role]) for role in roles_below(viewer)],
        communes=my_communes(viewer),
        bare=viewer.role is Role.OPERATOR,
        may_invite=viewer.is_one_of(STEERING),
        may_make_keys=viewer.role is Role.PROVINCE_OFFICER,
    )


@blueprint.get("/nguoi-dung/<account_id>")
@allow(*ADMINS)
def person(account_id: str) -> Page:
    """One person: places, phones, keys, and what may be done."""
    return _person(account_id)


@blueprint.post("/nguoi-dung/<account_id>/khoa")
@allow(*ADMINS)
def person_close(account_id: str) -> Page | Response:
    """Disable; it can be undone at once."""

    def act(session: Session, viewer: Viewer) -> None:
        account = people.close(session, viewer=viewer, account_id=account_id)
        name = Person(account, viewer).name
        said: Any = {  # Flask's type knows texts alone; kit/frame.html shows the button
            "text": f"Đã khóa {name}. Máy và khóa kết nối ngừng ngay.",
            "url": url_for("accounts.person_reopen", account_id=account_id),
        }
        flash(said, "undo")

    return _done(account_id, act)


@blueprint.post("/nguoi-dung/<account_id>/mo")
@allow(*ADMINS)
def person_reopen(account_id: str) -> Page | Response:
    """Let somebody sign in again."""

    def act(session: Session, viewer: Viewer) -> None:
        people.reopen(session, viewer=viewer, account_id=account_id)
        flash("Đã mở khóa. Người này đăng nhập lại được.", "good")

    return _done(account_id, act)


@blueprint.post("/nguoi-dung/<account_id>/mat-khau")
@allow(*ADMINS)
def person_reset(account_id: str) -> Page | Response:
    """A link for a new password: shown once to an officer, only sent by the operator."""
    try:
        strong_session()
        with one_commit() as session:
            address, sent_to = people.help_in(
                session, viewer=current_viewer(), account_id=account_id, base=link_address("")
            )
    except Refusal as refusal:
        return _refused(account_id, refusal)
    if address is None:
        flash("Đã gửi đường dẫn đặt lại mật khẩu cho người này.", "good")
        return redirect(url_for("accounts.person", account_id=account_id), code=303)
    return _person(account_id, address=address, sent_to=sent_to)


@blueprint.route("/nguoi-dung/<account_id>/xa-phuong", methods=["GET", "POST"])
@allow(*STEERING)
def person_communes(account_id: str) -> Page | Response:
    """Give somebody other communes, of one's own."""
    viewer = current_viewer()
    if request.method == "POST":
        try:
            with one_commit() as session:
                people.set_communes(
                    session, viewer=viewer, account_id=account_id, commune_codes=read_places()
                )
        except Refusal as refusal:
            return _places(account_id, refusal)
        flash("Đã lưu địa bàn.", "good")
        return redirect(url_for("accounts.person", account_id=account_id), code=303)
    return _places(account_id)


@blueprint.post("/nguoi-dung/<account_id>/may/<device_id>/go")
@allow(*STEERING)
def person_device_stop(account_id: str, device_id: str) -> Page | Response:
    """Revoke a lost phone."""

    def act(session: Session, viewer: Viewer) -> None:
        people.stop_device(session, viewer=viewer, account_id=account_id, device_id=device_id)
        flash("Đã gỡ máy. Máy tự xóa dữ liệu khi có mạng.", "good")

    return _done(account_id, act)


@blueprint.post("/nguoi-dung/<account_id>/hai-buoc/go")
@allow(*STEERING)
def person_drop_proofs(account_id: str) -> Page | Response:
    """Take second proofs away from somebody who lost the phone."""

    def act(session: Session, viewer: Viewer) -> None:
        strong_session()
        people.drop_proofs(session, viewer=viewer, account_id=account_id)
        flash("Đã gỡ xác minh hai bước. Người này vào bằng mật khẩu rồi bật lại.", "good")

    return _done(account_id, act)


@blueprint.post("/nguoi-dung/<account_id>/khoa-api/<token_id>/go")
@allow(*STEERING)
def person_token_stop(account_id: str, token_id: str) -> Page | Response:
    """Revoke a key of this person."""

    def act(session: Session, viewer: Viewer) -> None:
        people.stop_token(session, viewer=viewer, account_id=account_id, token_id=token_id)
        flash("Đã thu hồi khóa. Phần mềm dùng khóa này không vào được nữa.", "good")

    return _done(account_id, act)


def my_communes(viewer: Viewer) -> list[tuple[str, str]]:
    """Communes to choose from: the viewer's, or all of the province; by name."""
    found = [
        (one.code, one.name)
        for one in communes()
        if viewer.whole_province or one.code in viewer.commune_codes
    ]
    return sorted(found, key=lambda pair: pair[1])


def read_places() -> list[str]:
    """The communes of a form: ticked, or typed one a line as people write them."""
    lines = request.form.get("places", "")[:4000].replace("\0", "").splitlines()
    return [*request.form.getlist("communes")[:166], *(line for line in lines if line.strip())]


def _query() -> dict[str, Any]:
    """The filters; an address that somebody changed by hand is read as no filter."""
    asked: dict[str, Any] = {"page_size": LIST_PAGE}
    try:
        loaded: dict[str, Any] = PeopleQuery().load(request.args.to_dict() | asked)
    except ma.ValidationError:
        loaded = PeopleQuery().load(asked)
    return loaded


def _done(account_id: str, act: Callable[[Session, Viewer], None]) -> Page | Response:
    """One act on one person, then the person's page; a refusal stands on top of it."""
    try:
        with one_commit() as session:
            act(session, current_viewer())
    except Refusal as refusal:
        return _refused(account_id, refusal)
    return redirect(url_for("accounts.person", account_id=account_id), code=303)


def _refused(account_id: str, refusal: Refusal) -> Page:
    if refusal.kind is Kind.MISSING:
        raise refusal
    return _person(account_id, refusal)


def _person(
    account_id: str, refusal: Refusal | None = None, *, address: str = "", sent_to: str = ""
) -> Page:
    session, viewer = reading(), current_viewer()
    account = people.find(session, viewer=viewer, account_id=account_id)
    keys = people.tokens_of(session, viewer=viewer, account=account)
    return page(
        "person.html",
        refusal,
        who=Person(account, viewer),
        devices=people.devices_of(session, viewer=viewer, account=account),
        keys=[
            (row, api_keys.stands(row), api_keys.last_day_of(row), words_of(row.scopes))
            for row in keys
        ],
        whole=holds_whole(viewer, account),
        may_place=viewer.role is not Role.OPERATOR and Role(account.role) in OF_COMMUNES,
        proofs=viewer.role is not Role.OPERATOR and factors.has_any(session, account),
        address=address,
        sent_to=sent_to,
    )


def _places(account_id: str, refusal: Refusal | None = None) -> Page:
    session, viewer = reading(), current_viewer()
    account = people.find(session, viewer=viewer, account_id=account_id)
    if Role(account.role) not in OF_COMMUNES:
        raise people.RoleWithoutPlaces
    now = [row.commune_code for row in account.communes]
    mine = my_communes(viewer)
    ticked = mine if len(mine) <= MOST_TICKED else []
    typed = (
        request.form.get("places", "")
        if refusal
        else "\n".join(commune(code).name for code in sorted(now))
    )
    return page(
        "person_places.html",
        refusal,
        who=Person(account, viewer),
        choices=ticked,
        chosen=request.form.getlist("communes") if refusal else now,
        typed=typed,
        elsewhere=[]
        if viewer.whole_province
        else sorted(commune(code).name for code in set(now) - viewer.commune_codes),
    )
