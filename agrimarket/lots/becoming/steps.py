"""The steps of a lot as a viewer may read them: own lots whole, others' as the public does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.lots.becoming import store
from agrimarket.lots.graph import store as store_graph
from agrimarket.lots.graph.store import Fact, Flow
from agrimarket.lots.models import Lot, LotStep
from agrimarket.places import commune
from agrimarket.products.units import convert

STEP_WORDS = {"split": "Tách lô", "merge": "Gộp lô", "transform": "Làm hàng mới"}


@dataclass(frozen=True)
class StepLot:
    """A lot in a step; `quantity` is None where it is no business of the viewer's."""

    lot_id: str
    lot_code: str
    product_name: str
    producer_name: str | None
    commune_name: str
    own: bool
    quantity: Decimal | None
    unit: str | None


@dataclass(frozen=True)
class StepShown:
    """A step; place and note for those who see a lot that came out of it."""

    id: str
    kind: str
    happened_at: datetime
    recorded_at: datetime
    place: str | None
    note: str | None
    inputs: tuple[StepLot, ...]
    outputs: tuple[StepLot, ...]
    loss: Decimal | None
    loss_unit: str | None

    @property
    def label(self) -> str:
        return STEP_WORDS[self.kind]


def steps_of(session: Session, *, viewer: Viewer, lot: Lot) -> list[StepShown]:
    """The steps that a lot, seen already, came out of or went into, oldest first."""
    return show_steps(session, viewer, store.steps_of(session, lot.id))


def show_steps(session: Session, viewer: Viewer, rows: Sequence[LotStep]) -> list[StepShown]:
    """Steps with their lots, in two reads."""
    flows = store_graph.flows_of_steps(session, [row.id for row in rows])
    facts = store_graph.facts(session, viewer, {flow.lot_id for flow in flows})
    return [_step(row, [one for one in flows if one.step_id == row.id], facts) for row in rows]


def _step(row: LotStep, flows: Sequence[Flow], facts: Mapping[str, Fact]) -> StepShown:
    ins = [flow for flow in flows if flow.way == "in"]
    outs = [flow for flow in flows if flow.way == "out"]
    mine = any(facts[flow.lot_id].own for flow in outs)
    loss, unit = _loss(row, ins, outs, facts) if mine else (None, None)
    return StepShown(
        id=row.id,
        kind=row.kind,
        happened_at=row.happened_at,
        recorded_at=row.recorded_at,
        place=row.place if mine else None,
        note=row.note if mine else None,
        inputs=tuple(_lot(flow, facts[flow.lot_id], mine) for flow in ins),
        outputs=tuple(_lot(flow, facts[flow.lot_id], False) for flow in outs),
        loss=loss,
        loss_unit=unit,
    )


def _lot(flow: Flow, fact: Fact, maker: bool) -> StepLot:
    told = fact.own or maker
    return StepLot(
        lot_id=flow.lot_id,
        lot_code=fact.lot_code,
        product_name=fact.product_name,
        producer_name=fact.household_name if fact.own or fact.named else None,
        commune_name=commune(fact.commune_code).name,
        own=bool(fact.own),
        quantity=flow.quantity if told else None,
        unit=fact.unit if told else None,
    )


def _loss(
    row: LotStep, ins: Sequence[Flow], outs: Sequence[Flow], facts: Mapping[str, Fact]
) -> tuple[Decimal | None, str | None]:
    """What went in and did not come out, in the first input's unit; a transformation has none."""
    if row.kind == "transform":
        return None, None
    unit = facts[ins[0].lot_id].unit
    left = Decimal(0)
    for flow in (*ins, *outs):
        amount = convert(flow.quantity, facts[flow.lot_id].unit, unit)
        if amount is None:
            return None, None
        left += amount if flow.way == "in" else -amount
    return left, unit
