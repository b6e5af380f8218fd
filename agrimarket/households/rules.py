"""The door for other rooms: what may be done with producers, a file per verb behind it."""

from agrimarket.households.consenting.rules import Agreement, give_consent, withdraw_consent
from agrimarket.households.edit import edit
from agrimarket.households.field_changes import CONSENT, changed_since
from agrimarket.households.finding.find import get, get_to_change, search
from agrimarket.households.register import register
from agrimarket.households.showing.history import history
from agrimarket.households.showing.reveal import reveal
from agrimarket.households.showing.todo import gaps

__all__ = [
    "CONSENT",
    "Agreement",
    "changed_since",
    "edit",
    "gaps",
    "get",
    "get_to_change",
    "give_consent",
    "history",
    "register",
    "reveal",
    "search",
    "withdraw_consent",
]
