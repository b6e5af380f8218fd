"""The pages of producers, a file for each sort of them."""

from agrimarket.households import form_pages
from agrimarket.households.blueprints import pages as blueprint
from agrimarket.households.cards import list_pages as card_list_pages
from agrimarket.households.cards import pages as card_pages
from agrimarket.households.consenting import pages as consent_pages
from agrimarket.households.consenting import withdraw_pages
from agrimarket.households.depth import head_pages, member_pages, parcel_pages
from agrimarket.households.finding import bulk_pages, saved_pages
from agrimarket.households.finding import pages as list_pages
from agrimarket.households.lists import ask_pages as import_ask_pages
from agrimarket.households.lists import pages as import_pages
from agrimarket.households.merging import pages as merge_pages
from agrimarket.households.paste import pages as paste_pages
from agrimarket.households.showing import pages as show_pages
from agrimarket.households.showing import reveal_pages

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
