"""Machine forms of a lot: EPCIS 2.0 events, the digital passport, the ten items of the circular."""

from agrimarket.scanning.machine.document import EpcisPage, epcis_of
from agrimarket.scanning.machine.items import Completeness, completeness_of
from agrimarket.scanning.machine.passport import passport_of

__all__ = ["Completeness", "EpcisPage", "completeness_of", "epcis_of", "passport_of"]
