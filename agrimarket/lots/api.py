"""JSON routes of lots."""

from agrimarket.kit.api import ApiBlueprint

blueprint = ApiBlueprint("lots", __name__, description="")
