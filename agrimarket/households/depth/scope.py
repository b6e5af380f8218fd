"""Which producers an account stands behind that money can be sent to, as one SQL condition."""

from sqlalchemy import ColumnElement, Text, and_, cast, or_

from agrimarket.households.depth.kinds import NO_ACCOUNT
from agrimarket.households.models import Household


def cashless() -> ColumnElement[bool]:
    """Those who named a way to be paid beside cash, or whose bank account is kept."""
    kinds = cast(Household.payment_kinds, Text)
    known = kinds.not_in(("[]", f'["{NO_ACCOUNT}"]', "null"))
    return and_(Household.erased_at.is_(None), or_(known, Household.bank_sealed.is_not(None)))
