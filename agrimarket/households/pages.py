"""The pages of producers, a file for each sort of them."""

from agrimarket.households import (
    bulk_pages,
    card_list_pages,
    card_pages,
    consent_pages,
    form_pages,
    head_pages,
    import_ask_pages,
    import_pages,
    list_pages,
    member_pages,
    merge_pages,
    parcel_pages,
    paste_pages,
    reveal_pages,
    saved_pages,
    show_pages,
    withdraw_pages,
)
from agrimarket.households.blueprints import pages as blueprint

__all__ = [
    "blueprint",
    "bulk_pages",
    "card_list_pages",
    "card_pages",
    "consent_pages",
    "form_pages",
    "head_pages",
    "import_ask_pages",
    "import_pages",
    "list_pages",
    "member_pages",
    "merge_pages",
    "parcel_pages",
    "paste_pages",
    "reveal_pages",
    "saved_pages",
    "show_pages",
    "withdraw_pages",
]
