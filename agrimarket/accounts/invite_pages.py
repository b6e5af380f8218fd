"""Inviting somebody below, and taking an invitation."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from agrimarket.accounts import agencies, invite, rules
from agrimarket.accounts.blueprints import pages as blueprint
from agrimarket.accounts.communes import CommuneUnclear, CommuneUnknown
from agrimarket.accounts.enter_pages import let_in
from agrimarket.accounts.invite import Offer
from agrimarket.accounts.invite_refusals import ContactUnclear, InviteNotYours
from agrimarket.accounts.models import Account, AccountLink
from agrimarket.accounts.own_pages import Page, page, settings, strong_session, typed
from agrimarket.accounts.people_pages import MOST_TICKED, my_communes, read_places
from agrimarket.accounts.ranks import OF_COMMUNES, STEERING, agencies_below, roles_below
from agrimarket.kit import outbox
from agrimarket.kit.access import ROLE_LABELS, Role, allow, current_viewer, public
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.kit.limits import limiter
from agrimarket.places import commune, is_commune

PLACE_FAULTS = (rules.CommuneNeeded, CommuneUnknown, CommuneUnclear)
WHOLE = ""  # what the form sends for "no agency: the whole province"
FIRST_STEPS = {
    Role.PROVINCE_OFFICER: "xem việc hôm nay của tỉnh",
    Role.COMMUNE_OFFICER: "xem việc đang chờ duyệt",
    Role.EXTENSION_WORKER: "đăng ký hộ",
    Role.COMMUNITY_TEAM: "giúp một hộ đăng ký",
    Role.AUDITOR: "xem số liệu của tỉnh",
    Role.PRODUCER: "xem hộ và tem của nhà mình",
}
MESSAGE = "{who} mời bạn vào sổ Tem nông sản với vai trò {role}. Mở trong 7 ngày, một lần: {url}"
TO_PRODUCER = "{who} ({rank}) mời bác xem hộ và tem của nhà mình: {url} (trong 7 ngày, một lần)"
ROLE_HINTS = {
    Role.PROVINCE_OFFICER: "Xem cả tỉnh, làm việc của cơ quan mình",
    Role.COMMUNE_OFFICER: "Duyệt và quản lý trong xã, phường",
    Role.EXTENSION_WORKER: "Đăng ký hộ, lập lô, in tem",
    Role.COMMUNITY_TEAM: "Giúp đăng ký hộ và viết bản nháp",
    Role.AUDITOR: "Chỉ xem, thông tin cá nhân bị che",
}


@blueprint.get("/nguoi-dung/moi")
@allow(*STEERING)
def invite_form() -> Page:
    """Whom to invite, as what, for which places; below it the invitations that still work."""
    return _form()


@blueprint.post("/nguoi-dung/moi")
@allow(*STEERING)
def invite_post() -> Page:
    """Make the link and show it this once; send it where a phone or an address was given."""
    viewer, contact = current_viewer(), typed("contact", 254).strip()
    try:
        strong_session()
        to = _reachable(contact)
        with one_commit() as session:
            link, secret = invite.invite(
                session,
                viewer=viewer,
                role=_role(),
                commune_codes=read_places(),
                agency=typed("agency", 32) or None,
                label=typed("label", 80),
            )
            address = invitation_address(secret)
            if to:
                send(session, to=to, link=link, address=address)
    except PLACE_FAULTS as fault:
        few = len(my_communes(viewer)) <= MOST_TICKED
        fault.fields = {"communes" if few else "places": [fault.detail]}
        return _form(fault)
    except Refusal as refusal:
        return _form(refusal)
    return made_page(link, address, sent_to=to, back=url_for("accounts.invite_form"))


@blueprint.post("/nguoi-dung/moi/<link_id>/rut")
@allow(*STEERING)
def invite_revoke(link_id: str) -> Response:
    """Take an invitation back that nobody used."""
    with one_commit() as session:
        invite.revoke(session, viewer=current_viewer(), link_id=link_id)
    flash("Đã rút lời mời. Đường dẫn không mở được nữa.", "good")
    return redirect(url_for("accounts.invite_form"), code=303)


@blueprint.get("/moi/<secret>")
@public
@limiter.limit("60 per minute")
def invitation(secret: str) -> Page:
    """Who invites, as what, for which commune; opening it changes nothing."""
    return _invitation(secret)


@blueprint.post("/moi/<secret>")
@public
@limiter.limit("20 per minute")
def invitation_post(secret: str) -> Page | Response:
    """Make the account from the stored offer and let its owner in."""
    try:
        with one_commit() as session:
            account = invite.accept(
                session,
                secret=secret,
                name=typed("name"),
                contact=typed("contact", 254),
                password=typed("password", 1000),
            )
    except Refusal as refusal:
        return _invitation(secret, refusal)
    response = let_in(account, how="link", next_url="")
    flash(welcome(account), "good")
    return response


def welcome(account: Account) -> str:
    """The first words to somebody who just came: what one is here, and what to do first."""
    role = Role(account.role)
    places = sorted(
        commune(row.commune_code).name for row in account.communes if is_commune(row.commune_code)
    )
    at = f" ở {', '.join(places)}" if places else ""
    return f"Chào mừng. Bạn là {_small(role)}{at}. Việc đầu tiên: {FIRST_STEPS[role]}."


def _small(role: Role) -> str:
    return ROLE_LABELS[role][0].lower() + ROLE_LABELS[role][1:]


def invitation_address(secret: str) -> str:
    """Where an invitation leads: on the host of our settings, whatever the Host header says."""
    here = url_for("accounts.invitation", secret="-")  # noqa: S106 (the place of one)
    return settings().public_base + here.removesuffix("-") + secret


def send(session: Any, *, to: str, link: AccountLink, address: str) -> None:
    """Let the invitation leave after the commit that made it."""
    viewer, role = current_viewer(), Offer.of(link).role
    text = (TO_PRODUCER if role is Role.PRODUCER else MESSAGE).format(
        who=viewer.name, rank=_small(viewer.role), role=ROLE_LABELS[role], url=address
    )
    outbox.send(session, to=to, text=text, kind="invitation", until=link.ends_at)


def made_page(link: AccountLink, address: str, *, sent_to: str | None, back: str) -> Page:
    """The page that shows a new invitation's address, this once."""
    offer = Offer.of(link)
    return page(
        "invite_made.html",
        offer=offer,
        role=ROLE_LABELS[offer.role],
        where=_names(offer),
        ends_at=link.ends_at,
        address=address,
        sent_to=sent_to,
        back_url=back,
    )


def _reachable(contact: str) -> str | None:
    """Where to send it: nowhere when nothing was typed; ContactUnclear."""
    found = invite.reachable(contact)
    if contact and found is None:
        raise ContactUnclear(fields={"contact": [ContactUnclear.sentence]})
    return found


def _role() -> Role:
    """The role that was chosen; a word of no role is nobody's to give."""
    chosen = typed("role", 32)
    offered = {role.value: role for role in roles_below(current_viewer())}
    if chosen not in offered or chosen == Role.PRODUCER.value:
        raise InviteNotYours(fields={"role": ["Hãy chọn một vai trò trong danh sách."]})
    return offered[chosen]


def _form(refusal: Refusal | None = None) -> Page:
    viewer, session = current_viewer(), reading()
    mine = my_communes(viewer)
    below = [role for role in roles_below(viewer) if role is not Role.PRODUCER]
    opened = invite.open_invitations(session, viewer)
    names = [
        (code or WHOLE, agencies.agency_name(code) or "Không chia theo cơ quan (làm mọi việc)")
        for code in agencies_below(viewer)
    ]
    return page(
        "invite.html",
        refusal,
        roles=[{"value": role.value, "label": ROLE_LABELS[role], "hint": ROLE_HINTS[role]}
               for role in below],
        agencies=names if Role.PROVINCE_OFFICER in below else [],
        communes=mine if len(mine) <= MOST_TICKED else [],
        typed=request.form,
        ticked=request.form.getlist("communes") or ([mine[0][0]] if len(mine) == 1 else []),
        opened=[(link, offer, ROLE_LABELS[offer.role], _names(offer)) for link, offer in opened],
        placed=any(role in OF_COMMUNES for role in below),
    )  # fmt: skip


def _invitation(secret: str, refusal: Refusal | None = None) -> Page:
    try:
        link, offer, inviter = invite.offered(reading(), secret)
    except Refusal as over:
        return page("invite_over.html", over)
    if refusal is not None and refusal.kind is Kind.MISSING:
        return page("invite_over.html", refusal)
    return page(
        "invitation.html",
        refusal,
        secret=secret,
        inviter=inviter.name,
        inviter_role=ROLE_LABELS[Role(inviter.role)],
        role=ROLE_LABELS[offer.role],
        agency=agencies.agency_name(offer.agency),
        where=_names(offer),
        by_code=offer.role is Role.PRODUCER,
        ends_at=link.ends_at,
        typed=request.form,
    )


def _names(offer: Offer) -> list[str]:
    return sorted(commune(code).name for code in offer.commune_codes if is_commune(code))
