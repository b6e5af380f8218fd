"""What other rooms may want to know of producers."""

from dataclasses import dataclass

from agrimarket.kit.events import Event


@dataclass(frozen=True)
class ConsentWithdrawn(Event):
    """A producer withdrew every consent: the name goes, listings end, stamps still resolve."""

    household_id: str
