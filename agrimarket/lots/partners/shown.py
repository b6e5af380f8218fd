"""A partner as somebody may see it, with a hint where the same tax code was met before."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.households.showing.masks import sees_phones, shown_phone
from agrimarket.kit.access import Viewer
from agrimarket.lots import store as store_lots
from agrimarket.lots.models import Partner
from agrimarket.lots.partners import store
from agrimarket.lots.partners.kinds import PARTNER_KINDS

HIDDEN = ("email", "address")  # with the telephone: for those who call people


class PartnerShown:
    """A row with its contacts empty for whoever calls nobody."""

    def __init__(
        self, row: Partner, viewer: Viewer, household: Household, alike: Sequence[Any] = ()
    ) -> None:
        self.row = row
        self.viewer = viewer
        self.household = household
        self.alike = list(alike)

    def __getattr__(self, name: str) -> Any:
        if name in HIDDEN and not sees_phones(self.__dict__["viewer"]):
            return None
        return getattr(self.__dict__["row"], name)

    @property
    def phone(self) -> str | None:
        return shown_phone(self.viewer, self.row.phone)

    @property
    def kind_label(self) -> str:
        return PARTNER_KINDS.get(self.row.kind, self.row.kind)

    @property
    def household_name(self) -> str:
        return self.household.name


def show_partners(
    session: Session, viewer: Viewer, rows: Sequence[Partner], *, hint: bool = False
) -> list[PartnerShown]:
    """Partners with their producers, in one read; with `hint` what else has their tax code."""
    owners = store_lots.owners(session, [row.household_id for row in rows])
    return [
        PartnerShown(row, viewer, owners[row.household_id],
                     _alike(session, viewer, row) if hint and row.tax_code else ())
        for row in rows
    ]  # fmt: skip


def _alike(session: Session, viewer: Viewer, row: Partner) -> list[dict[str, str]]:
    partners = [
        {"kind": "partner", "id": one.id, "name": one.name}
        for one in store.same_tax_code(session, row)
    ]
    producers = [
        {"kind": "household", "id": one.id, "name": one.name}
        for one in store.registered_with(session, viewer, row)
        if one.id != row.linked_id
    ]
    return [*partners, *producers]
