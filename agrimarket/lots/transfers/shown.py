"""A hand-over as one side or the other may read it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.lots import store as store_lots
from agrimarket.lots.amounts import amount_text
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.status import lot_status
from agrimarket.lots.transfers import store
from agrimarket.lots.transfers.kinds import STATE_WORDS, State
from agrimarket.lots.transfers.store import Handed
from agrimarket.places import commune


class HandedLot:
    """A lot on its way: what the public may know, and the name of its producer where told."""

    def __init__(self, fact: Handed) -> None:
        self.row = fact.lot
        self.product_name = fact.product_name
        self.producer_name = fact.household_name if fact.own or fact.named else None
        self.commune_code = fact.commune_code
        self.commune_name = commune(fact.commune_code).name
        self.status = lot_status(fact.lot, clock.today())

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["row"], name)


class TransferShown:
    """A row with both sides as far as this viewer may know them."""

    def __init__(
        self, row: LotTransfer, lot: HandedLot, receiver: str | None, outgoing: bool, incoming: bool
    ) -> None:
        self.row, self.lot = row, lot
        self.receiver_name = receiver
        self.outgoing, self.incoming = outgoing, incoming

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["row"], name)

    @property
    def partner_id(self) -> str | None:
        return self.row.partner_id if self.outgoing else None

    @property
    def unit(self) -> str | None:
        unit: str | None = self.lot.row.unit
        return unit

    @property
    def missing_quantity(self) -> Decimal | None:
        came = self.row.received_quantity
        return None if came is None else self.row.quantity - came

    @property
    def label(self) -> str:
        return STATE_WORDS[self.row.state][0]

    @property
    def badge(self) -> tuple[str, str]:
        return STATE_WORDS[self.row.state]

    @property
    def amount(self) -> str:
        return amount_text(self.row.quantity, self.unit)

    @property
    def missing(self) -> str:
        """What did not arrive, in words; nothing where all of it did."""
        return amount_text(self.missing_quantity, self.unit) if self.missing_quantity else ""

    @property
    def receiver_answers(self) -> bool:
        """Whether a registered producer answers, and not the sender for somebody else."""
        return self.row.to_household_id is not None

    @property
    def may_answer(self) -> bool:
        """Whether this viewer's side says what became of it."""
        waits = self.row.state in (State.IN_TRANSIT, State.DISPUTED)
        return waits and (self.incoming if self.receiver_answers else self.outgoing)

    @property
    def may_send(self) -> bool:
        return self.outgoing and self.row.state == State.PROPOSED

    @property
    def may_cancel(self) -> bool:
        return self.outgoing and self.row.state in (State.PROPOSED, State.DISPUTED)


def show_transfers(
    session: Session, viewer: Viewer, rows: Sequence[LotTransfer]
) -> list[TransferShown]:
    """Hand-overs with their lots and sides, in a handful of reads."""
    ids = [row.id for row in rows]
    lots = store.lots(session, viewer, {row.lot_id for row in rows})
    partners = store.partners(session, {row.partner_id for row in rows if row.partner_id})
    owners = store_lots.owners(
        session, [row.to_household_id for row in rows if row.to_household_id]
    )
    outgoing = store.mine_of(session, viewer, ids)
    incoming = store.meant_for(session, viewer, ids)
    shown = []
    for row in rows:
        to = owners.get(row.to_household_id or "")
        partner = partners.get(row.partner_id or "")
        # A partner is called as the sender calls it; a household's own name is its own to read.
        name = partner.name if partner and row.id in outgoing else to.name if to else None
        shown.append(
            TransferShown(row, HandedLot(lots[row.lot_id]), name, row.id in outgoing,
                          row.id in incoming)
        )  # fmt: skip
    return shown
