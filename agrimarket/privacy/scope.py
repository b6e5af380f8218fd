"""Which requests and breaches a viewer may see, as SQL conditions."""

from sqlalchemy import ColumnElement, false, true

from agrimarket.households.scope import of_person
from agrimarket.kit.access import Role, Viewer
from agrimarket.privacy.models import PersonRequest

SEE_BREACHES = (Role.PROVINCE_OFFICER, Role.AUDITOR, Role.OPERATOR)


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The province and its auditors see all requests, a commune its own, a producer their own."""
    if viewer.role in {Role.OPERATOR, Role.PUBLIC}:
        return false()
    if viewer.whole_province:
        return true()
    if viewer.household_id is not None:
        return of_person(PersonRequest.household_id, viewer.household_id)
    if viewer.commune_codes:
        return PersonRequest.commune_code.in_(viewer.commune_codes)
    return false()


def visible_breaches(viewer: Viewer) -> ColumnElement[bool]:
    """The province, its auditors and the operator: a breach tells of no person."""
    if viewer.is_one_of(SEE_BREACHES) or (viewer.role is Role.API_CLIENT and viewer.whole_province):
        return true()
    return false()
