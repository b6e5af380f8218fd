"""JSON routes of scanning that need a token."""

from agrimarket.kit.api import ApiBlueprint

blueprint = ApiBlueprint("scanning", __name__, description="")
