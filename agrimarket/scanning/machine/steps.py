"""What each stage of a lot's life is called in the Core Business Vocabulary, as rows of data."""

from collections.abc import Mapping
from typing import NamedTuple


class Said(NamedTuple):
    """Bare words of CBV 2.0; an empty disposition is left out."""

    step: str
    disposition: str = ""


# CBV knows no farming: what it does not name is `other`, and our own word says which it was.
# A harvest is counted once, when the lot is commissioned (CBV: "harvesting … encompassed").
DIARY: Mapping[str, Said] = {
    "sowing": Said("other", "in_progress"),
    "fertiliser": Said("other", "in_progress"),
    "feed": Said("other", "in_progress"),
    "pesticide": Said("other", "in_progress"),
    "vet_drug": Said("other", "in_progress"),
    "irrigation": Said("other", "in_progress"),
    "harvest": Said("creating_class_instance", "in_progress"),
    "processing": Said("other", "in_progress"),
    "packing": Said("packing", "in_progress"),
    "test": Said("inspecting"),
    "transfer": Said("shipping", "in_transit"),
    "storage": Said("storing", "in_progress"),
    "sale": Said("retail_selling", "retail_sold"),
}
PASSED: Mapping[bool | None, str] = {True: "conformant", False: "non_conformant", None: ""}
# Steps of a hand-over that are told; what was only proposed, or disputed, stays between the two.
HAND_OVER: Mapping[str, Said] = {
    "in_transit": Said("shipping", "in_transit"),
    "received": Said("receiving", "in_progress"),
    "cancelled": Said("void_shipping", "in_progress"),
}
COMMISSIONED = Said("commissioning", "active")
BECAME = Said("commissioning", "active")  # every lot that comes out is a new one
RELEASED = Said("other", "sellable_accessible")
RECALLED = Said("holding", "recalled")
LIFTED = Said("other", "sellable_accessible")
SUSPENDED = Said("holding", "non_sellable_other")
STAMPED = Said("packing", "in_progress")
DISPATCH = "desadv"  # the business transaction that ties a shipping to its receiving
NOT_SO, NEVER = "incorrect_data", "did_not_occur"  # reasons of an error declaration
