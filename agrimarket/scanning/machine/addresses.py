"""Names for things in machine forms: GS1 keys where they exist, else addresses of our own host."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote
from uuid import UUID, uuid5

from stamps.gs1 import to_gtin14

# The published address of the EPCIS 2.0 context (GS1 EPCIS 2.0, 10.1); nobody here fetches it.
EPCIS_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
PREFIX = "nong"  # of our own vocabulary, /tu-vung/epcis
VOCABULARY_PATH = "/tu-vung/epcis"
PLACE_PATH = "/tu-vung/xa/"
# Ids of events that have no row of their own are made of the row they are read from.
EVENTS = UUID("0c8f52a4-6a55-5f0e-9d0a-3e1f7a2b9c41")


class HasCode(Protocol):
    """A lot with the number of its product."""

    @property
    def id(self) -> str: ...
    @property
    def lot_code(self) -> str: ...
    @property
    def gtin(self) -> str | None: ...


@dataclass(frozen=True)
class Addresses:
    """Addresses below `base` (https://host), which stamps carry too."""

    base: str

    @property
    def vocabulary(self) -> str:
        return f"{self.base}{VOCABULARY_PATH}#"

    @property
    def context(self) -> list[object]:
        """The JSON-LD context of a document of ours."""
        return [EPCIS_CONTEXT, {PREFIX: self.vocabulary}]

    def page(self, lot_id: str) -> str:
        """The page of a lot, which needs no GS1 key."""
        return f"{self.base}/lot/{lot_id}"

    def epcis(self, lot_id: str) -> str:
        """The EPCIS document of a lot."""
        return f"{self.page(lot_id)}/epcis"

    def lot(self, lot: HasCode) -> str:
        """The class of all packs of a lot: GTIN and lot (GS1 Digital Link), or our own address."""
        if lot.gtin is None:
            return self.page(lot.id)
        return f"{self.base}/01/{to_gtin14(lot.gtin)}/10/{quote(lot.lot_code, safe='')}"

    def place(self, commune_code: str, gln: str | None) -> str:
        """Where something happened: a GLN (AI 414), or the commune; never a house or a position."""
        return f"https://id.gs1.org/414/{gln}" if gln else f"{self.base}{PLACE_PATH}{commune_code}"


def event_id(row_id: str, told: str = "") -> str:
    """The id of the event that a row tells; `told` where one row tells several (CBV 2.0, 8.9)."""
    return f"urn:uuid:{uuid5(EVENTS, f'{told}:{row_id}') if told else row_id}"


def own(name: str) -> str:
    """A word of our own vocabulary."""
    return f"{PREFIX}:{name}"
