"""Pages of a producer's members and of who heads it; complete without JavaScript."""

from typing import Any

from flask import request, url_for
from sqlalchemy.orm import Session

from agrimarket.households import rules
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.consenting import texts
from agrimarket.households.consenting.own_texts import LANGUAGES
from agrimarket.households.depth import heads, members
from agrimarket.households.depth.kinds import MEMBER_ROLES
from agrimarket.households.depth.schemas import HeadIn, MemberChange, MemberIn
from agrimarket.households.depth.show import members_page, show_members
from agrimarket.households.details import PERSONS
from agrimarket.households.forms import filled, searched
from agrimarket.households.models import Household
from agrimarket.households.showing.labels import FIELD_LABELS, SEX_LABELS
from agrimarket.households.showing.oracle import counting
from agrimarket.kit.access import DESCRIBERS, REGISTRARS, allow, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.errors import StaleRevision
from agrimarket.kit.fields import read_form
from agrimarket.kit.web.form_page import PageAnswer, form_page, typed

FOUND = 12  # households to choose from; more words find fewer
LABELS = {**FIELD_LABELS, "name": "Họ và tên", "role": "Vai trò", "since": "Từ ngày",
          "until": "Thôi từ ngày", "member_household_id": "Hộ đã đăng ký",
          "member_id": "Ai đứng đầu"}  # fmt: skip
ROLES = list(MEMBER_ROLES.items())
SEXES = [(code, label) for code, label in SEX_LABELS.items()]


@blueprint.route("/ho/<household_id>/thanh-vien/moi", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def new_member(household_id: str) -> PageAnswer:
    """Find a registered household, or write a name."""
    return form_page(
        "households/member_form.html",
        save=lambda session: _add(session, household_id),
        context=lambda: _add_context(household_id),
        done="Đã thêm thành viên.",
    )


@blueprint.route("/ho/<household_id>/thanh-vien/<member_id>", methods=["GET", "POST"])
@allow(*DESCRIBERS)
def edit_member(household_id: str, member_id: str) -> PageAnswer:
    """Mend a member, or write the day on which they left."""
    return form_page(
        "households/member_form.html",
        save=lambda session: _change(session, household_id, member_id),
        context=lambda: _change_context(household_id, member_id),
        done="Đã lưu thành viên.",
    )


@blueprint.route("/ho/<household_id>/doi-chu-ho", methods=["GET", "POST"])
@allow(*REGISTRARS)
def change_head(household_id: str) -> PageAnswer:
    """Who heads the producer from now on, and what they agree to."""
    return form_page(
        "households/head_form.html",
        save=lambda session: _change_head(session, household_id),
        context=lambda: _head_context(household_id),
        done="Đã đổi người đứng đầu. Người trước được giữ trong lịch sử.",
        around=lambda: counting(current_viewer(), filled(request.form)),
    )


def _add(session: Session, household_id: str) -> str:
    viewer = current_viewer()
    household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
    values = read_form(MemberIn, request.form)
    if request.form.get("name", "").strip():
        values.pop("member_household_id", None)  # what is typed last is meant
    values.pop("id", None)
    members.add_member(session, viewer=viewer, household=household, **values)
    return _home(household_id)


def _change(session: Session, household_id: str, member_id: str) -> str:
    viewer = current_viewer()
    household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
    one = members.member(session, viewer=viewer, household=household, member_id=member_id)
    changes = read_form(MemberChange, request.form)
    if request.form.get("revision") != str(one.revision):
        raise StaleRevision
    members.change_member(session, viewer=viewer, household=household, member=one, changes=changes)
    return _home(household_id)


def _change_head(session: Session, household_id: str) -> str:
    viewer, form = current_viewer(), request.form
    household = rules.get_to_change(session, viewer=viewer, household_id=household_id)
    values = read_form(HeadIn, form)
    values.pop("consent", None)
    if form.get("name", "").strip():
        values.pop("member_id", None)
    heads.change_head(
        session, viewer=viewer, household=household, head=heads.NewHead(**values),
        consent=_agreement(household),
    )  # fmt: skip
    return _home(household_id)


def _agreement(household: Household) -> rules.Agreement | None:
    purposes = request.form.getlist("purposes")
    if not purposes or household.kind not in PERSONS:
        return None
    language, _, version = request.form.get("text", "").partition(":")
    channel = request.form.get("channel", "")
    return rules.Agreement(version, channel, purposes, language or "vi")


def _home(household_id: str) -> str:
    return url_for("households.show", household_id=household_id, _anchor="thanh-vien")


def _household(household_id: str) -> Household:
    return rules.get(reading(), viewer=current_viewer(), household_id=household_id)


def _add_context(household_id: str) -> dict[str, Any]:
    household = _household(household_id)
    q = searched(request.values)
    found = _search(household, q) if q else None
    return {
        "household": household, "member": None, "typed": typed(MemberIn), "roles": ROLES,
        "labels": LABELS, "q": q, "found": found,
    }  # fmt: skip


def _search(household: Household, q: str) -> list[Household]:
    page = rules.search(reading(), viewer=current_viewer(), q=q, page_size=FOUND)
    return [one for one in page.items if one.id != household.id]


def _change_context(household_id: str, member_id: str) -> dict[str, Any]:
    session, viewer, household = reading(), current_viewer(), _household(household_id)
    one = members.member(session, viewer=viewer, household=household, member_id=member_id)
    shown = show_members(session, viewer, household, [one])[0]
    boxes = typed(MemberChange, one)
    return {
        "household": household, "member": shown, "typed": boxes, "roles": ROLES,
        "labels": LABELS, "q": "", "found": None,
    }  # fmt: skip


def _head_context(household_id: str) -> dict[str, Any]:
    session, viewer, household = reading(), current_viewer(), _household(household_id)
    page = members_page(session, viewer, household, page_size=200, current=True)
    return {
        "household": household,
        "is_person": household.kind in PERSONS,
        "members": [one for one in page.items if not one.is_head],
        "typed": typed(HeadIn),
        "picked": request.form.getlist("purposes"),
        "form": request.form,
        "sexes": SEXES,
        "labels": LABELS,
        "consent_texts": texts.wordings(session),
        "languages": LANGUAGES,
    }
