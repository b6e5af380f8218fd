"""JSON routes of households."""

from agrimarket.kit.api import ApiBlueprint

blueprint = ApiBlueprint("households", __name__, description="")
