"""Master data of lots that begin: code and dates, where all lots of an event agree."""

from collections.abc import Sequence
from typing import Any

from agrimarket.scanning.machine.addresses import own
from agrimarket.scanning.machine.store import Known

# CBV 2.0, 9.2 where it has a word, else our own.
DAYS = (
    ("harvested_on", "cbvmda:harvestEndDate"),
    ("produced_on", own("producedOn")),
    ("packed_on", own("packedOn")),
    ("use_by", "cbvmda:itemExpirationDate"),
)


def ilmd(lots: Sequence[Known]) -> dict[str, Any]:
    """Attributes of one or several new lots; a list of lots that differ tells what they share."""
    told: dict[str, Any] = {"cbvmda:countryOfOrigin": "VN"}
    if len(lots) == 1:
        told["cbvmda:lotNumber"] = lots[0].lot_code
    for name, word in DAYS:
        days = {getattr(lot, name) for lot in lots}
        if len(days) == 1 and None not in days:
            told[word] = days.pop().isoformat()
    return told
