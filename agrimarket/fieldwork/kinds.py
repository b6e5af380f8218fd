"""Which acts a phone may send: who may, what room and act they stand for, and who does them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import marshmallow as ma
from sqlalchemy.orm import Session

from agrimarket.accounts.agencies import who_does
from agrimarket.fieldwork import goods, people, roll_schemas, rolls, schemas
from agrimarket.fieldwork.answers import Outcome
from agrimarket.fieldwork.models import FieldOperation
from agrimarket.fieldwork.own_phone import refuse_others_work
from agrimarket.fieldwork.refusals import OperationKindUnknown
from agrimarket.fieldwork.sent import Operation, flat
from agrimarket.households.schemas import ConsentIn
from agrimarket.kit.access import (
    DESCRIBERS,
    PRODUCERS,
    REGISTRARS,
    NotYourAgency,
    Role,
    Viewer,
)
from agrimarket.kit.errors import InvalidFields, NotAllowed
from agrimarket.products.schemas import ProductChange

Act = Callable[..., Outcome]


@dataclass(frozen=True)
class Kind:
    """`act` names room and act as routes do, so that agencies and scopes hold here too."""

    act: str
    roles: tuple[Role, ...]
    fields: type[ma.Schema]
    do: Act


KINDS: Mapping[str, Kind] = {
    "household.register": Kind(
        "households.register", REGISTRARS, schemas.RegisterFields, people.register
    ),
    "household.edit": Kind("households.change", REGISTRARS, schemas.EditFields, people.edit),
    "household.delete": Kind("households.remove", REGISTRARS, schemas.DeleteFields, people.delete),
    "consent.give": Kind("households.give_consent", REGISTRARS, ConsentIn, people.consent),
    "product.draft": Kind("products.create", DESCRIBERS, schemas.ProductDraftFields, goods.draft),
    "product.edit": Kind("products.change", REGISTRARS, ProductChange, goods.edit),
    "lot.open": Kind("lots.create", PRODUCERS, schemas.LotOpenFields, goods.open_lot),
    "diary.add": Kind("lots.add_event", PRODUCERS, schemas.DiaryFields, goods.diary),
    "stamps.activate": Kind(
        "issuing.post_activate", PRODUCERS, roll_schemas.RollActivateFields, rolls.activate
    ),
    "stamps.void": Kind("issuing.post_void", PRODUCERS, roll_schemas.RollVoidFields, rolls.void),
}


def do(session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation) -> Outcome:
    """Let the rooms' own rules do it; every refusal of theirs, OperationKindUnknown, NotAllowed,
    NotForProducers, NotYourAgency, InvalidFields."""
    kind = KINDS.get(operation.kind)
    if kind is None:
        raise OperationKindUnknown(fields={"kind": [OperationKindUnknown.sentence]})
    refuse_others_work(viewer, operation.kind)
    may(viewer, kind)
    fields = loaded(kind.fields, operation.fields)
    return kind.do(session, viewer=viewer, operation=operation, row=row, fields=fields)


def may(viewer: Viewer, kind: Kind) -> None:
    """NotAllowed, NotYourAgency: as at the route of the same act (kit/access.py)."""
    if viewer.role is Role.API_CLIENT:
        scope = f"{kind.act.partition('.')[0]}:write"
        if scope not in viewer.scopes:
            raise NotAllowed(scope=scope)
    elif not viewer.is_one_of(kind.roles):
        raise NotAllowed
    if not viewer.may_write(kind.act):
        raise NotYourAgency(agency=who_does(kind.act))


def loaded(schema: type[ma.Schema], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as their room's schema reads them; InvalidFields."""
    try:
        found: dict[str, Any] = schema().load(fields)
    except ma.ValidationError as error:
        raise InvalidFields(fields=flat(error.messages_dict)) from None
    return found
