"""What other rooms may want to know of producers."""

from dataclasses import dataclass, field

from agrimarket.kit.events import Event


@dataclass(frozen=True)
class ConsentWithdrawn(Event):
    """A producer withdrew every consent: the name goes, listings end, stamps still resolve."""

    household_id: str


@dataclass(frozen=True)
class ProductsNamed(Event):
    """What a producer's products are called now, those withdrawn left out: searched with it."""

    household_id: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class PersonErased(Event):
    """A producer asked to be forgotten: every room empties what it keeps of the person.

    `words` name the person in free text (erased.py); stamps still resolve with lot and commune.
    """

    household_id: str
    words: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class ProducerMoved(Event):
    """A producer is of another kind, or of another commune, than it was."""

    household_id: str


@dataclass(frozen=True)
class ProducersRegrouped(Event):
    """Things changed hands between these producers: two records were merged, or parted again."""

    household_ids: tuple[str, ...]
