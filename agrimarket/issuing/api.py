"""JSON routes of issuing."""

from agrimarket.kit.api import ApiBlueprint

blueprint = ApiBlueprint("issuing", __name__, description="")
