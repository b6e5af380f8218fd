"""What other rooms may want to know of people and their phones."""

from collections.abc import Sequence
from dataclasses import dataclass

from agrimarket.kit.events import Event


@dataclass(frozen=True)
class DevicesStopped(Event):
    """Field phones that nobody may open any more: revoked, replaced, or their person disabled."""

    device_ids: Sequence[str]
