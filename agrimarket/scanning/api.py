"""JSON routes of scanning that need a token."""

from agrimarket.kit.api import ApiBlueprint
from agrimarket.scanning.machine import api as machine_api

__all__ = ["blueprint", "machine_api"]

blueprint = ApiBlueprint("scanning", __name__, description="")
