"""JSON routes of products."""

from agrimarket.kit.api import ApiBlueprint

blueprint = ApiBlueprint("products", __name__, description="")
