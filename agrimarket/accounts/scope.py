"""Which accounts a viewer may see, as one SQL condition: the people below."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from agrimarket.accounts import agencies
from agrimarket.accounts.models import Account, AccountCommune
from agrimarket.accounts.ranks import roles_below
from agrimarket.kit.access import Role, Viewer


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """People below; never oneself. The operator sees the province's officers, to let them in."""
    if viewer.role is Role.SYSTEM:
        return true()
    if viewer.role is Role.OPERATOR:
        return Account.role == Role.PROVINCE_OFFICER.value
    roles = roles_below(viewer)
    if not roles:
        return false()
    others = and_(Account.role.in_([role.value for role in roles]), Account.id != _own_id(viewer))
    if viewer.role is Role.PROVINCE_OFFICER:
        return others & _of_agency(viewer)
    near = select(AccountCommune.account_id).where(
        AccountCommune.commune_code.in_(viewer.commune_codes)
    )
    return others & Account.id.in_(near)


def _of_agency(viewer: Viewer) -> ColumnElement[bool]:
    """An officer of one agency sees no officers of another, and none who speak for all."""
    if agencies.whole(viewer.agency):
        return true()
    elsewhere = Account.role != Role.PROVINCE_OFFICER.value
    return or_(elsewhere, Account.agency == viewer.agency)


def _own_id(viewer: Viewer) -> str:
    return viewer.account_id or "00000000-0000-0000-0000-000000000000"


def holds_whole(viewer: Viewer, account: Account) -> bool:
    """Whether all of an account's places are the viewer's, so that he may act on all of it."""
    if viewer.role is Role.OPERATOR or viewer.whole_province:
        return True
    return {row.commune_code for row in account.communes} <= viewer.commune_codes
